/** The project's notebooks that become pages of the site. Runs in Deno only. */

import { nameMatcher } from "../../base/globs.ts";
import { slugsOf } from "../../io/slugs.ts";
import { type Notebook, NotebookError, titleOf } from "../cells/cell.ts";
import { readNotebook } from "../formats/notebook_file.ts";

/** A notebook that is a page of each survey that it names. */
export interface NotebookSection {
  /** The last part of its pages' addresses. */
  readonly slug: string;
  /** What its tab is called. */
  readonly title: string;
  readonly notebook: Notebook;
}

const FOLDER = "notebooks";
const NOTEBOOK = /\.(ipynb|html|ts)$/i;

/** Reads the notebooks that name surveys, in the order of their files. One that names none is no page: it
 * may be meant for another program.
 * @param warn Hears in words of a file that is no notebook.
 * @param folder That holds them.
 */
export async function listNotebooks(
  warn: (text: string) => void = () => {},
  folder = FOLDER,
): Promise<NotebookSection[]> {
  const names = await fileNames(folder);
  const slugs = slugsOf(names.map((name) => name.replace(NOTEBOOK, "")));
  const found: NotebookSection[] = [];
  for (const [i, name] of names.entries()) {
    const path = `${folder}/${name}`;
    try {
      const notebook = readNotebook(await Deno.readTextFile(path), name);
      if (notebook.surveys === undefined) continue;
      found.push({ slug: slugs[i], title: tabTitle(notebook, slugs[i]), notebook });
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      warn(`warning: ${path}: ${error.message}`);
    }
  }
  return found;
}

/** Those of some notebooks that name a survey.
 * @param survey Its name in the storage.
 */
export function notebooksOf(
  notebooks: readonly NotebookSection[],
  survey: string,
): NotebookSection[] {
  return notebooks.filter(({ notebook }) => nameMatcher(notebook.surveys ?? [])(survey));
}

async function fileNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (isFile && NOTEBOOK.test(name) && !name.startsWith(".")) names.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}

/** A heading with a figure in it has no words before the notebook runs. */
function tabTitle(notebook: Notebook, slug: string): string {
  const title = titleOf(notebook);
  return title === "" || title.includes("${") ? slug : title;
}
