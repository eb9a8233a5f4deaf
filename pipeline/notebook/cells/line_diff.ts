/** How one text became another, line by line. Runs in Deno and browsers. */

/** A line of either text, or of both. */
export interface DiffLine {
  /** `-` only in the former text, `+` only in the latter, a blank in both. */
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/** Comparisons that a diff may take; texts that need more count as rewritten where they differ. */
const MOST_COMPARISONS = 1_000_000;

/** Finds the fewest lines that went and came, O(n m) of the lines between the first and the last that
 * differ. Where a line goes and another comes, the one that goes stands first.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split("\n"), b = after.split("\n");
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (text: string): DiffLine => ({ sign: " ", text });
  return [
    ...a.slice(0, start).map(same),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

function diffMiddle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const width = b.length + 1;
  const isTooLong = a.length * b.length > MOST_COMPARISONS;
  // Lines that both texts share from line i of the one and line j of the other on, at most.
  const shared = new Uint32Array(isTooLong ? 0 : (a.length + 1) * width);
  if (!isTooLong) {
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        shared[i * width + j] = a[i] === b[j]
          ? shared[(i + 1) * width + j + 1] + 1
          : Math.max(shared[(i + 1) * width + j], shared[i * width + j + 1]);
      }
    }
  }
  const lines: DiffLine[] = [];
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j] && !isTooLong) {
      lines.push({ sign: " ", text: a[i++] });
      j++;
    } else if (
      j === b.length ||
      i < a.length && (isTooLong || shared[(i + 1) * width + j] >= shared[i * width + j + 1])
    ) lines.push({ sign: "-", text: a[i++] });
    else lines.push({ sign: "+", text: b[j++] });
  }
  return lines;
}
