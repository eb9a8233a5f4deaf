/** Reads multi-select questions that a file declares: multiple-response sets. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { formatNumber } from "../../../base/text.ts";
import type { Codes, Column } from "../../../survey/column.ts";
import { missingCode } from "../../../survey/missing.ts";
import { nonAnswerReason } from "../../cells/non_answers.ts";
import type { ResponseSet } from "../../table/column_facts.ts";
import type { RawColumn } from "../../table/table.ts";
import type { MentionSlots } from "../mentions.ts";

/** Columns of one set, and what people read of its question. */
interface DeclaredSet {
  readonly members: readonly number[];
  readonly set: ResponseSet;
  readonly question: string;
}

/** What the sets of a file make of its columns. */
export interface SetsRead {
  /** The file's columns, those of a set with its question. */
  readonly columns: readonly Column[];
  /** Slots to be made a column an option. */
  readonly slots: readonly MentionSlots[];
  /** Places of the columns that are settled. */
  readonly settled: ReadonlySet<number>;
  /** Sets that say nothing of these columns, in words. */
  readonly notes: readonly string[];
}

const BLANK = missingCode("blank");
const FEWEST = 2;
/** Longer lists are codes of brands and places: their slots stay as they are. */
const MOST_OPTIONS = 60;
const SURE = 0.99;

/** Reads the columns of each set. In a dichotomy set the counted value means ticked, whatever it is; any
 * other answer means that it was not, and so does a blank where the column says nothing else and the
 * respondent answered the question. The columns of a category set are slots. O(n) a column.
 * @param raw The file's columns, with what it knows of them.
 * @param isOpen Whether a column may be read so.
 */
export function readSets(
  columns: readonly Column[],
  { raw, isOpen }: { raw: readonly RawColumn[]; isOpen: (column: Column) => boolean },
): SetsRead {
  const result = columns.slice();
  const slots: MentionSlots[] = [];
  const settled = new Set<number>();
  const notes: string[] = [];
  for (const { members, set, question } of gather(columns, raw)) {
    const open = members.filter((c) => isOpen(columns[c]));
    if (set.ticked !== null && !isTickedAnywhere(open, { columns, raw })) {
      notes.push(
        `The multiple-response set ${quoteValue(set.name)} was not followed: none of its ` +
          `${members.length} columns holds the value that means ticked. Correct the set in the file, ` +
          "or give its columns kinds in ingest.columns.",
      );
      continue;
    }
    for (const c of members) {
      if (columns[c].isQuestionSet !== true) result[c] = { ...columns[c], question };
    }
    if (set.ticked === null) {
      const found = slotsOf(open, { columns, raw, set, question });
      if (found === null) continue;
      slots.push(found);
    } else {
      const answered = whoAnswered(open.map((c) => columns[c]));
      for (const c of open) result[c] = optionColumn(result[c], raw[c].facts!.set!, answered);
    }
    for (const c of open) settled.add(c);
  }
  return { columns: result, slots, settled, notes };
}

function gather(columns: readonly Column[], raw: readonly RawColumn[]): DeclaredSet[] {
  const members = new Map<string, number[]>();
  for (const [c, { facts }] of raw.entries()) {
    if (facts?.set === undefined || columns[c].metadata) continue;
    members.set(facts.set.name, [...members.get(facts.set.name) ?? [], c]);
  }
  const asked = new Set<string>();
  return [...members.values()].filter((own) => own.length >= FEWEST).map((own) => {
    const set = raw[own[0]].facts!.set!;
    // Where values name the options, the label of the first column is the question's.
    const text = set.label === "" && set.option !== "" ? columns[own[0]].label : set.label;
    const wanted = text === "" ? set.name : text;
    const question = asked.has(wanted) ? `${wanted} (${set.name})` : wanted;
    asked.add(question);
    return { members: own, set, question };
  });
}

