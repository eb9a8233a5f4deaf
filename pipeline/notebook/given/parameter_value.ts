/** `params("clustering.n_clusters")` and `runWith({"clustering.n_clusters": 4})`: parameters by their paths. Runs in Deno and browsers. */

import { ParamsError, quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { isObject } from "../../base/objects.ts";
import type { Params } from "../../plan/params.ts";

/** A parameter by its path, and a value for it. */
export type Setting = readonly [path: string, value: unknown];

/** Gives the values of a run's parameters by their paths; a section's path gives all of it, and none
 * gives all there are. */
export function parameterReader(params: Params): (path?: unknown) => unknown {
  return (path) => path === undefined ? params : valueAt(params, path, "params()");
}

/** Reads settings by path, as `{"clustering.n_clusters": 4}`.
 * @param params Of the run: those that there are.
 * @param place Where they stand, for messages: `runWith()`.
 */
export function readSettings(settings: unknown, params: Params, place: string): Setting[] {
  if (!isObject(settings)) {
    throw new ParamsError([{
      path: place,
      expected: `parameters by their paths, such as {"clustering.n_clusters": 4}`,
      received: quoteValue(settings),
      hint: "",
    }]);
  }
  return Object.entries(settings).map(([path, value]) => {
    valueAt(params, path, place);
    return [path, value];
  });
}

/** The path of the parameter that a cell is the control of; null where its source names none. */
export function parameterPath(source: string): string | null {
  return /\bparams\(\s*(["'`])([\w.]+)\1\s*\)/.exec(source)?.[2] ?? null;
}

function valueAt(params: Params, path: unknown, place: string): unknown {
  let value: unknown = params;
  for (const part of String(path).split(".")) {
    if (!isObject(value) || !Object.hasOwn(value, part)) throw unknownPath(path, params, place);
    value = value[part];
  }
  return value;
}

function unknownPath(path: unknown, params: Params, place: string): ParamsError {
  const paths = Object.entries(params).flatMap(([section, value]) =>
    isObject(value)
      ? [section, ...Object.keys(value).map((name) => `${section}.${name}`)]
      : [section]
  );
  const near = nearestName(String(path), paths);
  return new ParamsError([{
    path: place,
    expected: "the path of a parameter",
    received: quoteValue(path),
    hint: near === null ? "config/params.yaml has them all." : `Did you mean ${near}?`,
  }]);
}
