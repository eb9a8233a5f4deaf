/** Columns that the folders of files name, as `year=2024/month=03/part-0.parquet` does. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../base/errors.ts";
import { nameMatcher } from "../base/globs.ts";
import type { Params } from "../plan/params.ts";

/** A column whose answers stand in the names of folders. */
export interface Partition {
  readonly name: string;
  /** The answer of all rows of each file, in the order of the files; empty where there is none. */
  readonly values: readonly string[];
}

/** How databases write a missing answer as the name of a folder. */
const MISSING = "__HIVE_DEFAULT_PARTITION__";

/** Finds the columns that folders name, in their order; none where no folder does.
 * @param input What named the files, for messages. @param paths From the folder that it names down.
 * @throws {DataError} Where files lie in folders of other columns than the first.
 */
export function partitionsOf(input: string, paths: readonly string[]): Partition[] {
  const parts = paths.map(readParts);
  const [first = []] = parts;
  const names = first.map(([name]) => name);
  const other = parts.findIndex((own) => String(own.map(([name]) => name)) !== String(names));
  if (other !== -1 || new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw unlike(input, paths, Math.max(other, 0));
  }
  return names.map((name, column) => ({ name, values: parts.map((own) => own[column][1]) }));
}

/** The columns of folders that only describe: a year or a branch says when and where rows were written, not
 * what anybody thinks. Those that `features.include` names may define.
 */
export function describingFolders(
  { include, exclude }: Pick<Params["features"], "include" | "exclude">,
  folders: readonly Pick<Partition, "name">[],
): string[] {
  const isAuto = include === "auto" || include.includes("auto");
  if (!isAuto) return [];
  const isNamed = nameMatcher([...(include === "auto" ? [] : include), ...exclude]);
  // As patterns these would mean others too.
  return folders.map(({ name }) => name).filter((name) => !/[*?]/.test(name) && !isNamed(name));
}

/** Whether a column of a file is the one that folders name: databases do not tell capitals apart. */
export function isNamedByFolders(
  header: string,
  folders: readonly Pick<Partition, "name">[],
): boolean {
  const own = header.trim().toLowerCase();
  return folders.some(({ name }) => name.trim().toLowerCase() === own);
}

function readParts(path: string): (readonly [name: string, value: string])[] {
  return path.split("/").slice(0, -1).flatMap((folder) => {
    const found = /^([^=]+)=(.*)$/.exec(folder);
    if (found === null) return [];
    const value = found[2] === MISSING ? "" : unescape(found[2]);
    return [[unescape(found[1]), value] as const];
  });
}

/** Databases write characters that a file system may not take as %20; what only looks like it stays. */
function unescape(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

function unlike(input: string, paths: readonly string[], other: number): DataError {
  const tell = (path: string) => {
    const names = readParts(path).map(([name]) => name);
    return `${quoteValue(path)} ${names.length === 0 ? "has none" : `has ${names.join(", ")}`}`;
  };
  const told = other === 0 ? tell(paths[0]) : `${tell(paths[0])}, and ${tell(paths[other])}`;
  return new DataError(
    `Cannot read ${quoteValue(input)} on an engine: folders such as year=2024 must name the same ` +
      `columns for all files, in the same order, each once, but ${told}.`,
  );
}
