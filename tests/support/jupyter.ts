/** Runs notebooks by Jupyter with the kernel of Deno, for tests. Runs in Deno only. */

import assert from "node:assert/strict";
import { basename } from "node:path";
import { productFile } from "./command.ts";
import { servicesRequired } from "./services_required.ts";

const NBCONVERT = productFile(".cache/jupyter/bin/jupyter-nbconvert");
const MOST_RUNS = 8;

/** Whether Jupyter is not installed, and need not be. */
export const jupyterAbsent = !servicesRequired && !isFile(NBCONVERT);

/** The part of the notebook format that tests look at. */
export interface ExecutedCell {
  readonly cell_type: string;
  readonly source: readonly string[] | string;
  readonly execution_count?: number | null;
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly text?: readonly string[] | string;
    readonly data?: Readonly<Record<string, readonly string[] | string>>;
  }[];
}

/** The cells that a file holds. */
export async function readStored(path: string): Promise<readonly ExecutedCell[]> {
  return JSON.parse(await Deno.readTextFile(path)).cells;
}

/** Runs a notebook until all of its results have come.
 * @param path Of the notebook, in a folder of the product's.
 * @param folder Takes the notebook with its results, and the kernel.
 */
export async function executeNotebook(
  path: string,
  folder: string,
  isWhole: (cells: readonly ExecutedCell[]) => boolean,
): Promise<readonly ExecutedCell[]> {
  // The kernel's description goes below the home folder, whatever Jupyter's own variables say.
  await run(Deno.execPath(), ["jupyter", "--install", "--force"], { HOME: folder });
  const kernels = await findFolder(folder, "jupyter");
  let cells = await execute(path, folder, kernels);
  // Deno's kernel at times says that it is done before it sends a cell's result, which
  // Jupyter then leaves out: what is missing must come with another run.
  for (let run = 1; run < MOST_RUNS && !isWhole(cells); run++) {
    cells = await execute(path, folder, kernels);
  }
  assert.ok(isWhole(cells), `results of ${cells.filter(({ outputs }) => outputs?.length).length}`);
  return cells;
}

async function execute(
  path: string,
  folder: string,
  kernels: string,
): Promise<readonly ExecutedCell[]> {
  await run(NBCONVERT, [
    ...["--execute", "--to", "notebook", "--output-dir", folder],
    ...["--ExecutePreprocessor.timeout=60", path],
  ], { JUPYTER_PATH: kernels, JUPYTER_RUNTIME_DIR: `${folder}/runtime` });
  return await readStored(`${folder}/${basename(path)}`);
}

async function run(program: string, args: string[], env: Record<string, string>): Promise<void> {
  const { code, stderr } = await new Deno.Command(program, {
    args,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
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
