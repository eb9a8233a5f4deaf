/** Makes a column of a variable of an SPSS system file: words for labels, missing codes, kind. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import { dateFromDays } from "../../cells/dates.ts";
import { nonAnswerReason } from "../../cells/non_answers.ts";
import {
  type ColumnFacts,
  type Declared,
  declaredReason,
  type ResponseSet,
} from "../../table/column_facts.ts";
import { type Levels, mergeLevels } from "../../table/level_column.ts";
import type { RawColumn } from "../../table/table.ts";
import type { SavVariable } from "./variables.ts";

/** What is known of a column of codes, be it from its own file or from a codebook. */
export interface CodedVariable extends Omit<SavVariable, "segments"> {
  /** Who says so, as in "as the file says". */
  readonly teller: "file" | "codebook";
}

type Value = number | string;

/** Print formats whose numbers are days, in seconds; the second list has the time of day too. */
const DATE_FORMATS = new Set([20, 23, 24, 28, 29, 30, 38, 39]);
const TIME_STAMP_FORMATS = new Set([22, 41]);
const SECONDS_A_DAY = 86400;
/** From 1582-10-14 to 1970-01-01. */
const EPOCH_DAYS = 141428;
/** Points of a scale at least; two labels name the ends of one. */
const LEAST_SCALE = 3;
/** Days of the years 0 to 9999, which four digits can say. */
const FIRST_DAY = -719528;
const LAST_DAY = 2932896;
/** Of a scale with names for its ends: both, and perhaps the middle. */
const MOST_LABELLED_POINTS = 3;
const FEWEST_BETWEEN = 2;
const WIDEST_SCALE = 10;

/** The column of a variable of the file. */
export function makeSavColumn(
  variable: SavVariable,
  levels: Levels<Value>,
  position: number,
): RawColumn {
  return makeCodedColumn({ ...variable, teller: "file" }, levels, position);
}

/** The column of codes whose meaning is known.
 * @param levels Its distinct values; NaN where the answer is missing by the system.
 */
export function makeCodedColumn(
  variable: CodedVariable,
  levels: Levels<Value>,
  position: number,
): RawColumn {
  const form = cellForm(variable, levels.values);
  const isLabelled = form === "words";
  const missingOf = (value: Value) =>
    isDeclaredMissing(variable, value) ? declaredReason(variable.labels.get(value) ?? "") : 0;
  const textOf = (value: Value) => {
    const label = variable.labels.get(value);
    // Among numbers the label tells that one of them is none: 99 "Don't know".
    const isNamed = label !== undefined && label.trim() !== "" &&
      (isLabelled || missingOf(value) > 0 || (form === "number" && isNonAnswer(label)));
    return isNamed ? label : plainText(value, form);
  };
  const isCounted = countedBy(variable);
  const { codes, firsts, counts } = mergeLevels(
    levels,
    (value) => `${missingOf(value)}${isCounted(value) ? "+" : " "}${textOf(value)}`,
  );
  const missing = Uint8Array.from(firsts, missingOf);
  const answers = firsts.filter((value, level) => missing[level] === 0 && !isBlank(value));
  const declared = answers.length === 0 ? null : declaredBy(variable, form);
  const hasCategories = isLabelled || declared?.measure === "nominal";
  const ends = form === "number" ? labelledEnds(variable, levels.values) : null;
  const facts: ColumnFacts = {
    label: variable.label,
    declared,
    categories: hasCategories ? categoriesOf(variable, { answers, textOf }) : null,
    numbers: isLabelled || form === "number"
      ? Float64Array.from(firsts, (value) => typeof value === "number" ? value : NaN)
      : null,
    missing,
    ...(ends === null ? {} : { ends }),
    ...(variable.set === null ? {} : { set: setOf(variable, firsts) }),
  };
  return { position, header: variable.name, codes, texts: firsts.map(textOf), counts, facts };
}

/** Tells which values mean ticked; none do outside of dichotomy sets. */
function countedBy({ set, width }: CodedVariable): (value: Value) => boolean {
  const counted = set?.counted ?? null;
  if (counted === null) return () => false;
  if (width > 0) return (value) => String(value).trim() === counted;
  const code = counted === "" ? NaN : Number(counted);
  return (value) => value === code;
}

function setOf(variable: CodedVariable, firsts: readonly Value[]): ResponseSet {
  const { name, label, counted, isNamedByValue } = variable.set!;
  const isCounted = countedBy(variable);
  const code = [...variable.labels.keys()].find(isCounted);
  return {
    name,
    label,
    option: isNamedByValue && code !== undefined ? variable.labels.get(code)!.trim() : "",
    ticked: counted === null ? null : Uint8Array.from(firsts, (value) => isCounted(value) ? 1 : 0),
  };
}

function isNonAnswer(label: string): boolean {
  return nonAnswerReason(label) !== null;
}

type CellForm = "text" | "number" | "day" | "moment" | "words";

/** Labels stand for all answers, or the answers stay as they are: a scale with names for its ends is
 * numbers. Labels that repeat their code ("7" for 7) say nothing. */
