/** Which questions get a table, and which figures each. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import { nameMatcher } from "../../base/globs.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Params } from "../../plan/params.ts";
import { endsOf, findBatteries } from "../../survey/batteries.ts";
import type { Column } from "../../survey/column.ts";
import { shorten } from "../../survey/short_texts.ts";
import type { Question, Survey } from "../../survey/survey.ts";
import {
  readSeveral,
  type ReadSide,
  readSide,
  type ReadSideOptions,
} from "../crosstab/read_side.ts";
import type { ProfileRow } from "../segment_profile.ts";
import type { TableRow } from "./banner_table.ts";

/** A figure that is counted beneath the answers. */
export interface DerivedLine {
  readonly label: string;
  readonly statistic: Exclude<TableRow["statistic"], "share">;
  /** The number of each level of the column: 0 or 1 of a box; NaN where there is no answer. */
  readonly levels: Float64Array;
}

/** A question that gets a table. */
export interface ReadBlock {
  readonly name: string;
  readonly title: string;
  readonly item: string;
  readonly isDefining: boolean;
  readonly side: ReadSide;
  /** The column whose levels `derived` numbers; null for a question of several answers. */
  readonly column: Column | null;
  readonly derived: readonly DerivedLine[];
}

/** What tells which questions there are. */
export interface RowsOf {
  readonly survey: Survey;
  /** Of the profile. */
  readonly rows: readonly ProfileRow[];
  readonly params: Pick<Params, "features">;
  readonly reading: ReadSideOptions;
  /** Columns as they were given, where some of their answers stand for others, too. */
  readonly asGiven: ReadonlyMap<string, Column>;
}

const WITHOUT_TABLES = new Set(["id", "text", "weight"]);
/** Boxes of fewer points would be all of them but one. */
const LEAST_POINTS = 4;
const MOST_POINTS = 11;
const RECOMMENDS = /recommend|weiterempf|empfehl|recomend|raccomand|aanbevel|polec/i;
const NAMES_ZERO = /(^|[^\d.,])0([^\d.,]|$)/;
const LONGEST_WORD = 24;
const PROMOTERS = 9;
const DETRACTORS = 6;
const RECOMMENDATION: readonly Figure[] = [
  box("Promoters (9 and 10)", (value) => value >= PROMOTERS),
  box("Passives (7 and 8)", (value) => value > DETRACTORS && value < PROMOTERS),
  box("Detractors (0 to 6)", (value) => value <= DETRACTORS),
  {
    ...{ label: "Net promoter score", statistic: "nps" },
    of: (value) => value >= PROMOTERS ? 100 : value <= DETRACTORS ? -100 : 0,
  },
];

/** Finds the questions of `tables.rows`, in the survey's order; a question of several answers is one.
 * @throws {DataError} If a name or glob matches no question whose answers can be counted.
 */
export function readRows(wanted: Params["tables"]["rows"], of: RowsOf): ReadBlock[] {
  const { survey, rows } = of;
  const told = new Map(
    rows.filter(({ role, statistic }) => role !== "dropped" && statistic !== "answered")
      .map((row) => [row.variable, row]),
  );
  const usable = (column: Column): boolean =>
    !column.metadata && !WITHOUT_TABLES.has(column.kind) &&
    column.missing.some((reason) => reason === 0);
  const columns = new Map(survey.columns.filter(usable).map((column) => [column.name, column]));
  if (wanted !== "auto") assertAllMatch(wanted, { survey, columns });
  const matches = wanted === "auto" ? (name: string) => told.has(name) : nameMatcher(wanted);
  const boxes = scalesOf(of);
  return survey.questions.flatMap((question) => {
    const all = wanted !== "auto" && matches(question.name);
    const own = question.columns.filter((name) => columns.has(name));
    const chosen = own.filter((name) => all || matches(name));
    if (chosen.length === 0) return [];
    const isDefining = (names: readonly string[]) =>
      names.some((name) => told.get(name)?.role === "segmenting");
    if (question.kind === "multi_select" && own.length > 1) {
      return [severalBlock({ ...question, columns: own }, isDefining(own), of)];
    }
    return chosen.map((name) =>
      columnBlock(columns.get(name)!, {
        ...{ of, isDefining: isDefining([name]), scale: boxes.get(name) ?? null },
      })
    );
  });
}

function assertAllMatch(
  wanted: readonly string[],
  { survey, columns }: { readonly survey: Survey; readonly columns: ReadonlyMap<string, Column> },
): void {
  const names = survey.questions.flatMap((question) => {
    const own = question.columns.filter((name) => columns.has(name));
    return own.length === 0 ? [] : [question.name, ...own];
  });
  const unmatched = wanted.find((pattern) => !names.some(nameMatcher([pattern])));
  if (unmatched === undefined) return;
  const near = nearestName(unmatched, names);
  throw new DataError(
    "Cannot make tables: tables.rows names questions whose answers can be counted, but " +
      `${JSON.stringify(unmatched)} matches none. ${
        near === null ? "columns() lists them." : `Did you mean ${near}?`
      }`,
  );
}

