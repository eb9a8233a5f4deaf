/** Runs a notebook over one survey and writes what came of it. Runs in Deno only. */

import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { joinNames } from "../../io/names.ts";
import { openLocation } from "../../io/open.ts";
import { cellLabel, isCode, type Notebook, titleOf } from "../cells/cell.ts";
import { writeIpynb } from "../formats/ipynb.ts";
import { type CellRun, ipynbOutputs } from "../publish/outputs.ts";
import { notebookPage } from "../publish/page.ts";
import type { NotebookHost } from "../runtime/host.ts";
import { problemText } from "../runtime/problem.ts";
import { Runner } from "../runtime/runner.ts";
import { type OpenSurvey, pathFrom, type SurveyWish } from "./open_survey.ts";
import { givenNames } from "./survey_host.ts";

const PRODUCT = fileURLToPath(new URL("../../../", import.meta.url));
const S3 = /^s3:\/\//i;

/** Runs all cells, one at a time in order of dependence, so that the same notebook gives the same.
 * @param signal Aborting it ends the cells; those that were not done have no value.
 */
export async function runCells(
  notebook: Notebook,
  host: NotebookHost,
  signal: AbortSignal,
): Promise<CellRun[]> {
  const runner = new Runner(host, { isSequential: true });
  const end = (): void => runner.interrupt();
  signal.addEventListener("abort", end, { once: true });
  // None begins by itself, so that all begin in one order.
  runner.update({ cells: notebook.cells.map((cell) => ({ ...cell, run: "lazy" })) });
  await runner.runAll();
  signal.removeEventListener("abort", end);
  // A loop may have heard of it before this thread could.
  if (host.isInterrupted?.() === true) throw new DOMException("interrupted", "AbortError");
  signal.throwIfAborted();
  const code = new Set(notebook.cells.filter(isCode).map(({ id }) => id));
  const counts = new Map(
    runner.order.filter((id) => code.has(id) && runner.state(id)!.runs > 0)
      .map((id, i) => [id, i + 1]),
  );
  return notebook.cells.map((cell) => {
    const state = runner.state(cell.id)!;
    const label = (id: string): string => cellLabel(notebook, id);
    const problem = state.problem === null ? null : problemText(state.problem, cell.id, label);
    return { cell, state, problem, count: counts.get(cell.id) ?? null };
  });
}

/** What the files of a run are made of. */
export interface RunFacts extends SurveyWish {
  readonly notebook: Notebook;
  readonly survey: OpenSurvey;
  /** What the files are called, without their ends. */
  readonly name: string;
  /** As `--output` has it. */
  readonly output: string;
}

/** Writes the notebook with its results, and the page.
 * @returns The addresses of both.
 */
export async function writeRun(runs: readonly CellRun[], facts: RunFacts): Promise<string[]> {
  const { notebook, survey, name, output, input, set } = facts;
  const ipynb = writeIpynb(notebook, {
    outputs: ipynbOutputs(runs),
    imports: {
      product: productFrom(output),
      given: givenNames(),
      set,
      ...(input === null ? {} : { input: inputFromProduct(input) }),
    },
  });
  const title = titleOf(notebook);
  const page = notebookPage(runs, { title, survey: basename(survey.name), set });
  const { storage, name: folder } = await openLocation(output, survey.params.storage, Deno.env);
  const files = [[`${name}.ipynb`, ipynb], [`${name}.html`, page]];
  for (const [file, text] of files) {
    await storage.put(joinNames(folder, file), new TextEncoder().encode(text));
  }
  return files.map(([file]) => `${output.replace(/\/+$/, "")}/${file}`);
}

/** The product's folder as a file in the output's sees it; what a bucket holds is run from a folder of
 * the product's, such as `notebooks`. */
function productFrom(output: string): string {
  const path = S3.test(output) ? ".." : pathFrom(output, PRODUCT);
  return path === "" ? "./" : `${path.startsWith(".") ? path : `./${path}`}/`;
}

function inputFromProduct(input: string): string {
  return S3.test(input) ? input : pathFrom(PRODUCT, input);
}
