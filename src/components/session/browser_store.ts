/** What survives a page load of any survey: views of runs, and notebooks with their versions. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { BY_USE, STORES, transact } from "./database.js";
import { makeRoom, type NotebookVersion, TOO_FULL, versionKey } from "./notebook_versions.js";

/** Stands between a survey and the name of a notebook; no survey's key has it. */
export const BESIDE = "#";
const MOST_VIEWS = 30;
const NOT_KEPT =
  "The notebook's last changes were not kept: this browser must have room for them, but has none. " +
  "Download the notebook.";

interface KeptView {
  readonly key: string;
  readonly used: number;
  readonly view: RunView;
}

/** Keeps a view under its key, dropping those unused longest above 30. Failing costs a re-run later. */
export async function keepView(key: string, view: RunView): Promise<void> {
  const { views } = STORES;
  try {
    const kept: KeptView = { key, used: Date.now(), view };
    await transact(views, "readwrite", (store) => store(views).put(kept));
    // Keys alone: views are large.
    const keys = await transact<string[]>(
      views,
      "readonly",
      (store) => store(views).index(BY_USE).getAllKeys(),
    );
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST_VIEWS))) {
      await transact(views, "readwrite", (store) => store(views).delete(old));
    }
  } catch {
    // Private windows and full disks refuse: the page works without.
  }
}

/** The keys of all views that are kept. */
export async function listViews(): Promise<string[]> {
  try {
    const { views } = STORES;
    return await transact<string[]>(views, "readonly", (store) => store(views).getAllKeys());
  } catch {
    return [];
  }
}

/** The view kept under a key, or null. */
export async function findView(key: string): Promise<RunView | null> {
  const { views } = STORES;
  try {
    const kept = await transact<KeptView | undefined>(
      views,
      "readonly",
      (store) => store(views).get(key),
    );
    return kept?.view ?? null;
  } catch {
    return null;
  }
}

/** Forgets the views of a survey's file, which hold figures of it. */
export async function forgetViews(sha256: string): Promise<void> {
  const { views } = STORES;
  const keys = await transact<string[]>(views, "readonly", (store) => store(views).getAllKeys());
  const own = keys.filter((key) => key.includes(` ${sha256} `));
  await transact(views, "readwrite", (store) => {
    for (const key of own) store(views).delete(key);
  });
}

/** What a notebook is kept under.
 * @param survey The survey's key.
 * @param name Of a notebook beside the survey's own; null for that.
 */
export function notebookKey(survey: string, name: string | null): string {
  return name === null ? survey : `${survey}${BESIDE}${name}`;
}

/** Keeps a notebook of a survey.
 * @param key As {@link notebookKey} makes it.
 * @returns Why it was not kept; an empty string if it was.
 */
export async function keepNotebook(key: string, notebook: object): Promise<string> {
  const { notebooks } = STORES;
  try {
    await transact(notebooks, "readwrite", (store) => store(notebooks).put({ key, notebook }));
    return "";
  } catch (error) {
    // A private window keeps nothing, which its reader chose.
    return (error as Error | null)?.name === "QuotaExceededError" ? NOT_KEPT : "";
  }
}

/** The notebook kept of a survey, or null. */
export async function findNotebook<T extends object>(key: string): Promise<T | null> {
  const { notebooks } = STORES;
  try {
    const kept = await transact<{ readonly notebook: T } | undefined>(
      notebooks,
      "readonly",
      (store) => store(notebooks).get(key),
    );
    return kept?.notebook ?? null;
  } catch {
    return null;
  }
}

/** Forgets a notebook that is kept, if it is. */
export async function forgetNotebook(key: string): Promise<void> {
  const { notebooks } = STORES;
  try {
    await transact(notebooks, "readwrite", (store) => store(notebooks).delete(key));
  } catch {
    // What cannot be kept needs no forgetting.
  }
}

/** Keeps a version of a survey's notebook beside the earlier ones.
 * @param survey As for {@link keepNotebook}.
 * @returns Why it was not kept; an empty string if it was, or if it is as the last one.
 */
export async function keepVersion(survey: string, version: NotebookVersion): Promise<string> {
  const { versions } = STORES;
  try {
    const { kept, dropped, why } = makeRoom(await findVersions(survey), version);
    if (kept === null) return why;
    const key = versionKey(survey, kept.at);
    await transact(versions, "readwrite", (store) => {
      for (const { at } of dropped) store(versions).delete(versionKey(survey, at));
      store(versions).put({ key, version: kept });
    });
    return "";
  } catch {
    return TOO_FULL;
  }
}

/** The versions kept of a survey's notebook, oldest first. */
export async function findVersions(survey: string): Promise<NotebookVersion[]> {
  const { versions } = STORES;
  const range = IDBKeyRange.bound(
    versionKey(survey, 0),
    versionKey(survey, Number.MAX_SAFE_INTEGER),
  );
  try {
    const found = await transact<{ readonly version: NotebookVersion }[]>(
      versions,
      "readonly",
      (store) => store(versions).getAll(range),
    );
    return found.map(({ version }) => version);
  } catch {
    return [];
  }
}
