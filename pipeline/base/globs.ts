/** Column names by glob. Runs in Deno and browsers. */

import { nearestName } from "./nearest.ts";

/** Makes a test for names. In a pattern `*` stands for any characters and `?` for one; all else is
 * literal, and case counts. A name that is a pattern to the letter matches itself.
 */
export function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const literal = new Set(patterns);
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern)).map(toRegExp);
  return (name) => literal.has(name) || globs.some((glob) => glob.test(name));
}

/** Says which patterns match no column, for a warning; empty if all match.
 * @param path The parameter that holds the patterns.
 */
export function describeUnmatched(
  patterns: readonly string[],
  names: readonly string[],
  path: string,
): string[] {
  return patterns.filter((pattern) => !names.some(nameMatcher([pattern]))).map((pattern) => {
    const near = nearestName(pattern, names);
    const hint = near === null ? "" : ` Did you mean ${JSON.stringify(near)}?`;
    return `${path} names ${JSON.stringify(pattern)}, which matches no column.${hint}`;
  });
}

function toRegExp(glob: string): RegExp {
  const source = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s");
}
