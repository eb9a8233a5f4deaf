/** Medians, ratios and how they read. Runs in Deno only. */

/** Repeated times of one side, in milliseconds. */
export interface Times {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Sums up repeated times. */
export function timesOf(ms: readonly number[]): Times {
  const sorted = [...ms].sort((a, b) => a - b);
  return {
    median: medianOf(sorted),
    least: sorted[0],
    most: sorted[sorted.length - 1],
  };
}

/** The middle number, or the mean of the middle two. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The slope of log time over log n: 1 for linear growth. */
export function growthExponent(sizes: readonly number[], ms: readonly number[]): number {
  const x = sizes.map(Math.log), y = ms.map(Math.log);
  const meanX = x.reduce((a, b) => a + b) / x.length, meanY = y.reduce((a, b) => a + b) / y.length;
  let products = 0, squares = 0;
  x.forEach((value, i) => {
    products += (value - meanX) * (y[i] - meanY);
    squares += (value - meanX) ** 2;
  });
  return products / squares;
}

/** Largest relative difference of two lists of the same length; Infinity for other lengths. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((most, value, i) => {
    const scale = Math.max(Math.abs(value), Math.abs(b[i]));
    return scale === 0 ? most : Math.max(most, Math.abs(value - b[i]) / scale);
  }, 0);
}

/** `812 ms`, `3.42 s`. */
export function spellTime(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

/** A table in Markdown. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
