/** What every cell is given: the survey, its run, parameters, charts and libraries. Runs in browsers. */

import * as Plot from "@observablehq/plot";
import * as d3 from "d3";
import { html, svg } from "htl";
import {
  CONSOLE,
  given,
  type GivenName,
  type NotebookHost,
  refuseModule,
} from "../../pipeline/notebook/mod.ts";
import { nearestName } from "../../pipeline/base/nearest.ts";
import { describeUnmatched, nameMatcher } from "../../pipeline/base/globs.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { type Setting, valueAt } from "../components/session/params_text.ts";
import { charts, type GivenColumn, tables } from "./house_charts.ts";
import type { RemoteSession } from "./remote_session.ts";

/** Names whose values follow the parameters. */
export const FOLLOWING = ["run", "survey", "columns", "params"];

/** What is told of work that cells wait for. */
export interface WorkWatcher {
  onProgress(text: string): void;
}

/** Makes what cells are given.
 * @param paths Of all parameters, for messages.
 */
export function givenNames(
  session: RemoteSession,
  paths: readonly string[],
  watcher: WorkWatcher,
): ReadonlyMap<string, GivenName> {
  const isReady = (): boolean => session.state.view !== null && !session.state.isStale;
  const ofRun = <T>(make: (view: RunView) => T): GivenName => ({
    isEngine: true,
    isReady,
    get: async ({ signal }) => make(await session.freshView(signal)),
  });
  const work = (make: (signal: AbortSignal) => unknown): GivenName => ({
    isEngine: true,
    get: ({ signal }) => make(signal),
  });
  const onProgress = (text: string): void => watcher.onProgress(text);
  return new Map<string, GivenName>([
    ["run", ofRun(runOf)],
    ["summarize", given(({ summary }: RunView) => summary)],
    ["survey", ofRun(surveyOf)],
    ["columns", ofRun((view) => (...patterns: unknown[]) => findColumns(view, patterns))],
    ["params", { get: () => (path?: unknown) => paramAt(session, path, paths) }],
    [
      "runWith",
      work((signal) => (settings: unknown) =>
        session.compute({ type: "run", settings: readSettings(settings, paths) }, {
          signal,
          onProgress,
        })
      ),
    ],
    [
      "scan",
      work((signal) => (settings: unknown = {}) =>
        session.compute({ type: "scan", settings: readSettings(settings, paths) }, {
          signal,
          onProgress,
        })
      ),
    ],
    ["charts", given(charts)],
    ["tables", given(tables)],
    ["Plot", given(Plot)],
    ["d3", given(d3)],
    ["html", given(html)],
    ["svg", given(svg)],
    ["console", CONSOLE],
  ]);
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

/** A run, with its file where the command line's runs have it. */
function runOf(view: RunView): object {
  const { name, sha256 } = view.survey;
  return { ...view, input: { name, sha256 } };
}

/** The survey by its name, respondents and columns. */
function surveyOf({ survey: { name, rows }, columns }: RunView): object {
  return { name, rows, columns: columns.map((column) => column.name) };
}

/** The columns whose names match any of some names and globs; all if there are none. */
function findColumns({ columns }: RunView, patterns: readonly unknown[]): GivenColumn[] {
  const wanted = patterns.flat().map(String);
  const [unmatched] = describeUnmatched(wanted, columns.map(({ name }) => name), "columns()");
  if (unmatched !== undefined) throw new Error(unmatched);
  const matches = wanted.length === 0 ? () => true : nameMatcher(wanted);
  return columns.filter(({ name }) => matches(name))
    .map((column) => ({ ...column, text: column.text.full, short: column.text.short }));
}

/** A parameter's value as the run has it; all parameters if no path is given. */
function paramAt(session: RemoteSession, path: unknown, paths: readonly string[]): unknown {
  const { params } = session.state;
  if (path === undefined) return params;
  checkPath(path, paths);
  return valueAt(params, path);
}

/** Settings by path, as `{"clustering.n_clusters": 4}`. */
function readSettings(settings: unknown, paths: readonly string[]): Setting[] {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    throw new TypeError(
      `Cannot run with these settings: they must be an object such as ` +
        `{"clustering.n_clusters": 4}, but are ${JSON.stringify(settings)}.`,
    );
  }
  return Object.entries(settings).map(([path, value]) => {
    checkPath(path, paths);
    return [path, value] as const;
  });
}

function checkPath(path: unknown, paths: readonly string[]): asserts path is string {
  if (typeof path === "string" && paths.includes(path)) return;
  const near = nearestName(String(path), [...paths]);
  throw new Error(
    `Cannot find a parameter: it must be named as in params.yaml, such as ` +
      `clustering.n_clusters, but got ${JSON.stringify(path)}.` +
      (near === null ? "" : ` Did you mean ${near}?`),
  );
}
