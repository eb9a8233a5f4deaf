/** An engine of SQL statements, the same on DuckDB and Spark. Runs in Deno only. */

import { join } from "node:path";
import { DataError, quoteValue, StorageError } from "../../base/errors.ts";
import type { SqlConnection, SqlQueryOptions, SqlTable, SqlValue } from "../connection.ts";
import type {
  Coding,
  Engine,
  EngineName,
  Extremes,
  Held,
  Level,
  RowsAsked,
  SegmentsWanted,
  SourceFacts,
  Sums,
  SumsQuestion,
  TallyCell,
  TallyQuestion,
} from "../engine.ts";
import type { CustomersTold } from "../../ingest/ledger/mod.ts";
import type { RowExpression } from "../rows/expression.ts";
import { columnsOf, ROW, ROWS, type SqlColumn } from "./columns.ts";
import type { Dialect } from "./dialect.ts";
import { partsOf, queryTogether } from "./together.ts";
import {
  ownName,
  writeCoding,
  writeExpression,
  writeLevels,
  writeSteps,
  writeSums,
  writeTally,
  writeWhere,
} from "./write_sql.ts";

/** A source as a database reads it. */
export interface SqlSource {
  /** Reads all files; a relation. */
  readonly relation: string;
  /** The same with the row's number in the order of the source, from 0, as {@link ROW}. */
  readonly numbered: string;
  /** Statements that write a query's rows as Parquet files below a folder. */
  write(query: string, folder: string): readonly string[];
  /** The header of files of texts, whose columns are then called by {@link plainName}: they are read once
   * and kept. Null where columns have names of their own. */
  readonly headers: readonly string[] | null;
  /** What is known of the rows where they are customers; absent where they are those of files. */
  readonly customers?: CustomersTold;
}

/** How an engine is set up. */
export interface SqlEngineOptions extends SqlQueryOptions {
  readonly connection: SqlConnection;
  readonly dialect: Dialect;
  readonly source: SqlSource;
  /** Keeps a query's rows in the place of what had the name before; gives the table, as statements name it. */
  keep(name: string, query: string, options: SqlQueryOptions): Promise<string>;
  /** How many statements run beside each other. */
  readonly atOnce: number;
  /** Gives back what was taken, after the connection has ended. */
  release(): Promise<void>;
}

/** Cells of more distinct ones are surely more than was asked for: estimates are within a tenth. */
const CLEARLY_MORE = 4;
/** So many are counted one by one in less time than is estimated how many there are. */
const FEW_CELLS = 1.2e6;
const MOST_TERMS = 200;
/** Answers that are tallied in one pass. */
const MOST_SETS = 24;

/** Opens the source on a connection.
 * @throws {StorageError} If the database cannot read it.
 */
export async function openSqlEngine(options: SqlEngineOptions): Promise<Engine> {
  const { connection, dialect } = options;
  const source = options.source.headers !== null
    ? await keepRows(options)
    : { relation: options.source.relation, numbered: options.source.numbered };
  const columns = await columnsOf(source.relation, {
    connection,
    headers: options.source.headers,
  });
  const counted = await connection.query(
    `SELECT count(*) AS n FROM ${source.relation} AS source`,
    options,
  );
  const facts = {
    rows: Number(counted.columns[0][0]),
    columns,
    customers: options.source.customers ?? null,
  };
  return new SqlEngine({ ...options, source: { ...options.source, ...source } }, facts, dialect);
}

/** Reads the files once. */
async function keepRows(
  { source, keep, ...options }: SqlEngineOptions,
): Promise<Pick<SqlSource, "relation" | "numbered">> {
  const kept = await keep(ROWS, `SELECT * FROM ${source.numbered} AS source`, options);
  return { relation: kept, numbered: kept };
}

/** What is known of the source, its columns as the database has them too. */
interface SqlFacts extends SourceFacts {
  readonly columns: readonly SqlColumn[];
}

class SqlEngine implements Engine {
  readonly name: EngineName;
  readonly title: string;
  readonly facts: SqlFacts;
  readonly #options: SqlEngineOptions;
  readonly #dialect: Dialect;
  /** The answers of every row, without and with the columns of the source. */
  #answers = "";
  #beside = "";
  /** What was computed of rows and is kept. */
  #held = "";

  constructor(options: SqlEngineOptions, facts: SqlFacts, dialect: Dialect) {
    const { name, version } = options.connection;
    this.name = name;
    this.title = `${name === "duckdb" ? "DuckDB" : "Spark"} ${version}`;
    this.facts = facts;
    this.#options = options;
    this.#dialect = dialect;
  }

