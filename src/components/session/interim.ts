/** Results that are shown before their final verdict. Runs in browsers. */

import type { InterimWords } from "../../../pipeline/profile/interim_words.ts";
import type { VerdictWords } from "../../../pipeline/profile/verdict_words.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { isSameWork } from "./params_text.js";
import type { SessionState } from "./session_types.js";

/** What is said of the results shown, where they are those of the controls and have no final verdict. */
export function interimOf({ interim, view, params }: SessionState): InterimWords | null {
  return view !== null && isSameWork(params, view.params) ? interim : null;
}

/** A view with words of its own for the verdict. */
export function withWords(view: RunView, words: VerdictWords): RunView {
  const { structure } = view.summary;
  const headline = words.finding;
  if (structure === undefined) return { ...view, headline };
  const judged = { ...structure, words: { ...structure.words, ...words } };
  return { ...view, headline, summary: { ...view.summary, structure: judged } };
}
