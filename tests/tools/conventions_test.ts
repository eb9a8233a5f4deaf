/** Tests of the conventions check: each one on a line that breaks it and on one that does not. Runs in Deno. */

import assert from "node:assert/strict";
import { checkConventions } from "../../tools/conventions.ts";
import { checkHeaps, checkPlaces } from "../../tools/rules/folder_checks.ts";
import { checkArrows, checkCircles, findArrows } from "../../tools/rules/module_graph.ts";
import { fileAt, projectPath, resolveImport, ROOT } from "../../tools/lib/paths.ts";
import { checkDenoJson, checkName, checkText } from "../../tools/rules/text_checks.ts";
import { listTrackedFiles, parseGitignore } from "../../tools/rules/tracked_files.ts";

// Bad lines are put together here, so that this file itself keeps the conventions.
const MACHINE = ["work", "root", "home"].map((folder) => `/${folder}/`);
const TEMPORARY = "/" + "tmp/";
const NPM = "registry." + "npmjs.org";
const ALL = "-" + "A";

Deno.test("checkName() wants modules in snake_case, and what the site serves in kebab-case", () => {
  const good = [
    "pipeline/read_csv.ts",
    "tests/cluster/kmeans_test.ts",
    "observablehq.config.ts",
    "src/components/charts/silhouette_plot.ts",
    "src/[survey]/profile-rows.json.ts",
    "src/[survey]/notebooks/[notebook].md.ts",
    "src/engine.worker.mjs.ts",
    "README.md",
  ];
  const bad = [
    "pipeline/readCsv.ts",
    "pipeline/read-csv.ts",
    "tools/Check.ts",
    "pipeline/rows.json.ts",
    "pipeline/[name].ts",
    "src/components/silhouettePlot.ts",
  ];
  assert.deepEqual(good.flatMap(checkName), []);
  assert.deepEqual(
    bad.flatMap(checkName),
    bad.map((path) => ({ path, line: 1, message: "a module's name is in snake_case" })),
  );
});

Deno.test("checkText() finds what belongs to one machine, with its line", async (t) => {
  for (const folder of MACHINE) {
    await t.step(folder, () => {
      assert.deepEqual(checkText("README.md", `One\nsee ${folder}notes\n`), [{
        path: "README.md",
        line: 2,
        message: `"${folder}notes" exists on one machine only: use a path from the project's root`,
      }]);
    });
  }
  await t.step("in a string of a test", () => {
    assert.equal(checkText("tests/a_test.ts", `read("${MACHINE[0]}a.csv");`).length, 1);
  });
  await t.step("temporary folders, outside of tests", () => {
    assert.equal(checkText("pipeline/a.ts", `"${TEMPORARY}a"`).length, 1);
    assert.equal(checkText("tests/a_test.ts", `"${TEMPORARY}a"`).length, 0);
  });
  await t.step("not parts of other paths", () => {
    const lines = ["src/home/page.md", "https://example.org/home/a", "../work/b", "at/root/c"];
    assert.deepEqual(checkText("README.md", lines.join("\n")), []);
  });
});

Deno.test("checkText() finds registries", async (t) => {
  const hosts = [NPM, "npm." + "example.com", "jsr" + ".io", "unpkg" + ".com", "esm" + ".sh"];
  for (const host of hosts) {
    await t.step(host, () => {
      assert.deepEqual(checkText("src/a.ts", `import("https://${host}/a");`), [
        { path: "src/a.ts", line: 1, message: `"${host}" ties the project to one registry` },
      ]);
    });
  }
  await t.step("any address in the lock file", () => {
    assert.equal(checkText("deno.lock", '"tarball": "http://localhost:4873/a.tgz"').length, 1);
    assert.equal(checkText("README.md", "http://localhost:4873/").length, 0);
  });
  await t.step("not package specifiers", () => {
    assert.deepEqual(checkText("deno.json", '"zod": "npm:zod@4.6.7"'), []);
  });
});

