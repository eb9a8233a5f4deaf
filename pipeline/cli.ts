/** The command line: flags, progress, exit codes. Runs in Deno only. */

import config from "../deno.json" with { type: "json" };
import { NO_CACHE, type StageCache } from "./run/cache.ts";
import { type Arguments, HELP, parseArguments } from "./cli/arguments.ts";
import { EXIT, exitCodeOf } from "./cli/exit.ts";
import { freeMemory } from "./cli/free_memory.ts";
import { giveUpNetwork } from "./cli/give_up_network.ts";
import { loadParams } from "./cli/params_files.ts";
import { print, printError } from "./cli/print.ts";
import { progressView } from "./cli/progress.ts";
import { readLogoFile } from "./cli/template_logo.ts";
import { summaryText } from "./cli/summary_table.ts";
import { surveyList } from "./cli/survey_list.ts";
import { runArtifacts, runManifest } from "./deliver/artifacts.ts";
import { type DeliverableName, makeDeliverables } from "./deliver/deliverables.ts";
import { chooseEngine } from "./engines/run/choose_engine.ts";
import { projectCache } from "./io/fs/cache.ts";
import { type Input, openInput, openOutput, openStorage } from "./io/open.ts";
import { runPipeline } from "./run/run.ts";
import type { PipelineResult } from "./run/run_result.ts";
import { summarize } from "./run/summary.ts";
import { summarizeTests } from "./run/summarize_tests.ts";

/** Runs one command.
 * @param args The flags, without the program's name.
 * @param signal Aborted on Ctrl-C.
 * @returns The exit code.
 */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const asked = parseArguments(args);
    if (asked.help) print(HELP);
    else if (asked.version) print(config.version);
    else if (asked.list) await list(asked);
    else await segment(asked, signal);
    return EXIT.done;
  } catch (error) {
    return report(error, { isVerbose: args.includes("--verbose"), signal });
  }
}

async function list(asked: Arguments): Promise<void> {
  const { params } = await loadParams(asked);
  const storage = await openStorage(params.storage, Deno.env);
  print(await surveyList(storage, asked.json));
}

async function segment(asked: Arguments, signal: AbortSignal): Promise<void> {
  const started = new Date().toISOString();
  const { params, sources } = await loadParams(asked);
  const { deliver } = asked;
  const cache: StageCache = asked.useCache ? projectCache() : NO_CACHE;
  const engine = chooseEngine(params, asked.input, freeMemory().memory ?? Infinity);
  if (engine !== null) {
    // Its databases are no part of a run in memory.
    const { segmentOnEngine } = await import("./cli/segment_on_engine.ts");
    const options = { cache, ...freeMemory() };
    const { version } = config;
    print(
      await segmentOnEngine(asked, { params, sources, engine, started, version, signal, options }),
    );
    return;
  }
  // What cannot be read is told before the work begins.
  const logo = deliver.length === 0 ? null : await readLogoFile(params.deliver);
  // Set where this is the program itself, not a part of another that goes on.
  if (import.meta.main) giveUpNetwork(asked, params.storage);
  const { name, bytes, codebook } = await openInput(asked.input, params.storage, Deno.env);
  signal.throwIfAborted();
  const work = { name, bytes, codebook, params };
  const result = await runWithProgress(work, { quiet: asked.quiet, cache }, signal);
  const location = asked.output;
  const output = await write(result, { location, started, signal, logo, deliver, cache });
  print(
    asked.json
      ? JSON.stringify({ ...summarize(result, output), tests: summarizeTests(result) })
      : summaryText(result, { parameters: sources, output }),
  );
}

async function runWithProgress(
  work: Input & { readonly params: PipelineResult["params"] },
  { quiet, cache }: Pick<Arguments, "quiet"> & { readonly cache: StageCache },
  signal: AbortSignal,
): Promise<PipelineResult> {
  const view = quiet ? null : progressView(Deno.stderr.isTerminal(), printError);
  try {
    return await runPipeline(work.bytes, work.name, work.params, {
      signal,
      cache,
      codebook: work.codebook,
      ...freeMemory(),
      ...(view === null ? {} : { onProgress: view.update }),
    });
  } finally {
    view?.finish();
  }
}

/** Writes the run folder, all of it or nothing; gives its address. */
async function write(
  result: PipelineResult,
  { location, started, deliver, cache, ...options }: {
    location: string;
    cache: StageCache;
    started: string;
    signal: AbortSignal;
    deliver: readonly DeliverableName[];
    logo: Uint8Array | null;
  },
): Promise<string> {
  const { storage, prefix, address } = await openOutput(location, result.runId, {
    storage: result.params.storage,
    env: Deno.env,
  });
  const own = await runArtifacts(result, cache);
  // A short form is there already where `typing.short_form` asks for it too.
  const others = (await makeDeliverables(result, deliver, options))
    .filter(({ name }) => own.every((file) => file.name !== name));
  const files = [...own, ...others];
  const times = { started, finished: new Date().toISOString() };
  const manifest = runManifest(result, files, { output: address, version: config.version, times });
  await storage.putGroup(prefix, [...files, manifest], options.signal);
  return address;
}

function report(
  error: unknown,
  { isVerbose, signal }: { isVerbose: boolean; signal: AbortSignal },
): number {
  if (signal.aborted) {
    printError("interrupted: nothing was written\n");
    return EXIT.interrupted;
  }
  const known = exitCodeOf(error);
  const text = error instanceof Error ? error.message : String(error);
  printError(
    known === EXIT.defect
      ? `error: a defect of the engine, not of your data: ${text}\n`
      : `error: ${text}\n`,
  );
  if (isVerbose && error instanceof Error) printError(`${error.stack}\n`);
  return known;
}

if (import.meta.main) {
  const controller = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    // A second Ctrl-C is for one who does not want to wait until the work notices the first.
    if (controller.signal.aborted) Deno.exit(EXIT.interrupted);
    controller.abort(new DOMException("interrupted", "AbortError"));
  });
  Deno.exit(await main(Deno.args, controller.signal));
}
