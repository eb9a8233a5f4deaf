/** What is said of a column before anybody looks at its answers. Runs in Deno and browsers. */

import type { Params } from "../../plan/params.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import type { RawColumn } from "../table/table.ts";
import {
  codesByColumn,
  type ColumnCodes,
  type ColumnSetting,
  settingOf,
} from "./column_settings.ts";

/** Where a column stands in its file. */
export interface ColumnPlace {
  /** The question's text as the file tells it, else its header. */
  readonly label: string;
  readonly isFirst: boolean;
}

/** What the file, its header and the parameters say of a column. */
export interface ColumnSource extends ColumnPlace {
  /** Its cells, and what the file knows of them. */
  readonly raw: RawColumn;
  /** Unique within the file. */
  readonly name: string;
  /** The question that the header names. */
  readonly question: string | null;
  /** Names of all columns of the file, in small letters. */
  readonly others: ReadonlySet<string>;
  /** Whether the header is one of metadata. */
  readonly isMetadata: boolean;
  /** What `ingest.columns` says. */
  readonly setting: ColumnSetting;
  /** What `ingest.missing_codes` and `ingest.columns` say of its texts. */
  readonly codes: ColumnCodes;
}

/** Gathers what is said of each column of a file.
 * @param options.names Unique name of each column.
 * @param options.headers What the header tells of each.
 * @param options.readCell The answer that a trimmed cell stands for.
 */
export function sourcesOf(
  columns: readonly RawColumn[],
  { names, headers, readCell, ingest }: {
    names: readonly string[];
    headers: readonly HeaderCell[];
    readCell: (cell: string) => string;
    ingest: Params["ingest"];
  },
): ColumnSource[] {
  const codesOf = codesByColumn(ingest, readCell);
  const others = new Set(names.map((name) => name.toLowerCase()));
  return columns.map((raw, c) => {
    const { label, question, isMetadata } = headers[c];
    const setting = settingOf(ingest, names[c]);
    return {
      raw,
      name: names[c],
      others,
      label: raw.facts === undefined || raw.facts.label === "" ? label : raw.facts.label,
      isFirst: c === 0,
      question,
      isMetadata,
      setting: { ...setting, order: setting.order?.map(readCell) ?? null },
      codes: codesOf(names[c]),
    };
  });
}
