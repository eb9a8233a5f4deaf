/** Tests of tables and views of DuckDB files as surveys. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { exitCodeOf } from "../../pipeline/cli/exit.ts";
import type { Engine, EngineName } from "../../pipeline/engines/engine.ts";
import { openEngine } from "../../pipeline/engines/run/open_engine.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import {
  inTemporaryFolder,
  productFile,
  runOnDuckDbCommand,
  runPipelineCommand,
} from "../support/command.ts";
import { writeDatabase } from "../support/engine_rows.ts";
import { engineParams, outcomeOf } from "../support/engine_runs.ts";
import { LEDGER_COLUMNS, ledgerText } from "../support/ledger.ts";

function open(
  input: string,
  sheet: string | number = "auto",
  name: EngineName = "duckdb",
): Promise<Engine> {
  return openEngine(name, {
    files: findFiles(input),
    params: engineParams({ ingest: { sheet } }),
    context: createContext({ workers: 2 }),
  });
}

/** The first cells of a table. */
async function cellsOf(input: string, sheet: string | number): Promise<string[]> {
  const engine = await open(input, sheet);
  try {
    const all = Float64Array.from({ length: engine.facts.rows }, (_, row) => row);
    return (await engine.cells(all)).map((cells) => cells.join(" "));
  } finally {
    await engine.close();
  }
}

async function refuses(work: Promise<unknown>, code: number, told: RegExp): Promise<void> {
  await assert.rejects(work, (error: Error) => {
    assert.match(error.message, told);
    assert.doesNotMatch(error.message, /\n/);
    assert.equal(exitCodeOf(error), code);
    return true;
  });
}

Deno.test("a table or view is the survey that Parquet of it is, and stays as it was", async () => {
  await inTemporaryFolder(async (cwd) => {
    const path = `${cwd}/answers.duckdb`;
    const typed =
      "CAST(['low', 'mid', 'high'][1 + i % 3] AS ENUM ('low', 'mid', 'high')) AS level, " +
      "i % 5 = 0 AS client, DATE '2024-01-01' + CAST(i % 9 AS INTEGER) AS day, (i % 7 / 4)::DECIMAL(9, 2) AS paid";
    await writeDatabase(path, [
      `CREATE TABLE survey AS SELECT $answers, ${typed} FROM range(3000) t(i)`,
      "DELETE FROM survey WHERE respondent % 10 = 3",
      "CREATE VIEW clients AS SELECT * FROM survey WHERE client",
      `COPY survey TO '${cwd}/survey.parquet'`,
      `COPY (SELECT * FROM answers.clients ORDER BY respondent) TO '${cwd}/clients.parquet'`,
    ]);
    const before = await Deno.readFile(path);
    const params = engineParams({ engine: { sample: 1000 } });
    for (const name of ["survey", "clients"]) {
      const ofTable = await outcomeOf(await open(path, name), params);
      const ofParquet = await outcomeOf(await open(`${cwd}/${name}.parquet`), params);
      assert.equal(ofTable.result.rows, name === "survey" ? 2700 : 600);
      assert.equal(ofTable.text, ofParquet.text);
      assert.deepEqual(ofTable.files, ofParquet.files);
      assert.deepEqual(ofTable.labels, ofParquet.labels);
    }
    assert.deepEqual(await Deno.readFile(path), before);
    assert.deepEqual([...Deno.readDirSync(cwd)].map(({ name }) => name).sort(), [
      ...["answers.duckdb", "clients.parquet", "survey.parquet"],
    ]);
  });
});

Deno.test("ingest.sheet names one of several, and rows have an order", async () => {
  await inTemporaryFolder(async (cwd) => {
    const path = `${cwd}/base.ddb`;
    await writeDatabase(path, ["CREATE TABLE Waves (rowid INTEGER, a VARCHAR)"]);
    await refuses(outcomeOf(await open(path), engineParams()), 3, /it has no rows/);
    await writeDatabase(path, [
      "INSERT INTO Waves VALUES (7, 'x'), (5, 'y'), (6, NULL)",
      "CREATE SCHEMA old",
      "CREATE TABLE old.waves AS SELECT 1 AS a, 2 AS b",
      "CREATE VIEW twice AS SELECT range % 2 AS a, 'b' || range AS b FROM range(4) ORDER BY random()",
    ]);
    assert.deepEqual(await cellsOf(path, "waves"), ["7 x", "5 y", "6 "]);
    assert.deepEqual(await cellsOf(path, 1), ["7 x", "5 y", "6 "]);
    assert.deepEqual(await cellsOf(path, "old.waves"), ["1 2"]);
    // A view promises no order.
    assert.deepEqual(await cellsOf(path, "twice"), ["0 b0", "0 b2", "1 b1", "1 b3"]);
    const all = 'They are "Waves", "twice", "old\\.waves"\\.$';
    await refuses(
      open(path),
      3,
      new RegExp(`^Cannot read "base\\.ddb": ingest\\.sheet must name the table .*${all}`),
    );
    for (const wrong of ["wave", 4]) {
      await refuses(
        open(path, wrong),
        3,
        new RegExp(`or their number, but is "?${wrong}"?\\. ${all}`),
      );
    }
    await writeDatabase(`${cwd}/empty.db`, []);
    await refuses(open(`${cwd}/empty.db`), 3, /must hold a table or a view, but this one has none/);
  });
});

