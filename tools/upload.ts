/** Puts the surveys of a folder into the bucket: `deno task upload`. Runs in Deno only.
 *
 * Which folder and which store is said by flags, parameters and environment. This part reads them and
 * starts the one that uploads, which may read that folder and reach that store alone.
 */

import { parseArgs } from "node:util";
import { ParamsError, quoteValue } from "../pipeline/base/errors.ts";
import type { Params } from "../pipeline/plan/params.ts";
import { parseLayer, resolveParams } from "../pipeline/plan/parse_params.ts";
import { runUpload } from "./upload/run_upload.ts";
import { uploadArguments } from "./upload/upload_folder.ts";

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

/** Finds out what goes where, and lets it be uploaded.
 * @throws {ParamsError} For wrong flags or parameters.
 */
async function upload(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags.help) return console.log(HELP);
  const params = await readStorageParams();
  const place = {
    folder: flags.folder ?? params.local_path,
    bucket: flags.bucket ?? params.bucket,
  };
  if (place.folder.includes(",")) {
    // Deno's list of what may be read knows no way to write one.
    throw new ParamsError([{
      path: "the command line",
      expected: "a folder whose path has no comma",
      received: quoteValue(place.folder),
      hint: "Rename it, or copy the surveys to another one and give it as --folder.",
    }]);
  }
  const child = new Deno.Command("deno", {
    args: uploadArguments(place, Deno.env.get("S3_ENDPOINT") ?? ""),
    stdin: "null",
  }).spawn();
  Deno.exitCode = (await child.status).code;
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

if (import.meta.main) await runUpload(() => upload(Deno.args));
