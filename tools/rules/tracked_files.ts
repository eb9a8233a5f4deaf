/** The files that git tracks or would track. Runs in Deno. */

import { fileAt } from "../lib/paths.ts";

/** Says of a path from the root whether git passes it over. */
export type Ignored = (path: string, isFolder: boolean) => boolean;

/** Reads a `.gitignore`: names, paths and stars; a leading "!" is beyond it.
 * @throws {SyntaxError} On a pattern that it would misread.
 */
export function parseGitignore(text: string): Ignored {
  const rules = text.split(/\r?\n/).map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#")).map(parseRule);
  return (path, isFolder) =>
    path === ".git" ||
    rules.some(({ pattern, folderOnly }) => (isFolder || !folderOnly) && pattern.test(path));
}

/** Lists the files below a folder that are not ignored, in the order of their paths.
 * @param root Ends with a slash.
 */
export async function listTrackedFiles(root: URL): Promise<string[]> {
  const ignored = parseGitignore(await Deno.readTextFile(new URL(".gitignore", root)));
  const files: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of Deno.readDir(fileAt(root, folder))) {
      const path = folder + entry.name;
      if (ignored(path, entry.isDirectory)) continue;
      if (entry.isDirectory) folders.push(`${path}/`);
      else if (entry.isFile) files.push(path);
    }
  }
  return files.sort();
}

function parseRule(line: string): { pattern: RegExp; folderOnly: boolean } {
  if (line.startsWith("!")) {
    throw new SyntaxError(
      `Cannot read .gitignore: patterns are names and paths, but one is "${line}". ` +
        "Ignore less instead of taking back.",
    );
  }
  const bare = line.replace(/\/$/, "").replace(/^\//, "");
  const body = bare.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*+/g, "[^/]*");
  const anchored = bare.includes("/") || line.startsWith("/");
  return {
    pattern: new RegExp(`${anchored ? "^" : "(^|/)"}${body}$`),
    folderOnly: line.endsWith("/"),
  };
}
