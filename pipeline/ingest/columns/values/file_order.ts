/** Turns the order in which a file has its answers to run from low to high. Runs in Deno and browsers. */

import { nonAnswerReason } from "../../cells/non_answers.ts";
import { findScale, isScale } from "../../cells/scales/find_scale.ts";
import type { ColumnFacts } from "../../table/column_facts.ts";

/** The answers in the file's own order. */
export interface FileOrder {
  /** Low to high as far as words tell; null if the file has none. */
  readonly order: readonly string[] | null;
  /** Whether the file has it the other way round. */
  readonly isTurned: boolean;
}

/** The file's own order of answers, turned round where it runs down a known scale of words: survey tools
 * number answers in the order in which they stand on the screen. Words that mean no answer are no point of it,
 * whether somebody gave them or not.
 * @param answers Trimmed texts that are answers.
 */
export function orderOfFile(facts: ColumnFacts | undefined, answers: readonly string[]): FileOrder {
  const told = facts?.categories ?? null;
  if (told === null) return { order: null, isTurned: false };
  const given = new Set(answers);
  const whole = findScale(told);
  const order = isScale(whole)
    ? told
    : told.filter((text) => given.has(text) || nonAnswerReason(text) === null);
  const scale = order.length === told.length ? whole : findScale(order);
  const turned = order.toReversed();
  const runsDown = isScale(scale) && scale.categories.join("\n") === turned.join("\n");
  return { order: runsDown ? turned : order, isTurned: runsDown };
}
