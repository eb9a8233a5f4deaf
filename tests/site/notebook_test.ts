/** Tests of the notebook: stored without results, and its numbers are the command line's. Runs in Deno. */

import assert from "node:assert/strict";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { inProductCopy, runJson } from "../support/product_copy.ts";

const NOTEBOOK = "notebooks/segmentation.ipynb";
const NBCONVERT = productFile(".cache/jupyter/bin/jupyter-nbconvert");
const required = Deno.permissions.querySync({ name: "env", variable: "REQUIRE_SERVICES" }).state ===
    "granted" && Deno.env.get("REQUIRE_SERVICES") === "1";
const jupyterAbsent = !required && !isFile(NBCONVERT);

/** The part of the notebook format that these tests look at. */
interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly execution_count?: number | null;
    readonly outputs?: readonly {
      readonly output_type: string;
      readonly text?: readonly string[] | string;
      readonly data?: Readonly<Record<string, readonly string[] | string>>;
    }[];
  }[];
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

async function readNotebook(path: string): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(path));
}

async function run(
  program: string,
  args: string[],
  { env = {} }: { env?: Record<string, string> } = {},
): Promise<void> {
  const { code, stderr } = await new Deno.Command(program, {
    args,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

Deno.test("notebook: stored without outputs, which would hold answers", async () => {
  for (const cell of (await readNotebook(productFile(NOTEBOOK))).cells) {
    if (cell.cell_type !== "code") continue;
    assert.deepEqual([cell.outputs, cell.execution_count], [[], null]);
  }
});

Deno.test({
  name: "notebook: gives the numbers of the command line (needs jupyter: deno task services)",
  ignore: jupyterAbsent,
  async fn() {
    await inTemporaryFolder(async (folder) => {
      // The kernel's description goes below the home folder, whatever Jupyter's own variables say.
      await run(Deno.execPath(), ["jupyter", "--install", "--force"], { env: { HOME: folder } });
      const kernels = await findFolder(folder, "jupyter");
      await run(NBCONVERT, [
        ...["--execute", "--to", "notebook", "--output-dir", folder],
        ...["--ExecutePreprocessor.timeout=60", productFile(NOTEBOOK)],
      ], { env: { JUPYTER_PATH: kernels, JUPYTER_RUNTIME_DIR: `${folder}/runtime` } });
      const { cells } = await readNotebook(`${folder}/segmentation.ipynb`);
      const outputs = cells.flatMap(({ outputs }) => outputs ?? []);
      const printed = outputs.filter(({ output_type }) => output_type === "stream");
      const pages = outputs.map(({ data }) => [data?.["text/html"] ?? ""].flat().join(""));
      assert.equal(pages.filter((page) => page.includes("<svg")).length, 3);
      assert.equal(pages.filter((page) => page.includes("<table")).length, 2);
      const told = JSON.parse(printed.map(({ text }) => [text ?? ""].flat().join("")).join(""));
      await inProductCopy(async (cwd) => {
        const { params: _p, output: _o, timings_ms: _t, cached: _c, ...expected } = await runJson(
          cwd,
        );
        assert.deepEqual(told, JSON.parse(JSON.stringify(expected)));
      });
    });
  },
});

/** The first folder of this name below another. */
async function findFolder(folder: string, wanted: string): Promise<string> {
  const folders = [folder];
  for (let at = folders.shift(); at !== undefined; at = folders.shift()) {
    for await (const { name, isDirectory } of Deno.readDir(at)) {
      if (isDirectory && name === wanted) return `${at}/${name}`;
      if (isDirectory) folders.push(`${at}/${name}`);
    }
  }
  throw new Error(`Cannot find the kernel: deno jupyter --install made no folder ${wanted}`);
}
