/** Clean stage: leaves out what cannot be analysed and fills what is missing. Runs in Deno and browsers. */

import { answeredCount, isAnalysed } from "../survey/read_column.ts";
import { createContext, type Remedy, type StageContext } from "../base/context.ts";
import { quoteValue } from "../base/errors.ts";
import { describeUnmatched } from "../base/globs.ts";
import { surveyTexts } from "../survey/labels.ts";
import type { Params } from "../plan/params.ts";
import { countOf } from "../base/text.ts";
import type { Cleaned, CleanReport, TwowayBattery } from "./cleaned.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import { admit, leaveNotAsked } from "./admit.ts";
import { chooseColumns, type ColumnChoice, describeSparse, shareNeeded } from "./choose_columns.ts";
import { refuseExtremes } from "./quality/extremes.ts";
import { imputeColumn, type ImputedColumn } from "./impute.ts";
import { imputeByLevel } from "./impute_by_level.ts";
import { imputeNearest } from "./impute_nearest.ts";
import { describeImpossible } from "./quality/impossible.ts";
import { describeReversed, findReversed } from "./reversed.ts";
import { chooseRespondents, keepRespondents } from "./choose_respondents.ts";
import { readWeights, scaleWeights, settleWeights, warnOfUnnamedWeights } from "./weights.ts";

const FILL_FROM_ANSWERS: Remedy = {
  words: "Fill from the answers instead",
  settings: [["cleaning.imputation_method", "auto"]],
};
const LEAVE_IMPOSSIBLE_OUT: Remedy = {
  words: "Leave these respondents out",
  settings: [["quality.impossible", "drop"]],
};

/** Leaves out respondents by `cleaning.filter` and `quality`, columns by `cleaning`'s rules and
 * respondents who weigh nothing or answered none or too little of the rest, then imputes. Columns of ids, text and
 * dates stay as they are. O(n x columns), and more for `nearest`.
 * Warns when `fill_value` lies outside what was observed, of names that match no column, of columns of
 * weights where none is named, of impossible values, and of columns that leave for their gaps.
 * @throws {DataError} If the filter names no column, nobody is left, the weight column is absent or
 * holds what is no weight, or numbers are too large or too close to compute with.
 */
export async function clean(
  survey: Survey,
  params: Pick<Params, "cleaning" | "weighting" | "quality" | "features">,
  context: StageContext = createContext(),
): Promise<Cleaned> {
  const { cleaning, weighting } = params;
  const names = survey.columns.map((column) => column.name);
  describeUnmatched(cleaning.exclude_columns, names, "cleaning.exclude_columns")
    .forEach((text) => context.warn(text));
  const admitted = leaveNotAsked(
    await admit(settleWeights(survey, weighting.column), params, context),
    cleaning,
    context,
  );
  const impossible = describeImpossible(admitted.quality, { hasRows: true });
  if (impossible !== "") context.warn(impossible, LEAVE_IMPOSSIBLE_OUT);
  const raw = readWeights(admitted, weighting.column);
  const reversed = findReversed(admitted.survey, params.features.question_pattern);
  if (reversed.length > 0) context.warn(describeReversed(reversed, surveyTexts(survey)));
  const chosen = chooseColumns(admitted.survey, { cleaning, weighting });
  if (raw === null) warnOfUnnamedWeights(chosen.kept, context);
  tellNotAsked(admitted.survey, chosen, { cleaning, context });
  const sparse = describeSparse(admitted.survey, chosen, cleaning);
  if (sparse !== "") context.warn(sparse);
  const answering = chooseRespondents(admitted.survey, {
    analysed: chosen.kept.filter(isAnalysed),
    weights: raw,
    quality: params.quality,
  }, context);
  const kept = chosen.kept.map((column) => keepRespondents(column, answering.respondents));
  refuseExtremes(kept);
  const weights = raw === null ? null : scaleWeights(raw, answering.respondents, context);
  const { columns, imputed, twoway } = await imputeColumns(
    { ...survey, columns: kept },
    { ...params, weights },
    context,
  );
  const respondents = answering.respondents.map((at) => admitted.respondents[at]);
  return {
    survey: { ...survey, rows: respondents.length, columns },
    respondents,
    weights,
    report: {
      columnsKept: columns.map((column) => column.name),
      columnsDropped: chosen.dropped,
      respondentsDropped: [
        ...admitted.dropped,
        ...answering.dropped.map(({ row, reason }) => (
          { row: admitted.respondents[row - 1] + 1, reason }
        )),
      ].sort((a, b) => a.row - b.row),
      quality: admitted.quality,
      reversed,
      ...(weights === null ? {} : { weightColumn: weighting.column }),
      imputed,
      ...(twoway.length === 0 ? {} : { twoway }),
      cellsImputed: imputed.reduce((sum, { count }) => sum + count, 0),
    },
  };
}

