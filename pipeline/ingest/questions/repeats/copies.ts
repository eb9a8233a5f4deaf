/** Finds columns that repeat another: the same answers, their opposites, or nearly so. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import type { Column } from "../../../survey/column.ts";
import type { DerivedColumn } from "../../../survey/survey.ts";
import { Neighbourhood } from "./near_columns.ts";

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Respondents whose answers are hashed; what agrees on them is held against everybody. */
const MOST_HASHED = 4096;
/** Respondents outside the most frequent answer; fewer agree by chance. */
const FEWEST_APART = 5;
/** Fewer respondents answer two questions alike by the way a list was made. */
const FEWEST_TO_RENAME = 30;
const STEPS = 1e6;
const MOST_STEPS = 0x7ffffffe;
/** Bits by which agreement must outweigh the number of pairs that could agree. */
const SURE_BITS = 7;
/** For the same answers turned round: files hold fewer of them than copies, and respondents who answer two
 * reversed questions alike are no copy. */
const SURE_BITS_TURNED = 17;
const SAMPLE = 256;
const FEWEST_TOGETHER = 10;
const FEWEST_VALUES = 10;
const LEAST_CORRELATION = 0.999;
const LEAST_RANK_CORRELATION = 0.99;
const LEAST_SHARED = 0.9;

/** How much the answers of a column tell. */
interface Telling {
  /** Bits of all answers: how unlikely it is that another column has the same. */
  readonly bits: number;
  /** Bits of who answered alike, whatever they answered: none where everybody's answer is another. */
  readonly groupBits: number;
  /** Bits of who gave which answer where it is settled how many gave each: minus the logarithm of the chance
   * that independent answers agree. Below `bits`, by much where respondents are few. */
  readonly exactBits: number;
  readonly answered: number;
}

/** Measures a column; null where all but a few gave the same answer. */
function measureTelling({ codes, values, missing }: Column): Telling | null {
  const counts = new Float64Array(values.length);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  const sizes = new Map<number, number>();
  let answered = 0;
  for (let level = 0; level < values.length; level++) {
    if (missing[level] !== 0 || counts[level] === 0) continue;
    sizes.set(values[level], (sizes.get(values[level]) ?? 0) + counts[level]);
    answered += counts[level];
  }
  let bits = 0, most = 0, names = 0, k = 0, exactBits = logFactorial(answered);
  for (const count of sizes.values()) {
    bits -= count * Math.log2(count / answered);
    exactBits -= logFactorial(count);
    most = Math.max(most, count);
    names += Math.log2(++k);
  }
  const isVaried = sizes.size > 1 && answered - most >= FEWEST_APART;
  return isVaried ? { bits, groupBits: bits - names, exactBits, answered } : null;
}

/** log2(n!), by Stirling's series above small n; right to 1e-6 bits. */
function logFactorial(n: number): number {
  if (n < 16) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log2(product);
  }
  return ((n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n)) / Math.LN2;
}

/** Whether a column tells so much that agreement of it with others is no chance.
 * @param tried How many columns there are, and how many of them are held against each other.
 */
export function isTelling(column: Column, tried: { columns: number; together: number }): boolean {
  const told = measureTelling(column);
  return told !== null && told.bits >= bitsNeeded(tried);
}

function bitsNeeded({ columns, together }: { columns: number; together: number }): number {
  return together * Math.log2(columns) + SURE_BITS;
}

/** Finds, for each column, an earlier one with the same answers (also in other words, or turned round),
 * by a hash of who answered alike and an exact look; then measures that correlate above
 * 0.999, on a sample first.
 * @param columns Those that may become features.
 */
