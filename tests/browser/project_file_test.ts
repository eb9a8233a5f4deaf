/** Tests of project files: what goes in comes out, the same bytes each time, and nothing else is opened. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import * as XLSX from "xlsx";
import type { ProjectContents, ProjectFacts } from "../../pipeline/browser/project/contents.ts";
import { readProject } from "../../pipeline/browser/project/read_project.ts";
import { writeProject } from "../../pipeline/browser/project/write_project.ts";
import { writeZip, type ZipFile } from "../../pipeline/browser/project/zip_writer.ts";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { listZip, unzip } from "../../pipeline/ingest/files/workbook/zip.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { encode } from "../../pipeline/io/codec.ts";
import { parseParams, runPipeline } from "../../pipeline/mod.ts";
import { makeArtifact } from "../../pipeline/view/publish.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { bytesOf } from "../support/survey_text.ts";
import { WorkerLine } from "../support/worker_line.ts";

const SURVEY = smallSurvey();
const YAML = 'clustering:\n  n_clusters: 3\nstructure:\n  check: "none"\n';
const PARAMS = parseParams(YAML);
const CELL = {
  ...{ id: "1", kind: "ts", source: "1 + 1", run: "auto", hidden: false, folded: false },
  kept: {},
};
const FACTS: ProjectFacts = {
  name: "Panel, spring",
  survey: { name: "panel.csv", sha256: hashBytes(SURVEY) },
  notes: "Ask about the third question.\n",
  notebooks: [
    { name: null, notebook: { title: "Mine", cells: [CELL], kept: {} } },
    { name: "who", notebook: { title: "", cells: [], kept: {} } },
  ],
  created: Date.UTC(2026, 0, 2, 3, 4, 5),
  changed: Date.UTC(2026, 1, 2, 3, 4, 5),
  headline: "Three segments.",
  map: { n: 60, segments: 3, x: [0.5, -1], y: [1, 2], segment: [0, 2] },
};
const CONTENTS: ProjectContents = {
  ...FACTS,
  bytes: SURVEY,
  codebook: { name: "panel.codebook.csv", bytes: bytesOf("name,text\nage,Age\n") },
  params: YAML,
  results: [],
};

/** A survey that is open in a worker. */
async function openLine(): Promise<WorkerLine> {
  const line = new WorkerLine();
  await line.done({ type: "open", name: "panel.csv", bytes: SURVEY, isArtifact: false });
  return line;
}

/** The files of an archive. */
async function filesOf(bytes: Uint8Array): Promise<ZipFile[]> {
  const files: ZipFile[] = [];
  for (const entry of listZip(bytes, "x")) {
    const unpacked = await unzip(bytes, entry, { name: "x", context: createContext() });
    files.push({ path: entry.path, bytes: unpacked });
  }
  return files;
}

/** The project file with some of its files as told; null leaves one out. */
async function changed(
  changes: Record<string, Uint8Array | null>,
): Promise<Uint8Array<ArrayBuffer>> {
  const files = await filesOf(writeProject(CONTENTS));
  const others = Object.keys(changes).filter((path) => !files.some((file) => file.path === path));
  return writeZip(
    [...files, ...others.map((path) => ({ path, bytes: new Uint8Array() }))]
      .map(({ path, bytes }) => ({ path, bytes: path in changes ? changes[path] : bytes }))
      .filter((file): file is ZipFile => file.bytes !== null),
  );
}

/** `project.json` with other values at its uppermost level. */
async function withFacts(facts: Record<string, unknown>): Promise<Uint8Array<ArrayBuffer>> {
  const [manifest] = await filesOf(writeProject(CONTENTS));
  const value = { ...JSON.parse(new TextDecoder().decode(manifest.bytes)), ...facts };
  return await changed({ "project.json": bytesOf(JSON.stringify(value)) });
}

Deno.test("a project file holds what went in, and the same project is the same bytes", async () => {
  const bytes = writeProject(CONTENTS);
  assert.deepEqual(writeProject(structuredClone(CONTENTS)), bytes);
  const read = await readProject(bytes, "panel.ccproject");
  assert.deepEqual(read, CONTENTS);
  assert.deepEqual(writeProject(read), bytes);
});

Deno.test("another reader of archives finds the same files", () => {
  const { FullPaths, FileIndex } = XLSX.CFB.read(writeProject(CONTENTS), { type: "buffer" }) as {
    readonly FullPaths: readonly string[];
    readonly FileIndex: readonly { readonly size: number; readonly content: Uint8Array }[];
  };
  const found = FullPaths.map((path, i) => [path.replace("Root Entry/", ""), FileIndex[i]] as const)
    .filter(([, { size }]) => size > 0);
  assert.deepEqual(
    found.map(([path]) => path).filter((path) => !path.startsWith("\u0001")),
    ["project.json", "params.yaml", "notes.md", "notebooks.json", "survey.csv", "codebook.csv"],
  );
  const [, survey] = found.find(([path]) => path === "survey.csv")!;
  assert.deepEqual(Uint8Array.from(survey.content), SURVEY);
});

