/** The order in which a file has its answers, run from low to high. Runs in Deno and browsers. */

import { nonAnswerReason } from "../../cells/non_answers.ts";
import { findScale, isScale, type WordScale } from "../../cells/scales/find_scale.ts";
import type { NoOrder } from "../../cells/scales/order.ts";
import type { ColumnFacts } from "../../table/column_facts.ts";
import type { Answers } from "../answers.ts";

/** The answers in the file's own order, and what they are as points of a scale. */
export interface FileOrder {
  /** Low to high as far as words tell; null if the file has none. */
  readonly order: readonly string[] | null;
  /** Whether the file has it the other way round. */
  readonly isTurned: boolean;
  /** The scale of the file's words, those that nobody chose among them; without any that of the answers. */
  readonly scale: WordScale | NoOrder;
}

/** A scale of which one point was chosen has three labels at least. */
const FEWEST_POINTS = 3;

/** The file's own order of answers, without what was found to be no answer: turned round where it runs
 * down a known scale of words, as survey tools number answers in the order in which they stand on the
 * screen; that of the scale where the file only has codes that follow no order.
 * @param options.gone Texts that are no answers in this column.
 */
export function orderOfFile(
  facts: ColumnFacts | undefined,
  { answers, gone }: { answers: Answers; gone: ReadonlySet<string> },
): FileOrder {
  const all = facts?.categories ?? null;
  if (all === null) return { order: all, isTurned: false, scale: answers.scale };
  if (facts?.declared?.areLabels !== true) {
    return { order: all, isTurned: false, scale: { note: "" } };
  }
  const given = new Set(answers.texts);
  const kept = all.filter((text) => given.has(text) || !gone.has(text));
  const { points, scale } = scaleOf(kept, given);
  if (!isScale(scale)) {
    const found = answers.scale;
    const isWhole = isScale(found) && found.categories.length === given.size;
    const order = isWhole && !isOrdered(facts) ? found.categories : points;
    return { order, isTurned: false, scale: found };
  }
  const wanted = scale.categories.join("\n");
  const turned = points.toReversed();
  if (turned.join("\n") === wanted) return { order: turned, isTurned: true, scale };
  const follows = isOrdered(facts) || scale.categories.length !== points.length;
  return { order: follows ? points : scale.categories, isTurned: false, scale };
}

/** The points of a scale, without labels such as "don't know" that nobody chose and that are no point. */
function scaleOf(
  kept: readonly string[],
  given: ReadonlySet<string>,
): { points: readonly string[]; scale: WordScale | NoOrder } {
  const none = { note: "" };
  const whole = kept.length < FEWEST_POINTS ? none : findScale(kept);
  if (isScale(whole)) return { points: kept, scale: whole };
  const points = kept.filter((text) => given.has(text) || nonAnswerReason(text) === null);
  if (points.length === kept.length || points.length < FEWEST_POINTS) {
    return { points: kept, scale: whole };
  }
  return { points, scale: findScale(points) };
}

function isOrdered({ declared }: ColumnFacts): boolean {
  return declared?.measure === "ordinal" || declared?.measure === "ordered";
}
