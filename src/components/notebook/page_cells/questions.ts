/** The cells that make the page Questions. Runs in browsers. */

import { type CellSource, code, helper, words } from "../cell_source.js";

/** Headline, how the file was read and prepared, roles, gaps, columns, response quality, use of scales. */
export const QUESTIONS: readonly CellSource[] = [
  words(`# Questions

**\${share(empty)} of all cells hold no answer; \${defining} of \${columns().length} columns make the
segments, \${run.summary.clean.cells_imputed.toLocaleString("en")} of their gaps were filled.**

Read as \${run.reading.format}. Scaling \${run.features.scaling}: \${run.features.scalingReason}.
\${run.respondentsDropped.map(({ reason, count }) => \`\${count} left out: \${reason}.\`).join(" ")}`),
  helper(`const share = d3.format(".0%");
const answered = d3.sum(columns(), (column) => column.answered);
const empty = 1 - answered / Math.max(1, survey.rows * survey.columns.length);
const defining = columns().filter((column) => column.role === "segmenting").length;
const notes = run.warnings.filter(({ stage }) => ["ingest", "clean", "features"].includes(stage));
const parts = { define: "defines", describe: "describes", aside: "stands aside" };`),
  words(`## Good to know

\${notes.length === 0
  ? "Reading and preparing the file gave nothing to warn of."
  : html\`<ul>\${notes.map(({ text }) => html\`<li>\${text}\`)}</ul>\`}`),
  words(`## What becomes of each question`),
  code(`tables.of(columns().map(({ name, text, role, part, roleReason }) => ({
  name,
  text,
  becomes: role === "dropped" || part === null ? "left out" : parts[part.role],
  why: roleReason || part?.reason || "",
})))`),
  words(`## What is missing`),
  code(`charts.missing(run)`),
  code(`charts.patterns(run)`),
  words(`## How every column was read`),
  code(`tables.columns(columns())`),
  words(`## Whose answers are doubtful`),
  code(`tables.of(run.quality.map(({ title, detail, count, becomes }) => ({
  rule: title,
  flagged: count,
  "what becomes of them": becomes,
  detail,
})))`),
  words(`## How the rating scale is used

\${run.scaleUse === null
  ? "There are no ratings."
  : "The means and deviations of items, and what is left of them less each respondent's own mean."}`),
  code(`tables.of((run.scaleUse?.scales ?? []).flatMap(({ title, items }) =>
  items.map(({ text, before, after }) => ({
    scale: title,
    item: text.short,
    mean: before.mean.toFixed(2),
    deviation: before.deviation.toFixed(2),
    "less own mean": after.mean.toFixed(2),
  }))
))`),
];
