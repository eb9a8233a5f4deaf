/** Checks our own conventions beyond what lint rules see: `deno task conventions`. Runs in Deno. */

import { fileAt, ROOT } from "./lib/paths.ts";
import { checkHeaps, checkPlaces } from "./rules/folder_checks.ts";
import { type Arrow, checkArrows, checkCircles, findArrows } from "./rules/module_graph.ts";
import { checkDenoJson, checkName, checkText, type Violation } from "./rules/text_checks.ts";
import { listTrackedFiles } from "./rules/tracked_files.ts";

/** What has imports: modules, and pages with code blocks. */
const IMPORTS = /^(pipeline|src)\/.*\.(ts|md)$/;
const BINARY = /\.(xlsx|gz|png|jpg|ico|woff2?|wasm|parquet|sav)$/i;

/** Checks every file that git tracks or would track.
 * @param root The project's root, with a slash at its end.
 * @returns The breaches in the order of the files, then those of folders and imports, and how many files were looked at.
 */
export async function checkConventions(
  root: URL,
): Promise<{ files: number; violations: Violation[] }> {
  const files = await listTrackedFiles(root);
  const modules = new Set(files);
  const found: Violation[][] = [];
  const arrows: Arrow[][] = [];
  for (const path of files) {
    found.push(checkName(path));
    if (BINARY.test(path)) continue;
    const text = await Deno.readTextFile(fileAt(root, path));
    found.push(checkText(path, text));
    if (path === "deno.json") found.push(checkDenoJson(text));
    if (IMPORTS.test(path)) arrows.push(findArrows(path, text, modules));
  }
  found.push(checkPlaces(files), checkHeaps(files));
  found.push(checkArrows(arrows.flat()), checkCircles(arrows.flat()));
  return { files: files.length, violations: found.flat() };
}

if (import.meta.main) {
  const { files, violations } = await checkConventions(ROOT);
  for (const { path, line, message } of violations) console.error(`${path}:${line} ${message}`);
  if (violations.length === 0) console.log(`conventions: ${files} files, no violations`);
  else console.error(`conventions: ${files} files, ${violations.length} violations`);
  Deno.exitCode = violations.length === 0 ? 0 : 1;
}
