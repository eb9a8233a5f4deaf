/** Parameters from files and flags: the base file, what one survey overlays, `--set`. Runs in Deno only. */

import { dirname, join, relative, resolve } from "node:path";
import { ParamsError, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { Params } from "../plan/params.ts";
import { type Preset, readPresetText, RECOMMENDED_PRESET } from "../plan/presets.ts";
import { type ParamsLayer, parseLayer, parseSetting, resolveParams } from "../plan/parse_params.ts";

const BASE_FILE = "config/params.yaml";
const OVERLAY_FOLDER = "surveys";
const PRESET_FOLDER = "presets";
const S3_LOCATION = /^s3:\/\/([^/]+)\/(.+)$/;

/** Parameters, and the sources that said something, in the order they were laid over each other. */
export interface LoadedParams {
  readonly params: Params;
  readonly sources: readonly string[];
}

/** Loads the parameters of a run.
 * `surveys/<object name>.yaml` beside the base file overlays it when the input is an object of the
 * storage; a file from elsewhere that happens to have the same name is another survey. A preset lies
 * beneath both.
 * @throws {ParamsError} If a named file is missing or anything in the files or flags is wrong.
 */
export async function loadParams(
  { params: file, preset = null, set, input }: {
    params: string | null;
    preset?: string | null;
    set: readonly string[];
    input: string | null;
  },
): Promise<LoadedParams> {
  const base = await readLayer(file ?? BASE_FILE);
  if (base === null && file !== null) throw missingFile(file);
  const settings = set.map(parseSetting);
  const named = await readPreset(preset, dirname(file ?? BASE_FILE));
  const layers = [named, base].filter((layer) => layer !== null);
  const { storage } = resolveParams([...layers, ...settings]);
  const object = objectName(storage, input);
  const overlay = object === null
    ? null
    : await readLayer(join(dirname(file ?? BASE_FILE), OVERLAY_FOLDER, `${object}.yaml`));
  if (overlay !== null) layers.push(overlay);
  const sources = layers.map(({ source }) => source);
  return {
    params: resolveParams([...layers, ...settings]),
    sources: [
      ...(sources.length === 0 ? ["defaults"] : sources),
      ...set.map((text) => `--set ${text}`),
    ],
  };
}

/** Whole settings by name; null for `recommended`, which are the schema's defaults.
 * @throws {ParamsError} If there are none of that name; it lists those there are.
 */
async function readPreset(preset: string | null, folder: string): Promise<ParamsLayer | null> {
  if (preset === null || preset === RECOMMENDED_PRESET.name) return null;
  const isName = /^[\w-]+$/.test(preset);
  const layer = isName ? await readLayer(join(folder, PRESET_FOLDER, `${preset}.yaml`)) : null;
  if (layer !== null) return layer;
  const names = [RECOMMENDED_PRESET.name, ...await presetNames(join(folder, PRESET_FOLDER))];
  const near = nearestName(preset, names);
  throw new ParamsError([{
    path: "--preset",
    expected: `one of ${names.join(", ")}`,
    received: quoteValue(preset),
    hint: near === null ? "" : `Did you mean ${near}?`,
  }]);
}

/** The presets of a folder, by name; none where there is no such folder. */
export async function presetNames(
  folder = join(dirname(BASE_FILE), PRESET_FOLDER),
): Promise<string[]> {
  try {
    const names = [];
    for await (const { name } of Deno.readDir(folder)) names.push(name);
    return names.filter((name) => name.endsWith(".yaml")).map((name) => name.slice(0, -5)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Every preset with its words, the recommended settings first, then those of a folder.
 * @throws {ParamsError} If one of them is wrong.
 */
export async function listPresets(
  folder = join(dirname(BASE_FILE), PRESET_FOLDER),
): Promise<Preset[]> {
  const presets = [RECOMMENDED_PRESET];
  for (const name of await presetNames(folder)) {
    presets.push(readPresetText(name, await Deno.readTextFile(join(folder, `${name}.yaml`))));
  }
  return presets;
}

/** The input's name in the storage, or null if it lies elsewhere. */
function objectName(storage: Params["storage"], input: string | null): string | null {
  if (input === null) return storage.object_name;
  const address = S3_LOCATION.exec(input);
  if (address !== null) return address[1] === storage.bucket ? address[2] : null;
  const below = relative(resolve(storage.local_path), resolve(input));
  return below.startsWith("..") || below === "" ? null : below.replaceAll("\\", "/");
}

async function readLayer(path: string): Promise<ParamsLayer | null> {
  try {
    return parseLayer(await Deno.readTextFile(path), path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    if (error instanceof ParamsError) throw error;
    throw new ParamsError([{
      path,
      expected: "a file that can be read",
      received: error instanceof Error ? error.message : String(error),
      hint: "",
    }]);
  }
}

function missingFile(file: string): ParamsError {
  return new ParamsError([{
    path: "--params",
    expected: "a file that exists",
    received: quoteValue(file),
    hint: `The default is ${BASE_FILE}.`,
  }]);
}
