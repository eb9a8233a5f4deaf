/** The cells that make the Overview. Runs in browsers. */

import { type CellSource, code, helper, words } from "../cell_source.js";

/** Headline, figures, sizes, segments, map, what to know. */
export const OVERVIEW: readonly CellSource[] = [
  words(`# Overview

**\${run.headline}**

\${structure?.words.why ?? "It was not asked whether there are segments at all."}
\${structure?.words.advice ?? ""}`),
  helper(`const structure = run.summary.structure;
const defining = columns().filter((column) => column.role === "segmenting");
const given = d3.sum(defining, (column) => column.answered) / Math.max(1, defining.length * survey.rows);
const share = d3.format(".0%");`),
  code(`html\`<ul>
  <li><b>\${survey.rows.toLocaleString("en")}</b> respondents
  <li><b>\${share(given)}</b> of the segmenting answers given
  <li><b>\${run.summary.clustering.k}</b> segments
  <li>\${structure?.verdict
    ? html\`<b>\${share(structure.verdict.foundAgain / structure.verdict.samples)}</b> of other samples find them again\`
    : html\`<b>\${run.silhouettes?.mean.toFixed(2) ?? "not measured"}</b> mean silhouette\`}
</ul>\``),
  code(`charts.sizes(run)`),
  words(`## Who they are`),
  code(`charts.segments(run)`),
  code(`charts.map(run, { mode: "points" })`),
  words(`## Good to know

\${run.warnings.length === 0
  ? "The engine has nothing to warn of."
  : html\`<ul>\${run.warnings.map(({ text }) => html\`<li>\${text}\`)}</ul>\`}`),
];
