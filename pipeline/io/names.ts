/** Names of objects: which are allowed, how they are compared, joined and suggested. Runs in Deno and browsers. */

import { quoteValue, StorageError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { GroupFile } from "./storage.ts";

/** An unfinished write of ours lies under `.writing-<uuid>`, a run that is being replaced under `.replaced-<uuid>`. */
const TEMPORARY_PART = /^\.(writing|replaced)-[0-9a-f-]{36}$/;
// deno-lint-ignore no-control-regex -- NUL ends a path for the operating system
const FORBIDDEN_CHARACTER = /[\\\u0000]/;
/** S3's limit on a key, in bytes of UTF-8. */
const LONGEST_NAME = 1024;
const MOST_NAMES_SHOWN = 3;

/** Makes the name part under which an unfinished write hides; {@link isTemporaryPart} knows it again. */
export function temporaryPart(purpose: "writing" | "replaced"): string {
  return `.${purpose}-${crypto.randomUUID()}`;
}

/** Whether one part of a name marks an unfinished write. */
export function isTemporaryPart(part: string): boolean {
  return TEMPORARY_PART.test(part);
}

/** Whether a name can be that of an object in every storage: parts between "/", none of them empty,
 * "." or "..", no backslash, no NUL, whole Unicode characters, at most 1024 bytes of UTF-8, and not
 * the name of an unfinished write. */
export function isObjectName(name: string): boolean {
  if (FORBIDDEN_CHARACTER.test(name) || !name.isWellFormed()) return false;
  if (new TextEncoder().encode(name).length > LONGEST_NAME) return false;
  return name.split("/").every((part) =>
    part !== "" && part !== "." && part !== ".." && !isTemporaryPart(part)
  );
}

/** Whether some object name can start with the prefix: its whole parts are those of a name. */
export function isNamePrefix(prefix: string): boolean {
  const whole = folderOf(prefix);
  return (whole === "" && !prefix.startsWith("/") || isObjectName(whole)) &&
    !FORBIDDEN_CHARACTER.test(prefix);
}

/** Refuses a name that is not one of {@link isObjectName}.
 * @param where `action` is a verb (`read`), `place` the storage's.
 * @throws {StorageError} "invalid-name".
 */
export function checkObjectName(
  name: string,
  where: { readonly action: string; readonly place: string },
): void {
  if (isObjectName(name)) return;
  throw new StorageError(
    "invalid-name",
    `Cannot ${where.action} an object in ${where.place}: a name has parts between "/", none of ` +
      `them empty, "." or "..", and no backslash, but got ${quoteValue(name)}. ` +
      `A name such as "waves/2024.csv" works.`,
  );
}

/** Refuses a group that cannot be written as one, and gives its prefix without a slash at the end.
 * @throws {StorageError} "invalid-name" for a bad prefix or file name or one that occurs twice;
 *   "failed" for a group without files.
 */
export function checkGroup(
  prefix: string,
  files: readonly Pick<GroupFile, "name">[],
  place: string,
): string {
  const group = prefix.replace(/\/$/, "");
  checkObjectName(group, { action: "write", place });
  if (files.length === 0) {
    throw new StorageError(
      "failed",
      `Cannot write ${quoteValue(group)} in ${place}: a group needs at least one file, but got 0.`,
    );
  }
  const seen = new Set<string>();
  for (const { name } of files) {
    checkObjectName(joinNames(group, name), { action: "write", place });
    if (seen.has(name)) {
      throw new StorageError(
        "invalid-name",
        `Cannot write ${quoteValue(group)} in ${place}: every file needs a name of its own, but ` +
          `${quoteValue(name)} occurs twice.`,
      );
    }
    seen.add(name);
  }
  return group;
}

/** Puts "/" between the parts that are not empty: `joinNames("", "runs", "ab12")` is `runs/ab12`. */
export function joinNames(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

/** The part of a name before its last "/", or an empty string. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf("/")));
}

/** Orders names by their UTF-16 units, the same in every locale. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sentence for someone who asked for a name that is not there: the nearest of the existing names,
 * else some of them, else that there are none.
 * @param name The name that is missing.
 * @param existing Names that exist, in the order to show them.
 */
export function suggestNames(name: string, existing: readonly string[]): string {
  if (existing.length === 0) return "Nothing is there yet.";
  const nearest = nearestName(name, existing);
  if (nearest !== null) return `Did you mean ${quoteValue(nearest)}?`;
  const shown = existing.slice(0, MOST_NAMES_SHOWN).map(quoteValue).join(", ");
  const unsaid = existing.length - MOST_NAMES_SHOWN;
  return `Present: ${shown}${unsaid > 0 ? ` and ${unsaid} more` : ""}.`;
}
