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
};

/** Spark SQL's. */
export const SPARK: Dialect = {
  name: "spark",
  quote: (name) => `\`${doubled(name, "`")}\``,
  text: (value) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  double: (value) =>
    Number.isNaN(value) ? "CAST(NULL AS DOUBLE)" : inBrackets(`${withExponent(value)}D`),
  asText: (column) => `CAST(${column} AS STRING)`,
  asNumber: (text) => `try_cast(${text} AS DOUBLE)`,
  matches: (text, pattern) => `${text} RLIKE '^(?:${pattern.replaceAll("\\", "\\\\")})$'`,
  aboutDistinct: (column) => `approx_count_distinct(${column})`,
};
