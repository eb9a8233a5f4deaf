/** Tests of what the command line loads before it works. Runs in Deno. */

import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url).pathname;

interface Graph {
  readonly roots: readonly string[];
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly code?: { readonly specifier?: string };
      readonly isDynamic?: boolean;
    }[];
  }[];
}

/** Modules that are loaded at once: those that imports reach, without those that wait for being asked. */
async function loadedAtOnce(program: string): Promise<string[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", `${ROOT}deno.json`, `${ROOT}${program}`],
    ...{ env: { NO_COLOR: "1" }, stdin: "null", stderr: "null" },
  }).output();
  const { roots, modules } = JSON.parse(new TextDecoder().decode(stdout)) as Graph;
  const known = new Map(modules.map((each) => [each.specifier, each]));
  const seen = new Set(roots);
  for (const specifier of seen) {
    for (const { code, isDynamic } of known.get(specifier)?.dependencies ?? []) {
      if (isDynamic !== true && code?.specifier !== undefined) seen.add(code.specifier);
    }
  }
  return [...seen];
}

Deno.test("the command line loads what a run without further wishes needs, and no more", async () => {
  const loaded = await loadedAtOnce("pipeline/cli.ts");
  const finds = (part: string) => loaded.filter((specifier) => specifier.includes(part));
  assert.equal(finds("/pipeline/run/run.ts").length, 1);
  assert.equal(finds("npm:zod").length, 1);
  const others = [
    ...["/pipeline/view/", "/pipeline/deliver/slides/", "/pipeline/deliver/page/"],
    ...["/pipeline/deliver/document/", "/pipeline/structure/mod.ts"],
    ...["client-s3", "@e965/xlsx", "saxes", "hyparquet", "flechette", "docx", "jszip", "pptxgenjs"],
    ...["ml-", "umap-js", "esbuild"],
  ];
  assert.deepEqual(others.flatMap(finds), []);
});

Deno.test("commands do not check packages that the task runner has checked just before", () => {
  for (const task of ["pipeline", "assign", "track", "notebook"] as const) {
    assert.match(config.tasks[task].command, /^deno run .*--node-modules-dir=manual /);
  }
});
