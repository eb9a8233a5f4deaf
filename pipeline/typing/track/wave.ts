/** A later wave read as the run was: its questions found, its respondents chosen. Runs in Deno and browsers. */

import { numbersAt } from "../../base/buffers.ts";
import type { StageContext } from "../../base/context.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { clean } from "../../clean/mod.ts";
import { parseParams } from "../../plan/parse_params.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import { levelCounts } from "../../survey/read_column.ts";
import type { Survey } from "../../survey/survey.ts";
import type { Baseline, Model, ModelColumn } from "../model.ts";
import {
  type ColumnMatch,
  matchColumns,
  missingColumns,
  readAnswers,
  readLevel,
} from "../place/read_answers.ts";
import type { Track, TrackedQuestion } from "./tracked.ts";

const BLANK = missingCode("blank");
const MOST_NEW_ANSWERS = 10;
const GO_ON =
  " Or go on without them, with changes that are less sure: --fill-missing, in scripts fillsMissing.";

/** The respondents of a wave who are placed. */
export interface Wave {
  readonly questions: readonly TrackedQuestion[];
  /** Their rows in the file, from 0. */
  readonly rows: Int32Array;
  /** Of each column that the model reads their answers, NaN for a gap. */
  readonly answers: readonly Float64Array[];
  /** With mean 1; null where all count alike. */
  readonly weights: Float64Array | null;
  readonly leftOut: Track["respondents"]["leftOut"];
}

/** Finds the questions, leaves out whom the run's own rules leave out (filter, response quality, unanswered)
 * and who answered none of the questions that form segments, and reads the rest.
 * @param defining Where the columns that form segments are among those read.
 * @throws {DataError} If questions are missing and are not to be filled, weights cannot be read, or nobody is
 * left.
 */
export async function readWave(
  { model, baseline, defining }: {
    readonly model: Model;
    readonly baseline: Baseline;
    readonly defining: readonly { readonly at: number }[];
  },
  survey: Survey,
  { weights, fillsMissing, context }: {
    readonly weights: string;
    readonly fillsMissing: boolean;
    readonly context: StageContext;
  },
): Promise<Wave> {
  const { placing: { columns }, params } = model;
  const matches = matchColumns(columns, survey);
  const lost = matches.filter(({ found }) => found === null).map(({ column }) => column);
  if (lost.length > 0 && !fillsMissing || lost.length === columns.length) {
    throw missingColumns(lost, {
      of: columns.length,
      survey,
      hint: lost.length < columns.length ? GO_ON : "",
    });
  }
  const cleaned = await clean(
    survey,
    parseParams({
      // What fills gaps is the model's matter; here only who takes part counts.
      cleaning: { ...params.cleaning, imputation_method: "mode" },
      ...{ quality: baseline.quality, features: params.features, weighting: { column: weights } },
    }),
    context,
  );
  const whole = { ...survey, columns: [...survey.columns, ...emptyColumns(lost, survey)] };
  const all = readAnswers(columns, whole);
  const answersSome = (row: number) => defining.some(({ at }) => !Number.isNaN(all[at][row]));
  const places = [...cleaned.respondents.keys()]
    .filter((at) => answersSome(cleaned.respondents[at]));
  if (places.length === 0) throw nobodyLeft(survey);
  const rows = Int32Array.from(places, (at) => cleaned.respondents[at]);
  const silent = cleaned.respondents.length - rows.length;
  return {
    questions: matches.map((match) => describeMatch(match)),
    ...{ rows, answers: all.map((values) => numbersAt(values, rows)) },
    weights: cleaned.weights === null ? null : rescale(cleaned.weights, places),
    leftOut: countReasons([
      ...cleaned.report.respondentsDropped.map(({ reason }) => reason),
      ...Array.from({ length: silent }, () => "answered none of the questions that form segments"),
    ]),
  };
}

function nobodyLeft({ name }: Survey): DataError {
  return new DataError(
    `Cannot track the segments in ${
      quoteValue(name)
    }: somebody must have answered the questions that ` +
      "form them, but nobody did whom the run's own rules leave in. Check that the answers are written " +
      "as in the survey of the run.",
  );
}

function rescale(weights: Float64Array, places: readonly number[]): Float64Array {
  const own = Float64Array.from(places, (at) => weights[at]);
  const mean = own.reduce((sum, weight) => sum + weight, 0) / own.length;
  return own.map((weight) => weight / mean);
}

/** Columns without any answer in the place of those that are missing. */
function emptyColumns(lost: readonly ModelColumn[], { rows }: Survey): Column[] {
  return lost.map(({ name, label }): Column => ({
    ...{ name, label, question: null, metadata: false, source: null, kind: "text" },
    ...{ reason: "", confidence: 0, codes: new Uint8Array(rows), texts: [""] },
    ...{ values: Float64Array.of(NaN), missing: Uint8Array.of(BLANK), categories: null },
  }));
}

function describeMatch({ column, found, by }: ColumnMatch): TrackedQuestion {
  return {
    ...{ variable: column.name, label: column.label, by: by ?? "missing" },
    ...{ found: found?.name ?? null, newAnswers: found === null ? [] : newAnswers(column, found) },
  };
}

/** Answers given that the model knows no number for. */
function newAnswers(column: ModelColumn, found: Column): { text: string; count: number }[] {
  if (column.isAsked) return [];
  const counts = levelCounts(found);
  return found.texts.map((text, level) => ({ text, count: counts[level], level }))
    .filter(({ count, level }) =>
      count > 0 && found.missing[level] === 0 && Number.isNaN(readLevel(column, found, level))
    )
    .sort((a, b) => b.count - a.count || a.level - b.level)
    .slice(0, MOST_NEW_ANSWERS)
    .map(({ text, count }) => ({ text, count }));
}

function countReasons(reasons: readonly string[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}
