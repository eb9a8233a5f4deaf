/** DuckDB within this process. Runs in Deno only. */

import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from "@duckdb/node-api";
import { quoteValue, StorageError } from "../../base/errors.ts";
import type { SqlConnection, SqlQueryOptions, SqlTable, SqlValue } from "../connection.ts";

/** How DuckDB is opened. */
export interface DuckDbOptions {
  /** File of the database that holds what is made on the way; null for memory. */
  readonly file: string | null;
  /** Folder for what does not fit in memory. */
  readonly scratch: string;
  /** Most memory in bytes; null for DuckDB's own share of the machine's. */
  readonly memory: number | null;
  readonly threads: number;
}

const PROGRESS_MS = 250;
/** By which DuckDB tells that a disk is full, or that files may not grow; what it calls a setting there is
 * what the disk of temporary files had free. */
const FULL =
  /no space left|could not write all bytes|file too large|quota exceeded|max_temp_directory_size/i;

/** Whether this process may load DuckDB's native code. */
export function mayUseDuckDb(): boolean {
  return Deno.permissions.querySync({ name: "ffi" }).state === "granted";
}

/** Opens DuckDB.
 * @throws {StorageError} "refused" if this process may not load native code; "failed" if it cannot.
 */
export async function connectDuckDb(options: DuckDbOptions): Promise<SqlConnection> {
  if (!mayUseDuckDb()) {
    throw new StorageError(
      "refused",
      "Cannot open DuckDB: it is native code, which this command may not load. Use " +
        "deno task pipeline:duckdb in its place, with the same flags.",
    );
  }
  const { DuckDBInstance, version } = await import("@duckdb/node-api");
  try {
    const instance = await DuckDBInstance.create(options.file ?? ":memory:", {
      threads: String(options.threads),
      temp_directory: options.scratch,
      preserve_insertion_order: "true",
      // Native code is not bound by this process's rights: it is to fetch nothing from elsewhere.
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      ...(options.memory === null ? {} : { memory_limit: `${Math.floor(options.memory / 1e6)}MB` }),
    });
    const connection = await instance.connect();
    return new DuckDb(instance, connection, version().replace(/^v/, ""));
  } catch (error) {
    throw failure(error, "open DuckDB");
  }
}

class DuckDb implements SqlConnection {
  readonly name = "duckdb";
  readonly version: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, version: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.version = version;
  }

  async query(sql: string, { signal, onProgress }: SqlQueryOptions = {}): Promise<SqlTable> {
    signal?.throwIfAborted();
    const connection = this.#connection;
    const stop = () => connection.interrupt();
    signal?.addEventListener("abort", stop);
    const timer = onProgress === undefined ? undefined : setInterval(() => {
      const { percentage } = connection.progress;
      if (percentage >= 0) onProgress({ done: percentage, total: 100 });
    }, PROGRESS_MS);
    try {
      return await readAll(await connection.stream(sql));
    } catch (error) {
      signal?.throwIfAborted();
      throw failure(error, "compute with DuckDB");
    } finally {
      clearInterval(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    return Promise.resolve();
  }
}

/** Reads chunk by chunk: a column's values at once, no object a row. */
async function readAll(result: DuckDBResult): Promise<SqlTable> {
  const names = result.columnNames();
  const columns: SqlValue[][] = names.map(() => []);
  let rows = 0;
  while (true) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    rows += chunk.rowCount;
    columns.forEach((column, c) => {
      const vector = chunk.getColumnVector(c);
      for (let i = 0; i < chunk.rowCount; i++) column.push(toValue(vector.getItem(i)));
    });
  }
  return { names, columns, rows };
}

function toValue(value: unknown): SqlValue {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}

/** DuckDB's words on one line; which file or statement it was, the caller knows. */
function failure(error: unknown, what: string): StorageError {
  const text = error instanceof Error ? error.message : String(error);
  const first = text.split("\n")[0].trim();
  const isFull = FULL.test(text);
  // DuckDB calls it so where it is the disk that has no room for what memory does not hold.
  const told = isFull ? first.replace(/^Out of Memory Error: /, "") : first;
  const advice = isFull
    ? " Free some room on the disk that holds temporary files, or set TMPDIR to another."
    : /out of memory/i.test(text)
    ? " Raise engine.memory, or leave more memory free."
    : "";
  return new StorageError(
    isFull ? "no-space" : "failed",
    `Cannot ${what}: ${quoteLong(told)}.${advice}`,
    { cause: error },
  );
}

function quoteLong(text: string): string {
  return text.length > 300 ? quoteValue(text) : text.replace(/\.$/, "");
}
