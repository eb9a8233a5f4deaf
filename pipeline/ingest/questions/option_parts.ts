/** Parts of joined cells, and which of them are one option. Runs in Deno and browsers. */

/** Of an atom's respondents so many may have it at an odd place: they typed it themselves. */
const MOST_ODD = 0.01;

/** Splits a cell at its separators; what stands in brackets stays together.
 * @returns The parts with the blanks around them, none of them blank.
 */
export function splitCell(text: string, separator: string): string[] {
  const atoms: string[] = [];
  let depth = 0;
  for (const atom of pieces(text, separator)) {
    if (depth > 0) atoms[atoms.length - 1] += separator + atom;
    else atoms.push(atom);
    depth = Math.max(0, depth + openBrackets(atom));
  }
  // Brackets that never close hold nothing together.
  const plain = depth > 0 ? pieces(text, separator) : atoms;
  return plain.filter((atom) => atom.trim() !== "");
}

/** Pieces of a cell. A comma that a blank follows belongs to an option where options are joined by the
 * comma alone. */
export function pieces(text: string, separator: string): string[] {
  return separator === "," ? text.split(/,(?! )/) : text.split(separator);
}

function openBrackets(text: string): number {
  let open = 0;
  for (const character of text) {
    if (character === "(" || character === "[") open++;
    else if (character === ")" || character === "]") open--;
  }
  return open;
}

/** How often parts stand beside each other, at the beginning and at the end of cells. */
class Neighbours {
  readonly times = new Map<string, number>();
  readonly begins = new Map<string, number>();
  readonly ends = new Map<string, number>();
  readonly followers = new Map<string, Map<string, number>>();

  /** Takes a cell that so many respondents have. */
  add(parts: readonly string[], count: number): void {
    if (parts.length === 0) return;
    increase(this.begins, parts[0], count);
    increase(this.ends, parts[parts.length - 1], count);
    for (const [i, part] of parts.entries()) {
      increase(this.times, part, count);
      if (i === 0) continue;
      const followers = this.followers.get(parts[i - 1]) ?? new Map<string, number>();
      this.followers.set(parts[i - 1], increase(followers, part, count));
    }
  }
}

function increase(into: Map<string, number>, key: string, count: number): Map<string, number> {
  return into.set(key, (into.get(key) ?? 0) + count);
}

/** Puts the parts of one option together, in every cell.
 * Two parts are one option where the first never ends a cell and the second never begins one, and
 * neither stands beside a part for which that does not hold; and where a cell holds a part twice, which
 * only an option can explain that begins or ends with it ("Bread, Bread, toasted").
 * @param cells The parts of each cell with the blanks around them, and how many respondents have it.
 * @returns The options of each cell, trimmed.
 */
export function rejoin(
  cells: readonly { readonly parts: readonly string[]; readonly count: number }[],
  separator: string,
): string[][] {
  const neighbours = new Neighbours();
  const split = cells.map(({ parts, count }) => {
    const trimmed = parts.map((part) => part.trim());
    neighbours.add(trimmed, count);
    return trimmed;
  });
  const none: ReadonlySet<string> = new Set();
  let pairs = closedPairs(neighbours, none);
  const proven = provenPairs(split, neighbours, pairs);
  if (proven.size > 0) pairs = closedPairs(neighbours, proven);
  return split.map((parts, cell) => {
    const joined: string[] = [];
    for (const i of parts.keys()) {
      if (isJoined(parts, i, pairs)) joined[joined.length - 1] += separator + cells[cell].parts[i];
      else joined.push(cells[cell].parts[i]);
    }
    return joined.map((option) => option.trim());
  });
}

/** What joins neighbouring parts. */
interface Pairs {
  /** Parts that begin options, and those that continue them. */
  readonly first: ReadonlySet<string>;
  readonly second: ReadonlySet<string>;
  /** Pairs that are one option whatever else stands beside them. */
  readonly proven: ReadonlySet<string>;
}

/** Whether a part belongs to the one before it. */
function isJoined(parts: readonly string[], i: number, { first, second, proven }: Pairs): boolean {
  if (i === 0) return false;
  return (first.has(parts[i - 1]) && second.has(parts[i])) ||
    proven.has(pairOf(parts[i - 1], parts[i]));
}

function pairOf(a: string, b: string): string {
  return `${a}\n${b}`;
}

/** Pairs that are one option since a cell holds one of their parts a second time, alone or so joined. */
function provenPairs(
  split: readonly (readonly string[])[],
  { begins, ends }: Neighbours,
  pairs: Pairs,
): Set<string> {
  const proven = new Set<string>();
  for (const parts of split) {
    if (new Set(parts).size === parts.length) continue;
    // Parts that are joined already explain why they are there twice.
    const alone = [...parts.keys()].filter((i) =>
      !isJoined(parts, i, pairs) && (i + 1 === parts.length || !isJoined(parts, i + 1, pairs))
    );
    for (const part of new Set(alone.map((i) => parts[i]))) {
      const places = alone.filter((i) => parts[i] === part);
      if (places.length < 2) continue;
      const tails = places.filter((i) => alone.includes(i + 1) && !begins.has(parts[i + 1]));
      const heads = places.filter((i) => alone.includes(i - 1) && !ends.has(parts[i - 1]));
      if (tails.length === 1) proven.add(pairOf(part, parts[tails[0] + 1]));
      else if (tails.length === 0 && heads.length === 1) {
        proven.add(pairOf(parts[heads[0] - 1], part));
      }
    }
  }
  return proven;
}

/** Finds the parts that begin options and those that continue them, beside the pairs that are proven. */
function closedPairs(
  { times, begins, ends, followers }: Neighbours,
  proven: ReadonlySet<string>,
): Pairs {
  const first = new Set(times.keys());
  const second = new Set(times.keys());
  for (let before = -1; before !== first.size + second.size;) {
    before = first.size + second.size;
    const oddFirst = new Map(ends);
    const oddSecond = new Map(begins);
    for (const [a, counts] of followers) {
      for (const [b, count] of counts) {
        if (proven.has(pairOf(a, b))) continue;
        if (!second.has(b)) increase(oddFirst, a, count);
        if (!first.has(a)) increase(oddSecond, b, count);
      }
    }
    for (const [part, odd] of oddFirst) if (odd > MOST_ODD * times.get(part)!) first.delete(part);
    for (const [part, odd] of oddSecond) if (odd > MOST_ODD * times.get(part)!) second.delete(part);
  }
  return { first, second, proven };
}
