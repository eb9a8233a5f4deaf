/** Makes the short form of a run. Runs in Deno and browsers. */

import { spreadRows } from "../../numeric/matrix.ts";
import { nameMatcher } from "../../base/globs.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { createRng } from "../../base/rng.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { surveyTexts } from "../../survey/labels.ts";
import { isAnalysed } from "../../survey/read_column.ts";
import { describeColumns } from "../build/columns.ts";
import type { ModelColumn } from "../model.ts";
import { readAnswers } from "../place/read_answers.ts";
import { classify, lessSums, logWilks, solve, type Sums, sumUp } from "./discriminant.ts";
import { makePredictors, type Predictors } from "./predictors.ts";
import { type Choice, predictorsOf, selectQuestions } from "./select.ts";
import type { ShortFigures, ShortForm, ShortQuestion } from "./short_form.ts";

const FOLDS = 5;
/** The most respondents that are learned from. */
const MOST_LEARNED = 10_000;
/** The most questions that are chosen among: those that part the segments most, each alone. */
const MOST_CANDIDATES = 80;
/** Fewer of a segment cannot be learned from and tried on others. */
export const FEWEST_OF_SEGMENT = FOLDS;
/** Points of one unit of the score: rounding then changes nobody's segment but by chance of one in thousands. */
const UNIT = 10_000;
/** Normal and, for the spread of five folds, Student's t at 19 of 20. */
const NORMAL = 1.96;
const STUDENT = 2.776;

/** Finds the fewest questions that place respondents with the accuracy of `typing.accuracy`: by a linear
 * discriminant, one question after another, those of `typing.questions` first. How often it is right is
 * found on respondents who had no part in making it, a fifth at a time, for whom even the questions are
 * chosen anew. Where no number of questions is enough, it is the one that is right most often.
 * O(n p^2 + steps x candidates x m^3), of at most 10,000 respondents.
 * @returns Null where a segment holds fewer than 5 respondents, or nothing can be asked.
 * @throws {DataError} If `typing.questions` names what is no analysed column.
 */
export function makeShortForm(result: PipelineResult): ShortForm | null {
  const { clustering: { labels: all, k, method }, params: { typing, seed } } = result;
  const named = namedColumns(result);
  const { columns, rows, answers } = readRun(result, named);
  const labels = Int32Array.from(rows, (i) => all[i]);
  const sizes = new Uint32Array(k);
  labels.forEach((label) => sizes[label]++);
  if (k < 2 || sizes.some((size) => size < FEWEST_OF_SEGMENT)) return null;
  const predictors = mostTelling(
    makePredictors(columns, answers, {
      asCategories: method === "kmodes" || result.embedding.method === "mca",
    }),
    { labels, k, columns, named },
  );
  const { candidates, x } = predictors;
  if (candidates.length === 0) return null;
  const first = candidates.map(({ column }, at) => named.includes(columns[column].name) ? at : -1)
    .filter((at) => at >= 0)
    .sort((a, b) =>
      orderOf(named, columns[candidates[a].column]) - orderOf(named, columns[candidates[b].column])
    );
  const most = Math.max(first.length, typing.most_questions);
  const choice = { x, labels, candidates, named: first, most };
  const everyone = Int32Array.from(labels, (_, i) => i);
  const sums = sumUp(x, { labels, k, rows: everyone });
  const { curve, said } = tryOnOthers(choice, { sums, k, seed });
  const least = Math.max(1, first.length);
  const enough = curve.findIndex(({ accuracy, questions }) =>
    questions >= least && accuracy >= typing.accuracy
  );
  const best = curve.reduce(
    (best, each, at) => each.accuracy > curve[best].accuracy ? at : best,
    least - 1,
  );
  const at = enough >= 0 ? enough : best;
  const path = selectQuestions(choice, { sums, rows: everyone }).slice(0, at + 1);
  return {
    ...curve[at],
    wanted: typing.accuracy,
    ...toPoints(path, { sums, predictors, columns, result, named }),
    unit: UNIT,
    names: result.profile.segments.map(({ name }) => name),
    curve,
    ...tellSegments(said[at], labels, k),
  };
}

function orderOf(named: readonly string[], { name }: ModelColumn): number {
  return named.indexOf(name);
}

