/** Clean stage: leaves out what cannot be analysed and fills what is missing. Runs in Deno and browsers. */

import { isAnalysed } from "../column.ts";
import { createContext, type StageContext } from "../context.ts";
import { describeUnmatched } from "../globs.ts";
import type { Params } from "../params.ts";
import type { Cleaned, Survey } from "../types.ts";
import { chooseColumns } from "./columns.ts";
import { imputeColumn } from "./impute.ts";
import { chooseRespondents, keepRespondents } from "./respondents.ts";
import { describeUnnamedWeights, readWeights, scaleWeights } from "./weights.ts";

/** Leaves out columns by `cleaning`'s rules and respondents who answered none of the rest, then
 * imputes. Columns of ids, text and dates stay as they are. O(n x columns).
 * Warns when `fill_value` lies outside what was observed, of names that match no column, and of a
 * column that looks like weights where none is named.
 * @throws {DataError} If the weight column is absent or holds what is no weight.
 */
export async function clean(
  survey: Survey,
  { cleaning, weighting }: Pick<Params, "cleaning" | "weighting">,
  context: StageContext = createContext(),
): Promise<Cleaned> {
  const names = survey.columns.map((column) => column.name);
  describeUnmatched(cleaning.exclude_columns, names, "cleaning.exclude_columns")
    .forEach((text) => context.warn(text));
  const { kept, dropped } = chooseColumns(survey, { cleaning, weighting });
  const raw = readWeights(survey, weighting.column);
  if (raw === null) describeUnnamedWeights(kept).forEach((text) => context.warn(text));
  const chosen = chooseRespondents(survey, kept.filter(isAnalysed), raw);
  const columns = [];
  const imputed = [];
  let outside = 0;
  for (const [position, column] of kept.entries()) {
    const filled = imputeColumn(keepRespondents(column, chosen.respondents), cleaning);
    columns.push(filled.column);
    if (filled.count > 0) {
      imputed.push({ name: column.name, count: filled.count, value: filled.value });
    }
    if (filled.outsideRange) outside++;
    const pause = context.checkpoint(position, kept.length, "imputing");
    if (pause !== undefined) await pause;
  }
  if (outside > 0) {
    context.warn(
      `cleaning.fill_value ${cleaning.fill_value} lies outside the observed range of ${outside} ` +
        `${
          outside === 1 ? "column" : "columns"
        } with missing answers. imputation_method mode keeps to observed answers.`,
    );
  }
  const weights = raw === null ? null : scaleWeights(raw, chosen.respondents, context);
  return {
    survey: { ...survey, rows: chosen.respondents.length, columns },
    respondents: chosen.respondents,
    weights,
    report: {
      columnsKept: columns.map((column) => column.name),
      columnsDropped: dropped,
      respondentsDropped: chosen.dropped,
      ...(weights === null ? {} : { weightColumn: weighting.column }),
      imputed,
      cellsImputed: imputed.reduce((sum, { count }) => sum + count, 0),
    },
  };
}
