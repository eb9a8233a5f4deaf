/** The files of a source wherever they lie: those of a bucket are brought to this machine first. Runs in Deno only. */

import { join } from "node:path";
import { quoteValue, StorageError } from "../base/errors.ts";
import { readSurvey } from "../io/downloads.ts";
import { type Environment, openLocation } from "../io/open.ts";
import type { Params } from "../plan/params.ts";
import type { EngineName } from "./engine.ts";
import {
  findFiles,
  fixedPart,
  matchesPattern,
  readsFile,
  type SourceFiles,
  sourceOf,
} from "./sources.ts";

const BUCKET = /^s3:\/\/([^/]+)/i;

/** What finding takes. */
export interface FilesWanted {
  readonly storage: Params["storage"];
  readonly env: Environment;
  readonly engine: EngineName;
  readonly signal: AbortSignal;
  /** Hears which file of how many is being brought. */
  readonly onFile: (name: string, place: { readonly done: number; readonly total: number }) => void;
}

/** Finds the files that an input names: on disk as {@link findFiles} does, in a bucket by the same patterns
 * among its objects, or all below a prefix. Copies are kept as those of single surveys are, and brought
 * anew only where the bucket's have changed; each is in memory whole while it is brought.
 * @throws {StorageError} If there are none, or they cannot be brought.
 */
export async function fetchFiles(input: string, wanted: FilesWanted): Promise<SourceFiles> {
  const bucket = BUCKET.exec(input)?.[1];
  if (bucket === undefined) return findFiles(input);
  const { engine, signal, onFile } = wanted;
  if (engine === "spark") {
    throw new StorageError(
      "invalid-name",
      `Cannot read ${
        quoteValue(input)
      } on Spark: it reads files where its server sees them, under ` +
        "paths. Mount the bucket there, or set engine.name to duckdb.",
    );
  }
  const { storage, name, downloads } = await openLocation(input, wanted.storage, wanted.env);
  const isPattern = /[*?]/.test(name);
  const prefix = isPattern ? name.slice(0, name.search(/[*?]/)) : name;
  const found = (await storage.list(prefix)).map((object) => object.name).filter((object) =>
    isPattern
      ? matchesPattern(object, name)
      : object === name || (isBelow(object, name) && readsFile(object))
  );
  const paths: string[] = [];
  for (const [done, object] of found.entries()) {
    signal.throwIfAborted();
    onFile(object, { done, total: found.length });
    await readSurvey(storage, object, { downloads, mustKeep: true });
    paths.push(join(downloads, bucket, object));
  }
  const base = join(downloads, bucket, isPattern ? fixedPart(name) : name);
  return sourceOf(input, paths, base);
}

/** Whether an object lies below a prefix; all lie below none. */
function isBelow(object: string, prefix: string): boolean {
  return prefix === "" || object.startsWith(`${prefix}/`);
}
