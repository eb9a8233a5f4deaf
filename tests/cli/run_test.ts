/** Tests of runs on the command line: the sample, the run folder, the cache, the environment. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import type { Summary } from "../../pipeline/run/summary.ts";
import { adjustedRandIndex } from "../support/rand_index.ts";
import {
  filesBelow,
  inTemporaryFolder,
  productFile,
  runPipelineCommand,
  startPipeline,
} from "../support/command.ts";
import { inProductCopy, RUN_FILES, runJson } from "../support/product_copy.ts";
import { csvOf } from "../support/survey_text.ts";

Deno.test("the sample's planted segments are found, and not too easily", async () => {
  await inProductCopy(async (cwd) => {
    const summary = await runJson(cwd);
    const planted = (await Deno.readTextFile(productFile("tests/data/dataset_planted.csv")))
      .trim().split("\n").slice(1).map((line) => Number(line.split(",")[1]));
    const segments = (await Deno.readTextFile(`${cwd}/${summary.output}/segments.csv`))
      .trim().split("\n").slice(1).map((line) => line.split(",")[2]);
    assert.equal(segments.length, planted.length);
    const taking = planted.map((_, row) => row).filter((row) =>
      planted[row] > 0 && segments[row] !== ""
    );
    const index = adjustedRandIndex(
      taking.map((row) => planted[row]),
      taking.map((row) => Number(segments[row])),
    );
    console.log(
      `  adjusted Rand index ${index.toFixed(3)}, silhouette ${
        summary.evaluation.silhouette!.toFixed(3)
      }`,
    );
    assert.ok(index >= 0.6 && index <= 0.95, String(index));
    assert.equal(summary.clustering.k, 3, "their number is found, not given");
    const verdict = summary.structure?.verdict;
    assert.equal(verdict?.kind, "natural");
    assert.ok(verdict!.foundAgain >= 0.9 * verdict!.samples, JSON.stringify(verdict));
  });
});

Deno.test("the README shows the sample's run as it is", async () => {
  const readme = (await Deno.readTextFile(productFile("README.md"))).split("\n");
  await inProductCopy(async (cwd) => {
    const { stdout } = await runPipelineCommand(["--quiet"], { cwd });
    const printed = stdout.trimEnd().split("\n");
    // Times differ, and notes are long.
    const lasting = printed.filter((line) => line !== "" && !/^(?:Time|Note) /.test(line));
    const absent = lasting.filter((line) => !readme.includes(`    ${line}`.trimEnd()));
    assert.deepEqual(absent, []);
  });
});

Deno.test("a run writes its folder, prints one JSON object and keeps quiet when told", async () => {
  await inProductCopy(async (cwd) => {
    const { code, stdout, stderr } = await runPipelineCommand(["--json", "--quiet"], { cwd });
    assert.equal(code, 0, stderr);
    assert.equal(stderr, "");
    assert.equal(stdout.trimEnd().split("\n").length, 1);
    const summary: Summary = JSON.parse(stdout);
    assert.equal(summary.output, `runs/${summary.run_id}`);
    assert.match(summary.run_id, /^[0-9a-f]{12}$/);
    assert.deepEqual(await filesBelow(`${cwd}/runs/${summary.run_id}`), RUN_FILES);
    assert.deepEqual(Object.keys(summary), [
      "run_id",
      "output",
      "input",
      "params",
      "clean",
      "features",
      "reduction",
      "structure",
      "clustering",
      "evaluation",
      "warnings",
      "timings_ms",
      "cached",
      "tests",
    ]);
    const manifest = JSON.parse(await Deno.readTextFile(`${cwd}/${summary.output}/manifest.json`));
    for (const { name, bytes } of manifest.files) {
      assert.equal((await Deno.stat(`${cwd}/${summary.output}/${name}`)).size, bytes);
    }
  });
});

Deno.test("without --json a person reads segments, how they were made and where the files are", async () => {
  await inProductCopy(async (cwd) => {
    const { stdout, stderr } = await runPipelineCommand([], { cwd });
    assert.match(
      stdout,
      /^Three natural segments, found again in \d+ of 100 samples\.\nTheir silhouette is 0\.0\d above/,
    );
    assert.match(stdout, /\nRun {9}runs\/[0-9a-f]{12}\n/);
    assert.match(
      stdout,
      /\nParameters {2}config\/params\.yaml \+ config\/surveys\/dataset\.xlsx\.yaml\n/,
    );
    assert.match(
      stderr,
      /^ingest\nclean\nfeatures\nreduce\nmap\nstructure\ncluster\nevaluate\nprofile\n$/,
    );
  });
});

Deno.test("the same work gives the same bytes in any time zone and locale, cached or not", async () => {
  await inProductCopy(async (cwd) => {
    const settings: [string, string[], Record<string, string>][] = [
      ["first", ["--no-cache"], { TZ: "UTC", LANG: "C", LC_ALL: "C" }],
      ["second", [], { TZ: "America/New_York", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" }],
      ["third", [], { TZ: "Asia/Tokyo" }],
    ];
    const runs = [];
    for (const [output, args, env] of settings) {
      const { run_id } = await runJson(cwd, ["--output", output, ...args], env);
      const files = RUN_FILES.filter((file) => file !== "manifest.json");
      const bytes = await Promise.all(
        files.map((file) => Deno.readFile(`${cwd}/${output}/${run_id}/${file}`)),
      );
      runs.push({ run_id, bytes });
    }
    assert.deepEqual(runs[1], runs[0]);
    assert.deepEqual(runs[2], runs[0]);
  });
});

/** What is changed, by which flags, and what is kept. */
const CHANGES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["nothing", [], [
    "ingest",
    "clean",
    "features",
    "reduce",
    "map",
    "structure",
    "cluster",
    "evaluate",
    "profile",
  ]],
  ["n_clusters", ["--set", "clustering.n_clusters=4"], [
    "ingest",
    "clean",
    "features",
    "reduce",
    "map",
    "structure",
  ]],
  ["seed", ["--set", "seed=7"], ["ingest", "clean", "features", "reduce", "map"]],
  ["linkage, unused by kmeans", ["--set", "clustering.linkage=single"], [
    "ingest",
    "clean",
    "features",
    "reduce",
    "map",
    "structure",
    "cluster",
    "evaluate",
    "profile",
  ]],
  ["scaling", ["--set", "features.scaling=none"], ["ingest", "clean"]],
  ["to a tree", ["--set", "clustering.method=agglomerative"], [
    "ingest",
    "clean",
    "features",
    "reduce",
    "map",
  ]],
  ["the tree's cut", [
    "--set",
    "clustering.method=agglomerative",
    "--set",
    "clustering.n_clusters=5",
  ], [
    "ingest",
    "clean",
    "features",
    "reduce",
    "map",
    "structure",
    "tree",
  ]],
];

