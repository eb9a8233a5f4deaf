/** Column names by glob. Runs in Deno and browsers. */

import { nearestName } from "./nearest.ts";

/** Makes a test for names. In a pattern `*` stands for any characters and `?` for one; all else is
 * literal, and case counts. A name that is a pattern to the letter matches itself.
 */
export function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const literal = new Set(patterns);
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern));
  return (name) => literal.has(name) || globs.some((glob) => matches(glob, name));
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

/** O(letters of the pattern x letters of the name): only the last `*` met may take more, since what an
 * earlier one would take then is taken by the last one as well. */
function matches(glob: string, name: string): boolean {
  let g = 0, n = 0;
  let star = -1, taken = 0;
  while (n < name.length) {
    if (glob[g] === "*") {
      star = g++;
      taken = n;
    } else if (g < glob.length && (glob[g] === "?" || glob[g] === name[n])) {
      g++;
      n++;
    } else if (star >= 0) {
      g = star + 1;
      n = ++taken;
    } else {
      return false;
    }
  }
  while (glob[g] === "*") g++;
  return g === glob.length;
}
