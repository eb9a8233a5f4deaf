/** Files of the project by their path from its root, "/" between the parts. Runs in Deno. */

import { fileURLToPath } from "node:url";

/** The project's root, with a slash at its end. */
export const ROOT = new URL("../../", import.meta.url);

const ROOT_FOLDER = fileURLToPath(ROOT).replaceAll("\\", "/");

/** Path from the project's root; null for a file outside of it.
 * @param file Absolute path, as the linter names files.
 */
export function projectPath(file: string): string | null {
  const path = file.replaceAll("\\", "/");
  return path.startsWith(ROOT_FOLDER) ? path.slice(ROOT_FOLDER.length) : null;
}

/** Where a relative import leads, as a path from the project's root.
 * @param from Path of the importing file.
 * @param specifier Such as `../rng.ts`; anything that is not relative gives null.
 */
export function resolveImport(from: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  return decodeURI(new URL(specifier, `file:///${from}`).pathname.slice(1));
}

/** Address of a file or folder.
 * @param root Ends with a slash.
 * @param path From the root; may hold any character.
 */
export function fileAt(root: URL, path: string): URL {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), root);
}