Deno.test("a second run re-runs only what its change touches", async (t) => {
  await inProductCopy(async (cwd) => {
    assert.deepEqual((await runJson(cwd)).cached, []);
    for (const [name, args, cached] of CHANGES) {
      await t.step(name, async () => assert.deepEqual((await runJson(cwd, args)).cached, cached));
    }
    await t.step(
      "--no-cache",
      async () => assert.deepEqual((await runJson(cwd, ["--no-cache"])).cached, []),
    );
  });
});

Deno.test("survey_with_segments.csv holds the survey as it came, formulas harmless unless they are kept", async () => {
  await inTemporaryFolder(async (cwd) => {
    const rows = [
      'id;"q, one";q2;note',
      '1;1,5;2;"said ""fine"""',
      '2;2,25;4;"two\nlines"',
      "3;3,0;9;=1+1",
      "4;;5;-7",
      "5;1,0;2;- none",
    ];
    await Deno.writeTextFile(`${cwd}/survey.csv`, rows.join("\r\n"));
    for (const [formulas, mark] of [["neutralise", "'"], ["keep", ""]]) {
      const { output } = await runJson(cwd, [
        ...["--input", "survey.csv"],
        ...["--set", "clustering.n_clusters=2", "--set", `export.formulas=${formulas}`],
      ]);
      const text = await Deno.readTextFile(`${cwd}/${output}/survey_with_segments.csv`);
      assert.equal(
        text.replaceAll(/,(?:[12],[^,\n]+|,)\n/g, ",S\n"),
        'id,"q, one",q2,note,segment,segment_name\n1,"1,5",2,"said ""fine""",S\n2,"2,25",4,"two\nlines",S\n' +
          `3,"3,0",9,${mark}=1+1,S\n4,,5,-7,S\n5,"1,0",2,${mark}- none,S\n`,
      );
    }
  });
});

