/** Tests that row expressions mean the same in memory and in SQL, to the bit. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import { connectDuckDb } from "../../pipeline/engines/duckdb/connection.ts";
import { evaluate, type Slice, takeSteps } from "../../pipeline/engines/local/evaluate.ts";
import {
  choose,
  named,
  num,
  type RowExpression,
  type RowTest,
} from "../../pipeline/engines/rows/expression.ts";
import { logSteps } from "../../pipeline/engines/rows/logarithm.ts";
import { DUCKDB } from "../../pipeline/engines/sql/dialect.ts";
import { ownName, writeExpression, writeSteps } from "../../pipeline/engines/sql/write_sql.ts";

const ROWS = 200;
const COLUMNS = ["a", "b", "c"];

/** Numbers of all sizes, whole and not, some missing. */
function randomNumber(rng: Rng): number {
  const kind = rng.below(6);
  if (kind === 0) return NaN;
  if (kind === 1) return rng.below(6);
  if (kind === 2) return rng.normal() * 10 ** (rng.below(30) - 15);
  return Math.round(rng.normal() * 1000) / (1 + rng.below(7));
}

function randomExpression(rng: Rng, depth: number): RowExpression {
  const inner = () => randomExpression(rng, depth - 1);
  const kind = depth === 0 ? rng.below(2) : rng.below(9);
  if (kind === 0) return num(Math.round(rng.normal() * 1e6) / 1024);
  if (kind === 1) return named(COLUMNS[rng.below(COLUMNS.length)]);
  if (kind <= 4) return { op: (["+", "-", "*"] as const)[kind - 2], a: inner(), b: inner() };
  if (kind === 5) return { op: "/", a: inner(), b: num(1 + rng.below(9) / 7) };
  if (kind === 6) return { op: "fill", a: inner(), b: inner() };
  if (kind === 7) {
    const test: RowTest = rng.below(3) === 0
      ? { op: "missing", a: inner() }
      : { op: (["<", "<=", "="] as const)[rng.below(3)], a: inner(), b: inner() };
    return choose(test, inner(), inner());
  }
  const square = inner();
  return { op: "sqrt", a: { op: "*", a: square, b: square } };
}

function bitsOf(values: Iterable<number | null>): string {
  return Array.from(values, (value) => {
    // A database has one zero and one way to miss a number.
    const plain = value === null ? NaN : value === 0 ? 0 : value;
    return new BigUint64Array(Float64Array.of(plain).buffer)[0].toString(16);
  }).join(" ");
}

Deno.test("any expression gives the same bits in memory and on DuckDB", async () => {
  const rng = createRng(19);
  const slice: Slice = new Map(
    COLUMNS.map((name) => [name, Float64Array.from({ length: ROWS }, () => randomNumber(rng))]),
  );
  const connection = await connectDuckDb({ file: null, scratch: "", memory: 5e8, threads: 1 });
  try {
    const rows = Array.from({ length: ROWS }, (_, i) => {
      const cells = COLUMNS.map((name) => DUCKDB.double(slice.get(name)![i]));
      return `(${[i, ...cells].join(", ")})`;
    });
    const names = COLUMNS.map((name) => ownName(name, DUCKDB));
    await connection.query(
      `CREATE TABLE answers AS SELECT * FROM (VALUES ${rows.join(", ")}) AS t(i, ${
        names.join(", ")
      })`,
    );
    for (let trial = 0; trial < 300; trial++) {
      const expression = randomExpression(rng, 4);
      const sql = writeExpression(expression, DUCKDB);
      const { columns } = await connection.query(`SELECT ${sql} AS x FROM answers ORDER BY i`);
      const found = bitsOf(columns[0] as (number | null)[]);
      assert.equal(found, bitsOf(evaluate(expression, slice, ROWS)), sql);
    }
  } finally {
    await connection.close();
  }
});

Deno.test("the logarithm is right to 1e-15, and the same on DuckDB", async () => {
  const rng = createRng(7);
  const x = Float64Array.from(
    { length: 2000 },
    (_, i) => i < 20 ? i : Math.abs(rng.normal()) * 10 ** (rng.below(22) - 3),
  );
  const steps = logSteps("l", named("x"));
  const slice: Slice = new Map([["x", x]]);
  takeSteps(steps, slice, x.length);
  const logs = slice.get("l")!;
  logs.forEach((log, i) => {
    assert.ok(Math.abs(log - Math.log1p(x[i])) <= 1e-15 * (1 + Math.log1p(x[i])), `log1p(${x[i]})`);
  });
  const connection = await connectDuckDb({ file: null, scratch: "", memory: 5e8, threads: 1 });
  try {
    const rows = Array.from(x, (value, i) => `(${i}, ${DUCKDB.double(value)})`).join(", ");
    const from = `(SELECT * FROM (VALUES ${rows}) AS t(i, ${ownName("x", DUCKDB)}))`;
    const { columns } = await connection.query(
      `SELECT ${ownName("l", DUCKDB)} FROM ${writeSteps(steps, from, DUCKDB)} AS t ORDER BY i`,
    );
    assert.equal(bitsOf(columns[0] as number[]), bitsOf(logs));
  } finally {
    await connection.close();
  }
});