function severalBlock(
  question: Pick<Question, "name" | "columns">,
  isDefining: boolean,
  { survey, reading }: RowsOf,
): ReadBlock {
  const side = readSeveral(survey, question, reading);
  return {
    name: question.name,
    title: side.title,
    item: "",
    isDefining,
    side,
    column: null,
    derived: [],
  };
}

function columnBlock(
  column: Column,
  { of: { survey, reading, asGiven }, isDefining, scale }: {
    readonly of: RowsOf;
    readonly isDefining: boolean;
    readonly scale: readonly [low: number, high: number] | null;
  },
): ReadBlock {
  const { full, stem, item } = reading.texts.of(column.name);
  return {
    name: column.name,
    title: stem === "" ? full : stem,
    item: stem === "" ? "" : item,
    isDefining,
    side: readSide(survey, column.name, reading),
    column,
    derived: derivedLines(column, { scale, text: full, given: asGiven.get(column.name) ?? column }),
  };
}

/** The lowest and the highest answer on the scale of each column: of its battery where it has one. */
function scalesOf(of: RowsOf): Map<string, readonly [number, number]> {
  const pattern = of.params.features.question_pattern;
  const scales = new Map<string, readonly [number, number]>();
  const all = of.survey.columns.map((column) => of.asGiven.get(column.name) ?? column);
  for (const { columns } of findBatteries({ ...of.survey, columns: all }, { pattern, least: 1 })) {
    const ends = columns.map(endsOf);
    const low = ends.reduce((least, [own]) => Math.min(least, own), Infinity);
    const high = ends.reduce((most, [, own]) => Math.max(most, own), -Infinity);
    for (const column of columns) {
      const { categories } = column;
      scales.set(column.name, categories === null ? [low, high] : [0, categories.length - 1]);
    }
  }
  for (const column of all) {
    if (column.kind !== "ordinal" || scales.has(column.name)) continue;
    const { categories } = column;
    scales.set(column.name, categories === null ? endsOf(column) : [0, categories.length - 1]);
  }
  return scales;
}

/** Figures beneath the answers. Of merged answers a box stays where it counts whom it counted before. */
function derivedLines(column: Column, { given, ...told }: DerivedOf): DerivedLine[] {
  const isMerged = given !== column;
  return figuresOf(given, told).flatMap(({ label, statistic, of }) => {
    const levelsOf = ({ values, missing }: Column) =>
      values.map((value, level) => missing[level] !== 0 || Number.isNaN(value) ? NaN : of(value));
    const levels = levelsOf(column);
    if (!isMerged) return [{ label, statistic, levels }];
    if (statistic === "mean") {
      return [{ label: `${label}, rare answers drawn in`, statistic, levels }];
    }
    const before = levelsOf(given);
    return levels.every((value, level) => Object.is(value, before[level]))
      ? [{ label, statistic, levels }]
      : [];
  });
}

/** What tells which figures a column has. */
interface DerivedOf {
  /** The column before answers were merged. */
  readonly given: Column;
  readonly scale: readonly [low: number, high: number] | null;
  readonly text: string;
}

interface Figure {
  readonly label: string;
  readonly statistic: DerivedLine["statistic"];
  readonly of: (value: number) => number;
}

function box(label: string, has: (value: number) => boolean): Figure {
  return { label, statistic: "box", of: (value) => has(value) ? 1 : 0 };
}

function figuresOf(column: Column, { scale, text }: Omit<DerivedOf, "given">): Figure[] {
  const { kind, categories } = column;
  const mean: Figure = { label: "Mean", statistic: "mean", of: (value) => value };
  if (isRecommendation(column, text)) return [...RECOMMENDATION, mean];
  if (kind !== "ordinal" || scale === null) {
    return kind === "numeric" && categories === null ? [mean] : [];
  }
  const [low, high] = scale;
  const shift = categories === null ? 0 : 1;
  const wordOf = (value: number): string =>
    categories === null ? String(value) : shorten(categories[value], LONGEST_WORD);
  const ends = categories === null ? "" : ` (1 = ${wordOf(0)}, ${high + 1} = ${wordOf(high)})`;
  const boxes = [
    box(`Top 2 (${wordOf(high - 1)}, ${wordOf(high)})`, (value) => value >= high - 1),
    box(`Bottom 2 (${wordOf(low)}, ${wordOf(low + 1)})`, (value) => value <= low + 1),
  ];
  return [
    ...(isBoxed(scale) ? boxes : []),
    { label: `Mean${ends}`, statistic: "mean", of: (value) => value + shift },
  ];
}

function isBoxed([low, high]: readonly [low: number, high: number]): boolean {
  const points = high - low + 1;
  return Number.isInteger(low) && points >= LEAST_POINTS && points <= MOST_POINTS;
}

/** Whether a question asks how likely one is to recommend, from 0 to 10. */
function isRecommendation(column: Column, text: string): boolean {
  const { kind, categories, values, missing } = column;
  if (categories !== null || (kind !== "ordinal" && kind !== "numeric")) return false;
  if (!RECOMMENDS.test(text) && !RECOMMENDS.test(column.name)) return false;
  const given = values.filter((value, level) => missing[level] === 0 && !Number.isNaN(value));
  const isWithin = given.every((value) => Number.isInteger(value) && value >= 0 && value <= 10);
  return isWithin && given.includes(10) && (given.includes(0) || NAMES_ZERO.test(text));
}
