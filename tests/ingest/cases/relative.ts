/** What a kind of input is tried on: small files of it, and what must be understood. Runs in Deno. */

import type { Column } from "../../../pipeline/survey/column.ts";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import { type SavColumn, writeSav } from "../../support/sav_writer.ts";
import { bytesOf } from "../../support/survey_text.ts";

/** Cells of a column. */
export type Cells = readonly (string | number)[];

/** One file of a kind, and how it must be read. */
export interface Relative {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Column to what {@link tell} says of it. */
  readonly told: Readonly<Record<string, string>>;
  /** Columns that must be of one question of the kind. */
  readonly question?: { readonly kind: string; readonly columns: readonly string[] };
  /** What must be said of columns that repeat others, as `column how of`. */
  readonly derived?: readonly string[];
  /** Numbers of rows that must be left out. */
  readonly left?: readonly number[];
  readonly dialect?: string;
}

export const ROWS = 60;
const mixed = (i: number): number => (i * 7919 + 13) % 997;

/** Cells by respondent. */
export function many<T>(make: (i: number) => T, n = ROWS): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

/** Values in no order, each about as often. */
export function spread<T>(values: readonly T[], { n = ROWS, by = 1 } = {}): T[] {
  return many((i) => values[mixed(i * by + by) % values.length], n);
}

/** A sharing number from 0 to 1. */
export const share = (i: number): number => mixed(i) / 997;
/** Points of a rating. */
export const RATING = spread([1, 2, 3, 4, 5]);

/** A relative as CSV. */
export function csv(
  name: string,
  columns: Readonly<Record<string, Cells>>,
  { mark = ",", ...must }: Omit<Relative, "name" | "bytes"> & { readonly mark?: string },
): Relative {
  const quote = (cell: string | number) =>
    /[",;\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
  const lists = Object.values(columns);
  const rows = lists[0].map((_, i) => lists.map((cells) => quote(cells[i])).join(mark));
  const text = `${[Object.keys(columns).map(quote).join(mark), ...rows].join("\n")}\n`;
  return { name, bytes: bytesOf(text), ...must };
}

/** A relative of one column of answers beside a rating, as CSV.
 * @param answers All that are given, separated by bars.
 */
export function answers(header: string, answers: string, { told }: { told: string }): Relative {
  const cells = spread(answers.split("|"));
  return csv(`${header}: ${answers}`, { [header]: cells, q1: RATING }, {
    told: { [header]: told },
  });
}

/** A relative of one column of numbers beside a rating, as CSV. */
export function numbers(
  header: string,
  make: (i: number) => string | number,
  { told }: { told: string },
): Relative {
  return csv(header, { [header]: many(make), q1: RATING }, { told: { [header]: told } });
}

/** A relative as SPSS file. */
export function sav(
  name: string,
  columns: readonly SavColumn[],
  { told }: Pick<Relative, "told">,
): Relative {
  return { name, bytes: writeSav(columns), told };
}

/** A column in short: `aside`, or its kind, points and missing texts with their reasons, in the order of
 * the alphabet: `ordinal low < high; DK dont_know`. */
export function tell({ metadata, kind, categories, texts, missing }: Column): string {
  if (metadata) return "aside";
  const points = kind === "ordinal" && categories !== null ? ` ${categories.join(" < ")}` : "";
  const none = new Set(
    texts.flatMap((text, level) =>
      missing[level] === 0 || text.trim() === ""
        ? []
        : [`; ${text.trim()} ${MISSING_REASONS[missing[level]]}`]
    ),
  );
  return kind + points + [...none].sort().join("");
}