Deno.test("checkText() finds blanket permissions in what runs commands", async (t) => {
  const bad = [
    `deno run ${ALL} a.ts`,
    "deno run --allow-" + "all a.ts",
    '"all": true',
    `["${ALL}"]`,
  ];
  for (const file of ["deno.json", "Dockerfile", "docker-compose.yml", "observablehq.config.ts"]) {
    for (const line of bad) {
      await t.step(`${file}: ${line}`, () => {
        assert.deepEqual(checkText(file, `\n${line}`), [{
          path: file,
          line: 2,
          message: "all permissions at once: grant each one that is needed",
        }]);
      });
    }
  }
  await t.step("not single ones, and not in prose", () => {
    assert.deepEqual(checkText("deno.json", "deno run --allow-read=. --no-Ask a.ts"), []);
    assert.deepEqual(checkText("README.md", `never use ${ALL} with it`), []);
  });
});

Deno.test("checkText() finds :has() in styles of pages, which lays them out anew at each change", () => {
  const text = ".panel:not(:has(svg)) {";
  assert.deepEqual(checkText("src/style.css", text).map(({ line }) => line), [1]);
  assert.deepEqual(checkText("src/components/charts/a.css", text).map(({ line }) => line), [1]);
  assert.deepEqual(checkText("src/frame/a.css", text), []);
  assert.deepEqual(checkText("docs/a.md", text), []);
});

Deno.test("checkDenoJson() keeps the command line confined and the lint rules on", async (t) => {
  const lint = { plugins: ["./tools/lint_plugin.ts"] };
  const write = (config: unknown) => JSON.stringify(config, null, 2);
  await t.step("good", () => {
    const tasks = { pipeline: "deno run --allow-read a.ts", test: "deno test --allow-run=b" };
    assert.deepEqual(checkDenoJson(write({ tasks, lint })), []);
  });
  for (const flag of ["--allow-run", "--allow-ffi"]) {
    const command = `deno run ${flag}=x a.ts`;
    for (const pipeline of [command, { command }]) {
      await t.step(`${flag} in ${JSON.stringify(pipeline)}`, () => {
        assert.deepEqual(checkDenoJson(write({ tasks: { pipeline }, lint })), [{
          path: "deno.json",
          line: 3,
          message: `the command line starts no programs and loads no libraries: drop ${flag}`,
        }]);
      });
    }
  }
  await t.step("lint rules off", () => {
    assert.deepEqual(checkDenoJson(write({ name: "a", lint: {} })), [{
      path: "deno.json",
      line: 3,
      message: 'our lint rules are off: name "./tools/lint_plugin.ts" under lint.plugins',
    }]);
  });
});

Deno.test("parseGitignore() passes over what git passes over", () => {
  const ignored = parseGitignore("# made\nruns/\n.env\ndata/.downloads/\n/dist\n*.log\n");
  const cases: [string, boolean, boolean][] = [
    [".git", true, true],
    ["runs", true, true],
    ["src/runs", true, true],
    ["runs", false, false],
    [".env", false, true],
    ["xenv", false, false],
    ["data/.downloads", true, true],
    ["src/data/.downloads", true, false],
    ["dist", true, true],
    ["src/dist", true, false],
    ["a/b.log", false, true],
    ["a/b.log.md", false, false],
  ];
  for (const [path, isFolder, expected] of cases) {
    assert.equal(ignored(path, isFolder), expected, path);
  }
  assert.throws(() => parseGitignore("!keep"), {
    name: "SyntaxError",
    message: 'Cannot read .gitignore: patterns are names and paths, but one is "!keep". ' +
      "Ignore less instead of taking back.",
  });
});

Deno.test("paths lead from the project's root and back", () => {
  assert.equal(projectPath(fileAt(ROOT, "pipeline/base/rng.ts").pathname), "pipeline/base/rng.ts");
  assert.equal(projectPath("/elsewhere/rng.ts"), null);
  assert.equal(resolveImport("pipeline/clean/mod.ts", "../base/rng.ts"), "pipeline/base/rng.ts");
  assert.equal(resolveImport("pipeline/clean/mod.ts", "zod"), null);
});

