/** Tests of statements that run beside each other. Runs in Deno. */

import assert from "node:assert/strict";
import type {
  SqlConnection,
  SqlQueryOptions,
  SqlTable,
} from "../../pipeline/engines/connection.ts";
import { connectDuckDb } from "../../pipeline/engines/duckdb/connection.ts";
import { partsOf, queryTogether } from "../../pipeline/engines/sql/together.ts";

/** Statements that DuckDB runs, each on a connection of its own. */
class Counted implements SqlConnection {
  readonly name = "duckdb";
  readonly version = "";
  readonly asked: string[] = [];
  running = 0;
  mostAtOnce = 0;

  async query(sql: string, options: SqlQueryOptions): Promise<SqlTable> {
    this.asked.push(sql);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.running);
    const own = await connectDuckDb({ file: null, scratch: "", memory: 5e8, threads: 1 });
    try {
      return await own.query(sql, options);
    } finally {
      await own.close();
      this.running--;
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

Deno.test("tables come in the order of their statements, so many at once at most", async () => {
  const connection = new Counted();
  const statements = Array.from({ length: 7 }, (_, i) => `SELECT ${i} AS n`);
  const tables = await queryTogether(connection, statements, { atOnce: 3 });
  assert.deepEqual(tables.map(({ columns }) => Number(columns[0][0])), [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(connection.mostAtOnce, 3);
  assert.deepEqual(await queryTogether(connection, [], { atOnce: 3 }), []);
});

Deno.test("a failure waits for what was begun, and begins nothing more", async () => {
  const connection = new Counted();
  const slow = "SELECT count(*) FROM range(3000000) a, range(3) b WHERE a.range % 7 = b.range";
  const statements = ["SELECT nowhere", slow, ...Array(9).fill("SELECT 1")];
  await assert.rejects(queryTogether(connection, statements, { atOnce: 2 }), /nowhere/);
  assert.equal(connection.running, 0);
  assert.deepEqual(connection.asked, statements.slice(0, 2));
});

Deno.test("parts hold all, the last of them the rest", () => {
  assert.deepEqual(partsOf([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  assert.deepEqual(partsOf([], 2), []);
});
