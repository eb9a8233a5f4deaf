/** Watches what the loaders read, and wakes Framework's preview when it changes. Runs in Deno only. */

import { loadParams } from "../../pipeline/cli/params_files.ts";
import { openStorage, usesS3 } from "../../pipeline/io/open.ts";
import { isCodebookName, isSurveyName, type ObjectInfo } from "../../pipeline/io/storage.ts";
import { listNotebooks } from "../../pipeline/notebook/deno/page_notebooks.ts";
import { CONFIG_FILE, FRAMEWORK_CACHE } from "./framework.ts";

/** What the loaders read beside the storage. `src/data` holds what they share,
 * `src/frame` what one of them bundles: Framework does not look there. */
const WATCHED = [
  ...["config", "data", "docs/methods", "notebooks", "pipeline", "src/data", "src/frame"],
  "deno.json",
];
const IGNORED = /(^|[\\/])(\.|~\$)|~$/;
const CODE = /(^|[\\/])(pipeline|src[\\/](data|frame))[\\/]|deno\.json$/;
/** Loaders by name: `view.json.ts` gives `view.json`. */
const LOADER = /\.(json|bin|csv|txt|mjs|html|md)\.ts$/;
/** Code alone goes into these, no survey. */
const CODE_LOADER = /\.(mjs|html)\.ts$/;
/** Notebooks alone go into these, with the surveys that they are over. */
const NOTEBOOK_LOADER = /(^|[\\/])notebooks([\\/]|\.json\.ts$)/;
const NOTEBOOK = /^notebooks[\\/]/;
/** An editor or a copying program writes a file in several steps. */
const SETTLED_MS = 100;
const POLL_MS = 1000;
const MOST_WAIT_MS = 120_000;

/** What changed since the last look. */
interface Changes {
  readonly hasCode: boolean;
  /** Whether something changed that is no notebook. */
  readonly hasOthers: boolean;
}

const NO_CHANGES: Changes = { hasCode: false, hasOthers: false };

/** Watches until the signal is aborted.
 * @param options `frameworkPid` gives the process id of the running preview, by which the files that
 *   its loaders are writing are known.
 */
export async function followInputs(
  { signal, frameworkPid }: {
    readonly signal: AbortSignal;
    readonly frameworkPid: () => number;
  },
): Promise<void> {
  const queue = new ChangeQueue((changes) => wake(changes, { signal, frameworkPid }));
  await Promise.all([watchFiles(queue, signal), pollStorage(queue, signal)]);
}

/** Gathers changes until they settle, then handles them one batch after the other. */
class ChangeQueue {
  readonly #handle: (changes: Changes) => Promise<void>;
  #changes: Changes = NO_CHANGES;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(handle: (changes: Changes) => Promise<void>) {
    this.#handle = handle;
  }

  add({ hasCode, hasOthers }: Changes): void {
    this.#changes = {
      hasCode: this.#changes.hasCode || hasCode,
      hasOthers: this.#changes.hasOthers || hasOthers,
    };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changes = this.#changes;
      this.#changes = NO_CHANGES;
      this.#running = this.#running.then(() => this.#handle(changes)).catch(warn);
    }, SETTLED_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

async function watchFiles(queue: ChangeQueue, signal: AbortSignal): Promise<void> {
  const present = [];
  for (const path of WATCHED) if (await exists(path)) present.push(path);
  const root = Deno.cwd();
  const watcher = Deno.watchFs(present, { recursive: true });
  signal.addEventListener("abort", () => {
    queue.clear();
    watcher.close();
  }, { once: true });
  for await (const { kind, paths } of watcher) {
    if (kind === "access") continue;
    const changed = paths.map((path) => path.startsWith(root) ? path.slice(root.length + 1) : path)
      .filter((path) => !IGNORED.test(path));
    if (changed.length === 0) continue;
    queue.add({
      hasCode: changed.some((path) => CODE.test(path)),
      hasOthers: changed.some((path) => !NOTEBOOK.test(path)),
    });
  }
}

