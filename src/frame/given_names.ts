/** What every cell is given: the survey, its run, parameters, charts and libraries. Runs in browsers. */

import * as Plot from "@observablehq/plot";
import * as d3 from "d3";
import { html, svg } from "htl";
import {
  columnsReader,
  CONSOLE,
  fetchedRun,
  fetchedSurvey,
  given,
  type GivenName,
  type NotebookHost,
  parameterReader,
  readSettings,
  refuseModule,
  viewOf,
  wholeOf,
} from "../../pipeline/notebook/mod.ts";
import { cutTree } from "../../pipeline/cluster/tree/cut_tree.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import type { CrosstabOptions } from "../../pipeline/profile/crosstab/crosstab.ts";
import { ALGORITHM_NAMES } from "../../pipeline/run/algorithms/names.ts";
import { missingCode } from "../../pipeline/survey/missing.ts";
import { columnValues } from "../../pipeline/survey/read_column.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { ELSEWHERE } from "../data/elsewhere.ts";
import { charts, tables } from "./house_charts.ts";
import type { RemoteSession } from "./remote_session.ts";
import { RunParts, type WorkWatcher } from "./run_parts.ts";

/** Names whose values follow the parameters. */
export const FOLLOWING = ["run", "survey", "columns", "params"];

/** Functions that work on runs, which the page's engine does. */
export const OF_RUNS: readonly string[] = ["compareSolutions", "crosstab", "bannerTables"];

/** Makes what cells are given. */
export function givenNames(
  session: RemoteSession,
  watcher: WorkWatcher,
): ReadonlyMap<string, GivenName> {
  const parts = new RunParts(session, watcher);
  const isReady = (): boolean => session.state.view !== null && !session.state.isStale;
  const ofRun = <T>(make: (view: RunView) => T): GivenName => ({
    isEngine: true,
    isReady,
    get: async ({ signal }) => make(await session.freshView(signal)),
  });
  return new Map<string, GivenName>([
    ...ELSEWHERE.map((name): [string, GivenName] => [name, given(() => refuseCall(name))]),
    ["run", ofRun((view) => fetchedRun(view, parts.of(view)))],
    ["summarize", given(({ summary }: RunView) => summary)],
    ["survey", ofRun((view) => fetchedSurvey(view, parts.of(view)))],
    [
      "columns",
      ofRun((view) => {
        const read = parts.of(view);
        const at = new Map(view.columns.map(({ name }, i) => [name, i]));
        return columnsReader(view.columns, (name) => read("survey").columns[at.get(name)!]);
      }),
    ],
    ["params", { get: () => parameterReader(session.state.params) }],
    ...engineCalls(session, { parts, watcher }),
    ["matrix", given(matrix)],
    ["cutTree", given(cutTree)],
    ["columnValues", given(columnValues)],
    ["missingCode", given(missingCode)],
    ["charts", given(drawingOf(charts))],
    ["tables", given(drawingOf(tables))],
    ["Plot", given(Plot)],
    ["d3", given(d3)],
    ["html", given(html)],
    ["svg", given(svg)],
    ["document", given(document)],
    ["console", CONSOLE],
  ]);
}

/** The parameters of a run that a function was called with. */
function paramsOf(run: unknown, name: string): Params {
  const view = viewOf(run) as Partial<RunView> | null | undefined;
  if (view?.params !== undefined) return view.params;
  throw new TypeError(
    `Cannot call ${name}(): it takes a run, such as run or what runWith() gives, but got ${typeof run}.`,
  );
}

/** What has the engine compute beside what the page shows. */
function engineCalls(
  session: RemoteSession,
  { parts, watcher }: { readonly parts: RunParts; readonly watcher: WorkWatcher },
): [string, GivenName][] {
  const onProgress = (text: string): void => watcher.onProgress(text);
  const work = (make: (signal: AbortSignal) => unknown): GivenName => ({
    isEngine: true,
    get: ({ signal }) => make(signal),
  });
  const settingsOf = (settings: unknown, place: string) =>
    readSettings(settings, session.state.params, place);
  const runWith = work((signal) => async (given: unknown) => {
    const settings = settingsOf(given, "runWith()");
    const view = await session.compute({ type: "run", settings }, { signal, onProgress });
    // Most ask for the segments; who reads something else in a loop begins the loop anew each time.
    await parts.fetch(view, "clustering", signal);
    return fetchedRun(view, parts.of(view));
  });
  const scan = work((signal) => async (given: unknown = {}) => {
    const settings = settingsOf(given, "scan()");
    return await session.compute({ type: "scan", settings }, { signal, onProgress });
  });
  const compareSolutions = work((signal) => async (before: unknown, after: unknown) => {
    const [params, other] = [before, after].map((run) => paramsOf(run, "compareSolutions"));
    return await session.compute({ type: "compare", params, other }, { signal, onProgress });
  });
  const crosstab = work((signal) => async (run: unknown, sides: CrosstabOptions = {}) => {
    const { rows, columns, missing } = sides;
    const params = paramsOf(run, "crosstab");
    return await session.compute(
      { type: "crosstab", params, rows, columns, missing },
      { signal, onProgress },
    );
  });
  const bannerTables = work(
    (signal) => async (run: unknown, asked: Partial<Params["tables"]> = {}) => {
      const params = paramsOf(run, "bannerTables");
      return await session.compute(
        { type: "tables", params: { ...params, tables: { ...params.tables, ...asked } } },
        { signal, onProgress },
      );
    },
  );
  const algorithms = ALGORITHM_NAMES.map((name): [string, GivenName] => [
    name,
    work((signal) => async (...given: readonly unknown[]) => {
      const args = given.map(wholeOf);
      return await session.compute({ type: "algorithm", name, args }, { signal, onProgress });
    }),
  ]);
  return [
    ["runWith", runWith],
    ["scan", scan],
    ["compareSolutions", compareSolutions],
    ["crosstab", crosstab],
    ["bannerTables", bannerTables],
    ...algorithms,
  ];
}

/** What cells run on in the page.
 * @param names What they are given.
 */
export function frameHost(names: ReadonlyMap<string, GivenName>): NotebookHost {
  const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "@observablehq/plot": Plot,
    "npm:@observablehq/plot": Plot,
    "d3": d3,
    "npm:d3": d3,
    "htl": { html, svg },
    "npm:htl": { html, svg },
  };
  return {
    names,
    modules: Object.keys(modules),
    async load(module) {
      await null;
      return modules[module] ?? refuseModule(module, ["@observablehq/plot", "d3", "htl"]);
    },
  };
}

/** Functions that draw from views, for the runs that cells have. */
function drawingOf<T extends object>(functions: T): T {
  return Object.fromEntries(
    Object.entries(functions).map(([name, draw]) => [
      name,
      (...args: readonly unknown[]) => draw(...args.map(viewOf)),
    ]),
  ) as T;
}

function refuseCall(name: string): never {
  throw new Error(
    `Cannot call ${name}() on a page: it works on a survey's file, but cells of a page have none. ` +
      `deno task notebook has it; here runWith({...}) computes another run.`,
  );
}
