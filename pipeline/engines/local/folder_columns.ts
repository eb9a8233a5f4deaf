/** Columns that folders name, beside those of a file in memory. Runs in Deno and browsers. */

import type { RawTable } from "../../ingest/table/table.ts";
import { isNamedByFolders } from "../partitions.ts";

/** What a folder says of all rows of a file. */
export interface FolderCell {
  readonly name: string;
  /** Empty where it says that the answer is missing. */
  readonly value: string;
}

/** Puts columns behind those of a file, in the place of its own of the same name. */
export function withFolders(table: RawTable, folders: readonly FolderCell[]): RawTable {
  if (folders.length === 0) return table;
  const own = table.columns.filter(({ header }) => !isNamedByFolders(header, folders));
  const named = folders.map(({ name, value }) => ({
    header: name,
    codes: new Uint8Array(table.rows),
    ...{ texts: [value], counts: [table.rows] },
  }));
  const columns = [...own, ...named].map((column, c) => ({ ...column, position: c + 1 }));
  return { ...table, columns };
}
