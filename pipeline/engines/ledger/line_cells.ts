/** What a database reads in the lines of a ledger: who, when, for how much, of what, in which order. Runs in Deno only. */

import type { Params } from "../../plan/params.ts";
import { ERROR_VALUES, ERRORS_IN_TEXT, NA_LIKE } from "../../ingest/cells/marks.ts";
import { codesByColumn } from "../../ingest/columns/column_settings.ts";
import type { LedgerColumns, LedgerPart } from "../../ingest/ledger/ledger_columns.ts";
import { MOST_DECIMALS } from "../../ingest/ledger/money.ts";
import { plainNumber } from "../rows/plain_number.ts";
import type { SqlColumn } from "../sql/columns.ts";
import { DUCKDB } from "../sql/dialect.ts";

/** How lines are read. */
export interface LineCells {
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
/** Days with or without a time; a zone behind it is passed over. */
const ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?" +
  " ?(Z|(UTC|GMT)?([+-][0-9]{1,2}(:?[0-9]{2})?)?)?)?";
/** With which a cell may begin that is looked at no further. */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TEXT_TYPE = /^VARCHAR/;
const FRACTION_TYPE = /^(?:DOUBLE|FLOAT|REAL)/;
const WHOLE_TYPE = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/;
const MOMENT_TYPE = /^(?:DATE|TIMESTAMP.*)$/;
const PARTS: readonly LedgerPart[] = ["customer", "date", "amount", "product", "order"];

/** A query that gives of each line `customer`, `day` and `moment` (whole days and seconds since 1970),
 * `has_date`, `units` (whole ten-thousandths), `has_amount`, `is_rounded`, `product` and `number`; null
 * where there is none. `odd_date` and `odd_amount` are cells that could not be read.
 * @param more Further columns of the relation that are passed on.
 */
export function writeLines(cells: LineCells, from: string, more: readonly string[] = []): string {
  const { columns } = cells;
  const passed = more.map((name) => DUCKDB.quote(name));
  const texts = PARTS.flatMap((part) => asCells(part, cells));
  const kept = PARTS.map((part) => `${writeKept(part, cells)} AS ${part}_kept`);
  const amount = writeAmount(columns.amount.raw);
  return `SELECT ${
    [
      ...passed,
      "customer_kept AS customer",
      "date_kept IS NOT NULL AS has_date",
      "date_diff('second', TIMESTAMP '1970-01-01', stamp) AS moment",
      "date_diff('day', DATE '1970-01-01', CAST(stamp AS DATE)) AS day",
      "CASE WHEN stamp IS NULL THEN CAST(date_kept AS VARCHAR) END AS odd_date",
      "amount_kept IS NOT NULL AS has_amount",
      "units",
      `${amount.isRounded} AS is_rounded`,
      "CASE WHEN units IS NULL THEN CAST(amount_kept AS VARCHAR) END AS odd_amount",
      "product_kept AS product",
      "order_kept AS number",
    ].join(", ")
  } FROM (SELECT *, ${writeMoment(columns.date.raw)} AS stamp, ${amount.units} AS units FROM ` +
    `(SELECT ${[...passed, ...kept].join(", ")} FROM (SELECT ${
      [...passed, ...texts].join(", ")
    } FROM ${from} AS source) AS cells) AS kept) AS lines`;
}

/** A cell: a moment or an amount as its type has it, all else as text without blanks around it; and whether
 * it is surely no mark. */
function asCells(part: LedgerPart, cells: LineCells): string[] {
  const column = cells.columns[part];
  const named = (cell: string, isPlain: string) => [
    `${cell} AS ${part}_cell`,
    `${isPlain} AS ${part}_plain`,
  ];
  if (column === null) return named("CAST(NULL AS VARCHAR)", "true");
  const cell = DUCKDB.quote(column.raw.own);
  if (isTyped(part, column.raw)) {
    const isFraction = FRACTION_TYPE.test(column.raw.declared);
    return named(isFraction ? `CASE WHEN NOT isnan(${cell}) THEN ${cell} END` : cell, "false");
  }
  const text = asText(cell, column.raw);
  if (!TEXT_TYPE.test(column.raw.declared)) return named(text, "false");
  const isPlain = writePlain(cell, marksOf(column.name, cells));
  return named(
    `CASE WHEN ${isPlain} THEN ${cell} ELSE trim(${cell}, ${DUCKDB.text(BLANKS)}) END`,
    isPlain,
  );
}

/** Whether a text surely is no mark and has no blanks around it, by what costs a database least: most of
 * the time that reading a ledger takes would go into trimming and comparing its cells.
 */
function writePlain(cell: string, marks: ReadonlySet<string>): string {
  const firsts = new Set(Array.from(marks, (mark) => mark[0]));
  const runs: string[] = [];
  for (const first of LETTERS) {
    if (firsts.has(first)) runs.push("");
    else if (runs.length === 0 || !follows(runs[runs.length - 1], first)) runs.push(first);
    else runs[runs.length - 1] += first;
  }
  const starts = runs.filter((run) => run !== "").map((run) =>
    `${cell} >= ${DUCKDB.text(run[0])} AND ${cell} < ${DUCKDB.text(next(run[run.length - 1]))}`
  );
  const ends = Array.from(" \t\n\v\f\r", (blank) => `suffix(${cell}, ${DUCKDB.text(blank)})`);
  return starts.length === 0
    ? "false"
    : `((${starts.join(" OR ")}) AND strlen(${cell}) = length(${cell}) AND NOT (${
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
function asText(cell: string, { declared }: SqlColumn): string {
  const text = `CAST(${cell} AS VARCHAR)`;
  if (!FRACTION_TYPE.test(declared)) return text;
  return `CASE WHEN isnan(${cell}) THEN NULL WHEN ${cell} = floor(${cell}) AND abs(${cell}) < 1e15 ` +
    `THEN CAST(CAST(${cell} AS BIGINT) AS VARCHAR) ELSE ${text} END`;
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
  const column = cells.columns[part];
  const cell = `${part}_cell`;
  if (column === null) return cell;
  const marks = marksOf(column.name, cells);
  if (isTyped(part, column.raw)) {
    const numbers = [...marks].filter((text) => !Number.isNaN(plainNumber(text)));
    if (part === "date" || numbers.length === 0) return cell;
    const list = numbers.map((text) => DUCKDB.double(plainNumber(text))).join(", ");
    return `CASE WHEN CAST(${cell} AS DOUBLE) NOT IN (${list}) THEN ${cell} END`;
  }
  const firsts = [...new Set(Array.from(marks, (mark) => Array.from(mark)[0]))].join("") + "#";
  const list = [...marks].map((mark) => DUCKDB.text(mark)).join(", ");
  const isMark = `${cell} IN (${list}) OR regexp_full_match(${cell}, '#{2,}')`;
  return `CASE WHEN ${part}_plain THEN ${cell} WHEN ${cell} = '' THEN NULL ` +
    `WHEN strpos(${DUCKDB.text(firsts)}, left(${cell}, 1)) > 0 ` +
    `THEN CASE WHEN ${isMark} THEN NULL ELSE ${cell} END ELSE ${cell} END`;
}

/** When it was, a time zone passed over; null where it is no date in ISO's form. */
function writeMoment({ declared }: SqlColumn): string {
  if (declared === "DATE") return finite("CAST(date_kept AS TIMESTAMP)", "date_kept");
  if (MOMENT_TYPE.test(declared)) return finite("make_timestamp(epoch_us(date_kept))", "date_kept");
  const written = "left(date_kept, CASE WHEN substr(date_kept, 17, 1) = ':' THEN 19 ELSE 16 END)";
  return `CASE WHEN regexp_full_match(date_kept, '${ISO}') THEN TRY_CAST(${written} AS TIMESTAMP) END`;
}

function finite(moment: string, cell: string): string {
  return `CASE WHEN isfinite(${cell}) THEN ${moment} END`;
}

/** Whole ten-thousandths of an amount, halves away from zero, and whether that rounded it. */
function writeAmount({ declared }: SqlColumn): { units: string; isRounded: string } {
  const cell = "amount_kept";
  const isNear = `abs(${cell}) < ${DUCKDB.double(AMOUNTS_BELOW)}`;
  const scaled = `round(${cell} * ${DUCKDB.double(UNITS)})`;
  if (WHOLE_TYPE.test(declared)) {
    const units = `CASE WHEN ${isNear} THEN CAST(${cell} AS BIGINT) * ${UNITS} END`;
    return { units, isRounded: "false" };
  }
  if (declared !== "DOUBLE") {
    const text = TEXT_TYPE.test(declared) ? cell : `CAST(${cell} AS VARCHAR)`;
    return { units: textUnits(text), isRounded: isTextRounded(text) };
  }
  const text = `CAST(${cell} AS VARCHAR)`;
  const isWhole = `${isNear} AND ${scaled} / ${DUCKDB.double(UNITS)} = ${cell}`;
  return {
    units: `CASE WHEN ${isWhole} THEN CAST(${scaled} AS BIGINT) ELSE ${textUnits(text)} END`,
    isRounded: `CASE WHEN ${isWhole} THEN false ELSE ${isTextRounded(text)} END`,
  };
}

/** By decimal fractions, which hold what is written. */
function textUnits(text: string): string {
  const fraction = `TRY_CAST(${text} AS DECIMAL(18,${MOST_DECIMALS}))`;
  // A fraction times a whole number would have no more digits than the fraction.
  return `CASE WHEN NOT contains(${text}, '_') AND abs(${fraction}) < ${AMOUNTS_BELOW} ` +
    `THEN CAST(round(CAST(${fraction} AS DOUBLE) * ${DUCKDB.double(UNITS)}) AS BIGINT) END`;
}

function isTextRounded(text: string): string {
  const mayBe = `strpos(${text}, '.') > 0 AND length(${text}) - strpos(${text}, '.') > ` +
    `${MOST_DECIMALS} OR contains(lower(${text}), 'e')`;
  return `CASE WHEN ${mayBe} THEN coalesce(TRY_CAST(${text} AS DECIMAL(38,18)) <> ` +
    `TRY_CAST(${text} AS DECIMAL(18,${MOST_DECIMALS})), false) ELSE false END`;
}
