/** How far a run is, on pages that have no controls: a line that is there while there is something to say. Runs in browsers. */

import { html, setText } from "../../kit/elements.js";
import { button } from "../../kit/buttons.js";
import { interimOf } from "../../session/interim.js";
import type { Session } from "../../session/session_types.js";
import { describeProgress } from "./run_bar.js";
import { runError } from "./run_error.js";

const STOPPED = "These are not yet the segments that were asked for.";

/** Makes the line. It follows the session from then on: progress with a way to stop, what failed, or what
 * was stopped with a way to go on.
 */
export function runLine(session: Session): HTMLElement {
  const text = html("span", [], { class: "interim-text" });
  const bar = html("progress", [], { max: 1, value: 0, "aria-label": "Progress of the run" });
  const cancel = button("Cancel", { onClick: () => session.cancel() });
  const run = button("Run", { tone: "primary", onClick: () => session.run() });
  const line = html("div", [bar, text, cancel, run], { class: "interim-line" });
  const failed = runError(session);
  const element = html("div", [line, failed.element], { class: "run-line", role: "status" });
  session.subscribe((state) => {
    const { status, error, isStale, whyOff, progress } = state;
    const isRunning = status === "running";
    // The search for a verdict has a line of its own.
    line.hidden = interimOf(state) !== null || whyOff !== "" || !(isRunning || isStale) ||
      status === "failed";
    bar.hidden = cancel.hidden = !isRunning;
    run.hidden = isRunning;
    bar.value = progress?.share ?? 0;
    setText(text, isRunning ? describeProgress(progress) : STOPPED);
    failed.update(state);
    element.hidden = line.hidden && error === null;
  });
  return element;
}
