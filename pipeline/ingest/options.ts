/** Learns the options of a multi-select question from cells that join them. Runs in Deno and browsers. */

import { formatNumber } from "../text.ts";

/** The options, and which cells hold them. */
export interface OptionsFound {
  readonly separator: string;
  /** In the question's order as far as it shows; respondents' own additions are together under
   * {@link OTHER} at the end. */
  readonly options: readonly string[];
  /** Per option and cell: 1 where the cell holds it. */
  readonly ticked: readonly Uint8Array[];
  /** The evidence, in words. */
  readonly reason: string;
}

/** A distinct cell and how many respondents have it; an empty text is no answer. */
interface Cell {
  readonly text: string;
  readonly count: number;
}

/** What stands for parts of a cell that are no option. */
export const OTHER = "(other)";
const LEAST_OPTIONS = 2;
const MOST_OPTIONS = 60;
/** An option is ticked by so many respondents at least, else it is something a respondent added. */
const LEAST_TIMES = 2;
const LEAST_MEAN_TIMES = 3;
const LEAST_EXPLAINED = 0.7;
const LEAST_JOINED = 0.05;
/** Tools join options in the question's order; lists that respondents type have none. */
const MOST_DISORDER = 0.02;
const LONGEST_OPTION = 200;
/** Open text has new parts in every cell: beyond this it cannot become a list of options. */
const MOST_PARTS = 4000;

/** Finds the options that explain a column's cells.
 * Cells are split at the separator, and parts are put together again that are one option: those
 * between an opening bracket and its closing one, and parts of which the first never ends a cell and
 * the second never begins one, nor does either stand beside a part for which that does not hold
 * ("Pear, sliced", also beside "Pear, whole" and "Plum, sliced"). What two respondents ticked is an
 * option. Each cell is then read anew, longest option first; what is left over is the respondent's own.
 *
 * The column counts as multi-select where 70 % of the respondents ticked options alone, an option was
 * ticked three times on average, and no cell holds an option twice; beyond that either all cells end
 * with the separator, or cells hold different numbers of options, always in the same order.
 * @returns null if it is none.
 */
export function findOptions(cells: readonly Cell[], separator: string): OptionsFound | null {
  const answered = cells.filter(({ text }) => text !== "");
  const total = answered.reduce((sum, { count }) => sum + count, 0);
  const isClosed = answered.length > 0 &&
    answered.every(({ text }) => text.endsWith(separator.trim()));
  const parts = new Map<string, number>();
  const split: string[][] = [];
  for (const { text, count } of answered) {
    const atoms = splitCell(text, separator);
    split.push(atoms);
    for (const atom of atoms) parts.set(atom.trim(), (parts.get(atom.trim()) ?? 0) + count);
    if (parts.size > MOST_PARTS) return null;
  }
  const known = knownOptions(rejoin(split, separator), answered);
  if (known.size < LEAST_OPTIONS || known.size > MOST_OPTIONS) return null;
  const mostParts = Math.max(...[...known].map((option) => pieces(option, separator).length));
  const read = answered.map(({ text }) => readCell(text, { known, mostParts, separator }));
  const evidence = judge(read, { answered, total, isClosed });
  if (evidence === null) return null;
  return {
    separator,
    ...tabulate(cells, read),
    reason: evidence,
  };
}

