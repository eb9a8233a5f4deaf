/** A folder as storage: whole files or none, whole groups or none. Runs in Deno only. */

import { join } from "node:path";
import { quoteValue, StorageError } from "../../base/errors.ts";
import { folderFailure, type FolderSubject, isAbsent } from "./errors.ts";
import {
  makeFolders,
  removeEmpty,
  removeLeftovers,
  removeQuietly,
  swapIn,
  writeSynced,
} from "./write.ts";
import {
  checkGroup,
  checkObjectName,
  compareNames,
  folderOf,
  isObjectName,
  isTemporaryPart,
  joinNames,
  suggestNames,
  temporaryPart,
} from "../names.ts";
import { bytesOf, type GroupFile, type ObjectInfo, sizeOf, type Storage } from "../storage.ts";

/** A folder as storage. Nothing is touched before the first call; writing makes folders as needed.
 *
 * `list` follows links to files, not to folders, so no loop of links can trap it, and passes over
 * what cannot be read. A file is written under a temporary name, flushed and renamed; a group is
 * written into a temporary folder that then takes the place of the earlier one. What a killed process
 * left behind is removed by the next `putGroup` beside it, an hour later at the earliest.
 * @param root Path of the folder, absolute or from the working directory.
 */
export function folderStorage(root: string): Storage {
  return new FolderStorage(root);
}

class FolderStorage implements Storage {
  readonly place: string;
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    this.place = `folder ${root}`;
  }

  async list(prefix: string): Promise<ObjectInfo[]> {
    const found: ObjectInfo[] = [];
    const folders = [""];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of await this.#entries(folder)) {
        const name = joinNames(folder, entry.name);
        if (entry.isDirectory) {
          if (mayHold(name, prefix)) folders.push(name);
        } else if (name.startsWith(prefix) && isObjectName(name)) {
          const info = await this.#describe(name).catch(() => null);
          if (info !== null) found.push(info);
        }
      }
    }
    return found.sort((a, b) => compareNames(a.name, b.name));
  }

  async head(name: string): Promise<ObjectInfo> {
    const subject = this.#subject("read", name);
    checkObjectName(name, subject);
    try {
      const info = await this.#describe(name);
      if (info !== null) return info;
    } catch (error) {
      if (!isAbsent(error)) throw folderFailure(error, subject);
    }
    throw await this.#missing(name);
  }

  async get(name: string): Promise<Uint8Array<ArrayBuffer>> {
    await this.head(name);
    try {
      return await Deno.readFile(this.#path(name));
    } catch (error) {
      if (isAbsent(error)) throw await this.#missing(name);
      throw folderFailure(error, this.#subject("read", name));
    }
  }

  async put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const subject = this.#subject("write", name, bytes.length);
    checkObjectName(name, subject);
    const folder = join(this.#root, folderOf(name));
    const temporary = join(folder, temporaryPart("writing"));
    let made: readonly string[] = [];
    try {
      made = await makeFolders(folder);
      await writeSynced(temporary, bytes);
      await Deno.rename(temporary, this.#path(name));
    } catch (error) {
      await removeQuietly(temporary);
      await removeEmpty(made);
      throw folderFailure(error, subject);
    }
  }

  async putGroup(
    prefix: string,
    files: readonly GroupFile[],
    signal?: AbortSignal,
  ): Promise<void> {
    const group = checkGroup(prefix, files, this.place);
    signal?.throwIfAborted();
    const size = files.reduce((sum, file) => sum + sizeOf(file), 0);
    const parent = join(this.#root, folderOf(group));
    const fresh = join(parent, temporaryPart("writing"));
    let made: readonly string[] = [];
    try {
      made = await makeFolders(parent);
      await removeLeftovers(parent);
      await Deno.mkdir(fresh);
      for (const file of files) {
        signal?.throwIfAborted();
        await makeFolders(join(fresh, folderOf(file.name)));
        await writeSynced(join(fresh, file.name), await bytesOf(file));
      }
      signal?.throwIfAborted();
      await swapIn(fresh, this.#path(group));
    } catch (error) {
      await removeQuietly(fresh);
      await removeEmpty(made);
      if (signal?.aborted) throw signal.reason;
      throw folderFailure(error, this.#subject("write", group, size));
    }
  }

  /** The entries of one folder below the root. Only the root itself has to be readable. */
  async #entries(folder: string): Promise<Deno.DirEntry[]> {
    try {
      const entries = await Array.fromAsync(Deno.readDir(join(this.#root, folder)));
      return entries.filter(({ name }) => !isTemporaryPart(name));
    } catch (error) {
      if (folder !== "") return [];
      if (isAbsent(error)) throw this.#missingRoot("list", "");
      throw folderFailure(error, this.#subject("list", ""));
    }
  }

  /** Null for what is there but is no file. */
  async #describe(name: string): Promise<ObjectInfo | null> {
    const info = await Deno.stat(this.#path(name));
    if (!info.isFile) return null;
    const modified = info.mtime?.getTime() ?? 0;
    // A rewrite within the clock's millisecond keeps size and time, but our rename brings a new inode.
    const etag = [info.size, modified, info.ino ?? 0].map((part) => part.toString(16)).join("-");
    return { name, size: info.size, modified, etag };
  }

  async #missing(name: string): Promise<StorageError> {
    const beside = await this.#entries(folderOf(name)).catch((error: unknown) => error);
    const rootThere = await Deno.stat(this.#root)
      .then((info) => info.isDirectory, (error: unknown) => !isAbsent(error));
    if (!rootThere) return this.#missingRoot("read", name);
    const names = Array.isArray(beside)
      ? (beside as Deno.DirEntry[]).filter((entry) => !entry.isDirectory)
        .map((entry) => joinNames(folderOf(name), entry.name)).sort(compareNames)
      : [];
    return new StorageError(
      "missing-object",
      `Cannot read ${
        quoteValue(name)
      } in ${this.place}: the file must exist, but there is none of ` +
        `that name. ${suggestNames(name, names)}`,
    );
  }

  #missingRoot(action: string, name: string): StorageError {
    const thing = name === "" ? this.place : `${quoteValue(name)} in ${this.place}`;
    return new StorageError(
      "missing-bucket",
      `Cannot ${action} ${thing}: the folder must exist, but there is none at ` +
        `${
          quoteValue(this.#root)
        }. Make it, or set storage.local_path to the folder of your surveys.`,
    );
  }

  #path(name: string): string {
    return join(this.#root, name);
  }

  #subject(action: string, name: string, size = 0): FolderSubject {
    return { action, name, place: this.place, path: this.#path(name), size };
  }
}

/** Whether names below a folder can start with the prefix. */
function mayHold(folder: string, prefix: string): boolean {
  return `${folder}/`.startsWith(prefix) || prefix.startsWith(`${folder}/`);
}
