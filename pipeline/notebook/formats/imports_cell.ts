/** The cell that stands first in files for other programs, as it is known again. Runs in Deno and browsers. */

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
export const MODULE = "pipeline/notebook/deno/open_notebook.ts";

const WRITTEN = new RegExp(
  `^import \\{ openNotebook \\} from "[^"\\n]*${MODULE.replaceAll(".", "\\.")}";\n` +
    `const \\{\n(?:  [\\w$]+,\n)+\\} = await openNotebook\\((\\[[^\n]*\\]), (\\{[^\n]*\\})\\);$`,
);

/** Whether a source is one that the product wrote, so that it can be written anew; one that
 * somebody changed is a cell like any other. */
export function isImportsSource(source: string): boolean {
  return WRITTEN.test(source);
}