export async function findCopies(
  columns: readonly Column[],
  context: StageContext,
): Promise<DerivedColumn[]> {
  const needed = bitsNeeded({ columns: columns.length, together: 2 });
  const neededTurned = needed - SURE_BITS + SURE_BITS_TURNED;
  const found: DerivedColumn[] = [];
  const byHash = new Map<string, Column[]>();
  for (const column of columns) {
    await context.checkpoint(0, 1, "copies");
    const key = hashGroups(column);
    const alike = byHash.get(key) ?? [];
    byHash.set(key, alike);
    const told = alike.length === 0 ? null : measureTelling(column);
    if (told === null || told.bits < needed) {
      alike.push(column);
      continue;
    }
    let isCopy = false;
    const mayBeRenamed = told.groupBits >= needed && told.answered >= FEWEST_TO_RENAME;
    for (const first of alike) {
      const how = areGroupedAlike(first, column) ? howAlike(first, column) : null;
      if (how === null || (how === "renamed" && !mayBeRenamed)) continue;
      if (how === "opposite" && told.exactBits < neededTurned) continue;
      found.push({ column: column.name, of: [first.name], how });
      isCopy = true;
      break;
    }
    if (!isCopy) alike.push(column);
  }
  const known = new Set(found.map(({ column }) => column));
  const measures = columns.filter((column) => isMeasure(column) && !known.has(column.name));
  const samples = measures.map(sampleOf);
  const near = new Neighbourhood(measures.length);
  for (let b = 1; b < measures.length; b++) {
    for (let a = near.of(b).from; a < b; a++) {
      if (known.has(measures[a].name) || !correlate(samples[a], samples[b])) continue;
      if (!areNearlyOne(measures[a], measures[b])) continue;
      known.add(measures[b].name);
      found.push({ column: measures[b].name, of: [measures[a].name], how: "correlate" });
      break;
    }
    await context.checkpoint(0, 1, "copies");
  }
  return found;
}

/** Per level a number for its answer: equal for levels of one value, 0 where missing. */
function groupsOf({ values, missing }: Column): { groups: Int32Array; count: number } {
  const ids = new Map<number, number>();
  const groups = new Int32Array(values.length);
  for (let level = 0; level < values.length; level++) {
    if (missing[level] !== 0) continue;
    const value = values[level];
    let id = ids.get(value);
    if (id === undefined) ids.set(value, id = ids.size + 1);
    groups[level] = id;
  }
  return { groups, count: ids.size };
}

/** Per level a number for how far its answer is from the first respondent's: equal for copies and for
 * opposites, and telling where everybody's answer is another. */
function stepsOf({ codes, values, missing }: Column): Int32Array {
  const from = values[codes[codes.findIndex((level) => missing[level] === 0)]];
  return Int32Array.from(
    values,
    (value, level) =>
      missing[level] !== 0 ? 0 : 1 + (Math.round(Math.abs(value - from) * STEPS) % MOST_STEPS),
  );
}

/** A hash of which of a few respondents answered alike, whatever they answered; where nearly everybody's
 * answer is another, of how far apart they are. */
function hashGroups(column: Column): string {
  const { codes } = column;
  const { groups, count } = groupsOf(column);
  const isSteps = 2 * count > codes.length;
  const steps = isSteps ? stepsOf(column) : groups;
  const order = new Int32Array(isSteps ? 0 : count + 1).fill(-1);
  order[0] = 0;
  let next = 1, hash = FNV_START;
  const step = Math.max(1, Math.floor(codes.length / MOST_HASHED));
  for (let i = 0; i < codes.length; i += step) {
    const group = steps[codes[i]];
    if (!isSteps && order[group] === -1) order[group] = next++;
    hash = Math.imul(hash ^ (isSteps ? group : order[group]), FNV_PRIME);
  }
  return `${isSteps ? "steps" : count} ${hash}`;
}

function areGroupedAlike(first: Column, second: Column): boolean {
  const a = groupsOf(first), b = groupsOf(second);
  if (a.count !== b.count) return false;
  const partner = new Int32Array(a.count + 1).fill(-1);
  const partnerBack = new Int32Array(b.count + 1).fill(-1);
  partner[0] = partnerBack[0] = 0;
  for (let i = 0; i < first.codes.length; i++) {
    const one = a.groups[first.codes[i]], other = b.groups[second.codes[i]];
    if (partner[one] === -1 && partnerBack[other] === -1) {
      partner[one] = other;
      partnerBack[other] = one;
    } else if (partner[one] !== other) return false;
  }
  return true;
}

