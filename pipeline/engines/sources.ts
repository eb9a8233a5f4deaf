/** The files of a source: one, a folder of them, or those that a pattern names. Runs in Deno only. */

import { basename, dirname, join, relative } from "node:path";
import { DataError, quoteValue, StorageError } from "../base/errors.ts";
import { nameMatcher } from "../base/globs.ts";
import { type Partition, partitionsOf } from "./partitions.ts";

/** How cells lie in the files of a source. */
export type SourceForm = "parquet" | "text" | "database";

/** Files of one form that together are a source. */
export interface SourceFiles {
  /** What it is called: the last part of what the caller named. */
  readonly name: string;
  readonly form: SourceForm;
  /** Paths, sorted by name; rows are counted in this order. */
  readonly paths: readonly string[];
  readonly bytes: number;
  /** Columns that their folders name. */
  readonly partitions: readonly Partition[];
}

const FORMS: ReadonlyMap<string, SourceForm> = new Map([
  ["parquet", "parquet"],
  ["parq", "parquet"],
  ["csv", "text"],
  ["tsv", "text"],
  ["txt", "text"],
  ["duckdb", "database"],
  ["ddb", "database"],
  ["db", "database"],
]);

/** Whether an input names more than one file: a pattern, unless a file is called so, or a folder; in a
 * bucket a pattern, or a prefix with a slash at its end. */
export function namesMany(input: string): boolean {
  if (/^s3:/i.test(input)) return /[*?]/.test(input) || input.endsWith("/");
  return isFolder(input) || (/[*?]/.test(input) && !isFile(input));
}

/** Whether an input is called as DuckDB files are. */
export function namesDatabase(input: string): boolean {
  return formOf(input) === "database" && !isFolder(input);
}

/** Finds the files. In a pattern `*` and `?` stand for characters of one name, `**` for folders too.
 * @throws {StorageError} "missing-object" where there is none.
 * @throws {DataError} Where they are of several forms, or of none that an engine reads.
 */
export function findFiles(input: string): SourceFiles {
  return sourceOf(input, filesOf(input), baseOf(input));
}

/** Makes files a source.
 * @param input What named them. @param paths On this machine. @param base The folder that it names, from
 * which down folders name columns.
 * @throws {StorageError} "missing-object" where there is none, or one is gone.
 * @throws {DataError} Where they are of several forms, or of none that an engine reads.
 */
export function sourceOf(input: string, paths: readonly string[], base: string): SourceFiles {
  const found = paths.toSorted((a, b) => a < b ? -1 : 1);
  if (found.length === 0) {
    throw new StorageError(
      "missing-object",
      `Cannot find ${
        quoteValue(input)
      }: it must name a file, a folder of Parquet, CSV or TSV files, or ` +
        "such files by a pattern such as data/*.parquet, but there is none.",
    );
  }
  const forms = new Set(found.map(formOf));
  const [form] = forms;
  if (forms.size > 1 || form === null) {
    const other = found.find((path) => formOf(path) !== formOf(found[0])) ?? found[0];
    throw new DataError(
      `Cannot read ${
        quoteValue(input)
      } on an engine: its files must all be Parquet, or all CSV or TSV, ` +
        `but there is ${quoteValue(basename(other))}.`,
    );
  }
  if (form === "database" && found.length > 1) {
    throw new DataError(
      `Cannot read ${
        quoteValue(input)
      } on an engine: it must name one DuckDB file, but there are ` +
        `${found.length}. Write their tables as Parquet to read them together.`,
    );
  }
  return {
    name: basename(input.replace(/\/+$/, "")),
    form,
    paths: found,
    bytes: found.reduce((sum, path) => sum + Deno.statSync(path).size, 0),
    partitions: partitionsOf(input, found.map((path) => relative(base, path))),
  };
}

/** The part of a pattern before the first folder that it leaves open, without a slash at its end. */
export function fixedPart(pattern: string): string {
  return pattern.split("/").slice(0, placeOfOpen(pattern)).join("/");
}

function placeOfOpen(pattern: string): number {
  return pattern.split("/").findIndex((part) => /[*?]/.test(part));
}

/** The folder that an input names, or that of the file, or the one that a pattern begins with. */
function baseOf(input: string): string {
  if (isFolder(input)) return input;
  if (isFile(input) || !/[*?]/.test(input)) return dirname(input);
  const base = fixedPart(input);
  return base === "" ? (input.startsWith("/") ? "/" : ".") : base;
}

function filesOf(input: string): string[] {
  if (isFolder(input)) return walk(input).filter(isInFolder);
  if (isFile(input)) return [input];
  if (!/[*?]/.test(input)) return [];
  const root = baseOf(input);
  const parts = input.split("/").slice(placeOfOpen(input));
  const reaches = parts.includes("**");
  return walk(root, reaches ? Infinity : parts.length).filter((path) =>
    matchesParts(relative(root, path).split("/"), parts)
  );
}

/** Whether a name is one that a pattern stands for. */
export function matchesPattern(name: string, pattern: string): boolean {
  return matchesParts(name.split("/"), pattern.split("/"));
}

/** Whether a file of that name counts where a folder is named. */
export function readsFile(name: string): boolean {
  return isInFolder(name) && !name.split("/").some(isOwnMark);
}

function matchesParts(own: readonly string[], parts: readonly string[]): boolean {
  if (parts.length === 0) return own.length === 0;
  const [part, ...rest] = parts;
  if (part === "**") {
    return rest.length === 0 || own.some((_, skipped) => matchesParts(own.slice(skipped), rest));
  }
  return own.length > 0 && nameMatcher([part])(own[0]) && matchesParts(own.slice(1), rest);
}

/** A DuckDB file is a source alone, so that it counts only where it is named itself. */
function isInFolder(path: string): boolean {
  const form = formOf(path);
  return form !== null && form !== "database";
}

/** Whether a name is a database's own mark: it begins with a dot or an underscore and names no column. */
function isOwnMark(name: string): boolean {
  return /^\.|^_[^=]*$/.test(name);
}

/** All files below a folder but databases' own marks. */
function walk(folder: string, depth = Infinity): string[] {
  if (depth === 0 || !isFolder(folder)) return [];
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (isOwnMark(name)) return [];
    const path = folder === "." ? name : join(folder, name);
    return isDirectory ? walk(path, depth - 1) : [path];
  });
}

function formOf(path: string): SourceForm | null {
  const bare = path.toLowerCase().replace(/\.gz$/, "");
  return FORMS.get(bare.slice(bare.lastIndexOf(".") + 1)) ?? null;
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory === true;
}

function isFile(path: string): boolean {
  return statOf(path)?.isFile === true;
}

function statOf(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch {
    return null;
  }
}
