/** Loader: a notebook of the project over a survey, as a page. Runs in Deno only. */

import { askedNotebook, askedSlug, load, type Loaded, writeText } from "../../data/load_run.ts";
import { builtNames } from "../../frame/built_names.ts";
import { notebookMarkdown, tellNotebook, type ToldNotebook } from "../../data/notebook_page.ts";
import {
  listNotebooks,
  type NotebookSection,
} from "../../../pipeline/notebook/deno/page_notebooks.ts";

const slug = askedNotebook(), survey = askedSlug();
const section = (await listNotebooks()).find((one) => one.slug === slug);
const told = section === undefined
  ? failed(`Cannot show ${slug}: there is no such notebook any more.`)
  : await tell(section);
const problems = told.status === "ok"
  ? told.value.problems
  : told.status === "failed"
  ? [told.message]
  : [];
for (const problem of problems) {
  console.error(`warning: notebook ${section?.title ?? slug}, survey ${survey}: ${problem}`);
}
writeText(notebookMarkdown(section ?? { slug, title: slug }, told));

/** Whatever a notebook does, it keeps no other page from being made. */
async function tell(section: NotebookSection): Promise<Loaded<ToldNotebook>> {
  try {
    return await load(survey, (loaded) => tellNotebook(section, loaded, { drawn: builtNames }));
  } catch (error) {
    return failed(
      `Cannot show ${section.title}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function failed(message: string): Loaded<ToldNotebook> {
  return { status: "failed", name: "NotebookError", message };
}
