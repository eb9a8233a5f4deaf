/** What an engine that runs SQL is to the rest of the product: statements in, tables out. Runs in Deno only. */

/** One answer of a column: a whole number is a bigint only where a number would not hold it exactly. */
export type SqlValue = number | bigint | string | boolean | null;

/** A table that came back, by column. */
export interface SqlTable {
  readonly names: readonly string[];
  /** One array a name, each with `rows` values. */
  readonly columns: readonly (readonly SqlValue[])[];
  readonly rows: number;
}

/** How far a statement is, in tasks; the total grows while the engine finds more to do. */
export interface SqlProgress {
  readonly done: number;
  readonly total: number;
}

/** How one statement is run. */
export interface SqlQueryOptions {
  /** Aborted to stop it: the engine's own work ends too, and the call throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears how far it is, where the engine says so. */
  readonly onProgress?: (progress: SqlProgress) => void;
}

/** A session with an engine: what a statement makes (a view, say) is there for those that follow. */
export interface SqlConnection {
  readonly name: "duckdb" | "spark";
  /** As the engine says it, such as `4.3.0`. */
  readonly version: string;
  /** Runs one statement, a query or a command, and gives all its rows.
   * @throws {DataError} If the data do not fit what is asked, such as a sum beyond 64 bits.
   * @throws {StorageError} If the engine or its files cannot be reached, or it fails otherwise.
   */
  query(sql: string, options?: SqlQueryOptions): Promise<SqlTable>;
  /** Ends the session, and what still runs in it. */
  close(): Promise<void>;
}
