/** Tests of the connection to Spark, against a real Spark Connect server. Runs in Deno only. */

import assert from "node:assert/strict";
import type { SqlConnection, SqlProgress } from "../../pipeline/engines/connection.ts";
import { connectSpark } from "../../pipeline/engines/spark/connect_spark.ts";
import { isSessionLost } from "../../pipeline/engines/spark/session_lost.ts";
import { exitCodeOf } from "../../pipeline/cli/exit.ts";
import { NEEDS_SPARK, sparkAbsent, type SparkServer, startSpark } from "../support/spark_server.ts";
import { listenBefore, startProxy } from "../support/tcp_proxy.ts";

/** Takes minutes on one core. */
const LONG = "SELECT count(*) AS n FROM range(0, 40000000000, 1, 400) " +
  "WHERE hash(id) = 7 AND hash(id + 1) = 3";

Deno.test({
  name: `connectSpark() speaks to a real server ${NEEDS_SPARK}`,
  ignore: sparkAbsent,
  async fn(t) {
    const server = await startSpark();
    try {
      const connection = await connectSpark(server.endpoint);
      try {
        await t.step("rows and types", () => readsRows(connection));
        await t.step("commands run once", () => runsCommandsOnce(connection));
        await t.step("progress in tasks", () => tellsProgress(connection));
        await t.step("failures in one line", (t) => tellsFailures(t, connection, server));
        await t.step("abort stops the server's work", () => stopsWork(connection, server));
        await t.step("silence ends a statement", () => endsSilence(server));
        await t.step("a broken line is taken up again", () => reattaches(connection, server));
        await t.step("a session that is lost", () => losesSession(connection, server));
      } finally {
        await connection.close();
      }
      await t.step("a server that is gone", () => missesServer(server));
    } finally {
      await server.stop();
    }
  },
});

async function readsRows(connection: SqlConnection): Promise<void> {
  assert.equal(connection.name, "spark");
  assert.equal(connection.version, "4.3.0");
  const kinds =
    "SELECT 1 AS a, 2L AS b, 9223372036854775807 AS c, -1.5D AS d, cast(0.5 AS float) AS e, " +
    "'é' AS f, true AS g, null AS h, cast(null AS bigint) AS i, cast('NaN' AS double) AS j, " +
    "9007199254740991 AS k, 9007199254740992 AS l, cast(3 AS tinyint) AS m";
  const { names, columns, rows } = await connection.query(kinds);
  assert.equal(names.join(""), "abcdefghijklm");
  assert.equal(rows, 1);
  assert.deepEqual(columns.map(([value]) => value), [
    ...[1, 2, 9223372036854775807n, -1.5, 0.5],
    ...["é", true, null, null, NaN],
    ...[9007199254740991, 9007199254740992n, 3],
  ]);
  const empty = await connection.query("SELECT id, 'x' AS t FROM range(10) WHERE id > rand() + 99");
  assert.deepEqual(empty, { names: ["id", "t"], columns: [[], []], rows: 0 });
  // More rows than Spark sends in one part.
  const many = await connection.query(
    "SELECT id, if(id % 3 = 0, null, id / 2) AS half FROM range(0, 50000, 1, 3) ORDER BY id DESC",
  );
  assert.equal(many.rows, 50_000);
  assert.deepEqual(many.columns[0], Array.from({ length: 50_000 }, (_, at) => 49_999 - at));
  assert.deepEqual(many.columns[1].slice(-4), [null, 1, 0.5, null]);
  await assert.rejects(connection.query("SELECT 1 AS a, 1.50 AS b"), {
    name: "DataError",
    message:
      `Cannot read column "b" of Spark's answer: a column must hold numbers, texts or yes and ` +
      "no, but this one is of Arrow's type Decimal. Cast it to bigint, double or string.",
  });
}

async function runsCommandsOnce(connection: SqlConnection): Promise<void> {
  const { rows } = await connection.query(
    "CREATE OR REPLACE TEMP VIEW answers AS SELECT id, id * 2.0D AS x FROM range(10)",
  );
  assert.equal(rows, 0);
  await connection.query("CREATE TABLE kept USING parquet AS SELECT * FROM answers");
  await connection.query("INSERT INTO kept VALUES (10L, 20.0D)");
  const { columns } = await connection.query("SELECT count(*) AS n, sum(x) AS total FROM kept");
  assert.deepEqual(columns, [[11], [110]]);
}