/** The columns of `typing.questions`, in its order. */
function namedColumns({ cleaned, params: { typing } }: PipelineResult): string[] {
  const names = cleaned.survey.columns.filter(isAnalysed).map(({ name }) => name);
  const found = typing.questions.flatMap((pattern) => {
    const matched = names.filter(nameMatcher([pattern]));
    if (matched.length > 0) return matched;
    throw new DataError(
      `Cannot ask what typing.questions names: each must be an analysed column of the survey, but ${
        quoteValue(pattern)
      } is none. The survey has ${names.slice(0, 10).map(quoteValue).join(", ")}${
        names.length > 10 ? ", ..." : ""
      }.`,
    );
  });
  return [...new Set(found)];
}

/** The answers of the respondents who are learned from. */
function readRun(
  result: PipelineResult,
  named: readonly string[],
): { columns: readonly ModelColumn[]; rows: Int32Array; answers: Float64Array[] } {
  const defining = new Set(result.features.sources.map(({ column }) => column));
  const columns = describeColumns(result, named).columns
    .filter(({ name }) => defining.has(name) || named.includes(name));
  const { respondents } = result.cleaned;
  const n = Math.min(respondents.length, MOST_LEARNED);
  const rows = spreadRows(respondents.length, n);
  const answers = readAnswers(columns, result.survey)
    .map((values) => Float64Array.from(rows, (i) => values[respondents[i]]));
  return { columns, rows, answers };
}

/** The candidates that part the segments most, each alone, and those named. */
function mostTelling(
  predictors: Predictors,
  { labels, k, columns, named }: {
    labels: Int32Array;
    k: number;
    columns: readonly ModelColumn[];
    named: readonly string[];
  },
): Predictors {
  const { candidates, x } = predictors;
  if (candidates.length <= MOST_CANDIDATES) return predictors;
  const count = x.d, rows = Int32Array.from(labels, (_, i) => i);
  const alone = candidates.map(({ first, count: own, column }, at) => {
    const part = partOf(x, Array.from({ length: own }, (_, j) => first + j));
    const chosen = Array.from({ length: own }, (_, j) => j);
    const isNamed = named.includes(columns[column].name);
    return { at, wilks: isNamed ? -Infinity : logWilks(sumUp(part, { labels, k, rows }), chosen) };
  });
  const kept = new Set(
    alone.sort((a, b) => a.wilks - b.wilks || a.at - b.at).slice(0, MOST_CANDIDATES).map(({ at }) =>
      at
    ),
  );
  const left = candidates.filter((_, at) => kept.has(at));
  const places = left.flatMap(({ first, count }) =>
    Array.from({ length: count }, (_, j) => first + j)
  );
  let p = 0;
  return {
    candidates: left.map((each) => ({ ...each, first: (p += each.count) - each.count })),
    x: count === places.length ? x : partOf(x, places),
    mean: Float64Array.from(places, (place) => predictors.mean[place]),
    deviation: Float64Array.from(places, (place) => predictors.deviation[place]),
  };
}

function partOf({ values, n, d }: Predictors["x"], places: readonly number[]): Predictors["x"] {
  const part = new Float64Array(n * places.length);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < places.length; j++) part[i * places.length + j] = values[i * d + places[j]];
  }
  return { values: part, n, d: places.length };
}

/** Chooses and learns without each fifth in turn, and places that fifth.
 * @returns For every number of questions how good it is, and what it says of each respondent.
 */
function tryOnOthers(
  choice: Choice,
  { sums, k, seed }: { sums: Sums; k: number; seed: number },
): { curve: ShortFigures[]; said: Int32Array[] } {
  const { x, labels, candidates } = choice;
  const folds = drawFolds(labels, k, seed);
  const steps = Math.min(choice.most, candidates.length);
  const said = Array.from({ length: steps }, () => new Int32Array(labels.length));
  const shares = Array.from({ length: steps }, () => [] as number[]);
  for (let fold = 0; fold < FOLDS; fold++) {
    const rows = Int32Array.from(labels, (_, i) => i);
    const held = rows.filter((i) => folds[i] === fold),
      known = rows.filter((i) => folds[i] !== fold);
    const learned = lessSums(sums, sumUp(x, { labels, k, rows: held }));
    const path = selectQuestions(choice, { sums: learned, rows: known });
    for (let step = 0; step < steps; step++) {
      const chosen = predictorsOf(path.slice(0, step + 1), candidates);
      const found = classify(x, solve(learned, chosen), { chosen, rows: held });
      let right = 0;
      found.forEach((segment, j) => {
        said[step][held[j]] = segment;
        right += segment === labels[held[j]] ? 1 : 0;
      });
      shares[step].push(right / held.length);
    }
  }
  const curve = said.map((segments, step) => {
    let right = 0;
    segments.forEach((segment, i) => right += segment === labels[i] ? 1 : 0);
    return figuresOf(step + 1, right / labels.length, { shares: shares[step], n: labels.length });
  });
  return { curve, said };
}

