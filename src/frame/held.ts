/** Why the cells of a notebook do not run by themselves. Runs in browsers. */

import type { KeptNotebook } from "../components/notebook/frame_messages.ts";

/** Of a notebook that came from elsewhere. */
export const FROM_FILE = "This notebook came from a file. Nothing in it has run.";
/** Of a notebook that may have been ended by what its cells did. */
export const NOT_ENDED =
  "Cells were still running when this notebook was left. They have not been started again.";

/** Why the cells of a kept notebook wait; an empty string where they run. */
export function whyHeld(kept: KeptNotebook | null): string {
  if (kept === null || kept.isTrusted && !kept.isRunning) return "";
  return kept.isTrusted ? NOT_ENDED : FROM_FILE;
}
