/** A notebook that ran as one HTML file that needs nothing beside it. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import { parameterPath } from "../given/parameter_value.ts";
import { escapeHtml } from "./html_text.ts";
import { inspectText } from "./inspect.ts";
import { ownIds } from "./own_ids.ts";
import type { CellRun } from "./outputs.ts";
import { PAGE_STYLE } from "./page_style.ts";
import { showValue } from "./show_value.ts";
import { wordsHtml } from "./words_html.ts";

/** What the page is of. */
export interface PageFacts {
  /** An empty string for a notebook without title or heading. */
  readonly title: string;
  /** The survey's name. */
  readonly survey: string;
  /** Parameters that were set for this run, as `--set` has them. */
  readonly set: readonly string[];
}

/** Nothing is fetched and nothing runs, whatever cells have made. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Writes the page: words, results in the order of the cells, and each cell's code behind a click. */
export function notebookPage(runs: readonly CellRun[], { title, survey, set }: PageFacts): string {
  const failed = runs.filter(({ problem }) => problem !== null).length;
  const facts = [
    escapeHtml(survey),
    ...set.map((text) => `<code>${escapeHtml(text)}</code>`),
    ...(failed === 0
      ? []
      : [`<strong>${formatNumber(failed)} of ${runs.length} cells failed</strong>`]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(title === "" ? survey : `${title} – ${survey}`)}</title>
<style>
${PAGE_STYLE}</style>
</head>
<body>
<main>
<p class="facts">${facts.join(" · ")}</p>
${notebookBody(runs)}
</main>
</body>
</html>
`;
}

/** Writes what stands on the page: a section a cell, its words or results, and its code.
 * @param options hasCode: whether code stands there, as it does unless told otherwise.
 */
export function notebookBody(
  runs: readonly CellRun[],
  { hasCode = true }: { readonly hasCode?: boolean } = {},
): string {
  const own = ownIds();
  return runs.map((run) => cellHtml(run, { own, hasCode })).filter((html) => html !== "")
    .join("\n");
}

interface Writing {
  readonly own: (html: string) => string;
  readonly hasCode: boolean;
}

function cellHtml(run: CellRun, { own, hasCode }: Writing): string {
  const { cell, problem } = run;
  if (cell.kind === "foreign") return hasCode ? foreignHtml(run) : "";
  const parts = [
    ...(problem === null ? [] : [`<p class="problem" role="alert">${escapeHtml(problem)}</p>`]),
    ...(cell.hidden ? [] : outputHtml(run).map(own)),
    ...(!hasCode || cell.kind === "markdown" || cell.source.trim() === "" ? [] : [codeHtml(run)]),
  ];
  return parts.length === 0
    ? ""
    : `<section class="${cell.kind}">\n${parts.join("\n")}\n</section>`;
}

function outputHtml({ cell, state, problem }: CellRun): string[] {
  if (cell.kind === "markdown") {
    return [wordsHtml(cell.source, Array.isArray(state.value) ? state.value : []).trimEnd()];
  }
  const printed = state.log.length === 0 ? [] : [textHtml(state.log.join("\n"))];
  if (problem !== null) return printed;
  const path = cell.kind === "parameter" ? parameterPath(cell.source) : null;
  if (path !== null) {
    const value = state.value ?? [...state.names.values()][0];
    const text = typeof value === "string" ? value : inspectText(value);
    const said = `${escapeHtml(path)}: <strong>${escapeHtml(text)}</strong>`;
    return [...printed, `<p class="setting">${said}</p>`];
  }
  const shown = showValue(state.value);
  if (shown === null) return printed;
  const html = shown.html === null
    ? textHtml(shown.text)
    : `<div class="result">${shown.html}</div>`;
  return [...printed, html];
}

function textHtml(text: string): string {
  return `<pre class="text">${escapeHtml(text)}</pre>`;
}

/** The code, open where the notebook shows it. */
function codeHtml({ cell: { source, folded } }: CellRun): string {
  const code = `<pre><code>${escapeHtml(source)}</code></pre>`;
  return `<details${folded ? "" : " open"}><summary>Code</summary>${code}</details>`;
}

/** What is not the product's is shown as it is written, and was not run. */
function foreignHtml({ cell: { source } }: CellRun): string {
  if (source.trim() === "") return "";
  return `<section class="foreign">\n<details><summary>Kept as it is, not run</summary><pre><code>${
    escapeHtml(source)
  }</code></pre></details>\n</section>`;
}