/** In each segment every fifth respondent, in an order drawn by the seed. */
function drawFolds(labels: Int32Array, k: number, seed: number): Uint8Array {
  const rng = createRng(seed).fork("typing");
  const order = Array.from(labels, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const seen = new Uint32Array(k);
  const folds = new Uint8Array(labels.length);
  for (const i of order) folds[i] = seen[labels[i]]++ % FOLDS;
  return folds;
}

/** The share among as many others differs from that found by the chance of both; folds that differ by more
 * than chance would, as questions change with them, widen it. */
function figuresOf(
  questions: number,
  accuracy: number,
  { shares, n }: { shares: readonly number[]; n: number },
): ShortFigures {
  const chance = NORMAL * Math.sqrt(accuracy * (1 - accuracy) / n);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const folds = STUDENT * Math.sqrt(squares / (shares.length - 1) / shares.length);
  const reach = Math.sqrt(2) * Math.max(chance, folds);
  return {
    ...{ questions, accuracy },
    low: Math.max(0, accuracy - reach),
    high: Math.min(1, accuracy + reach),
  };
}

/** The discriminant of all respondents as whole points of answers. */
function toPoints(
  path: readonly number[],
  { sums, predictors, columns, result, named }: {
    sums: Sums;
    predictors: Predictors;
    columns: readonly ModelColumn[];
    result: PipelineResult;
    named: readonly string[];
  },
): Pick<ShortForm, "items" | "start"> {
  const { candidates, mean, deviation } = predictors;
  const chosen = predictorsOf(path, candidates);
  const { constants, weights } = solve(sums, chosen);
  const k = constants.length, m = chosen.length;
  const texts = surveyTexts(result.survey);
  let at = 0;
  const offsets = new Float64Array(k);
  const items = path.map((place): ShortQuestion => {
    const { column, first, count, read, levels, ends } = candidates[place];
    const { name, fill, answers } = columns[column];
    const own = (s: number, j: number) => weights[s * m + at + j] / deviation[first + j] * UNIT;
    const raw = (value: number, s: number) =>
      read(value).reduce((sum, number, j) => sum + own(s, j) * (number - mean[first + j]), 0);
    const pointsOf = (value: number) =>
      Array.from({ length: k }, (_, s) => Math.round(raw(value, s)));
    const { full: text, item: itemText } = texts.of(name);
    const told = { name, text, item: itemText, isNamed: named.includes(name) };
    const item: ShortQuestion = levels === null ? measured(told, { k, ends, own, fill }) : {
      ...told,
      answers: levels.map((value) => {
        const known = answers?.find((each) => each.value === value);
        return {
          answer: known?.text ?? value,
          ...(known?.code === undefined ? {} : { code: known.code }),
          points: pointsOf(value),
        };
      }),
      ...{ perUnit: null, missing: pointsOf(fill) },
    };
    if (levels === null) { for (let s = 0; s < k; s++) offsets[s] -= own(s, 0) * mean[first]; }
    at += count;
    return item;
  });
  const start = Array.from(constants, (constant, s) => Math.round(constant * UNIT + offsets[s]));
  return { items, start };
}

function measured(
  told: Pick<ShortQuestion, "name" | "text" | "item" | "isNamed">,
  { k, ends: [low, high], own, fill }: {
    k: number;
    ends: readonly [number, number];
    own: (s: number, j: number) => number;
    fill: number;
  },
): ShortQuestion {
  // So many digits that rounding moves nobody who is far out by a point.
  const digits = 10 **
    Math.ceil(Math.max(0, Math.log10(Math.max(Math.abs(low), Math.abs(high), 1))));
  const points = Array.from({ length: k }, (_, s) => Math.round(own(s, 0) * digits) / digits);
  const given = Math.max(low, Math.min(high, fill));
  return {
    ...told,
    answers: [],
    perUnit: { points, low, high },
    missing: points.map((each) => Math.round(each * given)),
  };
}

function tellSegments(
  said: Int32Array,
  labels: Int32Array,
  k: number,
): Pick<ShortForm, "recall" | "confusion"> {
  const confusion = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  labels.forEach((label, i) => confusion[label][said[i]]++);
  return {
    confusion,
    recall: confusion.map((row, s) => row[s] / row.reduce((sum, count) => sum + count, 0)),
  };
}
