/** The cell that stands first in files for other programs, and gives them what hosts give. Runs in Deno and browsers. */

import { type Cell, isCode } from "../cells/cell.ts";
import { readProgram } from "../language/program.ts";

/** What the first cell opens. */
export interface ImportsOptions {
  /** The product's folder as the file's own folder sees it, with "/" at its end: `../`. */
  readonly product: string;
  /** Names that notebooks are given. */
  readonly given: Iterable<string>;
  /** The survey, as `--input` has it; absent: the storage's own. */
  readonly input?: string;
  /** Parameters, as `--set` has them. */
  readonly set?: readonly string[];
}

/** What the code of the first cell lies in, from the product's folder. */
const MODULE = "pipeline/notebook/deno/open_notebook.ts";

const WRITTEN = new RegExp(
  `^import \\{ openNotebook \\} from "[^"\\n]*${MODULE.replaceAll(".", "\\.")}";\n` +
    `const \\{\n(?:  [\\w$]+,\n)+\\} = await openNotebook\\((\\[[^\n]*\\]), (\\{[^\n]*\\})\\);$`,
);

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

/** Whether a source is one that {@link importsSource} wrote, so that it can be written anew; one that
 * somebody changed is a cell like any other. */
export function isImportsSource(source: string): boolean {
  return WRITTEN.test(source);
}