Deno.test("files that cannot be read are told in one line", async () => {
  await inTemporaryFolder(async (cwd) => {
    const path = `${cwd}/base.duckdb`;
    await writeDatabase(path, ["CREATE TABLE t AS SELECT 1 AS a", "CHECKPOINT"]);
    await Deno.writeFile(`${cwd}/newer.duckdb`, withVersion(await Deno.readFile(path), 99n));
    await refuses(
      open(`${cwd}/newer.duckdb`),
      4,
      /^Cannot read "newer\.duckdb": DuckDB 1\.\S+ reads files of the versions 64 and \d+, but this one has 99\./,
    );
    await Deno.writeTextFile(`${cwd}/none.duckdb`, "a,b\n".repeat(5000));
    await refuses(
      open(`${cwd}/none.duckdb`),
      3,
      /^Cannot read "none\.duckdb": it must be a DuckDB file/,
    );
    await refuses(
      Promise.try(() => open(`${cwd}/*.duckdb`)),
      3,
      /must name one DuckDB file, but there are 3/,
    );
    await refuses(Promise.try(() => open(cwd)), 4, /there is none/);
    for (const name of ["local", "spark"] as const) {
      await refuses(
        open(path, "auto", name),
        2,
        /^Cannot use engine\.name: expected duckdb for "base\.duckdb".*give a table of the file as Parquet\.$/,
      );
    }
    const writer = await openElsewhere(path);
    try {
      await refuses(
        open(path),
        4,
        new RegExp(
          '^Cannot read "base\\.duckdb": no other process may have it open for writing, but one has ' +
            `\\(PID ${writer.pid}\\)\\. End that, or give a copy of the file\\.$`,
        ),
      );
    } finally {
      writer.kill();
      await writer.status;
      await writer.stdout.cancel();
    }
    await (await open(path)).close();
  });
});

Deno.test("the command line reads the only table of a file on DuckDB", async () => {
  await inTemporaryFolder(async (cwd) => {
    await writeDatabase(`${cwd}/base.duckdb`, [
      "CREATE TABLE survey AS SELECT $answers FROM range(1000) t(i)",
    ]);
    const args = [
      ...["--input", "base.duckdb", "--quiet", "--no-cache"],
      ...["--set", "structure.check=none", "--set", "clustering.n_clusters=4"],
    ];
    const refused = await runPipelineCommand(args, { cwd });
    assert.equal(refused.code, 4);
    assert.match(
      refused.stderr,
      /^error: Cannot read "base\.duckdb" in memory: it is a DuckDB file\. Use deno task pipeline:duckdb .*\n$/,
    );
    const told = await runOnDuckDbCommand(args, { cwd });
    assert.equal(told.stderr, "");
    assert.match(told.stdout, /Engine +DuckDB 1\.\d+\.\d+: it is a DuckDB file/);
    assert.match(told.stdout, /Survey +base\.duckdb: 1,000 rows/);
  });
});

Deno.test("a table of purchases becomes customers as a file of them does", async () => {
  await inTemporaryFolder(async (cwd) => {
    await Deno.writeTextFile(
      `${cwd}/lines.csv`,
      ledgerText({ lines: 3000, customers: 120, seed: 19 }),
    );
    await writeDatabase(`${cwd}/shop.duckdb`, [
      `CREATE TABLE lines AS FROM read_csv('${cwd}/lines.csv', all_varchar = true)`,
    ]);
    const params = engineParams({ ingest: { ledger: LEDGER_COLUMNS } });
    const found = [];
    for (const name of ["lines.csv", "shop.duckdb"]) {
      const engine = await openEngine("duckdb", {
        ...{ files: findFiles(`${cwd}/${name}`), params, context: createContext({ workers: 2 }) },
      });
      try {
        const { rows } = engine.facts;
        found.push(await engine.cells(Float64Array.from({ length: rows }, (_, row) => row)));
      } finally {
        await engine.close();
      }
    }
    assert.ok(found[0].length > 50);
    assert.deepEqual(found[1], found[0]);
  });
});

/** Opens a file for writing in another process, until that is killed. */
async function openElsewhere(path: string): Promise<Deno.ChildProcess> {
  const code = 'import { DuckDBInstance } from "@duckdb/node-api";' +
    `await DuckDBInstance.create(${JSON.stringify(path)}); console.log("open");` +
    "setInterval(() => {}, 1000);";
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--config", productFile("deno.json"), code],
    ...{ stdin: "null", stdout: "piped", stderr: "inherit" },
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  reader.releaseLock();
  return child;
}

/** The file as if a DuckDB of another version of its format had written it. */
function withVersion(file: Uint8Array<ArrayBuffer>, version: bigint): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer);
  // A header's sum is an exclusive or of its words, each multiplied.
  const own = (at: number) => BigInt.asUintN(64, view.getBigUint64(at, true) * 0xbf58476d1ce4e5b9n);
  const before = own(8) ^ own(16);
  view.setBigUint64(12, version, true);
  view.setBigUint64(0, view.getBigUint64(0, true) ^ before ^ own(8) ^ own(16), true);
  return file;
}
