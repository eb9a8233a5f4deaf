/** Columns that folders name, beside those of files that a database reads. Runs in Deno only. */

import type { Params } from "../../plan/params.ts";
import type { SqlConnection } from "../connection.ts";
import { isNamedByFolders } from "../partitions.ts";
import type { SourceFiles } from "../sources.ts";
import { columnsOf, plainName } from "./columns.ts";

/** What reading files takes. */
export interface FilesRead {
  readonly ingest: Params["ingest"];
  readonly connection: SqlConnection;
}

/** Which columns a relation has in the end, as the database calls them. */
export interface FolderColumns {
  /** Those of the files that folders name too. */
  readonly left: readonly string[];
  /** The new ones, in the order of the folders. */
  readonly names: readonly string[];
}

/** Of files with columns of their own names.
 * @param relation All of the files, or one of them.
 */
export async function foldersBesideNamed(
  { partitions }: SourceFiles,
  relation: string,
  connection: SqlConnection,
): Promise<FolderColumns> {
  const own = partitions.length === 0
    ? []
    : await columnsOf(relation, { connection, headers: null });
  return {
    left: own.filter(({ header }) => isNamedByFolders(header, partitions)).map(({ own }) => own),
    names: partitions.map(({ name }) => name),
  };
}

/** Of files of texts, whose columns are called by {@link plainName}.
 * @returns The headers of all columns in the end too.
 */
export function foldersBesidePlain(
  { partitions }: SourceFiles,
  headers: readonly string[],
): FolderColumns & { readonly headers: readonly string[] } {
  const places = headers.flatMap((header, c) => isNamedByFolders(header, partitions) ? [c] : []);
  return {
    left: places.map(plainName),
    names: partitions.map((_, f) => plainName(headers.length + f)),
    headers: [
      ...headers.filter((_, c) => !places.includes(c)),
      ...partitions.map(({ name }) => name),
    ],
  };
}
