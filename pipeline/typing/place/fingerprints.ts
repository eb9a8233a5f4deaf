/** Fingerprints of a respondent's answers, which tell none of them. Runs in Deno and browsers. */

import { hashValue } from "../../base/hash.ts";
import type { Model } from "../model.ts";

const DIGITS = 16;

/** The answers of a respondent as one text; equal for equal answers alone. */
export function answersText(answers: readonly Float64Array[], i: number): string {
  return answers.map((values) => Number.isNaN(values[i]) ? "" : String(values[i])).join(" ");
}

/** The fingerprint of such a text, of its own in each run. */
export function fingerprintOf(text: string, runId: string): string {
  return hashValue([runId, text]).slice(0, DIGITS);
}

/** The segment (from 0) that a model knows a respondent of the run by; undefined where it knows none. */
export function knownSegments(
  { run_id: runId, placing: { exact } }: Model,
  answers: readonly Float64Array[],
): (i: number) => number | undefined {
  const known = new Map(Object.entries(exact.fingerprints));
  if (known.size === 0) return () => undefined;
  return (i) => known.get(fingerprintOf(answersText(answers, i), runId));
}
