/** Why the last run failed, with a way to try again. Runs in browsers. */

import { html } from "../../kit/elements.js";
import type { Session, SessionState } from "../../session/session_types.js";
import { errorState } from "../notices.js";

/** The place of the error, empty where there is none. */
export interface RunError {
  readonly element: HTMLElement;
  update(state: SessionState): void;
}

/** Makes the place; it shows an error anew only where it is another one. */
export function runError(session: Session): RunError {
  const element = html("div", [], { class: "run-error" });
  let shown: SessionState["error"] = null;
  return {
    element,
    update({ error }) {
      if (error === shown) return;
      shown = error;
      element.replaceChildren(
        ...(error === null
          ? []
          : [errorState(error, { title: "The run failed", retry: () => session.run() })]),
      );
    },
  };
}
