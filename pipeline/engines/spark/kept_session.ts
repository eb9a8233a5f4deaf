/** What a run has made on a Spark server: made again where the server lost it, and dropped in the end. Runs in Deno only. */

import { StorageError } from "../../base/errors.ts";
import type { SqlConnection, SqlQueryOptions, SqlTable } from "../connection.ts";
import { SPARK } from "../sql/dialect.ts";
import { isSessionLost } from "./session_lost.ts";

/** How often a statement is begun anew after the server was. */
const MOST_SESSIONS = 5;
/** How long a server may take to drop a table when the run ends. */
const DROP_WITHIN_MS = 10_000;
/** Statements that make something which later ones need. */
const MAKES = /^(?:CREATE|SET) /;

/** A table in the memory of the server's executors. */
interface Kept {
  /** As statements name it. */
  readonly table: string;
  readonly query: string;
  /** Whether only others that are made anew need it. */
  readonly isSetAside?: boolean;
}

/** A connection with a memory. Tables that are kept outlive a session of Spark's and are found by their
 * names from every other, so each has a name that no other run gives, and goes when the run ends. */
export class KeptSession implements SqlConnection {
  readonly name = "spark";
  readonly version: string;
  readonly #own: SqlConnection;
  readonly #run: string = crypto.randomUUID().slice(0, 8);
  readonly #views: string[] = [];
  readonly #kept = new Map<string, Kept>();
  #count = 0;
  /** How often all was made anew, and the work of doing so while it is done. */
  #anew = 0;
  #making: Promise<void> | null = null;
  #isGone = false;

  /** Takes over a connection. */
  constructor(own: SqlConnection) {
    this.#own = own;
    this.version = own.version;
  }

  async query(sql: string, options: SqlQueryOptions = {}): Promise<SqlTable> {
    const table = await this.#again(() => this.#own.query(sql, options), options);
    if (MAKES.test(sql)) this.#views.push(sql);
    return table;
  }

  /** Keeps a query's rows in the place of what had the name before.
   * @returns The table, as statements name it.
   */
  async keep(name: string, query: string, options: SqlQueryOptions): Promise<string> {
    const before = this.#kept.get(name);
    if (before !== undefined) {
      await this.#again(() => this.#drop(before.table, options), options);
      this.#kept.delete(name);
    }
    const table = SPARK.quote(`${name} ${this.#run} ${this.#count++}`);
    // Noted before it is there: a statement that is broken off leaves its table behind.
    const kept = { table, query };
    this.#kept.set(name, kept);
    await this.#again(async (isAnew) => {
      if (!isAnew) await this.#own.query(making(kept), options);
    }, options);
    return table;
  }

  /** Gives back the memory of a table that no statement needs any more. It goes on by its name, as tables
   * that were made of it would be made of it again. */
  async setAside(table: string, options: SqlQueryOptions): Promise<void> {
    const found = [...this.#kept].find(([, kept]) => kept.table === table);
    if (found === undefined) return;
    const [name, kept] = found;
    this.#kept.set(name, { ...kept, isSetAside: true });
    await this.#again(() => this.#own.query(`UNCACHE TABLE IF EXISTS ${table}`, options), options);
  }

  /** Drops what was kept, and ends the session. */
  async close(): Promise<void> {
    try {
      // Those first that were made of others.
      for (const { table } of [...this.#kept.values()].reverse()) {
        if (this.#isGone) break;
        await this.#drop(table, { signal: AbortSignal.timeout(DROP_WITHIN_MS) });
      }
    } catch {
      // Nobody is there to drop it, or nothing of it is left: a server that was started anew has none.
    } finally {
      await this.#own.close();
    }
  }

  async #drop(table: string, options: SqlQueryOptions): Promise<void> {
    await this.#own.query(`UNCACHE TABLE IF EXISTS ${table}`, options);
    await this.#own.query(`DROP VIEW IF EXISTS ${table}`, options);
  }

  /** Does work, and again after what was made where the server no longer knows the session.
   * @param work Is told whether all was just made anew.
   */
  async #again<T>(work: (isAnew: boolean) => Promise<T>, options: SqlQueryOptions): Promise<T> {
    for (let session = 1, seen = this.#anew;; session++) {
      try {
        if (session > 1) await this.#makeAnew(seen, options);
        seen = this.#anew;
        return await work(session > 1);
      } catch (error) {
        if (isSessionLost(error) && session < MOST_SESSIONS) continue;
        this.#isGone = error instanceof StorageError && error.failure === "unreachable";
        throw error;
      }
    }
  }

  /** Makes all anew, once for all statements that ran beside each other.
   * @param seen How often it had been made when the statement was sent.
   */
  async #makeAnew(seen: number, options: SqlQueryOptions): Promise<void> {
    if (seen !== this.#anew) return;
    this.#making ??= this.#makeAgain(options).then(() => {
      this.#anew++;
    }).finally(() => this.#making = null);
    await this.#making;
  }

  async #makeAgain(options: SqlQueryOptions): Promise<void> {
    for (const made of this.#views) await this.#own.query(made, options);
    for (const kept of this.#kept.values()) await this.#own.query(making(kept), options);
  }
}

function making({ table, query, isSetAside = false }: Kept): string {
  return `CACHE ${isSetAside ? "LAZY " : ""}TABLE ${table} AS ${query}`;
}
