/** Parquet files of answers for tests of engines, made by DuckDB. Runs in Deno. */

import { DuckDBInstance } from "@duckdb/node-api";

/** How many, in which order. */
export interface AnswersWanted {
  readonly rows: number;
  readonly files: number;
  /** Last rows first. */
  readonly isTurned?: boolean;
}

const ITEMS = 18;
const GROUPS = 4;

/** Writes answers 1..5 to 18 items, of four groups of respondents with their own levels, some missing, and
 * a number of the respondent. A row's answers depend on its number alone.
 */
export async function writeAnswersParquet(
  folder: string,
  { rows, files, isTurned = false }: AnswersWanted,
): Promise<void> {
  await withDuckDb(folder, async (run) => {
    for (let file = 0; file < files; file++) {
      const [from, to] = [file, file + 1].map((f) => Math.floor(f * rows / files));
      await run(
        `COPY (SELECT ${answersOf()} FROM range(${from}, ${to}) t(i) ` +
          `ORDER BY i ${
            isTurned ? "DESC" : ""
          }) TO '${folder}/part-${file}.parquet' (FORMAT parquet)`,
      );
    }
  });
}

/** Writes the same answers as DuckDB shares files out among folders by a year and a region, one of which
 * needs escapes and one of which is missing.
 * @param options.keepsColumns Whether the files hold both as well.
 */
export async function writePartitions(
  folder: string,
  { form, rows, keepsColumns = false }: {
    readonly form: "parquet" | "csv";
    readonly rows: number;
    readonly keepsColumns?: boolean;
  },
): Promise<void> {
  await withDuckDb(folder, (run) =>
    run(
      `COPY (SELECT ${answersOf()}, 2022 + i % 3 AS year, ['South & West/Zürich', '07', NULL][1 + i // 3 % 3] ` +
        `AS region FROM range(${rows}) t(i) ORDER BY i) TO '${folder}' (FORMAT ${form}, ` +
        `PARTITION_BY (year, region), WRITE_PARTITION_COLUMNS ${keepsColumns})`,
    ));
}

function answersOf(): string {
  const columns = Array.from({ length: ITEMS }, (_, item) => {
    const chance = (of: string) => `((hash(${of}) % 1000) / 999.0)`;
    const level = `2 + 2 * ${chance(`i % ${GROUPS} * 31 + ${item}`)}`;
    const own = `1.6 * (${chance(`i * 20 + ${item}`)} - 0.5)`;
    const answer = `greatest(1, least(5, round(${level} + ${own})))`;
    const isGap = `hash(i * 77 + ${item}) % 40 = 0`;
    return `CASE WHEN ${isGap} THEN NULL ELSE CAST(${answer} AS INTEGER) END AS q1_${item + 1}`;
  });
  return `100000 + i AS respondent, ${columns.join(", ")}`;
}

/** Writes a DuckDB file by statements; `$answers` stands for the expressions of a row's answers by its number i. */
export async function writeDatabase(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path, { threads: "1" });
  const connection = await instance.connect();
  try {
    for (const sql of statements) await connection.run(sql.replace("$answers", answersOf()));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function withDuckDb(
  folder: string,
  write: (run: (sql: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    await write((sql) => connection.run(sql));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
