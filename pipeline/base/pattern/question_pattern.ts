/** The regular expression that tells which columns belong to one question. Runs in Deno and browsers. */

import { PatternError } from "./parse.ts";
import { type Pattern, readPattern } from "./pattern.ts";

const RULE = "a regular expression with one group that captures the question";

/** Says what is wrong with a pattern, to be read after "expected"; null where all is well. */
export function questionPatternProblem(source: string): string | null {
  try {
    return readPattern(source).groups > 0 ? null : RULE;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return error.rule === "a regular expression" ? RULE : error.rule;
  }
}

/** Reads a pattern that has no problem.
 * @throws {PatternError} If it has one.
 */
export function readQuestionPattern(source: string): Pattern {
  if (source !== last?.source) last = { source, pattern: readPattern(source) };
  return last.pattern;
}

/** A run asks of every column by the same pattern. */
let last: { readonly source: string; readonly pattern: Pattern } | null = null;
