/** The command line's run over all rows of a source on an engine. Runs in Deno only. */

import { createContext } from "../base/context.ts";
import { ParamsError } from "../base/errors.ts";
import { formatNumber, formatShare, joinWords } from "../base/text.ts";
import type { EngineChosen } from "../engines/run/choose_engine.ts";
import { openEngine } from "../engines/run/open_engine.ts";
import { type EngineResult, runOnEngine } from "../engines/run/run_on_engine.ts";
import { checkOutput, writeEngineRun } from "../engines/run/write_run.ts";
import { fetchFiles } from "../engines/fetch_files.ts";
import { describingFolders } from "../engines/partitions.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import { readCodebookBeside } from "../io/codebook.ts";
import { openLocation } from "../io/open.ts";
import type { Params } from "../plan/params.ts";
import { headline, shareOf } from "../profile/words.ts";
import type { RunOptions } from "../run/run_result.ts";
import type { Arguments } from "./arguments.ts";
import { progressView } from "./progress.ts";
import { printError } from "./print.ts";

/** What the run is given beside its flags. */
export interface EngineCommand {
  readonly params: Params;
  /** Where these came from. */
  readonly sources: readonly string[];
  readonly engine: EngineChosen;
  readonly started: string;
  readonly version: string;
  readonly signal: AbortSignal;
  /** For the run on the sample. */
  readonly options: Pick<RunOptions, "cache" | "memory">;
}

/** Runs it; gives what is printed. */
export async function segmentOnEngine(asked: Arguments, command: EngineCommand): Promise<string> {
  const { params: given, engine: { name, reason }, signal, options } = command;
  refuseDeliverables(asked);
  const { storage, seed } = given;
  const input = asked.input ?? `${storage.local_path}/${storage.object_name}`;
  const isTerminal = Deno.stderr.isTerminal();
  const view = asked.quiet ? null : progressView(isTerminal, printError);
  const began = performance.now();
  let doing = "";
  const context = createContext({
    ...{ seed, signal },
    onProgress: (done, total, note) => {
      if (note !== "") doing = note;
      // Lines are written one for each stage, a bar says what it is at.
      const stage = isTerminal ? name : `${name}: ${doing}`;
      view?.update({ stage, done, total, note: isTerminal ? doing : "" });
    },
  });
  try {
    await checkOutput(name, asked.output, storage);
    const files = await fetchFiles(input, {
      ...{ storage, env: Deno.env, engine: name, signal },
      onFile: (file, { done, total }) => context.progress(done, total, `bringing ${file}`),
    });
    const codebook = await codebookOf(input, given);
    const folders = describingFolders(given.features, files.partitions);
    const exclude = [...given.features.exclude, ...folders];
    const params = { ...given, features: { ...given.features, exclude } };
    context.progress(0, 1, "opening the files");
    const engine = await openEngine(name, { files, params, context });
    try {
      const result = await runOnEngine(engine, {
        ...{ name: files.name, params, context },
        options: {
          ...options,
          codebook,
          signal,
          ...(view === null ? {} : { onProgress: view.update }),
        },
      });
      context.progress(0, 1, "segment of each row");
      const { address, summary } = await writeEngineRun(engine, result, {
        ...{ output: asked.output, version: command.version, started: command.started, signal },
      });
      view?.finish();
      return asked.json ? JSON.stringify(summary) : summaryOf(result, {
        ...{ address, title: engine.title, reason, sources: command.sources, folders },
        seconds: (performance.now() - began) / 1000,
      });
    } finally {
      await engine.close();
    }
  } finally {
    view?.finish();
  }
}

/** The codebook beside a file or a folder; a pattern has none. */
async function codebookOf(
  input: string,
  { storage: settings }: Params,
): Promise<CodebookFile | null> {
  if (/[*?]/.test(input)) return null;
  const { storage, name } = await openLocation(input, settings, Deno.env);
  return name === "" ? null : await readCodebookBeside(storage, name);
}

/** What is handed over is made of a run in memory.
 * @throws {ParamsError} If some of it was asked for.
 */
function refuseDeliverables({ deliver }: Arguments): void {
  if (deliver.length === 0) return;
  throw new ParamsError([{
    path: "--deliver",
    expected: "none on an engine",
    received: deliver.join(","),
    hint: "Give it to a run in memory, such as one on a sample of the rows.",
  }]);
}

/** The settings that leave respondents out. */
function choosing({ cleaning, quality }: Params): string {
  const rules = ["speeders", "straight_liners", "impossible", "contradictory"] as const;
  return joinWords([
    ...(cleaning.filter.trim() === "" ? [] : ["cleaning.filter"]),
    ...rules.filter((rule) => quality[rule] === "drop").map((rule) => `quality.${rule}`),
  ]);
}

function summaryOf(
  result: EngineResult,
  { address, title, reason, sources, folders, seconds }: {
    readonly address: string;
    readonly title: string;
    readonly reason: string;
    readonly sources: readonly string[];
    readonly folders: readonly string[];
    readonly seconds: number;
  },
): string {
  const { sample, segments, centres, indices, space, rows, passing, respondents, left } = result;
  const width = segments.reduce(
    (most, { size }) => Math.max(most, formatNumber(size).length),
    "Respondents".length,
  );
  const out = [
    rows > passing ? `${formatNumber(rows - passing)} left out by ${choosing(sample.params)}` : "",
    passing > respondents ? `${formatNumber(passing - respondents)} with too few answers` : "",
  ].filter(Boolean);
  return [
    headline(sample),
    "",
    `Segment  ${"Respondents".padStart(width)}  ${
      space.rows.weight === null ? "Share" : "Weighted share"
    }  Name`,
    ...segments.map(({ number, name, size, ...shares }) =>
      `${String(number).padStart(7)}  ${formatNumber(size).padStart(width)}  ${
        formatShare(shareOf(shares)).padStart(5)
      }  ${name}`
    ),
    "",
    `Engine      ${title}: ${reason}`,
    `Survey      ${sample.survey.name}: ${formatNumber(rows)} rows${
      out.length > 0 ? ` (${out.join(", ")})` : ""
    }; columns, verdict and names by a sample of ${formatNumber(sample.survey.rows)}`,
    `Segments    ${formatNumber(centres.iterations)} iterations over all rows${
      centres.converged ? "" : ", not settled"
    }; they explain ${formatShare(indices.explained)} of the variation`,
    ...(sample.survey.report.ledger?.notes ?? []).map((note) => `Ledger      ${note}`),
    ...(folders.length === 0 ? [] : [
      `Note        ${folders.join(", ")}: named by folders, told of segments, not forming them`,
    ]),
    ...left.map(({ column }) => `Note        ${column} is profiled in the sample alone`),
    `Parameters  ${sources.join(" + ")}`,
    `Run         ${address}`,
    `Time        ${formatNumber(seconds, 2)} s`,
  ].join("\n");
}
