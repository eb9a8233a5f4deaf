/** A notebook's page: run over what the site publishes of a survey, and written as a page. Runs in Deno only. */

import { titleOf } from "../../pipeline/notebook/cells/cell.ts";
import { runCells } from "../../pipeline/notebook/deno/run_notebook.ts";
import { escapeHtml } from "../../pipeline/notebook/publish/html_text.ts";
import type { CellRun } from "../../pipeline/notebook/publish/outputs.ts";
import { notebookBody } from "../../pipeline/notebook/publish/page.ts";
import type { Loaded, LoadedRun } from "./load_run.ts";
import type { NotebookSection } from "../../pipeline/notebook/deno/page_notebooks.ts";
import { publishedHost, type PublishedOptions } from "./published_host.ts";
import { toldHtml } from "./told_html.ts";

/** A loop without end must not keep a site from being built. */
const MOST_MS = 120_000;

/** What became of a notebook, and what whoever builds the site shall hear. */
export interface ToldNotebook {
  readonly html: string;
  readonly problems: readonly string[];
}

/** Runs a notebook over what is published of a survey.
 * @param options mostMs: milliseconds that its cells may take; drawn: what they draw with.
 */
export async function tellNotebook(
  { notebook, title }: NotebookSection,
  loaded: LoadedRun,
  { mostMs = MOST_MS, ...drawing }: Pick<PublishedOptions, "drawn"> & {
    readonly mostMs?: number;
  } = {},
): Promise<ToldNotebook> {
  const end = performance.now() + mostMs;
  const isInterrupted = (): boolean => performance.now() > end;
  const host = await publishedHost(loaded, { ...drawing, isInterrupted });
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), mostMs);
  let runs: CellRun[];
  try {
    runs = await runCells(notebook, host, timer.signal);
  } catch (error) {
    if (!timer.signal.aborted && !isInterrupted()) throw error;
    const words = `Cannot show this notebook: its cells must be done within ` +
      `${Math.round(mostMs / 1000)} seconds, but they were not.`;
    return { html: problemHtml(words), problems: [words] };
  } finally {
    clearTimeout(timeout);
  }
  const problems = runs.flatMap(({ problem }) => problem ?? []);
  const body = notebookBody(runs, { hasCode: false });
  const heading = titleOf({ ...notebook, title: "" }) === "" ? `<h1>${escapeHtml(title)}</h1>` : "";
  return { html: heading + toldHtml(body), problems };
}

/** Writes the page: what the notebook told, and the way to a copy that one may change.
 * @param told What it told, nothing on the person's own section, or why the survey cannot be shown.
 */
export function notebookMarkdown(
  { slug, title }: Pick<NotebookSection, "slug" | "title">,
  told: Loaded<ToldNotebook>,
): string {
  const html = told.status === "ok"
    ? told.value.html
    : `<h1>${toldHtml(escapeHtml(title))}</h1>${
      problemHtml(told.status === "failed" ? told.message : "This notebook shows no own files.")
    }`;
  return `---
title: ${JSON.stringify(title)}
---

\`\`\`js
import { editCopy } from "../../components/notebook/notebook_link.js";
import { tellOtherState } from "../../components/notebook/told_notebook.js";
import { carryState } from "../../components/shell/page.js";
\`\`\`

\`\`\`js
invalidation.then(carryState(observable.params.survey));
\`\`\`

<div>\${editCopy("${slug}")}</div>

<div>\${tellOtherState()}</div>

<div class="told-notebook">${html}</div>
`;
}

function problemHtml(words: string): string {
  return toldHtml(`<p class="problem" role="alert">${escapeHtml(words)}</p>`);
}
