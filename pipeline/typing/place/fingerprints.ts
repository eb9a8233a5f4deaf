/** Fingerprints of a respondent's answers, which tell none of them. Runs in Deno and browsers. */

import { hashValue } from "../../base/hash.ts";

const DIGITS = 16;

/** The answers of a respondent as one text; equal for equal answers alone. */
export function answersText(answers: readonly Float64Array[], i: number): string {
  return answers.map((values) => Number.isNaN(values[i]) ? "" : String(values[i])).join(" ");
}

/** The fingerprint of such a text, of its own in each run. */
export function fingerprintOf(text: string, runId: string): string {
  return hashValue([runId, text]).slice(0, DIGITS);
}
