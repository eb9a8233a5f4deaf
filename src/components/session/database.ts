/** This browser's database: its stores, one piece of work in it, and what earlier versions of it held. Runs in browsers. */

/** The stores; keys of all but views begin with what they belong to: a survey's slug, or a project's id. */
export const STORES = {
  views: "views",
  projects: "projects",
  files: "files",
  notebooks: "notebooks",
  versions: "versions",
} as const;

/** The name of a store. */
export type StoreName = typeof STORES[keyof typeof STORES];

/** What a store holds, under its key. */
export interface Entry {
  readonly key: string;
}

/** An entry, and the store that has it. */
export interface StoredEntry {
  readonly store: string;
  readonly entry: Entry;
}

/** Orders views by when they were last used. */
export const BY_USE = "used";

const DATABASE = "customer-clustering-engine";
const VERSION = 4;
/** What the one own file was kept under before there were projects, and what belonged to it. */
const BEFORE_PROJECTS = "own";
const ID_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
const ID_LENGTH = 14;

/** An id that nothing else has: no survey's slug is made by chance. */
export function newId(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(ID_LENGTH));
  return [...numbers].map((number) => ID_LETTERS[number % ID_LETTERS.length]).join("");
}

/** Does one piece of work, all of it or nothing.
 * @param names The stores that it may use.
 * @param act Asks; what the request that it gives brings is the answer.
 * @throws {DOMException} If this browser keeps nothing, or has no room.
 */
export async function transact<T>(
  names: StoreName | readonly StoreName[],
  mode: IDBTransactionMode,
  act: (store: (name: StoreName) => IDBObjectStore) => IDBRequest | void,
): Promise<T> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(names as string | string[], mode);
    return await settle<T>(transaction, act((name) => transaction.objectStore(name)));
  } finally {
    database.close();
  }
}

/** Everything that is kept of a survey or a project, views aside. */
export async function entriesOf(id: string): Promise<StoredEntry[]> {
  const database = await openDatabase();
  try {
    const stores = storesOf(database);
    const transaction = database.transaction(stores);
    const requests = stores.map((store) =>
      [store, transaction.objectStore(store).getAll(keysOf(id))] as const
    );
    await settle(transaction);
    return requests.flatMap(([store, { result }]) =>
      (result as Entry[]).map((entry) => ({ store, entry }))
    );
  } finally {
    database.close();
  }
}

/** Keeps entries where they were.
 * @throws {DOMException} As {@link transact}; then none of them is kept.
 */
export async function keepEntries(entries: readonly StoredEntry[]): Promise<void> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(storesOf(database), "readwrite");
    for (const { store, entry } of entries) transaction.objectStore(store).put(entry);
    await settle(transaction);
  } finally {
    database.close();
  }
}

/** Forgets everything that is kept of a survey or a project, in whichever store; views aside. */
export async function forgetEntries(id: string): Promise<void> {
  const database = await openDatabase();
  try {
    const stores = storesOf(database);
    const transaction = database.transaction(stores, "readwrite");
    for (const store of stores) transaction.objectStore(store).delete(keysOf(id));
    await settle(transaction);
  } finally {
    database.close();
  }
}

function storesOf(database: IDBDatabase): string[] {
  return [...database.objectStoreNames].filter((name) => name !== STORES.views);
}

function keysOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound(id, `${id}\uffff`);
}

function settle<T>(transaction: IDBTransaction, request?: IDBRequest | void): Promise<T> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result as T);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      const { result, transaction } = request;
      for (const name of Object.values(STORES)) {
        // An earlier version has some of them.
        if (!result.objectStoreNames.contains(name)) {
          result.createObjectStore(name, { keyPath: "key" });
        }
      }
      const views = transaction?.objectStore(STORES.views);
      if (views?.indexNames.contains(BY_USE) === false) views.createIndex(BY_USE, BY_USE);
      if (transaction !== null) adoptFile(transaction);
    };
    request.onsuccess = () => {
      const { result } = request;
      // A page of a newer version of the site waits for nobody.
      result.onversionchange = () => result.close();
      resolve(result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** Makes a project of the one own file that earlier versions kept, with all its notebooks. */
function adoptFile(transaction: IDBTransaction): void {
  const files = transaction.objectStore(STORES.files);
  const request = files.get(BEFORE_PROJECTS);
  request.onsuccess = () => {
    if (request.result === undefined) return;
    const { name, bytes, codebook, sha256 } = request.result;
    const id = newId();
    const now = Date.now();
    transaction.objectStore(STORES.projects).put({
      key: id,
      project: {
        id,
        name,
        file: { name, size: bytes.length, codebook: codebook?.name ?? null },
        sha256,
        settings: [],
        notes: "",
        created: now,
        changed: now,
        revision: 0,
        headline: "",
        map: null,
      },
    });
    files.put({ key: id, bytes, codebook });
    files.delete(BEFORE_PROJECTS);
    for (const store of [STORES.notebooks, STORES.versions]) {
      moveEntries(transaction.objectStore(store), id);
    }
  };
}

/** What belonged to the one own file now belongs to the project. */
function moveEntries(store: IDBObjectStore, id: string): void {
  const isOwn = new RegExp(`^${BEFORE_PROJECTS}([#\\n]|$)`);
  const request = store.openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (cursor === null) return;
    const { key } = cursor.value as Entry;
    if (isOwn.test(key)) {
      store.put({ ...cursor.value, key: id + key.slice(BEFORE_PROJECTS.length) });
      cursor.delete();
    }
    cursor.continue();
  };
}