async function tellsProgress(connection: SqlConnection): Promise<void> {
  const heard: SqlProgress[] = [];
  await connection.query(
    "SELECT count(*) AS n FROM range(0, 300000000, 1, 12) WHERE hash(id) = 7 GROUP BY id % 5",
    { onProgress: (progress) => heard.push(progress) },
  );
  assert.ok(heard.length > 0);
  for (const { done, total } of heard) assert.ok(done <= total && total > 0, `${done} of ${total}`);
  assert.ok(heard.at(-1)!.total >= 12, `${heard.at(-1)!.total} tasks`);
  assert.equal(new Set(heard.map((each) => JSON.stringify(each))).size, heard.length);
}

async function tellsFailures(
  t: Deno.TestContext,
  connection: SqlConnection,
  { endpoint }: SparkServer,
): Promise<void> {
  const cases: [string, string, number, string, RegExp][] = [
    [
      "a sum beyond 64 bits",
      "SELECT sum(id + 9223372036854775000) AS s FROM range(100000)",
      ...[3, "DataError"] as const,
      /: \[ARITHMETIC_OVERFLOW\] overflow\. .* SQLSTATE: 22003$/,
    ],
    [
      "no statement",
      "SELEC 1",
      ...[4, "StorageError"] as const,
      /: \[PARSE_SYNTAX_ERROR\] Syntax error at or near 'SELEC'\. SQLSTATE: 42601 \(line 1, pos 0\)$/,
    ],
    [
      "no table",
      "SELECT * FROM nowhere",
      ...[4, "StorageError"] as const,
      /: \[TABLE_OR_VIEW_NOT_FOUND\] The table or view `nowhere` cannot be found\. [^\n]*$/,
    ],
    [
      "no file",
      "SELECT * FROM parquet.`/nowhere/x.parquet`",
      ...[4, "StorageError"] as const,
      /: \[PATH_NOT_FOUND\] Path does not exist: file:\/nowhere\/x\.parquet\. SQLSTATE: 42K03$/,
    ],
    [
      "a failure in a task",
      "SELECT raise_error('secret.key=hunter2 in vain') AS x FROM range(3)",
      ...[4, "StorageError"] as const,
      /: \[USER_RAISED_EXCEPTION\] secret\.key=\*\*\* in vain SQLSTATE: P0001$/,
    ],
  ];
  for (const [name, sql, code, kind, said] of cases) {
    await t.step(name, async () => {
      await assert.rejects(connection.query(sql), (error: Error) => {
        assert.equal(error.name, kind);
        assert.equal(exitCodeOf(error), code);
        assert.ok(error.message.startsWith(`Cannot run a statement on Spark at ${endpoint}: `));
        assert.match(error.message, said);
        assert.doesNotMatch(error.message, /\n|\bat org\./);
        return true;
      });
    });
  }
}

async function stopsWork(connection: SqlConnection, server: SparkServer): Promise<void> {
  const controller = new AbortController();
  const reason = new Error("enough");
  const asked = connection.query(LONG, { signal: controller.signal });
  asked.catch(() => {});
  await until(async () => await server.runningJobs() === 1, "a job runs");
  const before = performance.now();
  controller.abort(reason);
  await assert.rejects(asked, (thrown) => thrown === reason);
  assert.ok(performance.now() - before < 5000);
  await until(async () => await server.runningJobs() === 0, "no job runs");
  // At once, before the server can have heard of the statement.
  const early = new AbortController();
  const other = connection.query(LONG, { signal: early.signal });
  early.abort(reason);
  await assert.rejects(other, (thrown) => thrown === reason);
  await until(async () => await server.runningJobs() === 0, "no job runs");
  await assert.rejects(
    connection.query("SELECT 1", { signal: early.signal }),
    (thrown) => thrown === reason,
  );
  assert.deepEqual((await connection.query("SELECT count(*) AS n FROM answers")).columns, [[10]]);
}

