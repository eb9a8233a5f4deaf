/** What the parameters say of a single column. Runs in Deno and browsers. */

import { nameMatcher } from "../../base/globs.ts";
import type { Params } from "../../plan/params.ts";
import type { ColumnKind } from "../../survey/column.ts";
import type { MissingReason } from "../../survey/missing.ts";

type Ingest = Params["ingest"];

/** What `ingest.columns` says of a column; null where it says nothing. */
export interface ColumnSetting {
  readonly kind: ColumnKind | null;
  /** Whether the column is set aside as no answer. */
  readonly isParadata: boolean;
  /** All answers of an ordinal column, low to high. */
  readonly order: readonly string[] | null;
  readonly question: string | null;
}

/** Texts that mean no answer in a column, with the reason. */
export type ColumnCodes = ReadonlyMap<string, MissingReason>;

/** What `ingest.columns` says of the column of this name; an order makes it ordinal. */
export function settingOf({ columns }: Ingest, name: string): ColumnSetting {
  const said = Object.hasOwn(columns, name) ? columns[name] : {};
  const asked = typeof said === "string" ? said : said.kind;
  const { order: words, question } = typeof said === "string" ? {} : said;
  const order = words?.map((text) => String(text).trim()) ?? null;
  const kind = asked ?? (order === null ? null : "ordinal");
  const isParadata = kind === "paradata";
  return { kind: isParadata ? null : kind, isParadata, order, question: question ?? null };
}

/** Makes the codes of each column from `ingest.missing_codes` and `ingest.columns`; what is said of
 * the single column comes last.
 * @param readCell The answer that a trimmed cell stands for: codes may be written as the file has them.
 */
export function codesByColumn(
  { columns, missing_codes }: Ingest,
  readCell: (cell: string) => string,
): (name: string) => ColumnCodes {
  const rules = Object.entries(missing_codes).map(([pattern, codes]) => ({
    matches: nameMatcher([pattern]),
    codes: readCodes(codes),
  }));
  return (name) => {
    const said = Object.hasOwn(columns, name) ? columns[name] : {};
    const own = typeof said === "string" ? undefined : said.missing;
    const matching = rules.filter(({ matches }) => matches(name)).map(({ codes }) => codes);
    return new Map(
      [...matching, readCodes(own ?? [])].flatMap((codes) =>
        Array.from(codes, ([text, reason]) => [readCell(text), reason] as const)
      ),
    );
  };
}

function readCodes(codes: Ingest["missing_codes"][string]): Map<string, MissingReason> {
  const entries: [string, MissingReason][] = Array.isArray(codes)
    ? codes.map((text) => [String(text).trim(), "marked"])
    : Object.entries(codes).map(([text, reason]) => [text.trim(), reason]);
  return new Map(entries);
}
