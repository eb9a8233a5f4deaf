/** Tests of the notebooks: stored without results, run by Jupyter, with the command line's numbers. Runs in Deno. */

import assert from "node:assert/strict";
import { basename } from "node:path";
import { givenNames } from "../../pipeline/notebook/deno/survey_host.ts";
import { readIpynb, writeIpynb } from "../../pipeline/notebook/mod.ts";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { inProductCopy, runJson } from "../support/product_copy.ts";

const NOTEBOOK = "notebooks/segmentation.ipynb";
const PORTRAIT = "notebooks/portrait.ipynb";
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

Deno.test("notebooks: stored without outputs, which would hold answers", async () => {
  for (const path of [NOTEBOOK, PORTRAIT]) {
    for (const cell of (await readNotebook(productFile(path))).cells) {
      if (cell.cell_type !== "code") continue;
      assert.deepEqual([cell.outputs, cell.execution_count], [[], null]);
    }
  }
});

Deno.test("notebooks/portrait.ipynb is as the product writes it", async () => {
  const text = await Deno.readTextFile(productFile(PORTRAIT));
  const imports = { product: "../", given: givenNames() };
  assert.equal(writeIpynb(readIpynb(text), { imports }), text);
});

Deno.test({
  name: "notebook: gives the numbers of the command line (needs jupyter: deno task services)",
  ignore: jupyterAbsent,
  async fn() {
    await inTemporaryFolder(async (folder) => {
      const shown = await executeWhole(NOTEBOOK, folder, isWhole);
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

Deno.test({
  name: "portrait: runs beside the product as it is (needs jupyter: deno task services)",
  ignore: jupyterAbsent,
  async fn() {
    await inTemporaryFolder(async (folder) => {
      await executeWhole(PORTRAIT, folder, ({ pages }) => {
        const [, bars, , map] = pages;
        return pages.length === 4 && /48 %/.test(bars) && /Segment 3/.test(map);
      });
    });
  },
});

/** Runs a notebook of the product's until all of its results have come. */
async function executeWhole(
  notebook: string,
  folder: string,
  isWhole: (shown: Shown) => boolean,
): Promise<Shown> {
  // The kernel's description goes below the home folder, whatever Jupyter's own variables say.
  await run(Deno.execPath(), ["jupyter", "--install", "--force"], { env: { HOME: folder } });
  const kernels = await findFolder(folder, "jupyter");
  let shown = await execute(notebook, folder, kernels);
  // Deno's kernel at times says that it is done before it sends a cell's result, which
  // Jupyter then leaves out: what is missing must come with another run.
  for (let run = 1; run < MOST_RUNS && !isWhole(shown); run++) {
    shown = await execute(notebook, folder, kernels);
  }
  assert.ok(isWhole(shown), `${shown.pages.length} results`);
  return shown;
}

/** What a notebook showed: what it printed, and its results as HTML. */
interface Shown {
  readonly printed: string;
  readonly pages: readonly string[];
}

async function execute(notebook: string, folder: string, kernels: string): Promise<Shown> {
  await run(NBCONVERT, [
    ...["--execute", "--to", "notebook", "--output-dir", folder],
    ...["--ExecutePreprocessor.timeout=60", productFile(notebook)],
  ], { env: { JUPYTER_PATH: kernels, JUPYTER_RUNTIME_DIR: `${folder}/runtime` } });
  const { cells } = await readNotebook(`${folder}/${basename(notebook)}`);
  const outputs = cells.flatMap(({ outputs }) => outputs ?? []);
  return {
    printed: outputs.flatMap(({ text }) => text ?? []).join(""),
    pages: outputs.flatMap(({ data }) =>
      data === undefined ? [] : [
        [data["text/html"] ?? data["image/svg+xml"] ?? ""].flat().join(""),
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