Deno.test("checkConventions() walks a project and reports each breach with its place", async () => {
  const folder = await Deno.makeTempDir();
  const root = new URL(`file://${folder}/`);
  try {
    await Deno.mkdir(new URL("pipeline/base", root), { recursive: true });
    await Deno.mkdir(new URL("runs", root));
    await Deno.writeTextFile(new URL(".gitignore", root), "runs/\n");
    await Deno.writeTextFile(new URL("pipeline/base/badName.ts", root), `\n// ${MACHINE[1]}a\n`);
    await Deno.writeTextFile(new URL("pipeline/base/odd #1?.md", root), "fine\n");
    await Deno.writeTextFile(new URL("runs/badName.ts", root), "");
    const { files, violations } = await checkConventions(root);
    assert.equal(files, 3);
    assert.deepEqual(violations.map(({ path, line }) => `${path}:${line}`), [
      "pipeline/base/badName.ts:1",
      "pipeline/base/badName.ts:2",
    ]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("checkConventions() looks at folders and imports too", async () => {
  const folder = await Deno.makeTempDir();
  const root = new URL(`file://${folder}/`);
  const write = async (path: string, text: string) => {
    await Deno.mkdir(new URL(path.slice(0, path.lastIndexOf("/")), root), { recursive: true });
    await Deno.writeTextFile(new URL(path, root), text);
  };
  try {
    await Deno.writeTextFile(new URL(".gitignore", root), "runs/\n");
    await write("pipeline/base/a.ts", 'import { b } from "../run/b.ts";\n');
    await write("pipeline/run/b.ts", '\nimport type { A } from "../base/a.ts";\n');
    await write("pipeline/attic/c.ts", "");
    for (let i = 0; i < 16; i++) await write(`src/components/kit/part_${i}.ts`, "");
    const { violations } = await checkConventions(root);
    assert.deepEqual(violations.map(({ path, line }) => `${path}:${line}`), [
      "pipeline/attic:1",
      "src/components/kit:1",
      "pipeline/base/a.ts:1",
      "pipeline/base/a.ts:1",
    ]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("listTrackedFiles() knows this project", async () => {
  const files = await listTrackedFiles(ROOT);
  assert.ok(files.includes("tools/conventions.ts"));
  assert.ok(files.includes("data/dataset.xlsx"));
  assert.ok(!files.some((path) => path.startsWith("node_modules/") || path.startsWith(".git/")));
});

Deno.test("findArrows() finds every kind of import, with its line", () => {
  const modules = new Set(["src/a.ts", "src/b.ts", "pipeline/c.ts", "src/page.md"]);
  const find = (text: string, path = "src/a.ts") =>
    findArrows(path, text, modules).map(({ to, line, isType }) => [to, line, isType]);
  assert.deepEqual(find('import { b } from "./b.ts";'), [["src/b.ts", 1, false]]);
  assert.deepEqual(find('import "./b.ts";'), [["src/b.ts", 1, false]]);
  assert.deepEqual(find('\nimport {\n  a,\n  b,\n} from "./b.js";'), [["src/b.ts", 2, false]]);
  assert.deepEqual(find('import type { B } from "./b.ts";'), [["src/b.ts", 1, true]]);
  assert.deepEqual(find('import { type B, type C } from "./b.ts";'), [["src/b.ts", 1, true]]);
  assert.deepEqual(find('import { type B, c } from "./b.ts";'), [["src/b.ts", 1, false]]);
  assert.deepEqual(find('export * from "../pipeline/c.ts";'), [["pipeline/c.ts", 1, false]]);
  assert.deepEqual(find('const b = await import("./b.ts");'), [["src/b.ts", 1, false]]);
  assert.deepEqual(find('```js\nimport {b} from "./b.js";\n```\n', "src/page.md"), [
    ["src/b.ts", 2, false],
  ]);
  assert.deepEqual(find(' * import { b } from "./b.ts";\nimport z from "zod";'), []);
  assert.deepEqual(find('import b from "./elsewhere.ts";'), []);
});

Deno.test("checkArrows() reports what points up, and lets types of the engine reach components", () => {
  const arrow = (from: string, to: string, isType = false) => ({ from, to, line: 3, isType });
  const planted = arrow("pipeline/plan/a.ts", "pipeline/evaluate/mod.ts", true);
  const kept = [
    arrow("pipeline/evaluate/mod.ts", "pipeline/plan/a.ts"),
    arrow("src/components/kit/a.ts", "pipeline/view/types.ts", true),
    arrow("src/index.md", "src/components/shell/page.ts"),
  ];
  assert.deepEqual(checkArrows([...kept, planted]), [{
    path: "pipeline/plan/a.ts",
    line: 3,
    message: "pipeline/plan must not import pipeline/evaluate (pipeline/evaluate/mod.ts): " +
      "it stands above, and arrows point down only",
  }]);
});

Deno.test("checkCircles() prints a shortest circle for modules that are entangled", () => {
  const arrows = (text: string) =>
    text.split(" ").map((pair, i) => ({
      from: pair[0],
      to: pair[1],
      line: i + 1,
      isType: i % 2 === 0,
    }));
  const circle = (path: string, line: number, modules: string) => ({
    path,
    line,
    message: `modules import each other in a circle: ${modules}`,
  });
  assert.deepEqual(checkCircles(arrows("ab bc ac cd")), []);
  assert.deepEqual(checkCircles(arrows("aa")), [circle("a", 1, "a -> a")]);
  assert.deepEqual(checkCircles(arrows("xa ab bc cd da ca")), [circle("a", 2, "a -> b -> c -> a")]);
  assert.deepEqual(checkCircles(arrows("ab ba cd dc bc")), [
    circle("a", 1, "a -> b -> a"),
    circle("c", 3, "c -> d -> c"),
  ]);
});

Deno.test("checkPlaces() names the uppermost folder that has no place", () => {
  const message = "it has no place in the order of rooms: give it a place in tools/rules/layers.ts";
  const files = [
    "pipeline/base/rng.ts",
    "pipeline/cluster/kmeans/rows.ts",
    "pipeline/attic/old/a.ts",
    "pipeline/attic/b.ts",
    "pipeline/loose.ts",
    "pipeline/ingest/mod.ts",
    "pipeline/ingest/loose.ts",
    "pipeline/ingest/attic/a.ts",
    "src/components/attic/a.css",
    "src/components/kit/words/a.ts",
    "src/[survey]/a.json.ts",
    "tools/attic/a.ts",
  ];
  assert.deepEqual(
    checkPlaces(files),
    [
      "pipeline/attic",
      "pipeline/loose.ts",
      "pipeline/ingest/loose.ts",
      "pipeline/ingest/attic",
      "src/components/attic",
    ].map((path) => ({ path, line: 1, message })),
  );
});

Deno.test("checkHeaps() finds folders of more than 15 files beside their sub-folders", () => {
  const heap = (folder: string, ending = ".ts", count = 16) =>
    Array.from({ length: count }, (_, i) => `${folder}/m${i}${ending}`);
  const kept = [
    ...heap("pipeline/base", ".ts", 15),
    ...heap("pipeline/base/inner", ".ts", 15),
    ...heap("src/components/kit", ".css"),
    ...heap("pipeline/numeric/wasm"),
    ...heap("tests/base"),
  ];
  assert.deepEqual(checkHeaps(kept), []);
  assert.deepEqual(
    checkHeaps([...kept, ...heap("pipeline/run"), "pipeline/base/one.ts"]),
    [
      "pipeline/base",
      "pipeline/run",
    ].map((path) => ({
      path,
      line: 1,
      message: "a folder has at most 15 files beside its sub-folders, but this one has 16: " +
        "divide it by what its modules are about",
    })),
  );
});