async function endsSilence(server: SparkServer): Promise<void> {
  // Nothing comes back once the session is set up; the interrupt still gets there.
  let isHeld = false;
  const held = new Promise<never>(() => {});
  const proxy = listenBefore(httpOf(server.endpoint), async (near, { connectFar }) => {
    const far = await connectFar();
    await Promise.all([
      near.readable.pipeTo(far.writable),
      far.readable.pipeThrough(
        new TransformStream({
          transform: (piece, to) => isHeld ? held : to.enqueue(piece),
        }),
      ).pipeTo(near.writable),
    ]);
  });
  const endpoint = proxy.endpoint.replace("http:", "sc:");
  const impatient = await connectSpark(endpoint, { timeoutMs: 1500, callMs: 2000 });
  try {
    await impatient.query("SELECT 1 AS a");
    const asked = impatient.query(LONG);
    asked.catch(() => {});
    await until(async () => await server.runningJobs() === 1, "a job runs");
    isHeld = true;
    await assert.rejects(asked, {
      ...{ name: "StorageError", failure: "unreachable" },
      message:
        `Cannot run a statement on Spark at ${endpoint}: rows or progress must come within ` +
        "1.5 s, but nothing came. Look whether the server is at work.",
    });
    await until(async () => await server.runningJobs() === 0, "no job runs");
  } finally {
    await impatient.close();
    await proxy.stop();
  }
}

/** The line breaks with each first piece of an answer that is due; nothing may come twice or run twice. */
async function reattaches(connection: SqlConnection, server: SparkServer): Promise<void> {
  let breaks = 0;
  const proxy = startProxy(httpOf(server.endpoint), {
    alter(_, before) {
      if (breaks === 0 || before === 0) return;
      breaks--;
      throw new Error("the line breaks");
    },
  });
  const shaky = await connectSpark(proxy.endpoint.replace("http:", "sc:"));
  try {
    await shaky.query("CREATE TEMP VIEW answers AS SELECT id FROM range(0, 100000, 1, 10)");
    breaks = 3;
    const { columns } = await shaky.query(
      "SELECT id, cast(id AS string) AS t FROM answers ORDER BY id",
    );
    assert.equal(breaks, 0);
    assert.deepEqual(columns[0], Array.from({ length: 100_000 }, (_, at) => at));
    breaks = 1;
    await shaky.query("INSERT INTO kept VALUES (11L, 22.0D)");
    assert.equal(breaks, 0);
  } finally {
    await shaky.close();
    await proxy.stop();
  }
  // The other session keeps a list of the table's files.
  await connection.query("REFRESH TABLE kept");
  const kept = await connection.query("SELECT count(*) AS n FROM kept WHERE id = 11");
  assert.deepEqual(kept.columns, [[1]]);
}

function httpOf(endpoint: string): string {
  return endpoint.replace("sc:", "http:");
}

async function losesSession(connection: SqlConnection, server: SparkServer): Promise<void> {
  await server.kill();
  const asked = connection.query("SELECT count(*) AS n FROM answers");
  asked.catch(() => {});
  await server.restart();
  await assert.rejects(asked, (error: Error) => {
    assert.ok(isSessionLost(error), error.message);
    assert.equal(exitCodeOf(error), 4);
    assert.match(
      error.message,
      /: its session must still be there, but the server no longer knows/,
    );
    return true;
  });
  await connection.query("CREATE TEMP VIEW answers AS SELECT id FROM range(10)");
  const { columns } = await connection.query("SELECT count(*) AS n FROM answers");
  assert.deepEqual(columns, [[10]]);
  await assert.rejects(connection.query("SELECT * FROM nowhere"), (error) => !isSessionLost(error));
}

async function missesServer(server: SparkServer): Promise<void> {
  const { endpoint } = server;
  const connection = await connectSpark(endpoint, { returnMs: 200 });
  await server.kill();
  const message = " on Spark at " + endpoint + ": a Spark Connect server must answer there, but " +
    "nothing listens. Start one with sbin/start-connect-server.sh of Spark 4, or correct " +
    "engine.spark_endpoint.";
  await assert.rejects(connection.query("SELECT 1"), {
    ...{ name: "StorageError", failure: "unreachable" },
    message: `Cannot run a statement${message}`,
  });
  await connection.close();
  await assert.rejects(connectSpark(endpoint), { message: `Cannot begin a session${message}` });
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 15_000;
  while (!await holds()) {
    assert.ok(performance.now() < end, `waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