/** Says which columns leave for not being asked of all though enough people answered them. */
function tellNotAsked(
  { columns, rows, report }: Survey,
  { dropped }: ColumnChoice,
  { cleaning, context }: { cleaning: Params["cleaning"]; context: StageContext },
): void {
  const lost = new Set(
    dropped.filter(({ cause }) => cause === "not_asked").map(({ name }) => name),
  );
  const dense = columns.filter((column) =>
    lost.has(column.name) && isAnalysed(column) &&
    answeredCount(column) >= Math.floor(shareNeeded(cleaning) * rows)
  );
  if (dense.length === 0) return;
  const [first] = dense;
  const why = report.notAsked.find((each) => each.columns.includes(first.name))?.reason;
  context.warn(
    `${countOf(dense.length, "column")} with enough answers ${
      dense.length === 1 ? "leaves" : "leave"
    } because not everybody was asked, ${quoteValue(first.name)} among them` +
      `${why === undefined ? "" : ` (${why})`}. Segment those who were asked (cleaning.filter: ` +
      `${spellAnswered(first.name)}), or see cleaning.not_asked.`,
    ...(cleaning.filter === ""
      ? [{
        words: "Segment those who were asked",
        settings: [["cleaning.filter", spellAnswered(first.name)] as const],
      }]
      : []),
  );
}

function spellAnswered(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) ? `answered(${name})` : `answered([${name}])`;
}

interface Filled {
  readonly columns: Column[];
  readonly imputed: CleanReport["imputed"];
  readonly twoway: readonly TwowayBattery[];
}

async function imputeColumns(
  survey: Survey,
  { cleaning, features, weights }: Pick<Params, "cleaning" | "features"> & {
    readonly weights: Float64Array | null;
  },
  context: StageContext,
): Promise<Filled> {
  const { columns } = survey;
  const { imputation_method: method, imputation_neighbors } = cleaning;
  const { filled, twoway } = method === "auto" || method === "twoway"
    ? await imputeByLevel(survey, {
      weights,
      pattern: features.question_pattern,
      keepsKinds: method === "twoway",
    }, context)
    : {
      filled: method === "nearest"
        ? await imputeNearest(columns, imputation_neighbors, context)
        : await imputeEach(columns, cleaning, context),
      twoway: [],
    };
  const outside = filled.filter(({ outsideRange }) => outsideRange).length;
  if (outside > 0) {
    context.warn(
      `cleaning.fill_value ${cleaning.fill_value} lies outside the observed range of ${outside} ` +
        `${
          outside === 1 ? "column" : "columns"
        } with missing answers. imputation_method mode keeps to observed answers.`,
      FILL_FROM_ANSWERS,
    );
  }
  tellFilledWords(filled, { cleaning, context });
  return {
    columns: filled.map(({ column }) => column),
    imputed: filled.filter(({ count }) => count > 0)
      .map(({ column: { name }, count, value }) => ({ name, count, value })),
    twoway,
  };
}

/** Says which answer `fill_value` stands for where answers are words in order. */
function tellFilledWords(
  filled: readonly ImputedColumn[],
  { cleaning, context }: { cleaning: Params["cleaning"]; context: StageContext },
): void {
  if (cleaning.imputation_method !== "fill") return;
  const words = filled.filter(({ column, count, outsideRange }) =>
    count > 0 && !outsideRange && column.kind === "ordinal" && column.categories !== null
  );
  if (words.length === 0) return;
  const [{ column, value }] = words;
  context.warn(
    `cleaning.fill_value ${cleaning.fill_value} stands for an answer in ${
      countOf(words.length, "column")
    } of words in order with missing answers, such as ${quoteValue(value)} in ${
      quoteValue(column.name)
    }. imputation_method mode or median puts in a usual answer.`,
    FILL_FROM_ANSWERS,
  );
}

async function imputeEach(
  columns: readonly Column[],
  cleaning: Params["cleaning"],
  context: StageContext,
): Promise<ImputedColumn[]> {
  const filled: ImputedColumn[] = [];
  for (const column of columns) {
    filled.push(imputeColumn(column, cleaning));
    const pause = context.checkpoint(filled.length, columns.length, "imputing");
    if (pause !== undefined) await pause;
  }
  return filled;
}
