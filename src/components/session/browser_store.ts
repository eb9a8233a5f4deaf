/** What survives a page load: views of runs, notebooks with their versions, and the person's own file, in IndexedDB. Runs in browsers. */

import type { CodebookFile } from "../../../pipeline/ingest/codebook/codebook.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { forgetOwnPins } from "./pins.js";
import { makeRoom, type NotebookVersion, TOO_FULL, versionKey } from "./notebook_versions.js";

/** The file that a person chose; it never leaves this browser. */
export interface OwnFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Texts and value labels that were given beside it. */
  readonly codebook?: CodebookFile | undefined;
  /** SHA-256 of what was given, as 64 hex digits. */
  readonly sha256: string;
}

const DATABASE = "customer-clustering-engine";
const VERSION = 4;
const VIEWS = "views";
const FILES = "files";
const NOTEBOOKS = "notebooks";
const VERSIONS = "versions";
const OWN = "own";
/** Orders views by when they were last used. */
const BY_USE = "used";
/** Stands between a survey and the name of a notebook; no survey's slug has it. */
const BESIDE = "#";
const MOST_VIEWS = 30;

interface KeptView {
  readonly key: string;
  readonly used: number;
  readonly view: RunView;
}

/** Keeps a view under its key, dropping those unused longest above 30. Failing costs a re-run later. */
export async function keepView(key: string, view: RunView): Promise<void> {
  try {
    const kept: KeptView = { key, used: Date.now(), view };
    await transact(VIEWS, "readwrite", (store) => store.put(kept));
    // Keys alone: views are large.
    const keys = await transact<string[]>(
      VIEWS,
      "readonly",
      (store) => store.index(BY_USE).getAllKeys(),
    );
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST_VIEWS))) {
      await transact(VIEWS, "readwrite", (store) => store.delete(old));
    }
  } catch {
    // Private windows and full disks refuse: the page works without.
  }
}

/** The keys of all views that are kept. */
export async function listViews(): Promise<string[]> {
  try {
    return await transact<string[]>(VIEWS, "readonly", (store) => store.getAllKeys());
  } catch {
    return [];
  }
}

/** The view kept under a key, or null. */
export async function findView(key: string): Promise<RunView | null> {
  try {
    const kept = await transact<KeptView | undefined>(VIEWS, "readonly", (store) => store.get(key));
    return kept?.view ?? null;
  } catch {
    return null;
  }
}

/** Keeps the person's own file in place of an earlier one.
 * @throws {DOMException} If this browser keeps nothing, or has no room.
 */
export async function keepOwnFile(file: OwnFile): Promise<void> {
  await transact(FILES, "readwrite", (store) => store.put({ key: OWN, ...file }));
}

/** The person's own file, or null. */
export async function findOwnFile(): Promise<OwnFile | null> {
  try {
    return await transact<OwnFile | undefined>(FILES, "readonly", (store) => store.get(OWN)) ??
      null;
  } catch {
    return null;
  }
}

/** What a notebook is kept under.
 * @param slug Of the survey; null for the person's own file.
 * @param name Of a notebook beside the survey's own; null for that.
 */
export function notebookKey(slug: string | null, name: string | null): string {
  const survey = slug ?? OWN;
  return name === null ? survey : `${survey}${BESIDE}${name}`;
}

/** Keeps a notebook of a survey.
 * @param key As {@link notebookKey} makes it.
 */
export async function keepNotebook(key: string, notebook: object): Promise<void> {
  try {
    await transact(NOTEBOOKS, "readwrite", (store) => store.put({ key, notebook }));
  } catch {
    // Private windows and full disks refuse: a notebook can still be downloaded.
  }
}

/** The notebook kept of a survey, or null. */
export async function findNotebook<T extends object>(key: string): Promise<T | null> {
  try {
    const kept = await transact<{ readonly notebook: T } | undefined>(
      NOTEBOOKS,
      "readonly",
      (store) => store.get(key),
    );
    return kept?.notebook ?? null;
  } catch {
    return null;
  }
}

/** Forgets a notebook that is kept, if it is. */
export async function forgetNotebook(key: string): Promise<void> {
  try {
    await transact(NOTEBOOKS, "readwrite", (store) => store.delete(key));
  } catch {
    // What cannot be kept needs no forgetting.
  }
}

/** Keeps a version of a survey's notebook beside the earlier ones.
 * @param survey As for {@link keepNotebook}.
 * @returns Why it was not kept; an empty string if it was, or if it is as the last one.
 */
export async function keepVersion(survey: string, version: NotebookVersion): Promise<string> {
  try {
    const { kept, dropped, why } = makeRoom(await findVersions(survey), version);
    if (kept === null) return why;
    for (const { at } of dropped) {
      await transact(VERSIONS, "readwrite", (store) => store.delete(versionKey(survey, at)));
    }
    const key = versionKey(survey, kept.at);
    await transact(VERSIONS, "readwrite", (store) => store.put({ key, version: kept }));
    return "";
  } catch {
    return TOO_FULL;
  }
}

/** The versions kept of a survey's notebook, oldest first. */
export async function findVersions(survey: string): Promise<NotebookVersion[]> {
  try {
    const found = await transact<{ readonly version: NotebookVersion }[]>(
      VERSIONS,
      "readonly",
      (store) => store.getAll(versionsOf(survey)),
    );
    return found.map(({ version }) => version);
  } catch {
    return [];
  }
}

function versionsOf(survey: string): IDBKeyRange {
  return IDBKeyRange.bound(versionKey(survey, 0), versionKey(survey, Number.MAX_SAFE_INTEGER));
}

/** Forgets the person's own file, its notebooks with all versions, its pins, and every view, which may hold figures
 * of it. */
export async function forgetOwnFile(): Promise<void> {
  forgetOwnPins();
  const beside = IDBKeyRange.bound(`${OWN}${BESIDE}`, `${OWN}${BESIDE}\uffff`);
  for (const keys of [OWN, beside]) {
    await transact(NOTEBOOKS, "readwrite", (store) => store.delete(keys));
  }
  for (const keys of [versionsOf(OWN), beside]) {
    await transact(VERSIONS, "readwrite", (store) => store.delete(keys));
  }
  await transact(FILES, "readwrite", (store) => store.clear());
  await transact(VIEWS, "readwrite", (store) => store.clear());
}

async function transact<T>(
  name: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      const { result, transaction } = request;
      for (const name of [VIEWS, FILES, NOTEBOOKS, VERSIONS]) {
        // An earlier version has some of them.
        if (!result.objectStoreNames.contains(name)) {
          result.createObjectStore(name, { keyPath: "key" });
        }
      }
      const views = transaction?.objectStore(VIEWS);
      if (views?.indexNames.contains(BY_USE) === false) views.createIndex(BY_USE, BY_USE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException("the store is in use", "AbortError"));
  });
}