/** Looks each second which surveys there are; of a bucket also whether their content changed. */
async function pollStorage(queue: ChangeQueue, signal: AbortSignal): Promise<void> {
  let former: Listing | null = null;
  let problem = "";
  while (await sleep(POLL_MS, signal)) {
    try {
      const now = await listSurveys();
      if (former !== null && former.names !== now.names) await touch([CONFIG_FILE]);
      if (former !== null && former.content !== now.content) {
        queue.add({ hasCode: false, hasOthers: true });
      }
      former = now;
      problem = "";
    } catch (error) {
      // A store that is away is told of once, not each second.
      const said = error instanceof Error ? error.message : String(error);
      if (said !== problem) warn(error);
      problem = said;
    }
  }
}

/** Surveys of the storage, as texts to compare. */
interface Listing {
  /** Of surveys, and of notebooks that are pages: what the site's navigation is made of. */
  readonly names: string;
  /** Empty for a folder: that is watched. */
  readonly content: string;
}

async function listSurveys(): Promise<Listing> {
  const { params } = await loadParams({ params: null, set: [], input: null });
  const found = await openStorage(params.storage, Deno.env).list("");
  const surveys = found.filter(({ name }) => isSurveyName(name) || isCodebookName(name));
  const text = (of: (info: ObjectInfo) => string): string => surveys.map(of).join("\n");
  const content = usesS3(params.storage, Deno.env)
    ? text(({ name, etag }) => `${name} ${etag}`)
    : "";
  const tabs = (await listNotebooks()).map(({ slug, title, notebook: { surveys } }) =>
    JSON.stringify([slug, title, surveys])
  );
  return { names: [text(({ name }) => name), ...tabs].join("\n"), content };
}

/** Touches the loaders, so that open pages ask for their outputs anew. What is being written already
 * would count as newer than the touch, though it was read before the change: so once more after it. */
async function wake(
  { hasCode, hasOthers }: Changes,
  { signal, frameworkPid }: {
    readonly signal: AbortSignal;
    readonly frameworkPid: () => number;
  },
): Promise<void> {
  const all = await filesBelow("src", (path) => LOADER.test(path));
  const loaders = hasCode
    ? all
    : all.filter((path) => hasOthers ? !CODE_LOADER.test(path) : NOTEBOOK_LOADER.test(path));
  const pid = frameworkPid();
  const running = await unfinishedOutputs(pid);
  await touch(loaders);
  console.log(`inputs changed: ${loaders.length} loaders run anew`);
  if (running.length === 0) return;
  const end = performance.now() + MOST_WAIT_MS;
  while (performance.now() < end && await sleep(SETTLED_MS, signal)) {
    const still = await unfinishedOutputs(pid);
    if (!running.some((path) => still.includes(path))) break;
  }
  await touch(loaders);
}

/** Files that running loaders write to: Framework ends their names with its process id. */
function unfinishedOutputs(pid: number): Promise<string[]> {
  return filesBelow(FRAMEWORK_CACHE, (path) => path.endsWith(`.${pid}`));
}

async function touch(paths: readonly string[]): Promise<void> {
  const now = new Date();
  for (const path of paths) await Deno.utime(path, now, now);
}

async function filesBelow(folder: string, wanted: (path: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  if (!(await exists(folder))) return found;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    // Framework's cache lies below src, but holds no loaders; its packages are many.
    if (isDirectory && name !== ".observablehq" && name !== "_node" && name !== "_npm") {
      for (const below of await filesBelow(path, wanted)) found.push(below);
    } else if (!isDirectory && wanted(path)) found.push(path);
  }
  return found;
}

/** Waits; false if the signal was aborted. */
function sleep(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function warn(error: unknown): void {
  console.error(`warning: ${error instanceof Error ? error.message : String(error)}`);
}
