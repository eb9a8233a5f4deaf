/** What a database reads in the lines of a ledger: who, when, for how much, of what, in which order. Runs in Deno only. */

import type { Params } from "../../plan/params.ts";
import { ERROR_VALUES, ERRORS_IN_TEXT, NA_LIKE } from "../../ingest/cells/marks.ts";
import { codesByColumn } from "../../ingest/columns/column_settings.ts";
import type { LedgerColumns, LedgerPart } from "../../ingest/ledger/ledger_columns.ts";
import { MOST_DECIMALS } from "../../ingest/ledger/money.ts";
import { plainNumber } from "../rows/plain_number.ts";
import type { SqlColumn } from "../sql/columns.ts";
import type { Dialect } from "../sql/dialect.ts";

/** How lines are read. */
export interface LineCells {
  readonly dialect: Dialect;
  readonly columns: LedgerColumns<SqlColumn>;
  readonly ingest: Params["ingest"];
  /** Whether the files are text, whose cells may hold what spreadsheets write for errors. */
  readonly isText: boolean;
}

/** Amounts are kept in units of so much of their one. */
export const UNITS = 10 ** MOST_DECIMALS;
/** Amounts from here on are none: twice as many digits would not be exact in a double. */
export const AMOUNTS_BELOW = 1e11;

/** What JavaScript trims, so that cells are the same as in memory. */
const BLANKS =
  " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000\ufeff";
/** Days with or without a time; a zone behind it is passed over. DuckDB takes 24:00 for the next day, which
 * is no time of day elsewhere. */
const ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?" +
  " ?(Z|(UTC|GMT)?([+-][0-9]{1,2}(:?[0-9]{2})?)?)?)?";
/** With which a cell may begin that is looked at no further. */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TEXT_TYPE = /^(?:varchar|char|string)/i;
const FRACTION_TYPE = /^(?:double|float|real)/i;
const WHOLE_TYPE = /^u?(?:tiny|small|big|huge)?int(?:eger)?$/i;
const MOMENT_TYPE = /^(?:date|timestamp.*)$/i;
const PARTS: readonly LedgerPart[] = ["customer", "date", "amount", "product", "order"];

/** A query that gives of each line `customer`, `day` and `moment` (whole days and seconds since 1970),
 * `has_date`, `units` (whole ten-thousandths), `has_amount`, `is_rounded`, `product` and `number`; null
 * where there is none. `odd_date` and `odd_amount` are cells that could not be read.
 * @param more Further columns of the relation that are passed on.
 */
export function writeLines(cells: LineCells, from: string, more: readonly string[] = []): string {
  const { columns, dialect } = cells;
  const passed = more.map((name) => dialect.quote(name));
  const texts = PARTS.flatMap((part) => asCells(part, cells));
  const kept = PARTS.map((part) => `${writeKept(part, cells)} AS ${part}_kept`);
  const amount = writeAmount(columns.amount.raw, dialect);
  return `SELECT ${
    [
      ...passed,
      "customer_kept AS customer",
      "date_kept IS NOT NULL AS has_date",
      `${dialect.seconds("stamp")} AS moment`,
      `${dialect.days("stamp")} AS day`,
      `CASE WHEN stamp IS NULL THEN ${dialect.asText("date_kept")} END AS odd_date`,
      "amount_kept IS NOT NULL AS has_amount",
      "units",
      `${amount.isRounded} AS is_rounded`,
      `CASE WHEN units IS NULL THEN ${dialect.asText("amount_kept")} END AS odd_amount`,
      "product_kept AS product",
      "order_kept AS number",
    ].join(", ")
  } FROM (SELECT *, ${
    writeMoment(columns.date.raw, dialect)
  } AS stamp, ${amount.units} AS units FROM ` +
    `(SELECT ${[...passed, ...kept].join(", ")} FROM (SELECT ${
      [...passed, ...texts].join(", ")
    } FROM ${from} AS source) AS cells) AS kept) AS lines`;
}

/** A cell: a moment or an amount as its type has it, all else as text without blanks around it; and whether
 * it is surely no mark. */
