/** The cells that make the page How many. Runs in browsers. */

import { type CellSource, code, control, helper, words } from "../cell_source.js";

/** The verdict, every number of segments, clearness, tree, silhouettes, dimensions, second opinion. */
export const HOW_MANY: readonly CellSource[] = [
  words(`# How many segments?

**\${verdict?.finding ?? run.headline}**

\${verdict?.why ?? "It was not asked whether there are segments at all."} \${verdict?.advice ?? ""}
\${verdict?.rivals ?? ""}`),
  helper(`const verdict = run.summary.structure?.words;
const tried = run.summary.structure?.tried ?? [];
const notes = run.warnings.filter(({ stage }) =>
  ["reduce", "structure", "cluster", "evaluate"].includes(stage)
);
const two = d3.format(".2f");`),
  words(`## Good to know

\${notes.length === 0
  ? "Forming the segments gave nothing to warn of."
  : html\`<ul>\${notes.map(({ text }) => html\`<li>\${text}\`)}</ul>\`}`),
  control("clustering.n_clusters"),
  words(`## Every number that was tried

Silhouette, that of data without any segments, what lies beyond, agreement of pairs of samples.`),
  code(`tables.of(tried.map(({ k, silhouette, expected, agreement }) => ({
  segments: k,
  silhouette: two(silhouette),
  "without any": two(expected),
  beyond: two(silhouette - expected),
  agreement: two(agreement),
})))`),
  code(`charts.excess(run)`),
  code(`charts.stability(run)`),
  words(`## What becomes of segments as their number rises

The larger moves from one number of segments to the next; segments are numbered by falling size.`),
  code(`tables.of((run.shownStructure?.flows ?? []).flatMap(({ from, to, links }, i) => {
  const { numbers } = run.shownStructure;
  return links.filter(({ share }) => share >= 0.05).map(({ source, target, respondents }) => ({
    move: \`\${from} to \${to}\`,
    from: \`segment \${numbers[i].segments[source].number}\`,
    to: \`segment \${numbers[i + 1].segments[target].number}\`,
    respondents,
  }));
}))`),
  code(`charts.scan(await scan(), run)`),
  code(`charts.tree(run)`),
  words(`## How clear they are`),
  code(`charts.silhouettes(run)`),
  code(`charts.scree(run)`),
  code(`charts.loadings(run)`),
  words(`## Would other software find the same?

\${run.summary.second_opinion === undefined
  ? "Nobody was asked: set evaluation.second_opinion."
  : "This is how far programs of others agree."}`),
  code(`run.summary.second_opinion`),
];
