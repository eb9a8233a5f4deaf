/** Finds blanks that stand where a question was not asked. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { quoteValue } from "../../base/errors.ts";
import { formatNumber, formatShare } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import type { IngestReport } from "../../survey/survey.ts";

/** Columns whose blanks were taken as not asked, and why. */
export interface NotAsked {
  readonly columns: readonly Column[];
  /** One entry for columns of the same evidence. */
  readonly evidence: IngestReport["notAsked"];
}

/** Whose blanks were not asked, and what shows it. */
interface Unasked {
  readonly mask: Uint8Array;
  readonly reason: string;
  /** Name of the column whose answers led past; null for a block. */
  readonly gate: string | null;
}

const BLANK = missingCode("blank");
const NOT_ASKED = missingCode("not_asked");
/** Of all respondents: fewer blanks are people who skipped. */
const LEAST_SHARE = 0.02;
/** Columns that are blank together before nobody's choice can explain it. */
const LEAST_BLOCK = 3;
/** Of those who were asked: more blanks and the pattern is no rule of the questionnaire. */
const MOST_SKIPPED = 0.25;
/** Of those who gave the answer that leads past a question: fewer blanks and it does not. */
const LEAST_BLANK = 0.98;
const FEWEST_RESPONDENTS = 10;
/** Of those who left a block blank: fewer who go on behind it look like people who broke off. */
const LEAST_RESUMED = 0.9;
/** Of all respondents: so many do not break off at one place. */
const LARGE_SHARE = 0.4;
/** In a sample of so many, an answer that leads past a question has at least so many blanks. */
const SAMPLED_ROWS = 4_000;
const MAY_BE_BLANK = 0.8;
/** Answers that a question which leads to others may have. */
const MOST_ANSWERS = 12;
/** Questions are led to by one shortly before. */
const LOOK_BACK = 30;

/** Finds what was not asked by two kinds of evidence, and gives those blanks the reason `not_asked`:
 * an earlier question's answer after which nearly everybody (98 %) has a blank and after whose other
 * answers few have; or a block of at least three
 * neighbouring columns that the same respondents left blank as a whole while the others answered
 * nearly all of it, and behind which they went on (who does not come back may have broken off, unless
 * they are two in five). Blanks among those who were asked stay blanks.
 * O(n x columns x look-back), only for columns with blanks.
 */
export async function findNotAsked(
  columns: readonly Column[],
  context: StageContext,
): Promise<NotAsked> {
  const rows = columns[0]?.codes.length ?? 0;
  const found = new Map<number, Unasked>();
  const masks = columns.map((column) => blanksOf(column, rows));
  for (const [c, blanks] of masks.entries()) {
    if (blanks === null) continue;
    const led = ledPast(columns, c, blanks);
    if (led !== null) found.set(c, led);
    const pause = context.checkpoint(c, columns.length, "skip logic");
    if (pause !== undefined) await pause;
  }
  findBlocks(columns, masks).forEach((block) =>
    block.columns.forEach((c) => {
      if (!found.has(c)) found.set(c, block);
    })
  );
  return gather(columns, found);
}

/** 1 where a cell is blank; null where too few are, or all. */
function blanksOf({ codes, missing, metadata }: Column, rows: number): Uint8Array | null {
  if (metadata || !missing.includes(BLANK)) return null;
  const isBlank = missing.map((reason) => reason === BLANK ? 1 : 0);
  const mask = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) mask[i] = isBlank[codes[i]];
  const count = countOnes(mask);
  const isTold = count >= Math.max(FEWEST_RESPONDENTS, LEAST_SHARE * rows) &&
    rows - count >= FEWEST_RESPONDENTS;
  return isTold ? mask : null;
}

function ledPast(
  columns: readonly Column[],
  c: number,
  blanks: Uint8Array,
): Unasked | null {
  let best: Unasked & { count: number } | null = null;
  for (let g = c - 1; g >= Math.max(0, c - LOOK_BACK); g--) {
    const led = judgeGate(columns[g], blanks);
    // The nearest of equally telling questions.
    if (led !== null && (best === null || led.count > best.count)) best = led;
  }
  return best;
}

/** Whether an earlier question's answers decide who has a blank. */
function judgeGate(
  gate: Column,
  blanks: Uint8Array,
): Unasked & { count: number } | null {
  const { codes, missing, texts, kind, metadata } = gate;
  const isChoice = !metadata && (kind === "nominal" || kind === "binary" || kind === "ordinal");
  if (!isChoice || texts.length > MOST_ANSWERS + 2 || !mayLead(gate, blanks)) return null;
  const { total, blank } = countBlanks(gate, blanks, 1);
  const leads = texts.map((_, level) =>
    missing[level] === 0 && total[level] >= FEWEST_RESPONDENTS &&
    blank[level] >= LEAST_BLANK * total[level]
  );
  const others = [...texts.keys()].filter((level) => missing[level] === 0 && !leads[level]);
  const asked = others.reduce((sum, level) => sum + total[level], 0);
  const skipped = others.reduce((sum, level) => sum + blank[level], 0);
  if (!leads.includes(true) || asked < FEWEST_RESPONDENTS) return null;
  if (skipped > MOST_SKIPPED * asked) return null;
  const isLed = Uint8Array.from(leads, (leads) => leads ? 1 : 0);
  const mask = new Uint8Array(blanks.length);
  for (let i = 0; i < mask.length; i++) mask[i] = blanks[i] & isLed[codes[i]];
  const words = texts.filter((_, level) => leads[level]).map((text) => quoteValue(text.trim()));
  const reason = `blank for nearly all who answered ${words.slice(0, 4).join(" or ")} to ` +
    quoteValue(gate.name);
  return { mask, reason, gate: gate.name, count: countOnes(mask) };
}

