/** Which notebook a page opens: the survey's own, the cells of a page, or a copy of one of the site's. Runs in browsers. */

import type { Notebook } from "../../../pipeline/notebook/mod.ts";
import { html } from "../kit/elements.js";
import { type CellSource, notebookOf } from "./cell_source.js";
import { COMPARE } from "./page_cells/compare.js";
import { HOW_MANY } from "./page_cells/how_many.js";
import { OVERVIEW } from "./page_cells/overview.js";
import { QUESTIONS } from "./page_cells/questions.js";
import { WHO } from "./page_cells/who.js";

/** A notebook of the site's, as its pages have it. */
export interface SiteNotebook {
  /** The last part of its page's address. */
  readonly slug: string;
  readonly title: string;
  readonly notebook: Notebook;
}

/** A notebook beside the survey's own, and apart from it kept. */
export interface OpenedNotebook {
  /** What it is kept under, within its survey. */
  readonly name: string;
  /** As it is before anybody changes it. */
  readonly notebook: Notebook;
  /** What it was made from. */
  readonly page: { readonly title: string; readonly href: string };
}

const PAGES: Readonly<
  Record<
    string,
    { readonly title: string; readonly href: string; readonly cells: readonly CellSource[] }
  >
> = {
  overview: { title: "Overview", href: "./", cells: OVERVIEW },
  questions: { title: "Questions", href: "./questions", cells: QUESTIONS },
  "how-many": { title: "How many", href: "./how-many", cells: HOW_MANY },
  who: { title: "Who they are", href: "./who", cells: WHO },
  compare: { title: "Compare", href: "./compare", cells: COMPARE },
};
const COPY = "copy-";

/** Finds the notebook that an address asks for.
 * @param hash Its last part: `#who` the cells of a page, `#copy-portrait` a copy of a notebook.
 * @param listNotebooks Gives the site's notebooks over this survey, asked for only where one is needed.
 * @returns Null for the survey's own notebook, also where nothing is called so.
 */
export async function openedNotebook(
  hash: string,
  listNotebooks: () => Promise<readonly SiteNotebook[]>,
): Promise<OpenedNotebook | null> {
  const name = decodeURIComponent(hash.replace(/^#/, ""));
  if (Object.hasOwn(PAGES, name)) {
    const { title, href, cells } = PAGES[name];
    return { name, notebook: notebookOf(`${title} as a notebook`, cells), page: { title, href } };
  }
  if (!name.startsWith(COPY)) return null;
  const slug = name.slice(COPY.length);
  const found = (await listNotebooks()).find((one) => one.slug === slug);
  if (found === undefined) return null;
  const { title, notebook } = found;
  return { name, notebook, page: { title, href: `./notebooks/${slug}` } };
}

/** Says which notebook this is, and leads back to where it came from and to the survey's own. */
export function openedWords({ name, page: { title, href } }: OpenedNotebook): HTMLElement {
  const what = name.startsWith(COPY)
    ? `This is your copy of “${title}”, over the parameters beside it. `
    : `These cells make the ${title} page, over the parameters beside it. `;
  return html("p", [
    `${what}What you change is kept here, apart from your own notebook. `,
    html("a", `Back to ${title}`, { href }),
    " · ",
    html("a", "Your own notebook", { href: "./notebook" }),
  ], { class: "opened-words" });
}

/** Opens the page anew where only the last part of its address changed, which loads nothing by itself.
 * @returns A function that ends it.
 */
export function followHash(): () => void {
  const reload = (): void => location.reload();
  addEventListener("hashchange", reload);
  return () => removeEventListener("hashchange", reload);
}
