/** Finds the codebook that lies beside a survey. Runs in Deno and browsers. */

import { quoteValue, StorageError } from "../base/errors.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import { codebookPrefix, isCodebookName, type Storage } from "./storage.ts";

/** Reads `<name>.codebook.<form>` beside `<name>.<form>`; null where there is none, or where the keys may
 * read objects but not list them.
 * @throws {StorageError} If two lie there, or as `storage.list` and `storage.get`.
 */
export async function readCodebookBeside(
  storage: Storage,
  survey: string,
): Promise<CodebookFile | null> {
  const names = (await listOrNone(storage, codebookPrefix(survey))).filter(isCodebookName);
  if (names.length === 0) return null;
  if (names.length > 1) {
    throw new StorageError(
      "failed",
      `Cannot tell which codebook of ${quoteValue(survey)} in ${storage.place} counts: there are ` +
        `${names.map(quoteValue).join(" and ")}. Keep one of them there.`,
    );
  }
  const [name] = names;
  return { name: name.slice(name.lastIndexOf("/") + 1), bytes: await storage.get(name) };
}

async function listOrNone(storage: Storage, prefix: string): Promise<string[]> {
  try {
    return (await storage.list(prefix)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof StorageError && error.failure === "refused") return [];
    throw error;
  }
}
