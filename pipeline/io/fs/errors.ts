/** What the operating system says about files, told as the engine's storage errors. Runs in Deno only. */

import { quoteValue, StorageError, type StorageFailure } from "../../base/errors.ts";

/** What was being done, for the message. */
export interface FolderSubject {
  /** A verb: `read`, `write`, `list`. */
  readonly action: string;
  /** Name below the folder; empty for the folder itself. */
  readonly name: string;
  /** The storage's own name for itself: `folder data`. */
  readonly place: string;
  /** Path on disk, for whoever has to change its owner or permissions. */
  readonly path: string;
  /** Bytes that were to be written; 0 where nothing was, or nobody knows. */
  readonly size: number;
}

/** The last is a limit on the size of files, which leaves as little room. */
const FULL_DISK = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const TOO_LARGE = "(os error 27)";
const REFUSED = new Set(["EACCES", "EPERM", "EROFS"]);
const NAME_TOO_LONG = "ENAMETOOLONG";
const OCCUPIED = new Set(["EEXIST", "ENOTEMPTY"]);
const IN_THE_WAY = new Set(["EISDIR", "ENOTDIR", ...OCCUPIED]);

/** The system's name for what went wrong, such as `ENOENT`; an empty string where it gave none. */
function systemCode(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  // Deno has no name for this one.
  if (typeof message === "string" && message.includes(TOO_LARGE)) return "EFBIG";
  return typeof code === "string" ? code : "";
}

/** Whether something is not there, because it or a folder above it is missing. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** Whether a rename failed because another process has put something at the target meanwhile. */
export function isOccupied(error: unknown): boolean {
  return OCCUPIED.has(systemCode(error)) || error instanceof Deno.errors.AlreadyExists;
}

/** Turns whatever a file operation threw into a StorageError; one that already is passes through. */
export function folderFailure(error: unknown, subject: FolderSubject): StorageError {
  if (error instanceof StorageError) return error;
  const [failure, rule] = explain(error, subject);
  const thing = subject.name === ""
    ? subject.place
    : `${quoteValue(subject.name)} in ${subject.place}`;
  return new StorageError(failure, `Cannot ${subject.action} ${thing}: ${rule}`, { cause: error });
}

function explain(error: unknown, subject: FolderSubject): [StorageFailure, string] {
  const code = systemCode(error);
  if (error instanceof Deno.errors.NotCapable) {
    const flag = subject.action === "write" ? "--allow-write" : "--allow-read";
    return [
      "refused",
      `the program needs leave to ${subject.action} there, but was started without it. ` +
      `Start it with ${flag}=${subject.path}.`,
    ];
  }
  if (FULL_DISK.has(code)) {
    return [
      "no-space",
      `the disk needs ${
        subject.size === 0 ? "more room" : `room for ${subject.size} bytes`
      }, but it is full (${code}). ` +
      `Free some space or choose another folder.`,
    ];
  }
  if (REFUSED.has(code) || error instanceof Deno.errors.PermissionDenied) {
    return [
      "refused",
      `the system must allow it, but it refused${code === "" ? "" : ` (${code})`}. ` +
      `Check the owner and permissions of ${subject.path}, or choose another folder.`,
    ];
  }
  if (code === NAME_TOO_LONG) {
    return [
      "invalid-name",
      "the disk must be able to hold the name, but it is too long. Choose a shorter one.",
    ];
  }
  if (IN_THE_WAY.has(code) || isOccupied(error)) {
    return [
      "failed",
      `nothing else may be in the way, but ${subject.path} or a folder above it is of another kind ` +
      `(${code}). Move that away or choose another name.`,
    ];
  }
  const said = error instanceof Error ? error.message : String(error);
  return ["failed", `the system must carry it out, but it said ${quoteValue(said)}.`];
}
