/** What the notebook's page draws, where there is no page: the figures, or where they are. Runs in Deno only. */

import { html as htmlTag, svg as svgTag } from "htl";
import type { Crosstab } from "../../profile/crosstab/crosstab_table.ts";
import type { RunView } from "../../view/types.ts";
import type { GivenColumn } from "../given/answers.ts";
import { viewOf } from "../given/notebook_run.ts";
import { drawing } from "./drawing.ts";

/** The charts of the page, and where a notebook has the figures of each. */
const FIGURES = {
  map: "run.map",
  sizes: "run.profile.segments",
  silhouettes: "run.silhouettes",
  tree: "run.tree",
  scree: "run.pca and run.mca",
  loadings: "run.pca and run.mca",
  heatmap: "run.profile.rows",
  distribution: "columns()",
  missing: "columns()",
  patterns: "run.missingPatterns",
  segments: "run.profile.segments",
  scan: "what scan() gives",
  comparison: "what compareSolutions() gives",
  neighbours: "run.shownStructure",
  excess: "run.summary.structure",
  stability: "run.summary.structure",
} as const;

/** `charts`: says in words that each is drawn on the page, and where its figures are. */
export const CHARTS: Readonly<Record<string, () => Element>> = Object.fromEntries(
  Object.entries(FIGURES).map(([name, place]) => [name, () => {
    const note = drawing().document.createElement("p");
    note.textContent =
      `charts.${name}() draws on the notebook's page alone. Its figures are in ${place}.`;
    return note;
  }]),
);

/** `tables`: the rows that the page's tables show, which are a table here, too. */
export const TABLES = {
  /** Every question by segment. */
  profile: (run: unknown): object[] => {
    const { profile: { segments, rows } } = viewOf(run) as RunView;
    return rows.map(({ text, category, statistic, total, segments: figures }) => ({
      question: text.full,
      category,
      statistic,
      total: total.value,
      ...Object.fromEntries(segments.map(({ number }, i) => [`${number}`, figures[i].value])),
    }));
  },
  /** Columns as they were read. */
  columns: (columns: readonly GivenColumn[]): object[] =>
    columns.map(({ name, text, kind, role, answered, roleReason }) => ({
      ...{ name, text, kind, role, answered },
      why: roleReason,
    })),
  /** Two questions crossed: a row an option, a column an option with its share. */
  crosstab: ({ rows, columns, cells, mass }: Crosstab): object[] =>
    rows.options.map(({ label, base, mass: own }, row) => ({
      [rows.title]: label,
      respondents: base,
      all: own === null ? null : own / mass,
      ...Object.fromEntries(columns.options.map(({ label }, column) => [
        label,
        cells[row * columns.options.length + column].columnShare,
      ])),
    })),
  /** Any list of objects. */
  of: (rows: readonly object[]): readonly object[] => rows,
};

type Tag = (parts: TemplateStringsArray, ...values: unknown[]) => unknown;

/** `html` and `svg`, which look for their page among the platform's names. */
export const html: Tag = onPage(htmlTag as Tag);
/** As `html`, for SVG. */
export const svg: Tag = onPage(svgTag as Tag);

function onPage(tag: Tag): Tag {
  return (parts, ...values) => {
    const { document } = drawing();
    const { Node, NodeList } = document.defaultView as unknown as Record<string, unknown>;
    // The collections of this document are all lists of nodes.
    const names = { document, Node, NodeList, HTMLCollection: NodeList };
    const platform = globalThis as Record<string, unknown>;
    const before = Object.keys(names).map((name) => [name, platform[name]] as const);
    Object.assign(platform, names);
    try {
      return tag(parts, ...values);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete platform[name];
        else platform[name] = value;
      }
    }
  };
}
