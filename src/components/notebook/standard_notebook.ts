/** The notebook that a survey opens with: the analysis told from reading to segments. Runs in browsers. */

import type { Notebook } from "../../../pipeline/notebook/mod.ts";
import { type CellSource, code, control, helper, notebookOf, words } from "./cell_source.js";

/** Makes it. It holds no figure itself: its cells ask for those of the present parameters.
 * @param state Names the survey.
 */
export function standardNotebook(
  { survey }: { readonly survey: { readonly name: string } },
): Notebook {
  return notebookOf(`The analysis of ${survey.name}`, [...READING, ...SEGMENTS, ...ONWARDS]);
}

const READING: readonly CellSource[] = [
  words(
    `# The analysis, step by step

**\${run.headline}**

Six steps led there: read the file, ask what each question is for, fill the gaps, ask whether there are
segments at all, form them, and say who they are. Each cell below is live: change one, press
Shift+Enter, and the cells that need it follow.

## 1. What was read

\${survey.name} is read as \${run.reading.format}: \${count(survey.rows)} respondents and
\${survey.columns.length} columns.`,
  ),
  helper(`const count = (n) => n.toLocaleString("en");
const share = d3.format(".0%");
const verdict = run.summary.structure?.words;`),
  code(`tables.columns(columns())`),
  words(
    `## 2. What each question is for

\${run.summary.features.questions.define} questions define the segments,
\${run.summary.features.questions.describe} only describe them, and
\${run.summary.features.questions.aside} stand aside. What defines becomes
\${run.features.count} numbers a respondent, scaling \${run.features.scaling}:
\${run.features.scalingReason}.

## 3. What is missing

\${share(1 - d3.sum(columns(), (c) => c.answered) / (survey.rows * survey.columns.length))} of all cells
hold no answer. \${count(run.summary.clean.cells_imputed)} gaps were filled to form the segments; all
figures below count answers that were really given.`,
  ),
  code(`charts.missing(run)`),
];

const SEGMENTS: readonly CellSource[] = [
  words(
    `## 4. Are there segments, and how many?

**\${verdict?.finding ?? "It was not asked whether there are segments at all."}**

\${verdict?.why ?? ""} \${verdict?.advice ?? ""} \${verdict?.rivals ?? ""}`,
  ),
  control("clustering.n_clusters"),
  code(`charts.excess(run)`),
  code(`charts.stability(run)`),
  words(
    `## 5. The segments

\${run.profile.segments.map((s) => \`\${s.name} (\${share(s.share)})\`).join("; ")}.`,
  ),
  code(`charts.map(run)`),
  code(`charts.silhouettes(run)`),
  words(
    `## 6. Who they are

\${html\`<ul>\${run.profile.segments.map((s) => html\`<li><b>\${s.number}. \${s.name}</b>: \${s.insights.join(" ")}\`)}</ul>\`}`,
  ),
  code(`charts.heatmap(run, { most: 15 })`),
  words(
    `## What to keep in mind

\${run.warnings.length === 0
  ? "The engine has nothing to warn of."
  : html\`<ul>\${run.warnings.map(({ text }) => html\`<li>\${text}\`)}</ul>\`}`,
  ),
];

const ONWARDS: readonly CellSource[] = [
  words(
    `## Your own question

Any number of segments beside the present one: the engine computes it when you ask for it.`,
  ),
  code(
    `const other = await runWith({ "clustering.n_clusters": run.summary.clustering.k + 1 });
charts.sizes(other)`,
  ),
];