Deno.test("a codebook beside the survey labels it at the command line, and is part of the work", async () => {
  await inTemporaryFolder(async (cwd) => {
    const answers = Array.from(
      { length: 60 },
      (_, i) => `${i},${1 + i % 5},${5 - i % 4},${1 + i % 2}`,
    );
    await Deno.writeTextFile(`${cwd}/wave.csv`, ["id,q1_1,q1_2,sex", ...answers].join("\n"));
    const run = async (): Promise<Summary> => {
      const args = ["--json", "--quiet", "--input", "wave.csv"];
      const { code, stdout, stderr } = await runPipelineCommand(args, { cwd });
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const bare = await run();
    assert.equal(bare.input.codebook, undefined);
    const codebook =
      "name,text,values\nq1_1,I like to cook,\nsex,Are you male or female?,1=Male;2=Female\n";
    await Deno.writeTextFile(`${cwd}/wave.codebook.csv`, codebook);
    const labelled = await run();
    assert.equal(labelled.input.codebook?.name, "wave.codebook.csv");
    assert.equal(labelled.input.sha256, bare.input.sha256);
    assert.notEqual(labelled.run_id, bare.run_id);
    const profile = await Deno.readTextFile(`${cwd}/${labelled.output}/profile.csv`);
    assert.match(profile, /^,I like to cook,,q1_1,/m);
    assert.match(profile, /^,Are you male or female\?,Female,sex,/m);
    const given = await Deno.readTextFile(`${cwd}/${labelled.output}/survey_with_segments.csv`);
    assert.match(
      given,
      /^id,q1_1,q1_2,sex,segment,segment_name\n0,1,5,1,\d,[^,\n]+\n/,
      "codes stay codes",
    );
    await Deno.writeTextFile(`${cwd}/wave.codebook.csv`, codebook.replace("cook", "bake"));
    assert.notEqual((await run()).run_id, labelled.run_id);
  });
});

Deno.test("report.xlsx holds nine sheets and no text that could run as a formula", async () => {
  await inTemporaryFolder(async (cwd) => {
    const columns = {
      "=cmd()": [1, 5, 2, 5, 1, 4],
      "+q2": [1, 4, 2, 5, 1, 5],
      "@town": ["-Bonn", "=Ulm", "-Bonn", "=Ulm", "-Bonn", "=Ulm"],
    };
    await Deno.writeTextFile(`${cwd}/survey.csv`, csvOf(columns));
    const { output } = await runJson(cwd, [
      "--input",
      "survey.csv",
      "--set",
      "clustering.n_clusters=2",
    ]);
    const book = XLSX.read(await Deno.readFile(`${cwd}/${output}/report.xlsx`));
    assert.deepEqual(book.SheetNames, [
      "Summary",
      "Segments",
      "Profiles",
      "Tests",
      "Against all",
      "Typical",
      "Data quality",
      "Response quality",
      "Parameters",
    ]);
    const texts = book.SheetNames.flatMap((name) =>
      XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[name], { header: 1 }).flat()
    ).filter((cell) => typeof cell === "string");
    assert.deepEqual(texts.filter((text) => /^[=+\-@\t\r]/.test(text)), []);
    assert.ok(texts.includes("'=cmd()") && texts.includes("'@town"));
  });
});

Deno.test("an overlay applies to the storage's own survey, not to another of the same name", async () => {
  await inProductCopy(async (cwd) => {
    await Deno.mkdir(`${cwd}/elsewhere`);
    await Deno.copyFile(`${cwd}/data/dataset.xlsx`, `${cwd}/elsewhere/dataset.xlsx`);
    const own = await runJson(cwd, ["--input", "data/dataset.xlsx"]);
    const other = await runJson(cwd, ["--input", "elsewhere/dataset.xlsx"]);
    assert.deepEqual(own.params.features.exclude, ["recommend", "spend"]);
    assert.deepEqual(other.params.features.exclude, []);
  });
});

Deno.test("--list names the surveys of the storage and no run", async () => {
  await inProductCopy(async (cwd) => {
    await runJson(cwd, ["--output", "data/runs"]);
    const { stdout } = await runPipelineCommand(["--list", "--json"], { cwd });
    assert.deepEqual(JSON.parse(stdout).map(({ name }: { name: string }) => name), [
      "dataset.xlsx",
    ]);
    const table = await runPipelineCommand(["--list"], { cwd });
    assert.match(table.stdout, /^1 survey in folder data\n/);
  });
});

Deno.test("Ctrl-C stops a run with exit code 130 and leaves nothing behind", async () => {
  await inTemporaryFolder(async (cwd) => {
    const n = 12_000;
    const columns = Object.fromEntries(
      Array.from(
        { length: 12 },
        (_, c) => [`q${c}`, Array.from({ length: n }, (_, i) => (i * (c + 7) * 31) % 97)],
      ),
    );
    await Deno.writeTextFile(`${cwd}/large.csv`, csvOf(columns));
    const args = [
      "--input",
      "large.csv",
      "--set",
      "clustering.method=agglomerative",
      "--set",
      "reduction.method=none",
    ];
    const child = startPipeline(args, { cwd });
    const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    while (!seen.includes("tree")) {
      const { value, done } = await reader.read();
      if (done) break;
      seen += value;
    }
    const interrupted = performance.now();
    child.kill("SIGINT");
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
    const { code } = await child.status;
    await child.stdout.cancel();
    assert.equal(code, 130);
    assert.match(rest, /interrupted: nothing was written\n$/);
    assert.ok(performance.now() - interrupted < 2000);
    assert.deepEqual(await filesBelow(`${cwd}/runs`), []);
  });
});

Deno.test("--help and --version answer at once", async () => {
  await inTemporaryFolder(async (cwd) => {
    const help = await runPipelineCommand(["--help"], { cwd });
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--set PATH=VALUE/);
    assert.match((await runPipelineCommand(["--version"], { cwd })).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