/** Blanks after each answer, among every so many respondents. */
function countBlanks(
  { codes, texts }: Column,
  blanks: Uint8Array,
  step: number,
): { total: Uint32Array; blank: Uint32Array } {
  const total = new Uint32Array(texts.length), blank = new Uint32Array(texts.length);
  for (let i = 0; i < codes.length; i += step) {
    total[codes[i]]++;
    blank[codes[i]] += blanks[i];
  }
  return { total, blank };
}

/** Whether a sample leaves room for an answer that leads past the question: most questions do not. */
function mayLead(gate: Column, blanks: Uint8Array): boolean {
  const step = Math.ceil(gate.codes.length / SAMPLED_ROWS);
  if (step === 1) return true;
  const { total, blank } = countBlanks(gate, blanks, step);
  return total.some((count, level) =>
    gate.missing[level] === 0 && blank[level] >= MAY_BE_BLANK * count
  );
}

interface Block extends Unasked {
  readonly columns: readonly number[];
}

/** Runs of neighbouring columns, each joined while the respondents who left all blank stay the same. */
function findBlocks(
  columns: readonly Column[],
  masks: readonly (Uint8Array | null)[],
): Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < columns.length;) {
    let mask = masks[from];
    let to = from + 1;
    if (mask !== null) {
      for (let next = masks[to]; next !== undefined && next !== null; next = masks[to]) {
        const both = joined(mask, next);
        // The respondents who left everything blank must not thin out.
        if (countOnes(both) < (1 - MOST_SKIPPED) * countOnes(mask)) break;
        mask = both;
        to++;
      }
      const block = judgeBlock(columns, { from, to, mask, masks: masks.slice(from, to) });
      if (block !== null) blocks.push(block);
    }
    from = to;
  }
  return blocks;
}

function judgeBlock(
  columns: readonly Column[],
  { from, to, mask, masks }: {
    from: number;
    to: number;
    /** 1 for who left all of them blank. */
    mask: Uint8Array;
    /** Of each column of the block. */
    masks: readonly (Uint8Array | null)[];
  },
): Block | null {
  const rows = mask.length, left = countOnes(mask);
  if (to - from < LEAST_BLOCK || left < Math.max(FEWEST_RESPONDENTS, LEAST_SHARE * rows)) {
    return null;
  }
  const members = Array.from({ length: to - from }, (_, i) => from + i);
  const asked = rows - left;
  const isAnswered = masks.every((blanks) =>
    blanks !== null && countOnes(blanks) - left <= MOST_SKIPPED * asked
  );
  if (!isAnswered || asked < FEWEST_RESPONDENTS) return null;
  const isRule = left >= LARGE_SHARE * rows ||
    countOnes(joined(mask, answeredBehind(columns, to, rows))) >= LEAST_RESUMED * left;
  if (!isRule) return null;
  const reason =
    `${formatNumber(to - from)} neighbouring columns are blank as a whole for the same ` +
    `${formatShare(left / rows)} of respondents (${quoteValue(columns[from].name)} to ` +
    `${quoteValue(columns[to - 1].name)})`;
  return { columns: members, mask, reason, gate: null };
}

/** 1 where something was answered from a column on. */
function answeredBehind(columns: readonly Column[], from: number, rows: number): Uint8Array {
  const mask = new Uint8Array(rows);
  for (const { codes, missing } of columns.slice(from)) {
    for (let i = 0; i < rows; i++) if (missing[codes[i]] === 0) mask[i] = 1;
  }
  return mask;
}

function gather(
  columns: readonly Column[],
  found: ReadonlyMap<number, Unasked>,
): NotAsked {
  const evidence = new Map<string, NotAsked["evidence"][number] & { columns: string[] }>();
  const marked = columns.map((column, c) => {
    const own = found.get(c);
    if (own === undefined) return column;
    const count = countOnes(own.mask);
    const key = `${count} ${own.reason}`;
    const entry = evidence.get(key) ??
      { columns: [], count, reason: own.reason, gate: own.gate };
    entry.columns.push(column.name);
    evidence.set(key, entry);
    return withReason(column, own.mask);
  });
  return { columns: marked, evidence: [...evidence.values()] };
}

/** The column with a level of its own for blanks that were not asked. */
function withReason(column: Column, mask: Uint8Array): Column {
  const level = column.texts.length;
  const room = level < 0x100 ? Uint8Array : level < 0x10000 ? Uint16Array : Uint32Array;
  const codes = new room(column.codes);
  mask.forEach((isLed, i) => {
    if (isLed === 1) codes[i] = level;
  });
  const values = new Float64Array(level + 1).fill(NaN);
  values.set(column.values);
  const missing = new Uint8Array(level + 1).fill(NOT_ASKED);
  missing.set(column.missing);
  return {
    ...column,
    codes,
    texts: [...column.texts, ""],
    values,
    missing,
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) both[i] = a[i] & b[i];
  return both;
}

function countOnes(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i];
  return count;
}
