/** The nearest known name to a misspelt one. Runs in Deno and browsers. */

/** Finds the name with the fewest edits (insert, delete, replace, swap of neighbours), case aside.
 * @returns The first of the nearest names, or null if none is within a third of its length.
 */
export function nearestName(given: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const name of known) {
    const edits = editDistance(given.toLowerCase(), name.toLowerCase());
    const bearable = Math.max(1, Math.ceil(Math.max(given.length, name.length) / 3));
    if (edits <= bearable && edits < least) {
      least = edits;
      best = name;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, replace);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], twoBack[j - 2] + 1);
    }
    twoBack = above;
    above = row;
  }
  return above[b.length];
}