function splitCell(text: string, separator: string): string[] {
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
function pieces(text: string, separator: string): string[] {
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

/** Puts the parts of one option together, in every cell.
 * @param cells The parts of each cell with the blanks around them.
 */
function rejoin(cells: readonly (readonly string[])[], separator: string): string[][] {
  const split = cells.map((atoms) => atoms.map((atom) => atom.trim()));
  const first = new Set<string>(), second = new Set<string>();
  const pairs = new Map<string, Set<string>>();
  const endings = new Set<string>(), beginnings = new Set<string>();
  for (const atoms of split) {
    if (atoms.length === 0) continue;
    beginnings.add(atoms[0]);
    endings.add(atoms[atoms.length - 1]);
    for (let i = 1; i < atoms.length; i++) {
      first.add(atoms[i - 1]);
      second.add(atoms[i]);
      const followers = pairs.get(atoms[i - 1]) ?? new Set();
      pairs.set(atoms[i - 1], followers.add(atoms[i]));
    }
  }
  for (const atom of endings) first.delete(atom);
  for (const atom of beginnings) second.delete(atom);
  for (let before = -1; before !== first.size + second.size;) {
    before = first.size + second.size;
    for (const [a, followers] of pairs) {
      for (const b of followers) {
        if (!second.has(b)) first.delete(a);
        if (!first.has(a)) second.delete(b);
      }
    }
  }
  return split.map((atoms, cell) => {
    const joined: string[] = [];
    for (const [i, atom] of atoms.entries()) {
      const written = cells[cell][i];
      if (i > 0 && first.has(atoms[i - 1]) && second.has(atom)) {
        joined[joined.length - 1] += separator + written;
      } else joined.push(written);
    }
    return joined.map((option) => option.trim());
  });
}

/** The parts that enough respondents ticked. */
function knownOptions(
  split: readonly (readonly string[])[],
  answered: readonly Cell[],
): Set<string> {
  const times = new Map<string, number>();
  for (const [i, parts] of split.entries()) {
    for (const part of new Set(parts)) {
      times.set(part, (times.get(part) ?? 0) + answered[i].count);
    }
  }
  const known = [...times].filter(([part, count]) =>
    count >= LEAST_TIMES && part.length <= LONGEST_OPTION
  );
  return new Set(known.map(([part]) => part));
}

interface CellRead {
  /** In the cell's order. */
  readonly options: readonly string[];
  readonly hasOther: boolean;
}

/** Reads a cell from left to right: at each part the longest option that begins there; a part at which
 * none does is the respondent's own. */
function readCell(
  text: string,
  { known, mostParts, separator }: {
    known: ReadonlySet<string>;
    mostParts: number;
    separator: string;
  },
): CellRead {
  const parts = pieces(text, separator);
  const options: string[] = [];
  let hasOther = false;
  for (let from = 0; from < parts.length;) {
    let end = Math.min(parts.length, from + mostParts);
    let candidate = parts.slice(from, end).join(separator).trim();
    while (end > from && !known.has(candidate)) {
      candidate = parts.slice(from, --end).join(separator).trim();
    }
    if (end > from) options.push(candidate);
    else if (parts[from].trim() !== "") hasOther = true;
    from = Math.max(end, from + 1);
  }
  return { options, hasOther };
}

/** The evidence that cells are ticked options, null if there is not enough. */
function judge(
  read: readonly CellRead[],
  { answered, total, isClosed }: { answered: readonly Cell[]; total: number; isClosed: boolean },
): string | null {
  const lengths = new Set<number>();
  const known = new Set<string>();
  let explained = 0, joined = 0, ticks = 0;
  for (const [i, { options, hasOther }] of read.entries()) {
    const { count } = answered[i];
    if (new Set(options).size < options.length) return null;
    if (!hasOther) explained += count;
    if (options.length > 1) joined += count;
    lengths.add(options.length);
    ticks += count * options.length;
    for (const option of options) known.add(option);
  }
  if (known.size < LEAST_OPTIONS || explained < LEAST_EXPLAINED * total) return null;
  if (ticks < LEAST_MEAN_TIMES * known.size) return null;
  if (!isClosed && (lengths.size < 2 || joined < LEAST_JOINED * total)) return null;
  if (!isClosed && disorder(read) > MOST_DISORDER) return null;
  return `${formatNumber(joined)} of ${formatNumber(total)} respondents ticked several`;
}

/** Pairs of options that stand in the rarer of their two orders, as a share of all pairs. */
function disorder(read: readonly CellRead[]): number {
  const orders = new Map<string, number>();
  let pairs = 0;
  for (const { options } of read) {
    for (let i = 0; i < options.length; i++) {
      for (let j = i + 1; j < options.length; j++) {
        const pair = `${options[i]}\n${options[j]}`;
        orders.set(pair, (orders.get(pair) ?? 0) + 1);
        pairs++;
      }
    }
  }
  let turned = 0;
  for (const [pair, count] of orders) {
    const [a, b] = pair.split("\n");
    turned += Math.min(count, orders.get(`${b}\n${a}`) ?? 0) / 2;
  }
  return turned / pairs;
}

function tabulate(
  cells: readonly Cell[],
  read: readonly CellRead[],
): Pick<OptionsFound, "options" | "ticked"> {
  const ticked = new Map<string, Uint8Array>();
  const other = new Uint8Array(cells.length);
  let next = 0;
  for (const [level, { text }] of cells.entries()) {
    if (text === "") continue;
    const { options, hasOther } = read[next++];
    if (hasOther) other[level] = 1;
    for (const option of options) {
      if (!ticked.has(option)) ticked.set(option, new Uint8Array(cells.length));
      ticked.get(option)![level] = 1;
    }
  }
  const options = inOrder([...ticked.keys()].sort(), read);
  const hasOther = other.includes(1);
  return {
    options: [...options, ...(hasOther ? [OTHER] : [])],
    ticked: [...options.map((option) => ticked.get(option)!), ...(hasOther ? [other] : [])],
  };
}

/** The options in the order of the question, as far as cells tell: of two options the one comes first
 * that stands first in more cells; what stays open is settled by the text.
 * @param sorted The options by their text.
 */
function inOrder(sorted: readonly string[], read: readonly CellRead[]): string[] {
  const place = new Map(sorted.map((option, o) => [option, o]));
  const n = sorted.length;
  const balance = new Int32Array(n * n);
  for (const { options } of read) {
    for (let i = 0; i < options.length; i++) {
      for (let j = i + 1; j < options.length; j++) {
        const a = place.get(options[i])!, b = place.get(options[j])!;
        balance[a * n + b]++;
        balance[b * n + a]--;
      }
    }
  }
  const left = new Set(sorted.keys());
  const ordered: string[] = [];
  while (left.size > 0) {
    const [first] = [...left].filter((a) => [...left].every((b) => balance[a * n + b] >= 0));
    const next = first ?? [...left][0];
    left.delete(next);
    ordered.push(sorted[next]);
  }
  return ordered;
}
