/** How far the search for a verdict is, beside the segments that are there already. Runs in browsers. */

import type { InterimWords } from "../../../../pipeline/profile/interim_words.ts";
import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { interimOf } from "../../session/interim.js";
import type { Session, SessionState } from "../../session/session_types.js";
import { describeProgress } from "./run_bar.js";

/** Makes the line, which is there only while results are without their final verdict: progress and a way
 * to stop, or a way to finish what was stopped. */
export function interimBar(session: Session): HTMLElement {
  const lede = html("p", [], { class: "lede" });
  const text = html("span", [], { class: "interim-text" });
  const bar = html("progress", [], { max: 1, value: 0, "aria-label": "Progress of the verdict" });
  const cancel = button("Stop the search", { onClick: () => session.cancel() });
  const finish = button("Finish the search", { tone: "primary", onClick: () => session.run() });
  const element = html("div", [
    lede,
    html("div", [bar, text, cancel, finish], { class: "interim-line" }),
  ], { class: "interim-bar" });
  session.subscribe((state) => {
    const words = interimOf(state);
    const isRunning = state.status === "running";
    // What comes in a moment, and changes no verdict, moves nothing: the panel tells of it.
    element.hidden = words === null || (words.either === null && isRunning);
    if (words === null || element.hidden) return;
    const hadFocus = document.activeElement === (isRunning ? finish : cancel);
    bar.hidden = cancel.hidden = !isRunning;
    finish.hidden = isRunning;
    // The one that goes hands the focus to the one that takes its place.
    if (hadFocus) (isRunning ? cancel : finish).focus();
    bar.value = state.progress?.share ?? 0;
    setText(text, isRunning ? describeProgress(state.progress) : whyNot(state, words));
    setText(finish, words.either === null ? "Finish the run" : "Finish the search");
    setText(lede, ledeOf(state, words, isRunning ? "underWay" : "unfinished"));
    lede.hidden = lede.textContent === "";
  });
  return element;
}

function whyNot({ status }: SessionState, { either }: InterimWords): string {
  const [what, long] = either === null
    ? ["The run", "The rest of the run"]
    : ["The search", "The search for a verdict"];
  return status === "failed" ? `${long} failed.` : `${what} was stopped.`;
}

/** A verdict, if only a first one, has a lede of its own. */
function ledeOf(
  { view }: SessionState,
  words: InterimWords,
  when: "underWay" | "unfinished",
): string {
  const isTold = view?.summary.structure !== undefined && words.either !== null;
  return isTold ? "" : words[when].why;
}
