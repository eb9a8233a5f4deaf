/** Tests of the notebook: stored without results, and its numbers are the command line's. Runs in Deno. */

import assert from "node:assert/strict";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { inProductCopy, runJson } from "../support/product_copy.ts";

const NOTEBOOK = "notebooks/segmentation.ipynb";
const MOST_RUNS = 8;
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
      let shown = await execute(folder, kernels);
      // Deno's kernel at times says that it is done before it sends a cell's result, which
      // Jupyter then leaves out: what is missing must come with another run.
      for (let run = 1; run < MOST_RUNS && !isWhole(shown); run++) {
        shown = await execute(folder, kernels);
      }
      assert.ok(isWhole(shown), `${shown.pages.length} results`);
      const told = JSON.parse(shown.printed);
      await inProductCopy(async (cwd) => {
        const { params: _p, output: _o, timings_ms: _t, cached: _c, ...expected } = await runJson(
          cwd,
        );
        assert.deepEqual(told, JSON.parse(JSON.stringify(expected)));
      });
    });
  },
});

/** What a notebook showed: what it printed, and its results as HTML. */
interface Shown {
  readonly printed: string;
  readonly pages: readonly string[];
}

async function execute(folder: string, kernels: string): Promise<Shown> {
  await run(NBCONVERT, [
    ...["--execute", "--to", "notebook", "--output-dir", folder],
    ...["--ExecutePreprocessor.timeout=60", productFile(NOTEBOOK)],
  ], { env: { JUPYTER_PATH: kernels, JUPYTER_RUNTIME_DIR: `${folder}/runtime` } });
  const { cells } = await readNotebook(`${folder}/segmentation.ipynb`);
  const outputs = cells.flatMap(({ outputs }) => outputs ?? []);
  return {
    printed: outputs.flatMap(({ text }) => text ?? []).join(""),
    pages: outputs.flatMap(({ data }) =>
      data === undefined ? [] : [
        [data["text/html"] ?? ""].flat().join(""),
      ]
    ),
  };
}

/** Whether all came: the numbers, three charts and two tables. */
function isWhole({ printed, pages }: Shown): boolean {
  const count = (tag: string): number => pages.filter((page) => page.includes(tag)).length;
  return printed !== "" && count("<svg") === 3 && count("<table") === 2;
}

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
