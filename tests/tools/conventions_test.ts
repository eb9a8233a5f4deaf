/** Tests of the conventions check: each one on a line that breaks it and on one that does not. Runs in Deno. */

import assert from "node:assert/strict";
import { checkConventions } from "../../tools/conventions.ts";
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
    "src/engine.worker.mjs.ts",
    "README.md",
  ];
  const bad = [
    "pipeline/readCsv.ts",
    "pipeline/read-csv.ts",
    "tools/Check.ts",
    "pipeline/rows.json.ts",
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
    await Deno.mkdir(new URL("pipeline", root));
    await Deno.mkdir(new URL("runs", root));
    await Deno.writeTextFile(new URL(".gitignore", root), "runs/\n");
    await Deno.writeTextFile(new URL("pipeline/badName.ts", root), `\n// ${MACHINE[1]}a\n`);
    await Deno.writeTextFile(new URL("pipeline/odd #1?.md", root), "fine\n");
    await Deno.writeTextFile(new URL("runs/badName.ts", root), "");
    const { files, violations } = await checkConventions(root);
    assert.equal(files, 3);
    assert.deepEqual(violations.map(({ path, line }) => `${path}:${line}`), [
      "pipeline/badName.ts:1",
      "pipeline/badName.ts:2",
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
