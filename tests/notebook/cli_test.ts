/** Tests of `deno task notebook`: files, exit codes, interrupts. Runs in Deno. */

import assert from "node:assert/strict";
import { readIpynb, readPercent } from "../../pipeline/notebook/mod.ts";
import {
  filesBelow,
  inTemporaryFolder,
  productFile,
  runNotebookCommand,
  startTask,
} from "../support/command.ts";
import { chromiumAbsent, NEEDS_CHROMIUM, startChromium } from "../support/chromium.ts";
import { inProductCopy, runJson } from "../support/product_copy.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { runTool } from "../support/tool.ts";

const PORTRAIT = productFile("notebooks/portrait.ipynb");
const SURVEYS = ["a b.csv", "b.csv", "below/b.csv"];

/** A notebook that tells each respondent's segment as the pipeline's files do. */
const LABELS = `// %% [markdown]
// # Labels

// %%
Array.from(run.clustering.labels, (label) => label + 1).join(" ");
`;

/** Runs a test's body in a folder with parameters and three surveys, two of them of one name. */
async function inFolder(body: (cwd: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/data/below`, { recursive: true });
    for (const [i, name] of SURVEYS.entries()) {
      const text = new TextDecoder().decode(smallSurvey()).split("\n");
      await Deno.writeTextFile(`${cwd}/data/${name}`, text.toSpliced(1, i).join("\n"));
    }
    await Deno.writeTextFile(`${cwd}/labels.ts`, LABELS);
    await body(cwd);
  });
}

/** What the last cell of a written notebook gave as text. */
async function lastText(path: string): Promise<string> {
  const { cells } = JSON.parse(await read(path));
  return cells.at(-1).outputs[0].data["text/plain"].join("");
}

Deno.test("--all gives each survey two files, the same bytes twice, and the pipeline's segments", async () => {
  await inFolder(async (cwd) => {
    const set = ["--set", "clustering.n_clusters=3", "--quiet"];
    const args = ["labels.ts", "--all", ...set, "--output"];
    const first = await runNotebookCommand([...args, "one"], { cwd });
    assert.deepEqual([first.code, first.stderr], [0, ""]);
    const names = ["labels-a-b", "labels-b", "labels-below-b"];
    const files = names.flatMap((name) => [`${name}.html`, `${name}.ipynb`]);
    assert.deepEqual(await filesBelow(`${cwd}/one`), files);
    assert.deepEqual(
      first.stdout.trim().split("\n").sort(),
      files.map((name) => `one/${name}`),
    );
    await runNotebookCommand([...args, "two", "--no-cache"], { cwd });
    for (const file of files) {
      const [one, two] = [await read(`${cwd}/one/${file}`), await read(`${cwd}/two/${file}`)];
      assert.equal(one, two);
    }
    for (const [i, survey] of SURVEYS.entries()) {
      const { run_id } = await runJson(cwd, ["--input", `data/${survey}`, ...set.slice(0, 2)]);
      const rows = (await read(`${cwd}/runs/${run_id}/segments.csv`)).trim().split("\n");
      const column = rows[0].split(",").indexOf("segment");
      const labels = rows.slice(1).map((row) => row.split(",")[column]).join(" ");
      assert.equal(await lastText(`${cwd}/one/${names[i]}.ipynb`), labels);
    }
    // What was written runs again, as the same cells.
    const again = readIpynb(await read(`${cwd}/one/labels-b.ipynb`));
    assert.deepEqual(
      again.cells.map(({ kind, source }) => [kind, source]),
      readPercent(LABELS).cells.map(({ kind, source }) => [kind, source]),
    );
  });
});

/** Cells, and the exit code and words that a failure among them has. */
const FAILURES: readonly (readonly [string, number, RegExp])[] = [
  ["1 + nowhere", 1, /b\.csv: 1 cell failed\n {2}Cannot run cell 1: .*none declares nowhere/],
  ["Deno.cwd()", 1, /none declares Deno/],
  ['throw new Error("mine")', 1, /Cell 1, line 1, column 7: mine/],
  ["const a = 1\n// %%\nthrow a", 1, /1 cell failed\n {2}Cell 2: 1/],
  ['params("clustering.nonsense")', 2, /Cannot .*"clustering\.nonsense"/],
  ['await runPipeline(new Uint8Array(), "x.csv", parseParams({}))', 3, /Cell 1.*x\.csv/],
];

Deno.test("a failing cell is named, others still run, and the exit code says whose fault it is", async (t) => {
  await inFolder(async (cwd) => {
    for (const [source, code, words] of FAILURES) {
      await t.step(source.replaceAll("\n", " "), async () => {
        await Deno.writeTextFile(`${cwd}/fails.ts`, `// %%\n${source}\n\n// %%\n6 * 7\n`);
        const args = ["fails.ts", "--input", "data/b.csv", "--quiet"];
        const ended = await runNotebookCommand(args, { cwd });
        assert.equal(ended.code, code, ended.stderr);
        assert.match(ended.stderr, words);
        assert.equal(await lastText(`${cwd}/runs/fails-b.ipynb`), "42");
      });
    }
  });
});

