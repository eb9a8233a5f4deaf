/** Filling of gaps, batteries by two-way imputation and other columns alone. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import type { TwowayBattery } from "./cleaned.ts";
import { findGapBatteries } from "./gap_batteries.ts";
import { imputeAlone, type ImputedColumn } from "./impute.ts";
import { imputeTwoway } from "./impute_twoway.ts";

/** Fills the gaps of batteries from each respondent's own level, and those of other columns alone.
 * Yes/no items of one question are a battery too: by themselves, ten items that somebody skipped would
 * say ten times that nothing was answered, and segments would form on that.
 * @param keepsKinds See {@link imputeAlone}.
 * @returns Columns in the order given; the batteries that had gaps.
 */
export async function imputeByLevel(
  survey: Pick<Survey, "columns" | "questions">,
  { weights, pattern, keepsKinds }: {
    readonly weights: Float64Array | null;
    readonly pattern: string;
    readonly keepsKinds: boolean;
  },
  context: StageContext,
): Promise<{ filled: ImputedColumn[]; twoway: TwowayBattery[] }> {
  const { columns } = survey;
  const done = new Map<Column, ImputedColumn>();
  const twoway: TwowayBattery[] = [];
  const tell = () => context.checkpoint(done.size, columns.length, "imputing");
  for (const battery of findGapBatteries(survey, { columns, pattern })) {
    if (!battery.columns.some(hasGaps)) continue;
    const { columns: items, battery: computed } = await imputeTwoway(battery, weights, context);
    battery.columns.forEach((column, c) => done.set(column, items[c]));
    twoway.push(computed);
    const pause = tell();
    if (pause !== undefined) await pause;
  }
  const filled: ImputedColumn[] = [];
  for (const column of columns) {
    const own = done.get(column) ?? imputeAlone(column, { weights, keepsKinds });
    done.set(column, own);
    filled.push(own);
    const pause = tell();
    if (pause !== undefined) await pause;
  }
  return { filled, twoway };
}

function hasGaps({ codes, missing }: Column): boolean {
  return missing.some((reason) => reason !== 0) && codes.some((code) => missing[code] !== 0);
}
