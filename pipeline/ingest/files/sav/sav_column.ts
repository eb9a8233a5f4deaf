/** Makes a column of a variable of an SPSS system file: words for labels, missing codes, kind. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import type { ColumnKind } from "../../../survey/column.ts";
import { dateFromDays } from "../../cells/dates.ts";
import {
  type ColumnFacts,
  declaredReason,
  type KindFound,
  TOLD,
} from "../../table/column_facts.ts";
import { type Levels, mergeLevels } from "../../table/level_column.ts";
import { nonAnswerReason } from "../../cells/non_answers.ts";
import { findScale, isScale, type WordScale } from "../../cells/scales/find_scale.ts";
import type { NoOrder } from "../../cells/scales/order.ts";
import type { RawColumn } from "../../table/table.ts";
import type { SavVariable } from "./variables.ts";

type Value = number | string;

/** Print formats whose numbers are days, in seconds; the second list has the time of day too. */
const DATE_FORMATS = new Set([20, 23, 24, 28, 29, 30, 38, 39]);
const TIME_STAMP_FORMATS = new Set([22, 41]);
const SECONDS_A_DAY = 86400;
/** From 1582-10-14 to 1970-01-01. */
const EPOCH_DAYS = 141428;
/** Days of the years 0 to 9999, which four digits can say. */
const FIRST_DAY = -719528;
const LAST_DAY = 2932896;
const FEWEST_POINTS = 3;
/** How sure a kind is that the file does not tell. */
const GUESSED = 0.6;
/** Numbers called nominal with more values than this are counts and amounts that nobody set right. */
const MOST_NOMINAL_NUMBERS = 50;

/** The column of a variable.
 * @param levels Its distinct values; NaN where the answer is missing by the system.
 */
export function makeSavColumn(
  variable: SavVariable,
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
  const { codes, firsts, counts } = mergeLevels(
    levels,
    (value) => `${missingOf(value)} ${textOf(value)}`,
  );
  const missing = Uint8Array.from(firsts, missingOf);
  const answers = firsts.filter((value, level) => missing[level] === 0 && !isBlank(value));
  const isUntold = isLabelled && variable.measure !== "nominal" && variable.measure !== "ordinal";
  const points = isUntold
    ? withoutNonAnswers(categoriesOf(variable, { answers, textOf, isWhole: true }))
    : [];
  const scale = points.length < FEWEST_POINTS ? { note: "" } : findScale(points);
  const found = isUntold && answers.length > 0
    ? kindOfLabels(variable, scale)
    : kindTold(variable, form, answers);
  const kind = found?.kind ?? null;
  const facts: ColumnFacts = {
    label: variable.label,
    kind: found,
    isDefault: kind !== "ordinal" && (isLabelled || variable.measure !== "nominal"),
    categories: isUntold && kind === "ordinal"
      ? pointsInOrder(points, scale)
      : isLabelled || kind === "nominal"
      ? categoriesOf(variable, { answers, textOf, isWhole: kind === "ordinal" })
      : null,
    numbers: isLabelled || form === "number"
      ? Float64Array.from(firsts, (value) => typeof value === "number" ? value : NaN)
      : null,
    missing,
  };
  return { position, header: variable.name, codes, texts: firsts.map(textOf), counts, facts };
}

type CellForm = "text" | "number" | "day" | "moment" | "words";

/** Labels stand for all answers, or the answers stay as they are: a scale with names for its ends is
 * numbers. Labels that repeat their code ("7" for 7) say nothing. */
function cellForm(variable: SavVariable, values: readonly Value[]): CellForm {
  const { labels, width, format, measure } = variable;
  const answers = values.filter((value) => !isBlank(value) && !isDeclaredMissing(variable, value));
  const labelled = answers.filter((value) => labels.has(value)).length;
  const isTelling = answers.some((value) =>
    labels.has(value) && labels.get(value) !== String(value)
  );
  const isEnough = labelled === answers.length ||
    (labelled > 0 && (measure === "nominal" || width > 0));
  if (isTelling && isEnough) return "words";
  if (width > 0) return "text";
  if (TIME_STAMP_FORMATS.has(format)) return "moment";
  return DATE_FORMATS.has(format) ? "day" : "number";
}

/** Codes and a measure that nobody chose say nothing of an order: regions have codes from 1 upwards,
 * too. What the words say decides.
 */
function kindOfLabels(variable: SavVariable, scale: WordScale | NoOrder): KindFound {
  const measured = reasonOf(variable, "words");
  return isScale(scale)
    ? { kind: "ordinal", reason: `${scale.reason}; ${measured}`, confidence: scale.confidence }
    : { kind: "nominal", reason: `${measured}, of no known order`, confidence: GUESSED };
}

/** Points of a scale without the words among them that mean no answer, unless the scale has these. */
function withoutNonAnswers(points: readonly string[]): readonly string[] {
  const rest = points.filter((text) => !isNonAnswer(text));
  return rest.length === points.length || isScale(findScale(points)) ? points : rest;
}

function isNonAnswer(label: string): boolean {
  return nonAnswerReason(label) !== null;
}

/** The labels in the file's order, unless that is neither that of the scale nor its opposite. */
function pointsInOrder(points: readonly string[], scale: WordScale | NoOrder): readonly string[] {
  if (!isScale(scale) || scale.categories.length !== points.length) return points;
  const wanted = scale.categories.join("\n");
  const runs = [points, points.toReversed()].some((order) => order.join("\n") === wanted);
  return runs ? points : scale.categories;
}

function kindTold(
  variable: SavVariable,
  form: CellForm,
  answers: readonly Value[],
): KindFound | null {
  const kind = kindOf(variable, form, answers);
  if (kind === null) return null;
  const reason = kind === "date" ? "as the file says" : reasonOf(variable, form);
  return { kind, reason, confidence: TOLD };
}

function kindOf(
  variable: SavVariable,
  form: CellForm,
  answers: readonly Value[],
): ColumnKind | null {
  if (answers.length === 0) return null;
  if (form === "day" || form === "moment") return "date";
  const { measure } = variable;
  if (form === "words") return measure === "ordinal" ? "ordinal" : "nominal";
  // Every text is nominal to SPSS, be it an address or an essay.
  if (form === "text" || measure === null) return null;
  if (measure === "scale") return "numeric";
  return measure === "nominal" && answers.length > MOST_NOMINAL_NUMBERS ? null : measure;
}

function reasonOf({ measure, labels }: SavVariable, form: CellForm): string {
  const measured = measure === null ? "no measure" : `measure ${measure}`;
  const what = form === "words" ? `${formatNumber(labels.size)} value labels` : "numbers";
  return `${what}, as the file says (${measured})`;
}

/** @param options.isWhole Whether labels that nobody chose count too, as the points of a scale do. */
function categoriesOf(
  variable: SavVariable,
  { answers, textOf, isWhole }: {
    answers: readonly Value[];
    textOf: (value: Value) => string;
    isWhole: boolean;
  },
): string[] {
  const labelled = isWhole
    ? [...variable.labels.keys()].filter((code) => !isDeclaredMissing(variable, code))
    : [];
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

function isDeclaredMissing({ missing }: SavVariable, value: Value): boolean {
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