/** Whether two columns that group respondents alike also say the same. */
function howAlike(first: Column, second: Column): DerivedColumn["how"] {
  const pairs = new Map<number, number>();
  for (let i = 0; i < first.codes.length; i++) {
    const level = first.codes[i];
    if (first.missing[level] === 0) pairs.set(level, second.codes[i]);
  }
  const levels = [...pairs];
  if (first.categories !== null && second.categories !== null) {
    const isSame = levels.every(([a, b]) => first.texts[a].trim() === second.texts[b].trim());
    if (isSame) return "copy";
    const isTurned = first.kind !== "nominal" && second.kind !== "nominal" &&
      first.categories.length === second.categories.length &&
      levels.every(([a, b]) => first.values[a] + second.values[b] === first.categories!.length - 1);
    return isTurned ? "opposite" : "renamed";
  }
  if (first.categories !== null || second.categories !== null) return "renamed";
  if (levels.every(([a, b]) => first.values[a] === second.values[b])) return "copy";
  const [sum] = levels.map(([a, b]) => first.values[a] + second.values[b]);
  const isTurned = levels.every(([a, b]) =>
    Math.abs(first.values[a] + second.values[b] - sum) <= 1e-9 * Math.abs(sum)
  );
  return isTurned ? "opposite" : "renamed";
}

function isMeasure({ kind, categories, values, missing }: Column): boolean {
  if (categories !== null || (kind !== "numeric" && kind !== "ordinal")) return false;
  return hasValues({ values, missing }, FEWEST_VALUES);
}

/** Whether answers have so many different values, looking no further than to these. */
export function hasValues(
  { values, missing }: Pick<Column, "values" | "missing">,
  fewest: number,
): boolean {
  const seen = new Set<number>();
  for (let level = 0; level < values.length && seen.size < fewest; level++) {
    if (missing[level] === 0) seen.add(values[level]);
  }
  return seen.size >= fewest;
}

/** Values of evenly spread respondents; NaN where missing. */
function sampleOf({ codes, values, missing }: Column): Float64Array {
  const length = Math.min(SAMPLE, codes.length);
  return Float64Array.from({ length }, (_, k) => {
    const level = codes[Math.floor(k * codes.length / length)];
    return missing[level] === 0 ? values[level] : NaN;
  });
}

/** Whether two lists of values correlate above 0.999 where both have one, in either direction. */
export function correlate(a: Float64Array, b: Float64Array, least = LEAST_CORRELATION): boolean {
  let n = 0, sumA = 0, sumB = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== a[i] || b[i] !== b[i]) continue;
    n++;
    sumA += a[i];
    sumB += b[i];
  }
  if (n < FEWEST_TOGETHER) return false;
  const meanA = sumA / n, meanB = sumB / n;
  let aa = 0, bb = 0, ab = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] - meanA, y = b[i] - meanB;
    if (x !== x || y !== y) continue;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa > 0 && bb > 0 && Math.abs(ab) > least * Math.sqrt(aa * bb);
}

/** Whether two measures are nearly one for all respondents, and not by a few large values alone. */
function areNearlyOne(first: Column, second: Column): boolean {
  const a = valuesOf(first), b = valuesOf(second);
  let either = 0, both = 0;
  for (let i = 0; i < a.length; i++) {
    const hasA = a[i] === a[i], hasB = b[i] === b[i];
    if (hasA || hasB) either++;
    if (hasA && hasB) both++;
  }
  return both >= LEAST_SHARED * either && correlate(a, b) &&
    areRankedAlike(sampleOf(first), sampleOf(second));
}

/** Whether the ranks of two samples correlate, which no outlier brings about. */
export function areRankedAlike(a: Float64Array, b: Float64Array): boolean {
  const both = [...a.keys()].filter((i) => a[i] === a[i] && b[i] === b[i]);
  return correlate(
    ranksOf(both.map((i) => a[i])),
    ranksOf(both.map((i) => b[i])),
    LEAST_RANK_CORRELATION,
  );
}

/** Mean ranks. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

function valuesOf({ codes, values, missing }: Column): Float64Array {
  return Float64Array.from(codes, (level) => missing[level] === 0 ? values[level] : NaN);
}
