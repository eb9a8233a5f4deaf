/** Many tests at once: p adjusted by Benjamini and Hochberg. Runs in Deno and browsers. */

/** Adjusts p so that among all differences called at a level the expected share of false ones is at most that
 * level. O(n log n).
 * @param ps 0..1 each. @returns In the same order.
 * @see Benjamini and Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical
 * Society B, 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 */
export function adjustFalseDiscovery(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[a] - ps[b]);
  const adjusted = new Array<number>(ps.length);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const at = order[rank - 1];
    least = Math.min(least, ps[at] * ps.length / rank);
    adjusted[at] = least;
  }
  return adjusted;
}

/** {@link adjustFalseDiscovery} of the p that there are; null stays where there is none. */
export function adjustKnown(ps: readonly (number | null)[]): (number | null)[] {
  const adjusted = adjustFalseDiscovery(ps.filter((p) => p !== null));
  let next = 0;
  return ps.map((p) => p === null ? null : adjusted[next++]);
}
