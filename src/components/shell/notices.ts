/** Notes and errors, each with what to do next. Runs in browsers. */

import type { Warning } from "../../../pipeline/run/run_result.ts";
import { html } from "../kit/elements.js";
import { fieldId } from "../controls/param_field.js";
import { revealField } from "../controls/reveal_field.js";
import { valueAt } from "../session/params_text.js";
import type { Session, SessionState } from "../session/session_types.js";
import { button } from "../kit/buttons.js";

/** What went wrong, as a session or a loader tells it. */
export interface ShownError {
  readonly name: string;
  readonly message: string;
  readonly problems?: NonNullable<SessionState["error"]>["problems"];
}

/** Shows the engine's warnings as calm notes, each with buttons for what can be done about it; nothing
 * where there are none.
 * @param options stages limits them to some of the engine's stages, such as `["reduce"]`; without a
 * session nothing can be done.
 */
export function notices(
  warnings: readonly Warning[],
  { stages, session = null }: {
    readonly stages?: readonly string[];
    readonly session?: Session | null;
  } = {},
): HTMLElement {
  const shown = warnings.filter(({ stage }) => stages?.includes(stage) ?? true);
  const items = shown.map(({ text, remedies = [] }) =>
    html("li", [
      html("span", "!", { class: "notice-mark", "aria-hidden": "true" }),
      html("div", [text, session === null ? null : remedyButtons(session, remedies)]),
    ])
  );
  const element = html("ul", items, {
    class: "notices",
    role: "list",
    "aria-label": "Good to know",
  });
  element.hidden = shown.length === 0;
  return element;
}

/** A button for each that the page can do and that is not done yet. */
function remedyButtons(
  session: Session,
  remedies: NonNullable<Warning["remedies"]>,
): HTMLElement | null {
  const { whyOff, params, survey } = session.state;
  const open = remedies.filter(({ settings }) =>
    settings.some(([path, value]) => valueAt(params, path) !== value) &&
    (survey.isFile || settings.every(([path]) => !path.startsWith("ingest.")))
  );
  if (whyOff !== "" || open.length === 0) return null;
  return html(
    "span",
    open.map(({ words, settings }) => button(words, { onClick: () => session.setAll(settings) })),
    { class: "notice-remedies" },
  );
}

/** Shows an error: the engine's words, each problem with its place, and what would work.
 * A problem of a parameter links to its control, if the page has it.
 * @param options retry is what the button "Try again" does; without it there is none.
 */
export function errorState(
  error: ShownError,
  { retry, title = "This did not work" }: {
    readonly retry?: () => void;
    readonly title?: string;
  } = {},
): HTMLElement {
  const { problems = [], message } = error;
  const words = problems.length === 0
    ? message.split("\n").map((line) => html("p", line))
    : [html("ul", problems.map(problemItem), { role: "list", class: "state-problems" })];
  return html("div", [
    html("p", title, { class: "state-title" }),
    ...words,
    retry === undefined ? null : button("Try again", { onClick: retry }),
  ], { class: "state state-error", role: "alert" });
}

function problemItem({ path, expected, received, hint }: ProblemShown): HTMLElement {
  const parameter = path.split(" ").pop() ?? path;
  const place = html("a", path, { href: `#${fieldId(parameter)}` });
  place.addEventListener("click", (event) => {
    event.preventDefault();
    revealField(parameter);
  });
  return html("li", [
    document.getElementById(fieldId(parameter)) === null ? html("code", path) : place,
    ` needs ${expected}, but is ${received}.`,
    hint === "" ? null : ` ${hint}`,
  ]);
}

type ProblemShown = NonNullable<ShownError["problems"]>[number];
