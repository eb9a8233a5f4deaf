/** A run's model as commands open it, and surveys read as the run's was. Runs in Deno only. */

import { DataError, ParamsError, StorageError } from "../base/errors.ts";
import { ingest } from "../ingest/mod.ts";
import { openInput, openLocation } from "../io/open.ts";
import { joinNames } from "../io/names.ts";
import type { Storage } from "../io/storage.ts";
import type { Params } from "../plan/params.ts";
import { parseSetting } from "../plan/parse_params.ts";
import type { Survey } from "../survey/survey.ts";
import { type Model, parseModel } from "../typing/model.ts";
import { paramsToRead } from "../typing/place_file.ts";

const MODEL_FILE = "model.json";

/** A model, and the folder that it lies in. */
export interface OpenedModel {
  readonly model: Model;
  readonly storage: Storage;
  /** The folder's name in the storage. */
  readonly folder: string;
}

/** Reads the model that a run's folder holds, or the file itself.
 * @throws {DataError} If there is none, or it is none. @throws {StorageError} If it cannot be read.
 */
export async function openModel(
  address: string,
  storageParams: Params["storage"],
): Promise<OpenedModel> {
  const { storage, name } = await openLocation(address, storageParams, Deno.env);
  const isFile = name.endsWith(".json");
  const file = isFile ? name : joinNames(name, MODEL_FILE);
  const bytes = await getIfThere(storage, file);
  if (bytes === null) {
    throw new DataError(
      `Cannot open the model ${JSON.stringify(address)}: it must be the folder of a run with a ` +
        `${MODEL_FILE}, but there is none. Runs lie in runs/, one folder each.`,
    );
  }
  const place = isFile ? address : `${address}/${MODEL_FILE}`;
  const folder = isFile ? file.slice(0, Math.max(0, file.lastIndexOf("/"))) : name;
  return { model: parseModel(new TextDecoder().decode(bytes), place), storage, folder };
}

/** A file's bytes; null where there is none. */
export async function getIfThere(
  storage: Storage,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await storage.get(name);
  } catch (error) {
    if (error instanceof StorageError && error.failure === "missing-object") return null;
    throw error;
  }
}

/** Reads a survey as that of the run was read, but for what `--set` says.
 * @throws {DataError} If it is none. @throws {StorageError} If it cannot be read.
 */
export async function readSurvey(
  model: Model,
  { input, set }: { readonly input: string; readonly set: readonly string[] },
  storage: Params["storage"],
): Promise<Survey> {
  const params = paramsToRead(model, set.map(parseSetting));
  const { name, bytes, codebook } = await openInput(input, storage, Deno.env);
  return await ingest(bytes, name, { ...params, codebook: codebook ?? undefined });
}

/** The value of a flag that must be there.
 * @throws {ParamsError} If it is not.
 */
export function required(value: string | undefined, flag: string, expected: string): string {
  if (value !== undefined) return value;
  throw new ParamsError([{
    path: "the command line",
    expected: `${flag} with ${expected}`,
    received: "none",
    hint: "--help lists the flags.",
  }]);
}