function isTickedAnywhere(
  members: readonly number[],
  { columns, raw }: { columns: readonly Column[]; raw: readonly RawColumn[] },
): boolean {
  return members.some((c) =>
    raw[c].facts!.set!.ticked!.some((ticked, level) =>
      ticked === 1 && columns[c].missing[level] === 0 && raw[c].counts[level] > 0
    )
  );
}

/** 1 for each respondent who answered one of some columns. */
function whoAnswered(columns: readonly Column[]): Uint8Array {
  const answered = new Uint8Array(columns[0].codes.length);
  for (const { codes, missing } of columns) {
    for (let i = 0; i < codes.length; i++) if (missing[codes[i]] === 0) answered[i] = 1;
  }
  return answered;
}

/** The column as 1 for ticked and 0 for not; its cells stay, with a further level for blanks that mean
 * "not ticked". */
function optionColumn(column: Column, set: ResponseSet, answered: Uint8Array): Column {
  const ticked = set.ticked!;
  const missing = Array.from(column.missing, (reason, level) => {
    const said = reason === 0 && ticked[level] === 0 ? nonAnswerReason(column.texts[level]) : null;
    return said === null ? reason : missingCode(said);
  });
  const saysNo = missing.some((reason, level) => reason === 0 && ticked[level] === 0);
  const values = missing.map((reason, level) => reason === 0 ? ticked[level] : NaN);
  const texts = column.texts.slice();
  let { codes } = column;
  const blank = saysNo ? -1 : missing.indexOf(BLANK);
  if (blank !== -1) {
    const notTicked = texts.push("") - 1;
    missing.push(0);
    values.push(0);
    codes = wideEnough(codes, texts.length);
    for (let i = 0; i < codes.length; i++) {
      if (codes[i] === blank && answered[i] === 1) codes[i] = notTicked;
    }
  }
  const tick = column.texts.find((_, level) => ticked[level] === 1);
  const counted = tick === undefined ? "its counted value" : quoteValue(tick.trim());
  return {
    ...column,
    label: set.option === "" ? column.label : set.option,
    kind: "binary",
    reason: `ticked where it holds ${counted}, as the file's multiple-response set ` +
      `${quoteValue(set.name)} says` +
      (blank === -1 ? "" : '; a blank is "not ticked" where the respondent answered the question'),
    confidence: SURE,
    codes,
    texts,
    values: Float64Array.from(values),
    missing: Uint8Array.from(missing),
    categories: null,
  };
}

function wideEnough(codes: Codes, levels: number): Codes {
  if (levels <= 0x100) return new Uint8Array(codes);
  return levels <= 0x10000 ? new Uint16Array(codes) : new Uint32Array(codes);
}

/** The slots of a category set; null where they hold nothing, or too many different answers. */
function slotsOf(
  members: readonly number[],
  { columns, raw, set, question }: {
    columns: readonly Column[];
    raw: readonly RawColumn[];
    set: ResponseSet;
    question: string;
  },
): MentionSlots | null {
  const given = new Set<string>();
  const labels = new Set<string>();
  for (const c of members) {
    const { texts, missing } = columns[c];
    for (const label of raw[c].facts?.categories ?? []) labels.add(label);
    for (const [level, text] of texts.entries()) {
      if (missing[level] === 0 && text.trim() !== "") given.add(text.trim());
    }
    if (given.size > MOST_OPTIONS) return null;
  }
  if (given.size < FEWEST) return null;
  const known = [...labels].filter((label) => given.has(label));
  const others = [...given].filter((text) => !labels.has(text));
  const areNumbers = others.every((text) => /^-?\d+(?:\.\d+)?$/.test(text));
  others.sort(areNumbers ? (a, b) => Number(a) - Number(b) : undefined);
  return {
    members,
    question,
    options: [...known, ...others],
    name: set.name,
    reason: `one of ${formatNumber(members.length)} slots for the options named, as the file's ` +
      `multiple-response set ${quoteValue(set.name)} says: a column for each option follows`,
  };
}
