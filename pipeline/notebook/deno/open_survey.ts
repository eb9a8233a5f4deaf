/** A survey and its parameters, found as the command line of the pipeline finds them. Runs in Deno only. */

import { join, relative, resolve } from "node:path";
import { loadParams } from "../../cli/params_files.ts";
import { type Input, openInput, openStorage, usesS3 } from "../../io/open.ts";
import { isSurveyName } from "../../io/storage.ts";
import type { Params } from "../../plan/params.ts";

/** A survey with what a run of it needs. */
export interface OpenSurvey extends Input {
  readonly params: Params;
}

/** Which survey, with which parameters over those of the files. */
export interface SurveyWish {
  /** As `--input` has it; null: the storage's own. */
  readonly input: string | null;
  /** As `--set` has it. */
  readonly set: readonly string[];
}

/** Reads a survey and its parameters.
 * @throws {ParamsError | StorageError} As the pipeline's command does.
 */
export async function openSurvey({ input, set }: SurveyWish): Promise<OpenSurvey> {
  const { params } = await loadParams({ params: null, set, input });
  return { ...await openInput(input, params.storage, Deno.env), params };
}

/** All surveys of the storage that the parameters name: as `--input` has them, and their names there. */
export async function allInputs(
  set: readonly string[],
): Promise<{ readonly input: string; readonly name: string }[]> {
  const { params: { storage } } = await loadParams({ params: null, set, input: null });
  const found = await openStorage(storage, Deno.env).list("");
  const names = found.map(({ name }) => name).filter(isSurveyName);
  const isBucket = usesS3(storage, Deno.env);
  return names.map((name) => ({
    name,
    input: isBucket ? `s3://${storage.bucket}/${name}` : join(storage.local_path, name),
  }));
}

/** A path as another folder sees it, with "/" between its parts. */
export function pathFrom(folder: string, path: string): string {
  return relative(resolve(folder), resolve(path)).replaceAll("\\", "/");
}