Deno.test("any names, notes and numbers come back as they were", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }),
      fc.string({ maxLength: 200, unit: "binary" }),
      fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }),
      async (name, notes, file) => {
        const survey = { ...FACTS.survey, name: file };
        // Lone surrogates are no text that a file can hold.
        const contents = { ...CONTENTS, name, notes: notes.toWellFormed(), survey };
        assert.deepEqual(await readProject(writeProject(contents), "x.ccproject"), contents);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

Deno.test("a worker packs what is open with its run, and opens it again", async () => {
  const line = await openLine();
  const asked = {
    type: "pack",
    facts: FACTS,
    params: PARAMS,
    yaml: YAML,
    hasSurvey: true,
  } as const;
  const bytes = await line.done(asked);
  assert.deepEqual(await line.done(asked), bytes);
  const other = await openLine();
  assert.deepEqual(await other.done(asked), bytes, "another worker makes the same");
  const made = await line.done({ type: "files", params: PARAMS });
  const names = ["segments.csv", "profile.csv"];
  for (const { path, bytes: file } of await filesOf(bytes)) {
    const name = path.replace(/^results\//, "");
    if (!names.includes(name)) continue;
    assert.deepEqual(file, made.find((each: { name: string }) => each.name === name).bytes);
  }
  const { contents, params } = await line.done({ type: "unpack", name: "p.ccproject", bytes });
  assert.deepEqual(params, PARAMS);
  const { params: _yaml, results: _results, ...rest } = CONTENTS;
  assert.deepEqual(contents, { ...rest, codebook: null });
});

Deno.test("with the fingerprint alone, no answer is in the file but in the results", async () => {
  const line = await openLine();
  const bytes = await line.done({
    ...{ type: "pack", facts: FACTS, params: PARAMS, yaml: YAML, hasSurvey: false },
  });
  const paths = (await filesOf(bytes)).map(({ path }) => path);
  assert.ok(!paths.includes("survey.csv"), paths.join());
  const { contents } = await line.done({ type: "unpack", name: "p.ccproject", bytes });
  assert.equal(contents.bytes, null);
  assert.deepEqual(contents.survey, FACTS.survey);
});

Deno.test("of a published survey a project file holds what the site publishes", async (t) => {
  const result = await runPipeline(SURVEY, "panel.csv", PARAMS);
  for (const publish of ["all", "pseudonymous", "none"] as const) {
    await t.step(publish, async () => {
      const line = new WorkerLine();
      const bytes = encode(makeArtifact(result, publish, { name: "panel.csv", bytes: SURVEY }));
      await line.done({ type: "open", name: "panel.csv", bytes, isArtifact: true });
      const file = await line.done({
        ...{ type: "pack", params: PARAMS, yaml: YAML, hasSurvey: true },
        facts: { ...FACTS, created: null, changed: null },
      });
      const paths = (await filesOf(file)).map(({ path }) => path);
      assert.equal(paths.includes("survey.csv"), publish === "all");
      assert.equal(paths.includes("results/segments.csv"), publish !== "none");
      const { contents } = await line.done({ type: "unpack", name: "p.ccproject", bytes: file });
      assert.equal(contents.created, null);
    });
  }
});

Deno.test("a project that cannot be run as it stands is saved without results", async () => {
  const line = await openLine();
  const params = parseParams({ clustering: { n_clusters: 900 }, structure: { check: "none" } });
  const bytes = await line.done({
    ...{ type: "pack", facts: FACTS, params, yaml: "clustering:\n  n_clusters: 900\n" },
    hasSurvey: true,
  });
  const paths = (await filesOf(bytes)).map(({ path }) => path);
  assert.ok(!paths.some((path) => path.startsWith("results/")), paths.join());
});

const BAD_NOTEBOOK = [{ name: null, notebook: { title: "", cells: [{ id: "1" }], kept: {} } }];
const REFUSED: [string, () => Promise<Uint8Array<ArrayBuffer>>, RegExp][] = [
  ["no archive", () => Promise.resolve(bytesOf("q1,q2\n1,2\n")), /must be whole/],
  ["nothing", () => Promise.resolve(new Uint8Array()), /must be whole/],
  ["another archive", () => changed({ "project.json": null }), /must hold project\.json/],
  [
    "a newer version",
    () => withFacts({ version: 2 }),
    /up to version 1, but this one has version 2\. Open it with a newer release/,
  ],
  ["another product's file", () => withFacts({ format: "x" }), /a project of this product/],
  ["no version", () => withFacts({ version: "1" }), /version of project\.json must be 1/],
  ["no name", () => withFacts({ name: "" }), /name of project\.json must be a text/],
  ["a name without end", () => withFacts({ name: "x".repeat(300) }), /name of project\.json/],
  ["no fingerprint", () => withFacts({ survey: { name: "a", sha256: "1" } }), /fingerprint/],
  ["no time", () => withFacts({ created: "soon" }), /created of project\.json must be a time/],
  ["a map of words", () => withFacts({ map: { n: 1, segments: 1, x: ["a"] } }), /map of proj/],
  ["a map that is uneven", () => withFacts({ map: { ...FACTS.map, x: [1] } }), /map of proj/],
  ["a survey that is not there", () => changed({ "survey.csv": null }), /must hold survey\.csv/],
  ["a file nobody names", () => changed({ "../../evil.sh": bytesOf("rm") }), /"\.\.\/\.\.\/evil/],
  ["JSON that is none", () => changed({ "project.json": bytesOf("{") }), /must be JSON/],
  [
    "JSON without end",
    () => changed({ "notebooks.json": bytesOf("[".repeat(200_000)) }),
    /notebooks\.json/,
  ],
  [
    "notes that are no text",
    () => changed({ "notes.md": Uint8Array.of(255, 254) }),
    /must be text/,
  ],
  [
    "a cell that is none",
    () => changed({ "notebooks.json": bytesOf(JSON.stringify(BAD_NOTEBOOK)) }),
    /a list of notebooks/,
  ],
  [
    "a notebook under a name that is none",
    () =>
      changed({
        "notebooks.json": bytesOf(
          JSON.stringify([{ ...FACTS.notebooks[0], name: "../x\n" }]),
        ),
      }),
    /a list of notebooks/,
  ],
  [
    "notes longer than notes are",
    () => changed({ "notes.md": new Uint8Array(2 ** 20 + 1).fill(97) }),
    /notes\.md may have 1048576 bytes/,
  ],
];

Deno.test("what is no project file is refused with the rule that it breaks", async (t) => {
  const line = await openLine();
  for (const [name, make, rule] of REFUSED) {
    await t.step(name, async () => {
      const message = await line.ask({ type: "unpack", name: "p.ccproject", bytes: await make() });
      assert.equal(message.type, "error", name);
      if (message.type !== "error") return;
      assert.equal(message.name, "DataError", message.message);
      assert.match(message.message, /^Cannot (open|read) "p\.ccproject"/);
      assert.match(message.message, rule);
    });
  }
});

Deno.test("settings and surveys are checked as everywhere else", async (t) => {
  const line = await openLine();
  const refuse = async (bytes: Uint8Array<ArrayBuffer>, rule: RegExp) => {
    const message = await line.ask({ type: "unpack", name: "p.ccproject", bytes });
    assert.equal(message.type, "error");
    if (message.type === "error") assert.match(message.message, rule);
  };
  await t.step("a setting that there is not", async () => {
    const params = bytesOf("clustering:\n  n_clusterz: 3\n");
    await refuse(await changed({ "params.yaml": params }), /p\.ccproject params\.yaml.*n_cluster/);
  });
  await t.step("another survey than it tells", async () => {
    await refuse(await changed({ "survey.csv": bytesOf("a,b\n1,2\n") }), /another/);
  });
  await t.step("a survey that cannot be read", async () => {
    const bytes = Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9, 9);
    const survey = { name: "broken.xlsx", sha256: hashBytes(bytes) };
    const contents = { ...CONTENTS, codebook: null, survey, bytes };
    await refuse(writeProject(contents), /^Cannot read "broken\.xlsx"/);
  });
});

/** An archive whose one entry tells of more bytes than it holds. */
async function bomb(size: number): Promise<Uint8Array<ArrayBuffer>> {
  const archive = await changed({ "survey.csv": new Uint8Array(1000) });
  const view = new DataView(archive.buffer);
  for (let at = 0; at + 4 < archive.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const path = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + 10));
    if (path !== "survey.csv") continue;
    view.setUint16(at + 10, 8, true);
    view.setUint32(at + 24, size, true);
  }
  return archive;
}

Deno.test("an archive that would fill the memory is refused before it is unpacked", async () => {
  const started = performance.now();
  await assert.rejects(readProject(await bomb(2 ** 31), "p.ccproject"), /may unpack to 64 MB/);
  assert.ok(performance.now() - started < 2000);
});

Deno.test("cut anywhere and flipped anywhere, a project file opens whole or not at all", async () => {
  const whole = writeProject(CONTENTS);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (
        at,
        bits,
        isCut,
      ) => {
        const bytes = isCut ? whole.slice(0, at) : whole.slice();
        if (!isCut) bytes[at] ^= bits;
        try {
          const read = await readProject(bytes, "p.ccproject");
          // Times and headers of the archive that nobody reads may differ.
          assert.deepEqual(read, CONTENTS);
        } catch (error) {
          assert.equal((error as Error).name, "DataError", String(error));
        }
      },
    ),
    { seed: 11, numRuns: 600 },
  );
});
