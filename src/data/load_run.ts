/** What loaders share: the default run of a survey through the stage cache. Runs in Deno only. */

import { parseArgs } from "node:util";
import type { StageCache } from "../../pipeline/run/cache.ts";
import { loadParams } from "../../pipeline/cli/params_files.ts";
import { DataError, ParamsError, StorageError } from "../../pipeline/base/errors.ts";
import { projectCache } from "../../pipeline/io/fs/cache.ts";
import { type Input, openInput } from "../../pipeline/io/open.ts";
import { keepWorkers } from "../../pipeline/parallel/pool.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { listSections, OWN_SLUG } from "./surveys.ts";

/** A survey's default run, its file and what may be published of it. */
export interface LoadedRun {
  readonly result: PipelineResult;
  readonly file: Input;
  readonly params: Params;
  /** `all` in a preview on the own machine, whatever the parameters say. */
  readonly publish: Params["publish"]["respondents"];
  readonly cache: StageCache;
}

/** What a loader gives for a section: something made of its run, nothing for the person's own
 * section, or the engine's message where the survey cannot be read.
 */
export type Loaded<T> =
  | { readonly status: "ok"; readonly value: T }
  | { readonly status: "own" }
  | { readonly status: "failed"; readonly name: string; readonly message: string };

/** The slug that Framework asks a parameterised loader for. */
export function askedSlug(): string {
  return asked("survey") || OWN_SLUG;
}

function asked(name: string): string {
  const { values } = parseArgs({ options: { [name]: { type: "string" } }, strict: false });
  const value = values[name];
  return typeof value === "string" ? value : "";
}

/** The notebook that Framework asks for a page of. */
export function askedNotebook(): string {
  return asked("notebook");
}

/** Makes something of a section's default run.
 * A survey that cannot be read or segmented is told of, so that it does not break the build.
 */
export async function load<T>(
  slug: string,
  make: (run: LoadedRun) => Promise<T>,
): Promise<Loaded<T>> {
  if (slug === OWN_SLUG) return { status: "own" };
  using _workers = keepWorkers();
  try {
    return { status: "ok", value: await make(await loadRun(slug)) };
  } catch (error) {
    const isKnown = [ParamsError, DataError, StorageError].some((type) => error instanceof type);
    if (!isKnown) throw error;
    const { name, message } = error as Error;
    return { status: "failed", name, message };
  }
}

async function loadRun(slug: string): Promise<LoadedRun> {
  const section = (await listSections()).find((one) => one.slug === slug);
  if (section === undefined) {
    throw new StorageError(
      "missing-object",
      `Cannot show ${slug}: there is no such survey any more.`,
    );
  }
  const set = [`storage.object_name=${JSON.stringify(section.name)}`];
  const { params } = await loadParams({ params: null, set, input: null });
  const file = await openInput(null, params.storage, Deno.env);
  const cache = projectCache();
  const result = await runPipeline(file.bytes, file.name, params, {
    cache,
    codebook: file.codebook,
  });
  const publish = Deno.env.get("SITE_MODE") === "preview" ? "all" : params.publish.respondents;
  return { result, file, params, publish, cache };
}

/** Writes a loader's output. */
export function writeJson(value: unknown): void {
  writeText(JSON.stringify(value));
}

/** Writes a loader's output. */
export function writeText(text: string): void {
  writeBytes(new TextEncoder().encode(text));
}

/** Writes a loader's output, however long. */
export function writeBytes(bytes: Uint8Array): void {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(Deno.stdout.writeSync(rest));
}
