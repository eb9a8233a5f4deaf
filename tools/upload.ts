/** Puts the surveys of a folder into the bucket: `deno task upload`. Runs in Deno.
 *
 * Makes the bucket if it is not there and passes over what lies there already, so that a container
 * may call it at every start.
 */

import { parseArgs } from "node:util";
import { ParamsError, quoteValue, StorageError } from "../pipeline/base/errors.ts";
import { folderStorage } from "../pipeline/io/fs/folder.ts";
import { readS3Options } from "../pipeline/io/open.ts";
import { ensureBucket, s3Storage } from "../pipeline/io/s3/bucket.ts";
import { hasContent } from "../pipeline/io/s3/group.ts";
import {
  isCodebookName,
  isSurveyName,
  type ObjectInfo,
  type Storage,
} from "../pipeline/io/storage.ts";
import type { Params } from "../pipeline/plan/params.ts";
import { parseLayer, resolveParams } from "../pipeline/plan/parse_params.ts";

/** What `--help` prints. */
const HELP = `Puts the surveys of a folder into a bucket of S3, those that are not there yet.

deno task upload [--bucket NAME] [--folder PATH]

  --bucket NAME   the bucket (default: storage.bucket of config/params.yaml)
  --folder PATH   the folder (default: storage.local_path of config/params.yaml)

S3: S3_ENDPOINT, S3_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.
Exit codes: 0 done, 2 parameters or usage, 4 storage.`;
const PARAMS_FILE = "config/params.yaml";
const OPTIONS = {
  bucket: { type: "string" },
  folder: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Uploads, and prints a line per survey and their total.
 * @throws {ParamsError} For wrong flags or parameters.
 * @throws {StorageError} If the folder cannot be read or the bucket not written.
 */
async function upload(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags.help) return console.log(HELP);
  const params = await readStorageParams();
  const source = folderStorage(flags.folder ?? params.local_path);
  const options = readS3Options(flags.bucket ?? params.bucket, Deno.env);
  const target = s3Storage(options);
  const surveys = (await source.list(""))
    .filter(({ name }) => isSurveyName(name) || isCodebookName(name));
  if (await ensureBucket(options)) console.log(`made ${target.place}`);
  const there = new Map((await target.list("")).map((info) => [info.name, info]));
  let written = 0;
  for (const { name } of surveys) {
    const bytes = await source.get(name);
    const isThere = await holds(target, there.get(name), bytes);
    if (!isThere) {
      await target.put(name, bytes);
      written++;
    }
    console.log(`${isThere ? "unchanged" : "uploaded"}  ${name} (${bytes.length} bytes)`);
  }
  const unchanged = surveys.length - written;
  console.log(
    `${written} uploaded, ${unchanged} unchanged, from ${source.place} to ${target.place}`,
  );
}

/** Whether the bucket has this object with these bytes. Where the etag cannot tell, they are compared. */
async function holds(
  target: Storage,
  info: ObjectInfo | undefined,
  bytes: Uint8Array,
): Promise<boolean> {
  if (info === undefined || info.size !== bytes.length) return false;
  if (hasContent(info, bytes)) return true;
  const isMd5 = /^[0-9a-f]{32}$/.test(info.etag);
  if (isMd5) return false;
  const stored = await target.get(info.name);
  return stored.length === bytes.length && stored.every((byte, i) => byte === bytes[i]);
}

function readFlags(args: readonly string[]): { bucket?: string; folder?: string; help?: boolean } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    // Node quotes what it complains of: '--buckt', or '--bucket <value>' where the value is missing.
    const said = error instanceof Error ? error.message : String(error);
    const flag = /'(\S+?)(?: <value>)?'/.exec(said)?.[1] ?? "";
    const lacksValue = flag.replace(/^--/, "") in OPTIONS;
    throw new ParamsError([{
      path: "the command line",
      expected: lacksValue ? `a value after ${flag}` : "a known flag",
      received: lacksValue ? "nothing" : quoteValue(flag),
      hint: "--help lists the flags.",
    }]);
  }
}

/** The storage section of the parameter file, or its defaults where there is none. The other sections
 * do not matter here, so a mistake in one of them must not keep surveys from their bucket. */
async function readStorageParams(): Promise<Params["storage"]> {
  const text = await Deno.readTextFile(PARAMS_FILE).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
  const { source, value } = parseLayer(text, PARAMS_FILE);
  const section = (value as { storage?: unknown } | null)?.storage;
  return resolveParams([{ source, value: section === undefined ? {} : { storage: section } }])
    .storage;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ParamsError) return 2;
  return error instanceof StorageError ? 4 : 1;
}

if (import.meta.main) {
  try {
    await upload(Deno.args);
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    Deno.exitCode = exitCodeOf(error);
  }
}
