/** Tests of runs over all rows as people start them. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { openDuckDb } from "../../pipeline/engines/duckdb/open_duckdb.ts";
import { refuseParams } from "../../pipeline/engines/run/refuse.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { writeAnswersParquet } from "../support/engine_rows.ts";
import { engineParams, labelsIn, outcomeOf } from "../support/engine_runs.ts";
import {
  filesBelow,
  inTemporaryFolder,
  runAssignCommand,
  runOnDuckDbCommand,
  runPipelineCommand,
} from "../support/command.ts";

const SETTINGS = ["structure.check=none", "clustering.n_clusters=4", "engine.sample=2000"]
  .flatMap((setting) => ["--set", setting]);

Deno.test("a folder of files from the command line to others placed by its model", async () => {
  await inTemporaryFolder(async (cwd) => {
    await writeAnswersParquet(`${cwd}/waves`, { rows: 6000, files: 3 });
    const run = (command: typeof runPipelineCommand, ...more: string[]) =>
      command(["--input", "waves", "--quiet", ...SETTINGS, ...more], { cwd });

    const refused = await run(runPipelineCommand);
    assert.equal(refused.code, 4);
    assert.match(
      refused.stderr,
      /^error: Cannot read "waves" in memory: it names more than one file\. Use deno task pipeline:duckdb .*\n$/,
    );

    const told = await run(runOnDuckDbCommand);
    assert.equal(told.stderr, "");
    assert.match(told.stdout, /Engine +DuckDB 1\.\d+\.\d+: it names more than one file/);
    assert.match(
      told.stdout,
      /Survey +waves: 6,000 rows; columns, verdict and names by a sample of 2,000/,
    );
    const address = /Run +(\S+)/.exec(told.stdout)![1];
    const manifest = JSON.parse(await Deno.readTextFile(`${cwd}/${address}/manifest.json`));
    assert.equal(manifest.respondents, 6000);
    assert.equal(manifest.segments.length, 4);
    assert.equal(manifest.sample.input.rows, 2000);

    // The same rows have the same name and bytes on the other engine.
    const inMemory = await run(
      runPipelineCommand,
      "--set",
      "engine.name=local",
      "--output",
      "local",
      "--json",
    );
    assert.equal(inMemory.code, 0, inMemory.stderr);
    const other: string = JSON.parse(inMemory.stdout).output;
    assert.equal(other, address.replace("runs/", "local/"));
    for (const name of ["profile.csv", "model.json", "sample/profile.csv"]) {
      const read = (at: string) => Deno.readTextFileSync(`${cwd}/${at}/${name}`);
      assert.equal(read(address), read(other), name);
    }

    // Whoever answers as a row does is placed in that row's segment.
    const file = `waves/${[...Deno.readDirSync(`${cwd}/waves`)].map(({ name }) => name).sort()[0]}`;
    const placed = await runAssignCommand(["--model", address, "--input", file], { cwd });
    assert.equal(placed.code, 0, placed.stderr);
    const labels = new Map(
      (await labelsIn(`${cwd}/${address}/segments`)).map((row) =>
        row.split(",") as [string, string]
      ),
    );
    const [header, ...lines] = placed.stdout.trim().split("\n")
      .map((line) => line.split(","));
    const [id, segment] = [header.indexOf("respondent"), header.indexOf("segment")];
    assert.equal(lines.length, 2000);
    for (const line of lines) assert.equal(line[segment], labels.get(line[id]), line.join());
  });
});

Deno.test("a codebook beside the file names its answers on an engine too", async () => {
  await inTemporaryFolder(async (cwd) => {
    const rows = Array.from({ length: 300 }, (_, i) => {
      const high = i % 3;
      return [0, 1, 2, 0, 1, 2].map((own, c) => own === high ? 5 - (i + c) % 2 : 1 + i % 2)
        .concat(1 + i % 2).join(",");
    });
    await Deno.writeTextFile(`${cwd}/wave.csv`, ["a,b,c,d,e,f,sex", ...rows].join("\n"));
    await Deno.writeTextFile(
      `${cwd}/wave.codebook.csv`,
      "name,text,values\nsex,Are you a woman or a man?,1=woman;2=man\n",
    );
    const told = await runPipelineCommand([
      ...["--input", "wave.csv", "--quiet", "--json", "--set", "engine.name=local"],
      ...["--set", "structure.check=none", "--set", "clustering.n_clusters=3"],
    ], { cwd });
    assert.equal(told.code, 0, told.stderr);
    const { output, sample } = JSON.parse(told.stdout);
    assert.equal(sample.input.codebook?.name, "wave.codebook.csv");
    const profile = await Deno.readTextFile(`${cwd}/${output}/profile.csv`);
    assert.match(profile, /^,Are you a woman or a man\?,woman,sex,.*,total,,0\.5,300,100,0$/m);

    const refused = await runPipelineCommand([
      ...["--input", "wave.csv", "--set", "engine.name=local", "--deliver", "pptx"],
    ], { cwd });
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /^error: Cannot use --deliver: expected none on an engine, but got pptx/,
    );
  });
});

Deno.test("what cannot be read or written is said in one line, and leaves nothing", async () => {
  await inTemporaryFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/broken.parquet`, "PAR1 and then nothing");
    const tried: readonly (readonly [input: string, code: number, told: RegExp])[] = [
      ["none/*.parquet", 4, /^error: Cannot find "none\/\*\.parquet"/],
      ["broken.parquet", 4, /^error: Cannot compute with DuckDB: .*broken\.parquet/],
    ];
    for (const [input, code, told] of tried) {
      const found = await runOnDuckDbCommand(
        ["--input", input, "--quiet", "--set", "engine.name=duckdb"],
        { cwd },
      );
      assert.equal(found.code, code);
      assert.match(found.stderr, told);
      assert.equal(found.stderr.trim().split("\n").length, 1);
    }
    const spark = await runPipelineCommand(
      ["--input", "broken.parquet", "--quiet", "--set", "engine.name=spark"],
      { cwd },
    );
    assert.equal(spark.code, 4);
    assert.deepEqual(await filesBelow(cwd), ["broken.parquet"]);
  });
});

Deno.test("parameters that would hold for the sample alone are refused", () => {
  const params = parseParams({
    quality: { duplicates: "drop" },
    clustering: { method: "kmodes" },
  });
  assert.throws(() => refuseParams(params), ({ problems }) => {
    const paths = problems.map(({ path }: { path: string }) => path);
    assert.deepEqual(paths, ["quality.duplicates", "clustering.method"]);
    return true;
  });
  refuseParams(parseParams({}));
});

Deno.test("a run that is cancelled ends, and leaves nothing on disk", async () => {
  await inTemporaryFolder(async (cwd) => {
    await writeAnswersParquet(`${cwd}/waves`, { rows: 40_000, files: 1 });
    const scratchIn = `${cwd}/scratch`;
    await Deno.mkdir(scratchIn);
    const controller = new AbortController();
    const heard: string[] = [];
    const params = engineParams({ engine: { sample: 1000 } });
    const context = createContext({
      ...{ signal: controller.signal, seed: params.seed, workers: 2 },
      onProgress: (_done, _total, note) => {
        heard.push(note);
        if (note === "segments, iteration 2") controller.abort(new Error("enough"));
      },
    });
    const engine = await openDuckDb({
      ...{
        files: findFiles(`${cwd}/waves`),
        ingest: params.ingest,
        memory: 1e9,
        context,
        scratchIn,
      },
    });
    assert.notDeepEqual(await filesBelow(scratchIn), []);
    await assert.rejects(() => outcomeOf(engine, params, context), /enough/);
    assert.ok(heard.includes("segments, iteration 1"));
    assert.ok(!heard.includes("figures of all rows"));
    assert.deepEqual([...Deno.readDirSync(scratchIn)], []);
  });
});
