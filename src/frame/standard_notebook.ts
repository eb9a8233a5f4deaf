/** The notebook that a survey opens with: the analysis told from reading to segments. Runs in Deno and browsers. */

import { type Cell, makeCell, makeNotebook, type Notebook } from "../../pipeline/notebook/mod.ts";

type Parts = Pick<Cell, "source"> & Partial<Pick<Cell, "kind" | "run" | "folded">>;

/** Makes it. It holds no figure itself: its cells ask for those of the present parameters.
 * @param state The survey, and its run if there is one.
 */
export function standardNotebook(
  { survey }: { readonly survey: { readonly name: string } },
): Notebook {
  const cells = [...READING, ...SEGMENTS, ...ONWARDS].map((parts, i) =>
    makeCell({ kind: "ts", ...parts, id: String(i + 1) })
  );
  return makeNotebook(cells, { title: `The analysis of ${survey.name}` });
}

const words = (source: string): Parts => ({ source, kind: "markdown", folded: true });
const code = (source: string, more: Partial<Parts> = {}): Parts => ({ source, ...more });

const READING: readonly Parts[] = [
  words(
    `# The analysis, step by step

\${run.headline}

Each cell below is live: change one, press Shift+Enter, and the cells that need it follow.
The file as it was read has \${survey.rows.toLocaleString("en")} respondents and \${survey.columns.length} columns.`,
  ),
  code(`tables.columns(columns())`),
  words(
    `## Roles and gaps

\${columns().filter((c) => c.role === "segmenting").length} columns define the segments; the others describe
them or stand aside. \${run.summary.clean.cells_imputed.toLocaleString("en")} gaps were filled.`,
  ),
  code(`charts.missing(run)`),
];

const SEGMENTS: readonly Parts[] = [
  words(
    `## How many segments

\${run.summary.structure?.words.why ?? "It was not asked whether there are segments at all."}`,
  ),
  { source: `params("clustering.n_clusters")`, kind: "parameter", folded: true },
  code(`charts.map(run)`),
  code(`charts.silhouettes(run)`),
  words(
    `## Who they are

\${html\`<ul>\${run.profile.segments.map((s) => html\`<li><b>\${s.number}. \${s.name}</b>: \${s.insights.join(" ")}\`)}</ul>\`}`,
  ),
  code(`charts.heatmap(run, { most: 15 })`),
];

const ONWARDS: readonly Parts[] = [
  words(
    `## Your own question

Any number of segments beside the present one: the engine computes it when you ask for it.`,
  ),
  code(
    `const other = await runWith({ "clustering.n_clusters": run.summary.clustering.k + 1 });
Plot.plot({
  marginLeft: 160,
  x: { label: "Respondents", grid: true },
  marks: [Plot.barX(other.profile.segments, { y: "name", x: "size", sort: { y: "-x" } })],
})`,
  ),
];
