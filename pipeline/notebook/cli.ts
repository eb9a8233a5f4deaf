/** `deno task notebook`: runs a notebook over surveys, without a page. Runs in Deno only. */

import { basename } from "node:path";
import { countOf } from "../base/text.ts";
import { StorageError } from "../base/errors.ts";
import { EXIT, exitCodeOf } from "../cli/exit.ts";
import { loadParams } from "../cli/params_files.ts";
import { print, printError } from "../cli/print.ts";
import { progressView } from "../cli/progress.ts";
import { projectCache } from "../io/fs/cache.ts";
import { slugsOf } from "../io/slugs.ts";
import { NO_CACHE } from "../run/cache.ts";
import { type Notebook, NotebookError } from "./cells/cell.ts";
import { NOTEBOOK_HELP, type NotebookArguments, parseNotebookArguments } from "./deno/arguments.ts";
import { type Interrupts, listenForInterrupts } from "./deno/interrupt.ts";
import { allInputs, openSurvey } from "./deno/open_survey.ts";
import { runCells, writeRun } from "./deno/run_notebook.ts";
import { surveyHost } from "./deno/survey_host.ts";
import { readNotebook } from "./formats/notebook_file.ts";
import type { CellRun } from "./publish/outputs.ts";

/** Runs one command.
 * @param args The flags, without the program's name.
 * @returns The exit code; of several failures, that of the first.
 */
export async function main(args: readonly string[], interrupts: Interrupts): Promise<number> {
  const codes: number[] = [];
  const told = { isVerbose: args.includes("--verbose"), interrupts };
  try {
    const asked = parseNotebookArguments(args);
    if (asked.help) {
      print(NOTEBOOK_HELP);
      return EXIT.done;
    }
    const notebook = await openFile(asked.file);
    const stem = basename(asked.file).replace(/\.\w+$/, "");
    const wishes = await wishesOf(asked);
    const slugs = slugsOf(wishes.map(({ name }) => name));
    for (const [i, { input }] of wishes.entries()) {
      const wish = { input, name: `${stem}-${slugs[i]}` };
      try {
        codes.push(await runOne(notebook, wish, asked, interrupts));
      } catch (error) {
        // One survey that cannot be read keeps no other from its pages.
        codes.push(report(error, told));
        if (interrupts.isInterrupted()) break;
      }
    }
  } catch (error) {
    codes.push(report(error, told));
  }
  return codes.find((code) => code !== EXIT.done) ?? EXIT.done;
}

async function openFile(file: string): Promise<Notebook> {
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    const because = error instanceof Deno.errors.NotFound ? "there is none" : String(error);
    throw new StorageError(
      "missing-object",
      `Cannot open the notebook ${JSON.stringify(file)}: it must be a file, but ${because}.`,
    );
  }
  return readNotebook(text, file);
}

/** The surveys that were asked for, and what their files are named after. */
async function wishesOf(
  { all, inputs, set }: NotebookArguments,
): Promise<{ input: string | null; name: string }[]> {
  if (all) return await allInputs(set);
  if (inputs.length > 0) return inputs.map((input) => ({ input, name: basename(input) }));
  const { params } = await loadParams({ params: null, set, input: null });
  return [{ input: null, name: params.storage.object_name }];
}

async function runOne(
  notebook: Notebook,
  { input, name }: { input: string | null; name: string },
  { set, output, quiet, useCache }: NotebookArguments,
  { isInterrupted, signal }: Interrupts,
): Promise<number> {
  const survey = await openSurvey({ input, set });
  const view = quiet ? null : progressView(Deno.stderr.isTerminal(), printError);
  const host = surveyHost(survey, {
    isInterrupted,
    cache: useCache ? projectCache() : NO_CACHE,
    ...(view === null ? {} : { onProgress: view.update }),
  });
  const runs = await runCells(notebook, host, signal).finally(() => view?.finish());
  const files = await writeRun(runs, { notebook, survey, name, output, input, set });
  print(files.join("\n"));
  return reportCells(runs, survey.name);
}

/** Names the cells that failed; gives the exit code of the first whose own code did. */
function reportCells(runs: readonly CellRun[], survey: string): number {
  const failed = runs.filter(({ problem }) => problem !== null);
  if (failed.length === 0) return EXIT.done;
  printError(`error: ${survey}: ${countOf(failed.length, "cell")} failed\n`);
  for (const { problem } of failed) printError(`  ${problem}\n`);
  const thrown = failed.map(({ state }) => state.problem).find((problem) =>
    problem?.kind === "thrown"
  );
  return exitCodeOf(thrown?.kind === "thrown" ? thrown.error : null);
}

function report(
  error: unknown,
  { isVerbose, interrupts }: { isVerbose: boolean; interrupts: Interrupts },
): number {
  if (interrupts.isInterrupted()) {
    printError("interrupted: of this survey nothing was written\n");
    return EXIT.interrupted;
  }
  const code = exitCodeOf(error);
  const isKnown = code !== EXIT.defect || error instanceof NotebookError;
  const text = error instanceof Error ? error.message : String(error);
  printError(isKnown ? `error: ${text}\n` : `error: a defect of the engine: ${text}\n`);
  if (isVerbose && error instanceof Error) printError(`${error.stack}\n`);
  return code;
}

if (import.meta.main) {
  Deno.exit(await main(Deno.args, await listenForInterrupts(EXIT.interrupted)));
}