function cellForm(variable: CodedVariable, values: readonly Value[]): CellForm {
  const { labels, width, format, measure } = variable;
  const answers = values.filter((value) => !isBlank(value) && !isDeclaredMissing(variable, value));
  const labelled = answers.filter((value) => labels.has(value)).length;
  const isTelling = answers.some((value) =>
    labels.has(value) && labels.get(value) !== String(value)
  );
  const isEnough = labelled === answers.length ||
    (labelled > 0 && (measure === "nominal" || width > 0)) ||
    isWholeScale(variable, answers);
  if (isTelling && isEnough && labelledEnds(variable, values) === null) return "words";
  if (width > 0) return "text";
  if (TIME_STAMP_FORMATS.has(format)) return "moment";
  return DATE_FORMATS.has(format) ? "day" : "number";
}

/** Whether every code of a run has its words, and what has none lies outside: 9 beside a named 1 to 3. */
function isWholeScale({ labels }: CodedVariable, answers: readonly Value[]): boolean {
  const codes = [...labels.keys()].filter((code) => typeof code === "number").sort((a, b) => a - b);
  const run = codes.filter((code, i) => code === codes[0] + i);
  const last = run[run.length - 1];
  return run.length >= LEAST_SCALE &&
    answers.every((value) =>
      labels.has(value) || (typeof value === "number" && (value < run[0] || value > last))
    );
}

/** The labels of the ends of a scale: numbers without a label lie between the two outermost that have one,
 * the middle may have a third. */
function labelledEnds(
  variable: CodedVariable,
  values: readonly Value[],
): [low: string, high: string] | null {
  const points: number[] = [];
  for (const [code, label] of variable.labels) {
    const isPoint = typeof code === "number" && label.trim() !== String(code) &&
      !isDeclaredMissing(variable, code) && !isNonAnswer(label);
    if (isPoint) points.push(code);
  }
  if (points.length < 2 || points.length > MOST_LABELLED_POINTS) return null;
  points.sort((a, b) => a - b);
  const [low, high] = [points[0], points[points.length - 1]];
  if (high - low > WIDEST_SCALE) return null;
  let between = 0;
  for (const value of values) {
    if (isBlank(value) || isDeclaredMissing(variable, value) || variable.labels.has(value)) {
      continue;
    }
    if (typeof value !== "number" || value <= low || value >= high) return null;
    if (Number.isInteger(value)) between++;
  }
  if (between < FEWEST_BETWEEN) return null;
  return [variable.labels.get(low)!.trim(), variable.labels.get(high)!.trim()];
}

/** What the file says that the answers measure. To SPSS every text is nominal, be it an address or an
 * essay, or codes that somebody numbered by rank. */
function declaredBy(variable: CodedVariable, form: CellForm): Declared | null {
  if (form === "day" || form === "moment") {
    return { measure: "date", areLabels: false, reason: `a date, as the ${variable.teller} says` };
  }
  const areLabels = form === "words";
  if (form === "text" || (!areLabels && variable.measure === null)) return null;
  const isUnasked = variable.width > 0 && variable.measure === "nominal";
  return {
    measure: isUnasked ? "none" : variable.measure ?? "none",
    areLabels,
    reason: reasonOf(variable, form),
  };
}

function reasonOf({ measure, labels, teller }: CodedVariable, form: CellForm): string {
  const measured = measure === null ? "no measure" : `measure ${measure}`;
  const what = form === "words" ? `${formatNumber(labels.size)} value labels` : "numbers";
  return `${what}, as the ${teller} says (${measured})`;
}

/** All answers and all labels, those that nobody chose among them, in the order of their codes. */
function categoriesOf(
  variable: CodedVariable,
  { answers, textOf }: { answers: readonly Value[]; textOf: (value: Value) => string },
): string[] {
  const labelled = [...variable.labels.keys()].filter((code) => !isDeclaredMissing(variable, code));
  const codes = [...new Set([...answers, ...labelled])];
  const order = [...variable.labels.keys()];
  codes.sort(
    variable.width === 0 ? compareValues : (a, b) => {
      const [first, second] = [order.indexOf(a), order.indexOf(b)];
      return first === -1 || second === -1 ? second - first || compareValues(a, b) : first - second;
    },
  );
  return [...new Set(codes.map((code) => textOf(code).trim()).filter((text) => text !== ""))];
}

function isDeclaredMissing({ missing }: CodedVariable, value: Value): boolean {
  if (missing.codes.has(value)) return true;
  const { range } = missing;
  return range !== null && typeof value === "number" && value >= range[0] && value <= range[1];
}

function isBlank(value: Value): boolean {
  return typeof value === "number" ? Number.isNaN(value) : value.trim() === "";
}

function compareValues(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function plainText(value: Value, form: CellForm): string {
  if (typeof value === "string") return value;
  if (Number.isNaN(value)) return "";
  if (form !== "day" && form !== "moment") return String(value);
  const days = Math.floor(value / SECONDS_A_DAY) - EPOCH_DAYS;
  if (!(days >= FIRST_DAY && days <= LAST_DAY)) return "";
  const day = dateFromDays(days);
  return form === "day" ? day : `${day} ${timeOfDay(value - (days + EPOCH_DAYS) * SECONDS_A_DAY)}`;
}

function timeOfDay(seconds: number): string {
  const whole = Math.floor(seconds);
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${pad(Math.floor(whole / 3600))}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}
