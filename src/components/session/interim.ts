/** Results that are shown before their final verdict. Runs in browsers. */

import type { InterimWords } from "../../../pipeline/profile/interim_words.ts";
import { isSameWork } from "./params_text.js";
import type { SessionState } from "./session_types.js";

/** What is said of the results shown, where they are those of the controls and have no final verdict. */
export function interimOf({ interim, view, params }: SessionState): InterimWords | null {
  return view !== null && isSameWork(params, view.params) ? interim : null;
}
