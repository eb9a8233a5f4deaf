/** Tests of columns that folders name, such as `year=2024`. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import type { EngineName } from "../../pipeline/engines/engine.ts";
import { partitionsOf } from "../../pipeline/engines/partitions.ts";
import { openEngine } from "../../pipeline/engines/run/open_engine.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { inTemporaryFolder, runOnDuckDbCommand } from "../support/command.ts";
import { writePartitions } from "../support/engine_rows.ts";
import { type EngineOutcome, engineParams, outcomeOf } from "../support/engine_runs.ts";

const params = engineParams({ engine: { sample: 2000 } });

async function run(name: EngineName, input: string): Promise<EngineOutcome> {
  const engine = await openEngine(name, {
    ...{ files: findFiles(input), params, context: createContext({ workers: 2 }) },
  });
  return await outcomeOf(engine, params);
}

async function sameOnBoth(input: string): Promise<EngineOutcome> {
  const [inMemory, onDuckDb] = [await run("local", input), await run("duckdb", input)];
  assert.equal(onDuckDb.text, inMemory.text);
  assert.deepEqual(onDuckDb.files, inMemory.files);
  assert.deepEqual(onDuckDb.labels, inMemory.labels);
  return inMemory;
}

const FOLDERS = ["year", "region"];

function columnsOf({ features }: { features: readonly { column: string }[] }): string[] {
  return [...new Set(features.map(({ column }) => column))];
}

Deno.test("folders name columns, whatever characters they escape", () => {
  const read = (...paths: string[]) =>
    partitionsOf("sales", paths).map(({ name, values }) => [name, ...values]);
  assert.deepEqual(read("a.csv", "b/c.csv"), []);
  assert.deepEqual(read("year=2024/month=03/a.csv", "year=2023/old/month=/b.csv"), [
    ["year", "2024", "2023"],
    ["month", "03", ""],
  ]);
  assert.deepEqual(
    read(
      "of%20where=a%20b%2Fc=d/a.csv",
      "of where=Z%C3%BCrich+/a.csv",
      "of where=100%25 %zz%ff/a.csv",
      "of where=__HIVE_DEFAULT_PARTITION__/a.csv",
    ),
    [["of where", "a b/c=d", "Zürich+", "100% %zz%ff", ""]],
  );
});

Deno.test("folders of unlike columns are refused in one line", () => {
  const refuses = (paths: readonly string[], told: RegExp) =>
    assert.throws(() => partitionsOf("sales", paths), { name: "DataError", message: told });
  refuses(
    ["a.csv", "year=2024/a.csv"],
    /^Cannot read "sales" on an engine: .* but "a\.csv" has none, and "year=2024\/a\.csv" has year\.$/,
  );
  refuses(
    ["year=1/month=2/a.csv", "month=2/year=1/a.csv"],
    /has year, month, and .* month, year\.$/,
  );
  refuses(["year=1/Year=2/a.csv"], /each once, but "year=1\/Year=2\/a\.csv" has year, Year\.$/);
});

Deno.test("columns of folders count as others do, the same in memory and on DuckDB", async () => {
  await inTemporaryFolder(async (cwd) => {
    const found: EngineOutcome[] = [];
    for (const form of ["parquet", "csv"] as const) {
      const folder = `${cwd}/${form}`;
      await writePartitions(folder, { form, rows: 3000 });
      found.push(await sameOnBoth(folder));
    }
    const [parquet, csv] = found;
    assert.equal(csv.text, parquet.text);
    const { columns } = parquet.result.sample.survey;
    assert.deepEqual(columns.slice(-2).map(({ name }) => name), ["year", "region"]);
    const told = parquet.result.profile.filter(({ variable }) => variable === "region");
    assert.deepEqual(told.map(({ category }) => category).sort(), ["07", "South & West/Zürich"]);
    // A third of the rows lies in folders whose region is missing.
    assert.equal(told[0].total.base, 2001);

    // Part of it by a pattern: what is named is no column, what is left open is one.
    const some = await sameOnBoth(`${cwd}/parquet/year=2023/*/*.parquet`);
    assert.equal(some.result.rows, 1000);
    assert.equal(some.result.sample.survey.columns.at(-1)?.name, "region");
    const years = await sameOnBoth(`${cwd}/csv/year=202?/**/*.csv`);
    assert.equal(years.text, csv.text);
  });
});

Deno.test("from the command line folders describe segments, and form them where they are named", async () => {
  await inTemporaryFolder(async (cwd) => {
    await writePartitions(`${cwd}/waves`, { form: "parquet", rows: 3000 });
    const settings = ["structure.check=none", "clustering.n_clusters=4", "engine.sample=2000"];
    const run = async (...more: string[]) => {
      const sets = [...settings, ...more].flatMap((setting) => ["--set", setting]);
      const told = await runOnDuckDbCommand(["--input", "waves", "--quiet", ...sets], { cwd });
      assert.equal(told.code, 0, told.stderr);
      const address = /Run +(\S+)/.exec(told.stdout)![1];
      const model = JSON.parse(await Deno.readTextFile(`${cwd}/${address}/model.json`));
      const profile = await Deno.readTextFile(`${cwd}/${address}/profile.csv`);
      assert.match(profile, /\bregion\b/);
      return { note: /Note +(.*)/.exec(told.stdout)?.[1], columns: columnsOf(model) };
    };
    const usual = await run();
    assert.equal(usual.note, "year, region: named by folders, told of segments, not forming them");
    assert.ok(usual.columns.length > 0 && !usual.columns.some((name) => FOLDERS.includes(name)));
    const named = await run("features.include=[auto, region]");
    assert.equal(named.note, "year: named by folders, told of segments, not forming them");
    assert.deepEqual(named.columns.filter((name) => FOLDERS.includes(name)), ["region"]);
    assert.equal((await run('features.exclude=["year", "region"]')).note, undefined);
  });
});

Deno.test("where files hold a column that folders name, the folders' counts", async () => {
  await inTemporaryFolder(async (cwd) => {
    const texts: string[] = [];
    for (const form of ["parquet", "csv"] as const) {
      for (const keepsColumns of [false, true]) {
        const folder = `${cwd}/${form} ${keepsColumns}`;
        await writePartitions(folder, { form, rows: 900, keepsColumns });
        texts.push((await sameOnBoth(folder)).text);
      }
    }
    for (const text of texts) assert.equal(text, texts[0]);
    await Deno.mkdir(`${cwd}/other/Year=1`, { recursive: true });
    await Deno.writeTextFile(`${cwd}/other/Year=1/a.csv`, "year,a\n7,1\n");
    for (const name of ["local", "duckdb"] as const) {
      const engine = await openEngine(name, {
        ...{ files: findFiles(`${cwd}/other`), params, context: createContext({ workers: 1 }) },
      });
      assert.deepEqual(engine.facts.columns.map((column) => column.name), ["a", "Year"]);
      assert.deepEqual(await engine.cells(Float64Array.of(0)), [["1", "1"]]);
      await engine.close();
    }
  });
});
