/** Notebooks as files: which format a name means. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { type Notebook, NotebookError } from "../cells/cell.ts";
import type { ImportsOptions } from "./imports_cell.ts";
import { readIpynb, writeIpynb } from "./ipynb.ts";
import { readKitHtml, writeKitHtml } from "./kit_html.ts";
import { readPercent, writePercent } from "./percent.ts";

/** Reads a notebook of any format.
 * @param name The file's name, whose end says the format.
 * @throws {NotebookError} If the format is none of these, or the text is not of it.
 */
export function readNotebook(text: string, name: string): Notebook {
  switch (endOf(name)) {
    case "ipynb":
      return readIpynb(text);
    case "html":
      return readKitHtml(text);
    case "ts":
      return readPercent(text);
    default:
      throw unknownFormat("read", name);
  }
}

/** Writes a notebook in the format that a name means, with the outputs that it came with.
 * @param imports What the first cell of an .ipynb opens, so that it runs beside the product.
 * @throws {NotebookError} If the format is none of these.
 */
export function writeNotebook(notebook: Notebook, name: string, imports?: ImportsOptions): string {
  switch (endOf(name)) {
    case "ipynb":
      return writeIpynb(notebook, imports === undefined ? {} : { imports });
    case "html":
      return writeKitHtml(notebook);
    case "ts":
      return writePercent(notebook);
    default:
      throw unknownFormat("write", name);
  }
}

function endOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

function unknownFormat(action: string, name: string): NotebookError {
  return new NotebookError(
    `Cannot ${action} ${
      quoteValue(name)
    }: a notebook is an .ipynb, .html or .ts file, but this is ` +
      `none by its name.`,
  );
}
