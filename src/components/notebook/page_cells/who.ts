/** The cells that make the page Who they are. Runs in browsers. */

import { type CellSource, code, helper, words } from "../cell_source.js";

/** Headline, sizes, segments, map, heatmap, one question by segment, all of them. */
export const WHO: readonly CellSource[] = [
  words(`# Who they are

**\${leading.length === 0
  ? "Nothing separates the segments."
  : \`\${leading.map((text) => \`“\${text}”\`).join(", ")} separate the segments most.\`}**`),
  helper(`const separating = run.profile.rows
  .filter(({ role, statistic }) => role === "segmenting" && statistic !== "answered");
const leading = [...new Set(separating.map(({ text }) => text.short))].slice(0, 3);`),
  code(`charts.sizes(run)`),
  code(`charts.segments(run)`),
  code(`charts.map(run, { mode: "points" })`),
  code(`charts.heatmap(run, { sort: "difference", measure: "difference" })`),
  words(`## One question

Put another column's name in the place of this one: those with answers to show are listed beneath.`),
  helper(`const shown = columns().filter(({ distribution }) => distribution !== null);
const ranked = run.profile.rows.map(({ variable }) => variable);
const first = ranked.find((name) => shown.some((column) => column.name === name)) ?? "";`),
  code(`const question = first;
charts.distribution(run, question)`),
  code(`tables.of(shown.map(({ name, short }) => ({ name, text: short })))`),
  words(`## Two questions, or one by segment

Put the names of two columns, or of questions of several answers, in their places; one that is left out
stands for the segments.`),
  code(`params("publish.respondents") === "none"
  ? "Crosstabs need answers of single respondents."
  : tables.crosstab(await crosstab(run, { rows: question }))`),
  words(`## All of them`),
  code(`tables.profile(run)`),
];
