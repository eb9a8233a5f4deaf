/** Gaps of other respondents, filled as those of the run were. Runs in Deno and browsers. */

import type { ModelBattery, ModelColumn, Placing } from "../model.ts";

/** Fills gaps, O(n columns): items of a battery from the respondent's own level, as two-way imputation does,
 * all else with the column's own value.
 * @param answers Of each column, NaN for a gap; they stay as they are.
 * @returns A column without gaps as it was given, the others as copies.
 */
export function fillGaps(
  answers: readonly Float64Array[],
  { columns, batteries }: Pick<Placing, "columns" | "batteries">,
): Float64Array[] {
  const at = new Map(columns.map(({ name }, c) => [name, c]));
  const filled = answers.map((values) => hasGap(values) ? values.slice() : values);
  for (const battery of batteries) fillBattery({ answers, filled }, battery, at);
  filled.forEach((values, c) => {
    if (values !== answers[c]) fillAlone(values, columns[c]);
  });
  return filled;
}

function hasGap(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

function fillBattery(
  { answers, filled }: { answers: readonly Float64Array[]; filled: readonly Float64Array[] },
  { low, high, mean, items }: ModelBattery,
  at: ReadonlyMap<string, number>,
): void {
  const places = items.map(({ name }) => at.get(name)!);
  if (places.every((place) => filled[place] === answers[place])) return;
  for (let i = 0; i < answers[places[0]].length; i++) {
    let sum = 0, count = 0;
    for (let c = 0; c < items.length; c++) {
      const value = answers[places[c]][i];
      if (Number.isNaN(value)) continue;
      sum += items[c].isTurned ? low + high - value : value;
      count++;
    }
    if (count === 0 || count === items.length) continue;
    const own = sum / count;
    for (let c = 0; c < items.length; c++) {
      if (!Number.isNaN(answers[places[c]][i])) continue;
      const level = Math.max(low, Math.min(high, own + items[c].mean - mean));
      filled[places[c]][i] = items[c].isTurned ? low + high - level : level;
    }
  }
}

function fillAlone(values: Float64Array, { fill }: ModelColumn): void {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) values[i] = fill;
}
