/** How clear 2 to 8 segments are, for the present parameters. Runs in browsers. */

import type { ScanPoint } from "../../../pipeline/view/types.ts";
import { isSameWork, withValue } from "./params_text.js";
import type { Session, SessionState } from "./session_types.js";

/** What the build's loader gives. */
export type BuiltScan =
  | { readonly status: "ok"; readonly value: readonly ScanPoint[] }
  | { readonly status: "own" | "failed" };

/** Hears the scan of the parameters that are shown, for `Generators.observe`; null before there is one. The
 * build's scan serves as long as nothing but the number of segments differs from its run; else the engine
 * is asked once the run is done.
 */
export function observeScan(
  session: Session | null,
  built: BuiltScan,
): (change: (points: readonly ScanPoint[] | null) => void) => (() => void) | undefined {
  return (change) => {
    change(built.status === "ok" ? built.value : null);
    if (session === null) return undefined;
    let shown = built.status === "ok" ? session.state.defaults : null;
    return session.subscribe((state) => {
      if (!isSettled(state) || (shown !== null && isSameScan(shown, state.params))) return;
      const { params } = state;
      shown = params;
      if (built.status === "ok" && isSameScan(params, state.defaults)) {
        change(built.value);
        return;
      }
      session.scan().then((points) => {
        if (shown === params) change(points);
      }, () => {
        shown = null;
      });
    });
  };
}

function isSettled({ status, isStale, view, whyOff }: SessionState): boolean {
  return status === "idle" && !isStale && view !== null && whyOff === "";
}

/** Whether the same scan belongs to two sets of parameters: one that goes over all numbers of segments. */
export function isSameScan(a: SessionState["params"], b: SessionState["params"]): boolean {
  return isSameWork(
    withValue(a, "clustering.n_clusters", 2),
    withValue(b, "clustering.n_clusters", 2),
  );
}
