/** What independent programs say of a run, and the button that asks them. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { button } from "../kit/buttons.js";
import { html, setText } from "../kit/elements.js";
import { formatNumber } from "../kit/words/format.js";
import type { Session, SessionState } from "../session/session_types.js";

type Opinion = NonNullable<RunView["summary"]["second_opinion"]>;
type Check = Opinion["checks"][number];

const PATH = "evaluation.second_opinion";
const WHAT =
  "Programs by others that share no code with this one compute the run again: k-means from " +
  "the same first centres, the tree, the components, the map. It takes seconds; a tree of 2,000 " +
  "respondents about half a minute.";

/** How each figure is named and written. */
const FIGURES: Readonly<Record<string, readonly [name: string, write: (value: number) => string]>> =
  {
    agreement: ["Agreement (adjusted Rand index)", (value) => formatNumber(value, 3)],
    respondents_elsewhere: ["Respondents elsewhere", (value) => formatNumber(value)],
    inertia_difference: ["Largest difference of inertia", writeTiny],
    height_difference: ["Largest difference of a merge's height", writeTiny],
    agreement_without_ties: ["Agreement without ties", (value) => formatNumber(value, 3)],
    height_difference_without_ties: ["Largest difference without ties", writeTiny],
    components: ["Components compared", (value) => formatNumber(value)],
    share_difference: ["Largest difference of a share of the variance", writeTiny],
    neighbours: ["Nearest respondents looked at", (value) => formatNumber(value)],
    kept: ["Of these kept here", (value) => `${formatNumber(100 * value, 1)} %`],
    kept_by_other: ["Kept by the other program", (value) => `${formatNumber(100 * value, 1)} %`],
  };

/** The answer in words and figures; before it, a button that asks. It follows the session until it
 * leaves the page.
 */
export function opinionCard(
  { summary: { second_opinion: opinion } }: RunView,
  session: Session,
): HTMLElement {
  return opinion === undefined ? questionCard(session) : answerCard(opinion, session);
}

function questionCard(session: Session): HTMLElement {
  const ask = button("Ask for a second opinion", {
    onClick: () => {
      session.set(PATH, true);
      if (session.state.status !== "running") session.run();
    },
  });
  const status = html("p", [], { class: "opinion-note", role: "status" });
  const card = cardOf("Would other programs find the same?", WHAT, [ask, status]);
  follow(session, card, ({ params, status: now, whyOff }) => {
    const isAsked = params.evaluation.second_opinion && now === "running";
    ask.disabled = whyOff !== "" || isAsked;
    setText(status, isAsked ? "Asked: the answer comes with the run." : whyOff);
  });
  return card;
}

function answerCard({ finding, checks }: Opinion, session: Session): HTMLElement {
  const stop = button("Ask no longer", {
    tone: "quiet",
    onClick: () => session.set(PATH, false),
  });
  return cardOf(finding, "Each part of the run, who computed it again, and how far both agree.", [
    html("ul", checks.map(checkItem), { class: "opinion-checks" }),
    stop,
  ]);
}

function checkItem(check: Check): HTMLElement {
  const { title, program, agrees, sentence, by_design: byDesign, figures } = check;
  const words = agrees === null ? "not asked" : agrees ? "agrees" : "disagrees";
  const who = program === null ? "" : `${program.name} ${program.version} `;
  const rows = Object.entries(figures).flatMap(([name, value]) => {
    const [text, write] = FIGURES[name] ?? [name, String];
    return [html("dt", text), html("dd", write(value))];
  });
  return html("li", [
    html("h3", [
      `${title}: `,
      html("span", `${who}${words}`, { class: `opinion-${agrees === false ? "apart" : "alike"}` }),
    ]),
    html("p", sentence),
    rows.length === 0 ? null : html("dl", rows),
    byDesign === "" ? null : html("p", `By design: ${byDesign}`, { class: "opinion-note" }),
  ]);
}

function cardOf(title: string, subtitle: string, children: readonly Node[]): HTMLElement {
  return html("section", [html("h2", title), html("p", subtitle), ...children], {
    class: "panel opinion-card",
  });
}

/** Hears the session until the card has left the page. */
function follow(
  session: Session,
  card: HTMLElement,
  update: (state: SessionState) => void,
): void {
  let wasShown = false;
  const stop = session.subscribe((state) => {
    if (wasShown && !card.isConnected) return stop();
    wasShown ||= card.isConnected;
    update(state);
  });
}

/** A difference that rounding alone makes has many zeros: they are counted, not written. */
function writeTiny(value: number): string {
  if (value === 0) return "0";
  if (value >= 0.0001) return `${formatNumber(100 * value, 2)} %`;
  let zeros = 0;
  for (let rest = value; rest < 1; rest *= 10) zeros++;
  return `under 10⁻${[...String(zeros - 1)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("")}`;
}
