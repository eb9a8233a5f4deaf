/** Steps as this tab of the browser keeps them, by survey: across page loads, until it is closed. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { differences, type Setting, valueAt, withSettings } from "../params_text.js";
import type { Step, Steps } from "./steps.js";

/** A step with no more of its parameters than what differs from the schema's defaults. */
type KeptStep = Omit<Step, "params"> & { readonly set: readonly Setting[] };

/** More than this in one survey's history makes room by dropping its older half. */
const MOST_LETTERS = 1_000_000;

/** Said where a browser refuses to keep steps. */
export const NOT_KEPT =
  "This browser has no room to keep the history: it ends when another page is opened.";

/** Keeps the steps of a survey.
 * @param key What the survey is kept under.
 * @returns Why they were not kept; an empty string if they were.
 */
export function keepSteps(key: string, steps: Steps, schemaDefaults: Params): string {
  let kept = steps.all.map(({ params, ...rest }): KeptStep => ({
    ...rest,
    set: differences(params, schemaDefaults),
  }));
  for (;;) {
    const text = JSON.stringify({ present: steps.present, all: kept });
    if (text.length <= MOST_LETTERS && isWritten(storageKey(key), text)) return "";
    if (kept.length < 2) return NOT_KEPT;
    // The present step stays, wherever it is.
    const half = kept.slice(Math.ceil(kept.length / 2));
    kept = half.some(({ id }) => id === steps.present)
      ? half
      : [...kept.filter(({ id }) => id === steps.present), ...half.slice(1)];
  }
}

/** The steps that are kept of a survey; null for none.
 * @param base What stands for all that is not said of a step, such as where surveys lie.
 */
export function findSteps(key: string, base: Params): Steps | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey(key)) ?? "null");
    if (!isKept(kept)) return null;
    const all = kept.all.map(({ set, ...rest }): Step => ({
      ...rest,
      // A newer build may have done away with a parameter.
      params: withSettings(base, set.filter(([path]) => valueAt(base, path) !== undefined)),
    }));
    return all.some(({ id }) => id === kept.present) ? { all, present: kept.present } : null;
  } catch {
    return null;
  }
}

function isKept(kept: unknown): kept is { present: number; all: readonly KeptStep[] } {
  const { present, all } = (kept ?? {}) as { present?: unknown; all?: unknown };
  return typeof present === "number" && Array.isArray(all) &&
    all.every((step: Partial<KeptStep> | null) =>
      typeof step?.id === "number" && typeof step.words === "string" &&
      Array.isArray(step.paths) && Array.isArray(step.set)
    );
}

function isWritten(key: string, text: string): boolean {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function storageKey(key: string): string {
  return `history ${key}`;
}