function asCells(part: LedgerPart, cells: LineCells): string[] {
  const { columns: { [part]: column }, dialect } = cells;
  const named = (cell: string, isPlain: string) => [
    `${cell} AS ${part}_cell`,
    `${isPlain} AS ${part}_plain`,
  ];
  if (column === null) return named(dialect.asText("NULL"), "true");
  const cell = dialect.quote(column.raw.own);
  if (isTyped(part, column.raw)) {
    const isFraction = FRACTION_TYPE.test(column.raw.declared);
    return named(isFraction ? `CASE WHEN NOT isnan(${cell}) THEN ${cell} END` : cell, "false");
  }
  const text = asText(cell, column.raw, dialect);
  if (!TEXT_TYPE.test(column.raw.declared)) return named(text, "false");
  const isPlain = writePlain(cell, marksOf(column.name, cells), dialect);
  return named(
    `CASE WHEN ${isPlain} THEN ${cell} ELSE ${dialect.trim(cell, BLANKS)} END`,
    isPlain,
  );
}

/** Whether a text surely is no mark and has no blanks around it, by what costs a database least: most of
 * the time that reading a ledger takes would go into trimming and comparing its cells.
 */
function writePlain(cell: string, marks: ReadonlySet<string>, dialect: Dialect): string {
  const firsts = new Set(Array.from(marks, (mark) => mark[0]));
  const runs: string[] = [];
  for (const first of LETTERS) {
    if (firsts.has(first)) runs.push("");
    else if (runs.length === 0 || !follows(runs[runs.length - 1], first)) runs.push(first);
    else runs[runs.length - 1] += first;
  }
  const starts = runs.filter((run) => run !== "").map((run) =>
    `${cell} >= ${dialect.text(run[0])} AND ${cell} < ${dialect.text(next(run[run.length - 1]))}`
  );
  const ends = Array.from(" \t\n\v\f\r", (blank) => dialect.endsWith(cell, dialect.text(blank)));
  return starts.length === 0
    ? "false"
    : `((${starts.join(" OR ")}) AND ${dialect.bytes(cell)} = length(${cell}) AND NOT (${
      ends.join(" OR ")
    }))`;
}

function follows(run: string, letter: string): boolean {
  return run !== "" && next(run[run.length - 1]) === letter;
}

/** The next character. */
function next(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 1);
}

/** As a reader of files writes it: 12 for 12.0. */
function asText(cell: string, { declared }: SqlColumn, dialect: Dialect): string {
  const text = dialect.asText(cell);
  if (!FRACTION_TYPE.test(declared)) return text;
  return `CASE WHEN isnan(${cell}) THEN NULL WHEN ${writeIsWhole(cell)} ` +
    `THEN ${dialect.asText(`CAST(${cell} AS BIGINT)`)} ELSE ${text} END`;
}

function writeIsWhole(cell: string): string {
  return `${cell} = floor(${cell}) AND abs(${cell}) < 1e15`;
}

function isTyped(part: LedgerPart, { declared, type }: SqlColumn): boolean {
  return part === "date" ? MOMENT_TYPE.test(declared) : part === "amount" && type === "number";
}

/** Texts that mean that there is none in a column. */
function marksOf(name: string, { ingest, isText }: LineCells): ReadonlySet<string> {
  const codes = codesByColumn(ingest, (text) => text)(name);
  const { missing_values: listed } = ingest;
  return new Set<string>(
    [
      ...(listed === "auto" ? NA_LIKE : listed.map((text) => text.trim())),
      ...(isText ? ERRORS_IN_TEXT : ERROR_VALUES),
      ...codes.keys(),
    ].filter((text) => text !== "" && codes.get(text) !== "answered"),
  );
}

/** The cell, null where it is a mark for none. */
function writeKept(part: LedgerPart, cells: LineCells): string {
  const { columns: { [part]: column }, dialect } = cells;
  const cell = `${part}_cell`;
  if (column === null) return cell;
  const marks = marksOf(column.name, cells);
  if (isTyped(part, column.raw)) {
    const numbers = [...marks].filter((text) => !Number.isNaN(plainNumber(text)));
    if (part === "date" || numbers.length === 0) return cell;
    const list = numbers.map((text) => dialect.double(plainNumber(text))).join(", ");
    return `CASE WHEN CAST(${cell} AS DOUBLE) NOT IN (${list}) THEN ${cell} END`;
  }
  const firsts = [...new Set(Array.from(marks, (mark) => Array.from(mark)[0]))].join("") + "#";
  const list = [...marks].map((mark) => dialect.text(mark)).join(", ");
  const isMark = `${cell} IN (${list}) OR ${dialect.matches(cell, "#{2,}")}`;
  return `CASE WHEN ${part}_plain THEN ${cell} WHEN ${cell} = '' THEN NULL ` +
    `WHEN instr(${dialect.text(firsts)}, left(${cell}, 1)) > 0 ` +
    `THEN CASE WHEN ${isMark} THEN NULL ELSE ${cell} END ELSE ${cell} END`;
}

