/** Every change of the parameters, newest first, each of which can be shown again. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setFlag, setText } from "../../kit/elements.js";
import { countOf } from "../../kit/words/format.js";
import { effectWords } from "../../session/history/effects.js";
import type { HistoryState } from "../../session/history/history_state.js";
import { lineOf, type Step, stepOf, type Steps } from "../../session/history/steps.js";
import type { Session } from "../../session/session_types.js";

/** What a step is to the one that is shown. */
type Place = "present" | "before" | "undone" | "aside";

const PLACE_WORDS: Readonly<Record<Place, string>> = {
  present: "shown now",
  before: "",
  undone: "undone",
  aside: "another branch",
};
const CLEARED = "Nothing was changed yet. Each change will stand here, and can be shown again.";
const AGREEMENT =
  "Choose one to show it again. Agreement with the step before is 1 where the same respondents are " +
  "together, and about 0 by chance (adjusted Rand index).";

/** Makes the panel, closed at first. It follows the session from then on. */
export function historyPanel(session: Session): HTMLElement {
  const count = html("span", [], { class: "history-count" });
  const list = html("ol", [], {
    class: "history-steps",
    role: "list",
    "aria-label": "Changes, newest first",
  });
  const problem = html("p", [], { class: "history-problem" });
  const hint = html("p", AGREEMENT, { class: "history-hint" });
  const empty = html("p", CLEARED, { class: "history-empty" });
  const clear = button("Clear history", {
    tone: "quiet",
    onClick: () => {
      session.clearHistory();
      summary.focus();
    },
  });
  const summary = html("summary", ["History", count]);
  const element = html("details", [summary, problem, empty, hint, list, clear], {
    class: "history",
  });
  let drawn: HistoryState | null = null;
  const draw = () => {
    const { history, whyOff } = session.state;
    const { steps } = history;
    const changes = steps.all.length - 1;
    setText(count, changes === 0 ? "" : countOf(changes, "change"));
    setText(problem, history.problem);
    setFlag(problem, "hidden", history.problem === "");
    if (!element.open || drawn === history) return;
    drawn = history;
    empty.hidden = changes > 0;
    list.hidden = clear.hidden = hint.hidden = changes === 0;
    clear.disabled = whyOff !== "";
    drawSteps(list, steps, (id) => session.restore(id));
  };
  element.addEventListener("toggle", draw);
  session.subscribe(draw);
  return element;
}

/** Draws the steps anew; the one that has the focus keeps it. */
function drawSteps(list: HTMLElement, steps: Steps, restore: (id: number) => void): void {
  const focused = list.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.step
    : undefined;
  const { before, after } = lineOf(steps);
  const placeOf = ({ id }: Step): Place =>
    id === steps.present
      ? "present"
      : before.has(id)
      ? "before"
      : after.has(id)
      ? "undone"
      : "aside";
  const items = steps.all.map((step) =>
    stepItem(step, { place: placeOf(step), before: stepOf(steps, step.from), restore })
  );
  list.replaceChildren(...items.reverse());
  if (focused === undefined) return;
  list.querySelector<HTMLElement>(`[data-step="${focused}"]`)?.focus({ preventScroll: true });
}

function stepItem(
  { id, words, at, effect }: Step,
  { place, before, restore }: {
    readonly place: Place;
    readonly before: Step | null;
    readonly restore: (id: number) => void;
  },
): HTMLElement {
  const marks = [PLACE_WORDS[place], timeOf(at)].filter((mark) => mark !== "").join(" · ");
  const head = html("button", [
    html("b", words),
    html("span", marks, { class: "history-when" }),
    html("span", effectWords(effect, before?.effect ?? null), { class: "history-effect" }),
  ], {
    type: "button",
    class: "history-step",
    "data-step": id,
    "aria-current": place === "present" ? "step" : null,
    title: place === "present" ? "This is what is shown" : "Show this again",
    onclick: () => restore(id),
  });
  return html("li", [head], { class: `is-${place}` });
}

/** The time of day in the reader's zone; the day too, where it is another one. */
function timeOf(at: number): string {
  const then = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  if (then.toDateString() === new Date().toDateString()) return time;
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())} ${time}`;
}
