/** `params("clustering.n_clusters")`: a parameter of the run by its path. Runs in Deno and browsers. */

import { ParamsError, quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Params } from "../../plan/params.ts";

/** Gives the values of a run's parameters by their paths; a section's path gives all of it. */
export function parameterReader(params: Params): (path: string) => unknown {
  return (path) => {
    let value: unknown = params;
    for (const part of String(path).split(".")) {
      const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, part);
      if (!isThere) throw unknownPath(path, params);
      value = (value as Readonly<Record<string, unknown>>)[part];
    }
    return value;
  };
}

/** The path of the parameter that a cell is the control of; null where its source names none. */
export function parameterPath(source: string): string | null {
  return /\bparams\(\s*(["'`])([\w.]+)\1\s*\)/.exec(source)?.[2] ?? null;
}

function unknownPath(path: string, params: Params): ParamsError {
  const paths = Object.entries(params).flatMap(([section, value]) =>
    typeof value === "object" && value !== null
      ? Object.keys(value).map((name) => `${section}.${name}`)
      : [section]
  );
  const near = nearestName(path, paths);
  return new ParamsError([{
    path: "params()",
    expected: "the path of a parameter",
    received: quoteValue(path),
    hint: near === null ? "config/params.yaml has them all." : `Did you mean ${near}?`,
  }]);
}