/** Arguments that cannot be followed, the exit code, and words. */
const REFUSED: readonly (readonly [readonly string[], number, RegExp])[] = [
  [[], 2, /expected a notebook's file/],
  [["labels.ts", "--al"], 2, /"--al".*Did you mean --all\?/s],
  [["labels.ts", "more.ts"], 2, /"more\.ts"/],
  [["labels.ts", "--all", "--input", "data/b.csv"], 2, /--all or --input/],
  [["labels.ts", "--input", "data/b.csv", "--set", "clustering.n_cluster=2"], 2, /n_clusters/],
  [["none.ts"], 4, /Cannot open the notebook "none\.ts"/],
  [["data/b.csv"], 1, /Cannot read "b\.csv"|Cannot read "data\/b\.csv"/],
  [["labels.ts", "--input", "data/none.csv"], 4, /none\.csv/],
];

Deno.test("what cannot be followed is refused in words; --help lists the flags", async () => {
  await inFolder(async (cwd) => {
    for (const [args, code, words] of REFUSED) {
      const ended = await runNotebookCommand(args, { cwd });
      assert.equal(ended.code, code, `${args}: ${ended.stderr}`);
      assert.match(ended.stderr, words);
      assert.equal(ended.stdout, "");
    }
    const help = await runNotebookCommand(["--help"], { cwd });
    assert.deepEqual([help.code, help.stderr], [0, ""]);
    assert.match(help.stdout, /--set PATH=VALUE/);
    // One survey that is not there keeps no other from its files.
    const args = ["labels.ts", "--quiet", "--input", "data/none.csv", "--input", "data/b.csv"];
    const ended = await runNotebookCommand(args, { cwd });
    assert.deepEqual([ended.code, ended.stdout], [
      4,
      "runs/labels-b.ipynb\nruns/labels-b.html\n",
    ]);
  });
});

Deno.test("Ctrl-C ends a loop without end, and nothing is written", async () => {
  await inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/endless.ts`, "run.profile; let i = 0; for (;;) i++;\n");
    const child = startTask("notebook", ["endless.ts", "--input", "data/b.csv"], { cwd });
    let said = "", askedAt = Infinity;
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      if (askedAt < Infinity || !said.includes("profile")) continue;
      // The last stage has begun, and the loop begins after it.
      await new Promise((resolve) => setTimeout(resolve, 500));
      askedAt = performance.now();
      child.kill("SIGINT");
    }
    const { code } = await child.status;
    const late = performance.now() - askedAt;
    assert.equal(await new Response(child.stdout).text(), "");
    assert.ok(late < 2000, `${late} ms`);
    assert.deepEqual([code, said.trim().split("\n").at(-1)], [
      130,
      "interrupted: of this survey nothing was written",
    ]);
    assert.deepEqual(await filesBelow(`${cwd}/runs`), []);
  });
});

Deno.test({
  name: `the surveys of a bucket, to a bucket ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    const minio = await startMinio();
    try {
      await inFolder(async (cwd) => {
        const env = storeEnvironment(minio);
        const uploaded = await runTool("upload", [], { cwd, env });
        assert.equal(uploaded.code, 0, uploaded.stderr);
        const to = ["--quiet", "--output", "s3://survey-dataset/runs/notebooks"];
        const ended = await runNotebookCommand(["labels.ts", "--all", ...to], { cwd, env });
        assert.deepEqual([ended.code, ended.stderr], [0, ""]);
        const written = `${to[2]}/labels-below-b.ipynb`;
        assert.ok(ended.stdout.split("\n").includes(written), ended.stdout);
        assert.deepEqual(await filesBelow(`${cwd}/runs`), []);
      });
    } finally {
      await minio.stop();
    }
  },
});

Deno.test({
  name: `the page opens from a file: nothing is fetched, light and dark ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  async fn() {
    await inProductCopy(async (cwd) => {
      const ended = await runNotebookCommand([PORTRAIT, "--quiet"], { cwd });
      assert.equal(ended.code, 0, ended.stderr);
      const browser = await startChromium();
      try {
        for (const colorScheme of ["light", "dark"] as const) {
          const page = await browser.newPage({
            colorScheme,
            viewport: { width: 390, height: 800 },
          });
          const asked: string[] = [], said: string[] = [];
          page.on("request", (request) => asked.push(request.url()));
          page.on("console", (message) => said.push(message.text()));
          await page.goto(`file://${cwd}/runs/portrait-dataset.html`);
          assert.deepEqual([asked.length, said], [1, []]);
          const seen = await page.evaluate(() => [
            document.querySelectorAll("section svg rect").length > 2,
            document.querySelectorAll("section svg circle").length,
            document.querySelectorAll("tbody tr").length,
            document.documentElement.scrollWidth,
            getComputedStyle(document.body).backgroundColor,
          ]);
          const paper = colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(22, 25, 28)";
          assert.deepEqual(seen, [true, 1204, 3, 390, paper]);
        }
      } finally {
        await browser.close();
      }
    });
  },
});

function read(path: string): Promise<string> {
  return Deno.readTextFile(path);
}
