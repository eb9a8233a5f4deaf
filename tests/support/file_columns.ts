/** Columns of survey files in memory, with what each must be read as. Runs in Deno. */

import type { Rng } from "../../pipeline/base/rng.ts";
import type { Question, Questionnaire, Written, WrittenFile } from "./questionnaire.ts";

/** A column of a file: its header cells, its cells, and what it is read as (several for joined cells). */
export interface FileColumn {
  readonly header: readonly string[];
  readonly cells: readonly string[];
  readonly reads: readonly Written[];
}

const TEXT = (cells: readonly (string | null)[]) => cells.map((cell) => cell ?? "");

/** The file of some columns: all header rows, then all respondents. */
export function fileOf(
  columns: readonly FileColumn[],
  bytes: (rows: string[][]) => Uint8Array<ArrayBuffer>,
): WrittenFile {
  const headerRows = columns[0].header.length;
  const respondents = columns[0].cells.length;
  const rows = [
    ...Array.from({ length: headerRows }, (_, r) => columns.map(({ header }) => header[r])),
    ...Array.from({ length: respondents }, (_, i) => columns.map(({ cells }) => cells[i])),
  ];
  return { bytes: bytes(rows), headerRows, columns: columns.flatMap(({ reads }) => reads) };
}

/** Rows as delimited text. */
export function csvText(
  rows: readonly (readonly string[])[],
  { delimiter = ",", end = "\n", quoteAll = false } = {},
): string {
  const write = (cell: string) =>
    quoteAll || cell.includes(delimiter) || /["\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  return rows.map((cells) => cells.map(write).join(delimiter) + end).join("");
}

/** A column that tells of the interview. */
export function metadata(
  header: readonly string[],
  name: string,
  cells: readonly string[],
): FileColumn {
  const answers = cells.map((cell) => cell === "" ? null : cell);
  return { header, cells, reads: [{ name, label: name, question: null, metadata: true, answers }] };
}

/** One cell per respondent. */
export function each(questionnaire: Questionnaire, make: (i: number) => string): string[] {
  return Array.from({ length: questionnaire.respondents }, (_, i) => make(i));
}

/** A column that is read as it is written. */
export function asIs(
  header: readonly string[],
  cells: readonly (string | null)[],
  read: { name: string; label?: string; question?: string | null },
): FileColumn {
  const { name, label = name, question = null } = read;
  return {
    header,
    cells: TEXT(cells),
    reads: [{ name, label, question, metadata: false, answers: cells }],
  };
}

/** A multi-select question as a column per option. */
export function ticks(
  question: Question & { kind: "multi" },
  { header, cell, read }: {
    header: (option: string, o: number) => readonly string[];
    cell: (option: string) => string;
    read: (option: string, o: number) => { name: string; label: string; question: string };
  },
): FileColumn[] {
  return question.options.map((option, o) => ({
    header: header(option, o),
    cells: question.answers.map((answer) => answer?.[o] ? cell(option) : ""),
    reads: [{
      ...read(option, o),
      metadata: false,
      answers: question.answers.map((answer) => answer === null ? null : answer[o] ? 1 : 0),
    }],
  }));
}

/** A multi-select question as one column of joined options; some respondents add their own. */
export function joined(
  { options, answers }: Question & { kind: "multi" },
  { header, separator, isClosed = false, ownShare = 0, rng, name, label }: {
    header: readonly string[];
    separator: string;
    isClosed?: boolean;
    ownShare?: number;
    rng: Rng;
    name: string;
    label: string;
  },
): FileColumn {
  const own = answers.map((answer) => answer !== null && rng.uniform() < ownShare);
  const cells = answers.map((answer, i) => {
    if (answer === null) return "";
    const parts = options.filter((_, o) => answer[o]);
    if (own[i]) parts.push(`my own ${i}`);
    return parts.join(separator) + (isClosed ? separator : "");
  });
  const read = { question: name, metadata: false };
  const each = options.map((option, o) => ({
    ...read,
    name: `${name}: ${option}`,
    label: `${label}: ${option}`,
    answers: answers.map((answer) => answer === null ? null : answer[o] ? 1 : 0),
  }));
  const other = {
    ...read,
    name: `${name}: (other)`,
    label: `${label}: (other)`,
    answers: answers.map((answer, i) => answer === null ? null : own[i] ? 1 : 0),
  };
  return {
    header,
    cells,
    reads: [
      { ...read, name, label, answers: cells.map((cell) => cell === "" ? null : cell) },
      ...each,
      ...(own.includes(true) ? [other] : []),
    ],
  };
}
