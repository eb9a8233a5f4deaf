/** Agreement of two partitions. Runs in Deno. */

/** Adjusted Rand index: 1 for equal partitions, about 0 for unrelated ones.
 * @see Hubert and Arabie, Comparing partitions, 1985, doi:10.1007/BF01908075.
 */
export function adjustedRandIndex(a: readonly number[], b: readonly number[]): number {
  const pairs = (count: number): number => count * (count - 1) / 2;
  const tally = (keys: readonly string[]): number => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
  };
  const both = tally(a.map((label, i) => `${label} ${b[i]}`));
  const inA = tally(a.map(String));
  const inB = tally(b.map(String));
  const expected = inA * inB / pairs(a.length);
  return (both - expected) / ((inA + inB) / 2 - expected);
}
