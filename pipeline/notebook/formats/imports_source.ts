/** Writes the cell that stands first in files for other programs, and gives them what hosts give. Runs in Deno and browsers. */

import { type Cell, isCode } from "../cells/cell.ts";
import { readProgram } from "../language/program.ts";
import { type ImportsOptions, MODULE } from "./imports_cell.ts";

/** Writes the first cell's source: it names what the cells need and no cell declares.
 * @returns An empty string if they need nothing of it.
 */
export function importsSource(
  cells: readonly Cell[],
  { product, given, input, set = [] }: ImportsOptions,
): string {
  const programs = cells.filter(isCode).map(readProgram);
  const declared = new Set(programs.flatMap(({ outputs }) => outputs));
  const needed = new Set(programs.flatMap(({ inputs }) => inputs.map(({ name }) => name)));
  // The platform's own serves where other programs run cells.
  const names = [...new Set(given)]
    .filter((name) => needed.has(name) && !declared.has(name) && name !== "console").sort();
  if (names.length === 0) return "";
  const options = {
    ...(input === undefined ? {} : { input }),
    ...(set.length === 0 ? {} : { set }),
  };
  return `import { openNotebook } from "${product}${MODULE}";\n` +
    `const {\n${names.map((name) => `  ${name},\n`).join("")}} = ` +
    `await openNotebook(${JSON.stringify(names)}, ${JSON.stringify(options)});`;
}
