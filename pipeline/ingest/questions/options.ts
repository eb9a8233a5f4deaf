/** Learns the options of a multi-select question from cells that join them. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import { pieces, rejoin, splitCell } from "./option_parts.ts";

/** The options, and which cells hold them. */
export interface OptionsFound {
  readonly separator: string;
  /** In the question's order as far as it shows; respondents' own additions are together under
   * {@link OTHER} at the end. */
  readonly options: readonly string[];
  /** Per option and cell: 1 where the cell holds it. */
  readonly ticked: readonly Uint8Array[];
  /** Per option and cell its place in the cell from 1, where all cells hold all options in orders of
   * their own and so rank them; else null. */
  readonly ranks: readonly Uint8Array[] | null;
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
const FEWEST_RANKED = 3;
const FEWEST_LENGTHS = 2;
const MOST_OPTIONS = 60;
/** An option is ticked by so many respondents at least, else it is something a respondent added. */
const LEAST_TIMES = 2;
const LEAST_MEAN_TIMES = 3;
const LEAST_EXPLAINED = 0.5;
const LEAST_TICKS = 0.7;
const LEAST_JOINED = 0.05;
/** Tools join options in the question's order; lists that respondents type have none. */
const MOST_DISORDER = 0.02;
const LONGEST_OPTION = 200;
/** Open text has new parts in every cell: beyond this it cannot become a list of options. */
const MOST_PARTS = 4000;

/** Finds the options that explain a column's cells.
 * Cells are split at the separator, and the parts of one option are put together again (see
 * {@link rejoin}). What two respondents ticked is an option. Each cell is then read anew, longest option
 * first; what is left over is the respondent's own.
 *
 * The column counts as multi-select where half of the respondents ticked options alone and 70 % of the
 * parts are options, an option was ticked three times on average, and hardly a cell holds an option
 * twice; beyond that either all cells end with the separator, or cells hold different numbers of
 * options, always in the same order.
 * @param fewestLengths How many different numbers of options cells must hold.
 * @returns null if it is none.
 */
export function findOptions(
  cells: readonly Cell[],
  separator: string,
  fewestLengths = FEWEST_LENGTHS,
): OptionsFound | null {
  const answered = cells.filter(({ text }) => text !== "");
  const total = answered.reduce((sum, { count }) => sum + count, 0);
  // A line break at the end of a cell is gone already.
  const isClosed = answered.length > 0 && separator.trim() !== "" &&
    answered.every(({ text }) => text.endsWith(separator.trim()));
  const parts = new Map<string, number>();
  const split: { parts: string[]; count: number }[] = [];
  for (const { text, count } of answered) {
    const atoms = splitCell(text, separator);
    split.push({ parts: atoms, count });
    for (const atom of atoms) parts.set(atom.trim(), (parts.get(atom.trim()) ?? 0) + count);
    if (parts.size > MOST_PARTS) return null;
  }
  const known = simpleOptions(knownOptions(rejoin(split, separator), answered), separator);
  if (known.size < LEAST_OPTIONS || known.size > MOST_OPTIONS) return null;
  const mostParts = [...known].reduce(
    (most, option) => Math.max(most, pieces(option, separator).length),
    0,
  );
  const read = answered.map(({ text }) => readCell(text, { known, mostParts, separator }));
  const evidence = judge(read, { answered, total, isClosed, fewestLengths });
  if (evidence === null) return null;
  return {
    separator,
    ...tabulate(cells, read),
    reason: evidence,
  };
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

/** The options that are not others joined. */
function simpleOptions(known: ReadonlySet<string>, separator: string): Set<string> {
  return new Set([...known].filter((option) => {
    const others = new Set(known);
    others.delete(option);
    const { hasOther } = readCell(option, { known: others, mostParts: MOST_PARTS, separator });
    return hasOther;
  }));
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
  { answered, total, isClosed, fewestLengths }: {
    answered: readonly Cell[];
    total: number;
    isClosed: boolean;
    fewestLengths: number;
  },
): string | null {
  const lengths = new Set<number>();
  const known = new Set<string>();
  let explained = 0, joined = 0, doubled = 0, ticks = 0, others = 0;
  for (const [i, { options, hasOther }] of read.entries()) {
    const { count } = answered[i];
    if (new Set(options).size < options.length) doubled += count;
    if (!hasOther) explained += count;
    if (options.length > 1) joined += count;
    lengths.add(options.length);
    ticks += count * options.length;
    if (hasOther) others += count;
    for (const option of options) known.add(option);
  }
  if (known.size < LEAST_OPTIONS || doubled > MOST_DISORDER * total) return null;
  if (explained < LEAST_EXPLAINED * total || ticks < LEAST_TICKS * (ticks + others)) return null;
  if (ticks < LEAST_MEAN_TIMES * known.size) return null;
  if (!isClosed && (lengths.size < fewestLengths || joined < LEAST_JOINED * total)) return null;
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
): Pick<OptionsFound, "options" | "ticked" | "ranks"> {
  const ticked = new Map<string, Uint8Array>();
  const other = new Uint8Array(cells.length);
  let next = 0;
  for (const [level, { text }] of cells.entries()) {
    if (text === "") continue;
    const { options, hasOther } = read[next++];
    if (hasOther) other[level] = 1;
    for (const option of options) {
      const cellsOf = ticked.get(option) ?? new Uint8Array(cells.length);
      cellsOf[level] = 1;
      ticked.set(option, cellsOf);
    }
  }
  const hasOther = other.includes(1);
  const ranks = hasOther ? null : rankOptions([...ticked.keys()].sort(), { cells, read });
  if (ranks !== null) return { options: [...ranks.keys()], ticked: [], ranks: [...ranks.values()] };
  const options = inOrder([...ticked.keys()].sort(), read);
  return {
    options: [...options, ...(hasOther ? [OTHER] : [])],
    ticked: [...options.map((option) => ticked.get(option)!), ...(hasOther ? [other] : [])],
    ranks: null,
  };
}

/** Null where some cell lacks an option; options in one and the same order are taken for one option. */
function rankOptions(
  options: readonly string[],
  { cells, read }: { cells: readonly Cell[]; read: readonly CellRead[] },
): Map<string, Uint8Array> | null {
  const areRanked = options.length >= FEWEST_RANKED &&
    read.every((cell) =>
      cell.options.length === options.length && new Set(cell.options).size === options.length
    );
  if (!areRanked) return null;
  const ranks = new Map(options.map((option) => [option, new Uint8Array(cells.length)]));
  let next = 0;
  for (const [level, { text }] of cells.entries()) {
    if (text === "") continue;
    read[next++].options.forEach((option, place) => ranks.get(option)![level] = place + 1);
  }
  return ranks;
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

/** A code of an option, as forms have them. */
const OPTION_CODE = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u;
/** Share of the codes that some respondent gave alone. */
const LEAST_ALONE = 0.3;
const LEAST_SEVERAL = 0.1;
const FEWEST_TIMES = 3;

/** Finds options that cells join by blanks, in whichever order, as tools of the ODK family write the codes of
 * a multi-select question: codes come again, several often stand together, none twice in a cell, a part
 * of them stands alone too, and no two are only met together, as the words of one label are.
 * @returns null if they are none.
 */
export function findCodes(cells: readonly Cell[]): OptionsFound | null {
  const at = new Map<string, Uint8Array>();
  const times = new Map<string, number>();
  const alone = new Set<string>();
  let total = 0, several = 0;
  for (const [i, { text, count }] of cells.entries()) {
    if (text === "") continue;
    const codes = text.split(" ");
    if (new Set(codes).size < codes.length) return null;
    for (const code of codes) {
      if (!at.has(code)) {
        if (!OPTION_CODE.test(code) || at.size === MOST_OPTIONS) return null;
        at.set(code, new Uint8Array(cells.length));
      }
      at.get(code)![i] = 1;
      times.set(code, (times.get(code) ?? 0) + count);
    }
    total += count;
    if (codes.length > 1) several += count;
    else alone.add(codes[0]);
  }
  const options = [...at.keys()].sort();
  const rare = options.filter((code) => times.get(code)! < FEWEST_TIMES).length;
  const isCode = options.length > LEAST_OPTIONS && several >= LEAST_SEVERAL * total &&
    alone.size >= LEAST_ALONE * options.length && 2 * rare < options.length;
  const ticked = options.map((code) => at.get(code)!);
  if (!isCode || new Set(ticked.map((own) => own.join(""))).size < ticked.length) return null;
  return {
    separator: " ",
    options,
    ticked,
    ranks: null,
    reason: `codes in any order, several of them in ${formatNumber(several)} of ` +
      `${formatNumber(total)} answers`,
  };
}