  async cells(at: Float64Array): Promise<string[][]> {
    const { source: { numbered } } = this.#options;
    const wanted = [...at].map((row) => `(${row})`).join(", ");
    const columns = this.facts.columns.map(({ own, type }) => {
      const cell = `source.${this.#dialect.quote(own)}`;
      return type === "number"
        ? cell
        : `${this.#dialect.asText(cell)} AS ${this.#dialect.quote(own)}`;
    });
    const table = await this.#query(
      `SELECT ${columns.join(", ")} FROM ${numbered} AS source JOIN (VALUES ${wanted}) ` +
        `AS wanted(place) ON source.${
          this.#dialect.quote(ROW)
        } = wanted.place ORDER BY wanted.place`,
    );
    return Array.from(
      { length: table.rows },
      (_, i) => table.columns.map((values) => cellText(values[i])),
    );
  }

  async levels(
    columns: readonly string[],
    most: number,
  ): Promise<(readonly Level[] | null)[]> {
    if (columns.length === 0) return [];
    const { source: { relation } } = this.#options;
    const asked = columns.map((name) => this.#columnOf(name));
    const quoted = asked.map(({ own }) => this.#dialect.quote(own));
    const isFew = await this.#haveFew(quoted, CLEARLY_MORE * most);
    const found: Level[][] = columns.map(() => []);
    const parts = (["number", "text"] as const).flatMap((type) =>
      partsOf(asked.flatMap((each, c) => isFew[c] && each.type === type ? [c] : []), MOST_SETS)
    );
    const tables = await this.#queryAll(
      parts.map((part) =>
        writeLevels(
          part.map((c) => asked[c].type === "number" ? quoted[c] : this.#dialect.asText(quoted[c])),
          relation,
        )
      ),
    );
    tables.forEach(({ columns: [which, texts, counts], rows }, p) => {
      for (let row = 0; row < rows; row++) {
        const text = texts[row] === null ? null : cellText(texts[row]);
        found[parts[p][Number(which[row])]].push({ text, count: Number(counts[row]) });
      }
    });
    return found.map((levels, c) => isFew[c] && levels.length <= most ? levels : null);
  }

  /** Whether columns have about so many distinct cells at most. */
  async #haveFew(quoted: readonly string[], most: number): Promise<boolean[]> {
    const cells = this.facts.rows * quoted.length;
    if (this.facts.rows <= most || cells <= FEW_CELLS) return quoted.map(() => true);
    const estimates = quoted.map((cell, c) => `${this.#dialect.aboutDistinct(cell)} AS c${c}`);
    const { columns } = await this.#query(
      `SELECT ${estimates.join(", ")} FROM ${this.#options.source.relation} AS source`,
    );
    return columns.map(([about]) => Number(about) <= most);
  }

  async code(codings: readonly Coding[]): Promise<void> {
    const { source, keep } = this.#options;
    const answers = codings.map((coding) =>
      `${writeCoding(coding, this.#columnOf(coding.column), this.#dialect)} AS ${
        ownName(coding.as, this.#dialect)
      }`
    );
    const coded = `SELECT ${answers.join(", ")} FROM ${source.relation} AS source`;
    this.#beside = `(SELECT *, ${answers.join(", ")} FROM ${source.relation} AS source)`;
    if (source.headers !== null) {
      this.#answers = await keep("answers", coded, this.#options);
    } else this.#answers = `(${coded})`;
  }

  async hold({ steps, where, names }: Held): Promise<void> {
    const kept = names.map((name) => ownName(name, this.#dialect));
    const from = writeSteps(steps, this.#answers, this.#dialect);
    const query = `SELECT ${kept.join(", ")} FROM ${from} AS computed${
      writeWhere(where, this.#dialect)
    }`;
    this.#held = await this.#options.keep("held", query, this.#options);
  }

  async sums(question: SumsQuestion): Promise<Sums> {
    const { terms, groups } = question;
    const relation = this.#relationOf(question);
    const counts = new Float64Array(groups);
    const sums = Array.from({ length: groups }, () => new Float64Array(terms.length));
    const parts = terms.length === 0 ? [[]] : partsOf(terms, MOST_TERMS);
    const tables = await this.#queryAll(
      parts.map((part) => writeSums({ ...question, terms: part }, relation, this.#dialect)),
    );
    tables.forEach((table, p) => {
      for (let row = 0; row < table.rows; row++) {
        const group = Number(table.columns[0][row]);
        counts[group] = Number(table.columns[1][row]);
        for (let t = 0; t < parts[p].length; t++) {
          sums[group][p * MOST_TERMS + t] = wholeNumber(table.columns[2 + t][row]);
        }
      }
    });
    return { counts, sums };
  }

  async tally(question: TallyQuestion): Promise<TallyCell[]> {
    const cells: TallyCell[] = [];
    const relation = this.#relationOf(question);
    const tables = await this.#queryAll(
      partsOf(question.of, MOST_SETS).map((of) =>
        writeTally({ ...question, of }, relation, this.#dialect)
      ),
    );
    for (const [p, table] of tables.entries()) {
      const { columns: [which, values, groups, counts, weights, squares], rows } = table;
      for (let row = 0; row < rows; row++) {
        cells.push({
          of: p * MOST_SETS + Number(which[row]),
          value: values[row] === null ? NaN : Number(values[row]),
          group: Number(groups[row]),
          count: Number(counts[row]),
          weight: wholeNumber(weights[row]),
          square: wholeNumber(squares[row]),
        });
      }
    }
    return cells;
  }

  async extremes(rows: RowsAsked, of: readonly RowExpression[]): Promise<Extremes> {
    const wanted = of.flatMap((each, e) => {
      const written = writeExpression(each, this.#dialect);
      return [`min(${written}) AS low${e}`, `max(${written}) AS high${e}`];
    });
    const { columns } = await this.#query(
      `SELECT ${wanted.join(", ")} FROM ${
        writeSteps(rows.steps, this.#relationOf(rows), this.#dialect)
      } AS computed${writeWhere(rows.where, this.#dialect)}`,
    );
    const read = (place: number) => columns[place][0] === null ? NaN : Number(columns[place][0]);
    return {
      low: Float64Array.from(of, (_, e) => read(2 * e)),
      high: Float64Array.from(of, (_, e) => read(2 * e + 1)),
    };
  }

  async write({ steps, segment, columns, folder }: SegmentsWanted): Promise<string[]> {
    const { source } = this.#options;
    const written = `CAST(${writeExpression(segment, this.#dialect)} AS INTEGER) AS ${
      this.#dialect.quote("segment")
    }`;
    const kept = columns.map((name) => {
      const { own } = this.#columnOf(name);
      return `${this.#dialect.quote(own)} AS ${this.#dialect.quote(name)}`;
    });
    const query = `SELECT ${[...kept, written].join(", ")} FROM ${
      writeSteps(steps, this.#beside, this.#dialect)
    } AS computed`;
    for (const statement of source.write(query, folder)) await this.#query(statement);
    return await keepParquet(folder, this.title);
  }

  async close(): Promise<void> {
    await this.#options.connection.close();
    await this.#options.release();
  }

  #relationOf({ isOfHeld = false }: RowsAsked): string {
    return isOfHeld ? this.#held : this.#answers;
  }

  #columnOf(name: string): SqlColumn {
    return this.facts.columns.find((column) => column.name === name)!;
  }

  #query(sql: string): Promise<SqlTable> {
    return this.#options.connection.query(sql, this.#options);
  }

  #queryAll(statements: readonly string[]): Promise<SqlTable[]> {
    return queryTogether(this.#options.connection, statements, this.#options);
  }
}

/** Leaves Parquet files alone in a folder, without an engine's own marks, and gives their names.
 * @throws {StorageError} If there is none: the engine has written elsewhere.
 */
async function keepParquet(folder: string, title: string): Promise<string[]> {
  const all = [...Deno.readDirSync(folder)].map(({ name }) => name);
  const names = all.filter((name) => name.endsWith(".parquet")).sort();
  if (names.length === 0) {
    throw new StorageError(
      "failed",
      `Cannot write the segments by ${title}: it must see the folder of --output under the same path, ` +
        `but what it wrote to ${quoteValue(folder)} is not there.`,
    );
  }
  for (const name of all) {
    if (!names.includes(name)) await Deno.remove(join(folder, name), { recursive: true });
  }
  return names;
}

/** A cell as the engine's own readers have it. */
function cellText(value: SqlValue): string {
  return value === null ? "" : String(value);
}

/** @throws {DataError} If it is none that a double holds: the bounds of its term were wrong. */
function wholeNumber(value: SqlValue): number {
  const number = value === null ? 0 : Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new DataError(
    `Cannot add up the answers exactly: a sum came to ${
      quoteValue(String(value))
    }, which is beyond 2^53.`,
  );
}
