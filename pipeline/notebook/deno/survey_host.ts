/** What notebooks are given on the command line and at Deno's Jupyter kernel: the engine itself. Runs in Deno only. */

import * as engine from "../../mod.ts";
import { freeMemory } from "../../cli/free_memory.ts";
import type { Params } from "../../plan/params.ts";
import { ALGORITHM_NAMES } from "../../run/algorithms/names.ts";
import { callAlgorithm } from "../../run/algorithms/call.ts";
import { runPipeline } from "../../run/run.ts";
import type { PipelineResult, RunOptions } from "../../run/run_result.ts";
import type { Survey } from "../../survey/survey.ts";
import { makeView } from "../../view/mod.ts";
import { scanSegments } from "../../view/scan.ts";
import type { RunView } from "../../view/types.ts";
import { columnsReader } from "../given/answers.ts";
import { wholeOf, wholeRun } from "../given/notebook_run.ts";
import { parameterReader } from "../given/parameter_value.ts";
import { paramsWith } from "../given/params_with.ts";
import {
  CONSOLE,
  given,
  type GivenName,
  type NotebookHost,
  refuseModule,
} from "../runtime/host.ts";
import { drawing } from "./drawing.ts";
import type { OpenSurvey } from "./open_survey.ts";
import { CHARTS, html, svg, TABLES } from "./page_drawings.ts";

/** How the engine runs. */
export type HostOptions =
  & Pick<RunOptions, "cache" | "onProgress">
  & Pick<NotebookHost, "isInterrupted">;

/** Names that need a survey. */
const OF_SURVEY = ["survey", "run", "params", "columns", "runWith", "scan"] as const;
const OF_PAGE = ["Plot", "d3", "document"] as const;
const DRAWINGS: Readonly<Record<string, unknown>> = { charts: CHARTS, tables: TABLES, html, svg };

/** The functions of the engine, by name. */
const ENGINE: ReadonlyMap<string, unknown> = new Map(
  Object.entries(engine).filter(([, value]) => typeof value === "function"),
);

const PLOT = "@observablehq/plot";
const MODULES = [PLOT, "d3", "htl", "pipeline/mod.ts"];
const ENGINE_MODULE = /^(?:@customer-clustering\/engine|(?:.*\/)?pipeline\/mod\.ts)$/;

/** What this platform has and browsers have not: a notebook that took it would run nowhere else. */
const NOT_EVERYWHERE = ["Deno", "process", "Buffer", "global", "setImmediate", "clearImmediate"];

/** All names that notebooks are given. */
export function givenNames(): string[] {
  return [...OF_SURVEY, ...OF_PAGE, ...Object.keys(DRAWINGS), ...ENGINE.keys(), "console"];
}

/** Makes what a notebook over one survey runs on. The survey is read and segmented once a notebook,
 * when a cell first needs it. */
export function surveyHost(
  { name, bytes, codebook, params }: OpenSurvey,
  { isInterrupted, ...options }: HostOptions = {},
): NotebookHost {
  const compute = (asked: Params, signal: AbortSignal): Promise<PipelineResult> =>
    runPipeline(bytes, name, asked, { ...options, ...freeMemory(), signal, codebook });
  const run = once((signal) => compute(params, signal));
  const shown = once(async (signal) => showRun(await run.get(signal)));
  const survey = once(async (signal): Promise<Survey> => {
    if (run.isBegun()) return (await run.get(signal)).survey;
    const file = codebook === null ? params : { ...params, codebook };
    return await engine.ingest(bytes, name, file, engine.createContext({ signal }));
  });
  const ofSurvey: Readonly<Record<typeof OF_SURVEY[number], GivenName>> = {
    survey: { isEngine: true, get: ({ signal }) => survey.get(signal) },
    run: { isEngine: true, get: async ({ signal }) => (await shown.get(signal)).run },
    columns: {
      isEngine: true,
      get: async ({ signal }) => {
        const { view, result: { survey } } = await shown.get(signal);
        const columns = new Map(survey.columns.map((column) => [column.name, column]));
        return columnsReader(view.columns, (column) => columns.get(column)!);
      },
    },
    params: given(parameterReader(params)),
    ...otherRuns(params, compute),
  };
  return hostOver(ofSurvey, isInterrupted === undefined ? {} : { isInterrupted });
}

/** Makes what a notebook runs on of what it is given of a survey; the engine, libraries and the console come
 * with it. */
export function hostOver(
  ofSurvey: Readonly<Record<string, GivenName>>,
  more: Pick<NotebookHost, "isInterrupted"> = {},
): NotebookHost {
  return {
    names: new Map<string, GivenName>([
      ...[...ENGINE].map(([name, value]) => [name, given(value)] as const),
      ...ALGORITHM_NAMES.map((name): [string, GivenName] => [name, {
        get: ({ signal }) => (...args: readonly unknown[]) =>
          callAlgorithm(name, args.map(wholeOf), { signal }),
      }]),
      ...Object.entries(DRAWINGS).map(([name, value]) => [name, given(value)] as const),
      ...OF_PAGE.map((name) => [name, { get: () => drawing()[name] }] as const),
      ...Object.entries(ofSurvey),
      ["console", CONSOLE],
    ]),
    load: loadShipped,
    isPlatform: (name) => name in globalThis && !NOT_EVERYWHERE.includes(name),
    ...more,
  };
}

function loadShipped(module: string): Promise<Readonly<Record<string, unknown>>> {
  return Promise.try(() => {
    if (module === PLOT) return drawing().Plot;
    if (module === "d3") return drawing().d3;
    if (module === "htl") return { html, svg };
    return ENGINE_MODULE.test(module) ? engine : refuseModule(module, MODULES);
  });
}

/** What computes beside the notebook's own run. */
function otherRuns(
  params: Params,
  compute: (params: Params, signal: AbortSignal) => Promise<PipelineResult>,
): Readonly<Record<"runWith" | "scan", GivenName>> {
  return {
    runWith: {
      isEngine: true,
      get: ({ signal }) => async (settings: unknown) =>
        showRun(await compute(paramsWith(params, settings, "runWith()"), signal)).run,
    },
    scan: {
      isEngine: true,
      get: ({ signal }) => async (settings: unknown = {}) => {
        const asked = paramsWith(params, settings, "scan()");
        const { cleaned } = await compute(asked, signal);
        const run = (each: Params): Promise<PipelineResult> => compute(each, signal);
        return await scanSegments(asked, cleaned.respondents.length, run);
      },
    },
  };
}

/** A run as cells are given it, with what it is made of. */
interface ShownRun {
  readonly run: object;
  readonly view: RunView;
  readonly result: PipelineResult;
}

function showRun(result: PipelineResult): ShownRun {
  const view = makeView(result, { hasPoints: true, hasIdentities: true });
  return { run: wholeRun(view, result), view, result };
}

interface Once<T> {
  isBegun(): boolean;
  get(signal: AbortSignal): Promise<T>;
}

/** Work that is done once and kept; what failed or was ended is tried anew. */
function once<T>(work: (signal: AbortSignal) => Promise<T>): Once<T> {
  let kept: Promise<T> | null = null;
  return {
    isBegun: () => kept !== null,
    get(signal) {
      if (kept !== null) return kept;
      const begun = work(signal);
      kept = begun;
      begun.catch(() => kept = kept === begun ? null : kept);
      return begun;
    },
  };
}
