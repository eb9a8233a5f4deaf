/** Loader: a notebook of the project over a survey, as a page. Runs in Deno only. */

import { askedNotebook, askedSlug, load, writeText } from "../../data/load_run.ts";
import { listNotebooks } from "../../data/notebooks.ts";
import { builtNames } from "../../frame/built_names.ts";
import { notebookMarkdown, tellNotebook } from "../../data/notebook_page.ts";

const slug = askedNotebook();
const section = (await listNotebooks()).find((one) => one.slug === slug);
if (section === undefined) {
  writeText(notebookMarkdown({ slug, title: slug }, {
    status: "failed",
    name: "NotebookError",
    message: `Cannot show ${slug}: there is no such notebook any more.`,
  }));
} else {
  const told = await load(
    askedSlug(),
    (loaded) => tellNotebook(section, loaded, { drawn: builtNames }),
  );
  const problems = told.status === "ok" ? told.value.problems : [];
  for (const problem of problems) {
    console.error(`warning: notebook ${section.title}, survey ${askedSlug()}: ${problem}`);
  }
  writeText(notebookMarkdown(section, told));
}
