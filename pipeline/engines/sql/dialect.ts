/** How two databases write the same thing. Runs in Deno only. */

/** A dialect of SQL. */
export interface Dialect {
  readonly name: "duckdb" | "spark";
  /** A name of a table or column. */
  quote(name: string): string;
  text(value: string): string;
  /** A double, to the last bit. */
  double(value: number): string;
  /** A cell as text; what is no text is written as the database does. */
  asText(column: string): string;
  /** A text as a double, null where it is none. */
  asNumber(text: string): string;
  /** Whether a whole text matches a pattern of character classes, repetitions and groups alone. */
  matches(text: string, pattern: string): string;
  /** About how many distinct values there are. */
  aboutDistinct(column: string): string;
  /** A text without these characters around it. */
  trim(text: string, characters: string): string;
  /** How many bytes a text takes. */
  bytes(text: string): string;
  endsWith(text: string, end: string): string;
  /** A plain number in digits, with or without sign, point and exponent, as a decimal fraction, halves away
   * from zero; null where a text is none or has more digits. */
  asDecimal(text: string, digits: { readonly all: number; readonly behind: number }): string;
  /** Day and time of a text such as `2011-12-09`, `2011-12-09 17:30` or `2011-12-09T17:30:05`, without a zone;
   * null where there is no such day or time. */
  asMoment(text: string): string;
  /** Day and time, by UTC, of a cell whose type is one of days or moments. */
  typedMoment(cell: string, declared: string): string;
  /** Whole seconds since 1970 of a moment. */
  seconds(moment: string): string;
  /** Whole days since 1970 of a moment, in 64 bits. */
  days(moment: string): string;
  /** Whether doubles that are no whole numbers have the same text as in JavaScript. */
  readonly writesFractions: boolean;
}

const doubled = (text: string, mark: string) => text.replaceAll(mark, mark + mark);

/** With an exponent, as databases take a number without one for a decimal fraction. */
function withExponent(value: number): string {
  const text = String(value);
  return text.includes("e") ? text : `${text}e0`;
}

function inBrackets(text: string): string {
  return text.startsWith("-") ? `(${text})` : text;
}

/** DuckDB's. */
export const DUCKDB: Dialect = {
  name: "duckdb",
  quote: (name) => `"${doubled(name, '"')}"`,
  text: (value) => `'${doubled(value, "'")}'`,
  double: (value) => Number.isNaN(value) ? "CAST(NULL AS DOUBLE)" : inBrackets(withExponent(value)),
  asText: (column) => `CAST(${column} AS VARCHAR)`,
  asNumber: (text) => `TRY_CAST(${text} AS DOUBLE)`,
  matches: (text, pattern) => `regexp_full_match(${text}, '${pattern}')`,
  aboutDistinct: (column) => `approx_count_distinct(${column})`,
  trim: (text, characters) => `trim(${text}, ${DUCKDB.text(characters)})`,
  bytes: (text) => `strlen(${text})`,
  endsWith: (text, end) => `suffix(${text}, ${end})`,
  asDecimal: (text, { all, behind }) =>
    `CASE WHEN NOT contains(${text}, '_') THEN TRY_CAST(${text} AS DECIMAL(${all},${behind})) END`,
  asMoment: (text) => `TRY_CAST(${text} AS TIMESTAMP)`,
  typedMoment: (cell, declared) =>
    `CASE WHEN isfinite(${cell}) THEN ${
      /^date$/i.test(declared) ? `CAST(${cell} AS TIMESTAMP)` : `make_timestamp(epoch_us(${cell}))`
    } END`,
  seconds: (moment) => `date_diff('second', TIMESTAMP '1970-01-01', ${moment})`,
  days: (moment) => `date_diff('day', DATE '1970-01-01', CAST(${moment} AS DATE))`,
  writesFractions: true,
};

/** What Spark takes for a decimal fraction beyond this: digits of other scripts. */
const PLAIN_NUMBER = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";

/** Spark SQL's. */
export const SPARK: Dialect = {
  name: "spark",
  quote: (name) => `\`${doubled(name, "`")}\``,
  text: (value) => {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
    // Spark puts variables in place of ${...}, within texts too.
    return `'${escaped.replaceAll("${", "\\u0024{")}'`;
  },
  double: (value) =>
    Number.isNaN(value) ? "CAST(NULL AS DOUBLE)" : inBrackets(`${withExponent(value)}D`),
  asText: (column) => `CAST(${column} AS STRING)`,
  asNumber: (text) => `try_cast(${text} AS DOUBLE)`,
  matches: (text, pattern) => `${text} RLIKE '^(?:${pattern.replaceAll("\\", "\\\\")})\\\\z'`,
  aboutDistinct: (column) => `approx_count_distinct(${column})`,
  trim: (text, characters) => `trim(BOTH ${SPARK.text(characters)} FROM ${text})`,
  bytes: (text) => `octet_length(${text})`,
  endsWith: (text, end) => `endswith(${text}, ${end})`,
  asDecimal: (text, { all, behind }) =>
    `CASE WHEN ${SPARK.matches(text, PLAIN_NUMBER)} ` +
    `THEN try_cast(${text} AS DECIMAL(${all},${behind})) END`,
  asMoment: (text) => `try_cast(${text} AS TIMESTAMP_NTZ)`,
  // The session's zone is UTC wherever moments are read.
  typedMoment: (cell) => `CAST(${cell} AS TIMESTAMP_NTZ)`,
  seconds: (moment) => `unix_seconds(CAST(${moment} AS TIMESTAMP))`,
  days: (moment) => `CAST(unix_date(CAST(${moment} AS DATE)) AS BIGINT)`,
  // Java before 19 writes some with more digits than tell them apart, and large ones with an exponent.
  writesFractions: false,
};
