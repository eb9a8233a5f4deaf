/** What a codebook says of a survey's columns. Runs in Deno and browsers. */

import type { SavVariable } from "../files/sav/variables.ts";

/** A code as answers have it: a number where it is written as one. */
export type Code = number | string;

/** One column as a codebook has it. */
export interface CodebookVariable {
  /** The column's name; of a run of columns (`q1 TO q5`) the first one's. */
  readonly name: string;
  /** The last column's name where it speaks of a run of them. */
  readonly last?: string;
  /** The question's text; empty where it says none. */
  readonly text: string;
  /** Words for codes, in the codebook's order. */
  readonly labels: ReadonlyMap<Code, string>;
  /** Codes that are no answers. */
  readonly missing: ReadonlySet<Code>;
  /** Codes from the first to the last are no answers. */
  readonly missingRange: readonly [low: number, high: number] | null;
  /** What the column measures, where it says so. */
  readonly measure: SavVariable["measure"];
}

/** A codebook, whatever its form. */
export interface Codebook {
  /** A file, or a sheet of the survey's workbook, as a sentence names it: `sheet "codebook"`. */
  readonly place: string;
  /** In its order; a column may occur more than once. */
  readonly variables: readonly CodebookVariable[];
  /** What could not be read of it, a sentence each. */
  readonly notes: readonly string[];
}

/** The bytes of a codebook beside a survey. */
export interface CodebookFile {
  /** Such as `wave3.codebook.csv`: its end tells the form. */
  readonly name: string;
  /** The whole content. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Says of one column what little a codebook may say. */
export function variableOf(
  said: Pick<CodebookVariable, "name"> & Partial<CodebookVariable>,
): CodebookVariable {
  return {
    text: "",
    labels: new Map(),
    missing: new Set(),
    missingRange: null,
    measure: null,
    ...said,
  };
}

/** A number where a code is written as one, else its text. */
export function codeOf(text: string): Code {
  const trimmed = text.trim();
  return PLAIN_NUMBER.test(trimmed) ? Number(trimmed) : trimmed;
}

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** What a word for a measure stands for; null where it is none that counts. */
export function measureOf(word: string): SavVariable["measure"] {
  const known = word.trim().toLowerCase();
  if (/^(?:nominal|categor|kateg|unordered)/.test(known)) return "nominal";
  if (/^(?:ordinal|ordered)/.test(known)) return "ordinal";
  return /^(?:scale|interval|ratio|metric|metrisch|numeric|continuous)/.test(known)
    ? "scale"
    : null;
}
