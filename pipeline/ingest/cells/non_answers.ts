/** Recognises answers in words that are no point of any scale: don't know, refused, not applicable. Runs in Deno and browsers. */

import type { MissingReason } from "../../survey/missing.ts";
import { fold, splitLabel } from "./scales/fold.ts";
import { foldAll, LANGUAGES } from "./scales/languages/languages.ts";

/** The longest phrase in letters, so that long answers are settled at once. */
const LONGEST = 50;
let known: ReadonlyMap<string, MissingReason> | null = null;

/** Why a text gives no answer, in the languages of the scales, with or without a number before or
 * behind the words (`9 - Refused`); null where it may be one.
 * `None`, `Neither` and `Never` are answers.
 */
export function nonAnswerReason(text: string): MissingReason | null {
  if (text.length > LONGEST) return null;
  known ??= new Map(
    LANGUAGES.flatMap(({ nonAnswers }) =>
      Object.entries(nonAnswers).flatMap(([reason, phrases]) =>
        foldAll(phrases).map((phrase): [string, MissingReason] => [phrase, reason as MissingReason])
      )
    ),
  );
  const reason = known.get(fold(text));
  if (reason !== undefined) return reason;
  const label = splitLabel(text);
  return label === null ? null : known.get(fold(label.words)) ?? null;
}