/** When it was, a time zone passed over; null where it is no date in ISO's form. */
function writeMoment({ declared }: SqlColumn, dialect: Dialect): string {
  if (MOMENT_TYPE.test(declared)) return dialect.typedMoment("date_kept", declared);
  const written = "left(date_kept, CASE WHEN substr(date_kept, 17, 1) = ':' THEN 19 ELSE 16 END)";
  return `CASE WHEN ${dialect.matches("date_kept", ISO)} THEN ${dialect.asMoment(written)} END`;
}

/** Whole ten-thousandths of an amount, halves away from zero, and whether that rounded it. */
function writeAmount(
  { declared }: SqlColumn,
  dialect: Dialect,
): { units: string; isRounded: string } {
  const cell = "amount_kept";
  const isNear = `abs(${cell}) < ${dialect.double(AMOUNTS_BELOW)}`;
  if (WHOLE_TYPE.test(declared)) {
    const units = `CASE WHEN ${isNear} THEN CAST(${cell} AS BIGINT) * ${UNITS} END`;
    return { units, isRounded: "false" };
  }
  if (!/^double$/i.test(declared)) {
    const text = TEXT_TYPE.test(declared) ? cell : dialect.asText(cell);
    return { units: textUnits(text, dialect), isRounded: isTextRounded(text, dialect) };
  }
  // Both ways are divisions of whole numbers, which give the doubles next to what is written: the half lies
  // where the text of a half would be read.
  const one = dialect.double(UNITS);
  const below = `floor(abs(${cell}) * ${one})`;
  const size =
    `${below} + CASE WHEN abs(${cell}) >= (${below} + 0.5e0) / ${one} THEN 1e0 ELSE 0e0 END`;
  return {
    units: `CASE WHEN ${isNear} THEN CAST(sign(${cell}) * (${size}) AS BIGINT) END`,
    isRounded: `coalesce(${isNear} AND (${size}) / ${one} <> abs(${cell}), false)`,
  };
}

/** By decimal fractions, which hold what is written. */
function textUnits(text: string, dialect: Dialect): string {
  const fraction = dialect.asDecimal(text, { all: 18, behind: MOST_DECIMALS });
  // A fraction times a whole number would have no more digits than the fraction.
  return `CASE WHEN abs(${fraction}) < ${AMOUNTS_BELOW} ` +
    `THEN CAST(round(CAST(${fraction} AS DOUBLE) * ${dialect.double(UNITS)}) AS BIGINT) END`;
}

function isTextRounded(text: string, dialect: Dialect): string {
  const point = `instr(${text}, '.')`;
  const mayBe = `${point} > 0 AND length(${text}) - ${point} > ${MOST_DECIMALS} ` +
    `OR contains(lower(${text}), 'e')`;
  const all = dialect.asDecimal(text, { all: 38, behind: 18 });
  const kept = dialect.asDecimal(text, { all: 18, behind: MOST_DECIMALS });
  return `CASE WHEN ${mayBe} THEN coalesce(${all} <> ${kept}, false) ELSE false END`;
}

/** Whether amounts are of a type that is read by its texts, and the dialect writes these otherwise. */
export function isUnlikeAmount({ columns: { amount }, dialect }: LineCells): boolean {
  return !dialect.writesFractions && /^(?:float|real)$/i.test(amount.raw.declared);
}

/** Counts cells of the customers and products that the dialect would not write as JavaScript does; null
 * where no column can have one. */
export function writeUnlike(
  { columns: { customer, product }, dialect }: LineCells,
  from: string,
): string | null {
  if (dialect.writesFractions) return null;
  const parts = [customer, product].flatMap((column) => {
    if (column === null || !FRACTION_TYPE.test(column.raw.declared)) return [];
    const cell = dialect.quote(column.raw.own);
    return [`NOT isnan(${cell}) AND NOT (${writeIsWhole(cell)})`];
  });
  return parts.length === 0
    ? null
    : `SELECT ${
      parts.map((isUnlike, p) => `count(CASE WHEN ${isUnlike} THEN 1 END) AS unlike_${p}`).join(
        ", ",
      )
    } FROM ${from} AS source`;
}
