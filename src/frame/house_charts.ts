/** The site's charts and tables by short names, for cells. Runs in browsers. */

import type { GivenColumn } from "../../pipeline/notebook/mod.ts";
import type { Crosstab } from "../../pipeline/profile/crosstab/crosstab_table.ts";
import type { Comparison } from "../../pipeline/view/compare/comparison.ts";
import type { RunView, ScanPoint } from "../../pipeline/view/types.ts";
import type { HeatmapOptions } from "../components/charts/heatmap/profile_heatmap.ts";
import type { ScatterMode } from "../components/charts/map/describe_map.ts";
import { html } from "../components/kit/elements.ts";
import { emptyState } from "../components/kit/empty_state.ts";
import { engineRules } from "../components/kit/engine_rules.ts";
import * as cards from "../components/segments/chart_cards.ts";
import { comparisonFlowCard } from "../components/segments/compare/compare_cards.ts";
import {
  type CrosstabFigure,
  crosstabTable,
} from "../components/segments/crosstab/crosstab_table.ts";
import { mapCard } from "../components/segments/map_card.ts";
import { excessCard, stabilityCard } from "../components/segments/structure_cards.ts";
import { profileTable } from "../components/segments/profile_table.ts";
import { segmentCards } from "../components/segments/segment_cards.ts";
import { sizesCard } from "../components/segments/sizes_card.ts";
import { tableOf } from "./show_table.ts";

/** Charts over a run, as wide as the notebook. */
export const charts = {
  /** Respondents on the map; `mode` is points, hull or density. */
  map: (run: RunView, { mode = "points" }: { readonly mode?: ScatterMode } = {}) =>
    fitting((width) => mapCard(run, { width, mode })),
  /** How many respondents each segment has. */
  sizes: (run: RunView) => fitting((width) => sizesCard(run, { width })),
  /** How well each respondent fits into its segment. */
  silhouettes: (run: RunView) => fitting((width) => cards.silhouetteCard(run, { width })),
  /** The tree of mergers, where the method builds one. */
  tree: (run: RunView) => fitting((width) => cards.treeCard(run, { width })),
  /** How much of the answers each component keeps. */
  scree: (run: RunView) => fitting((width) => cards.screeCard(run, { width })),
  /** Which questions a component is made of. */
  loadings: (run: RunView) => fitting((width) => cards.loadingsCard(run, { width })),
  /** Segments by variables; `most` rows are shown at first. */
  heatmap: (run: RunView, options: Partial<HeatmapOptions> = {}) =>
    fitting((width) => cards.heatmapCard(run, { ...options, width })),
  /** One variable by segment. */
  distribution: (run: RunView, name: string) =>
    fitting((width) => cards.distributionCard(run, { width, name })),
  /** How far each number of segments lies beyond data without any; nothing where that was not asked. */
  excess: (run: RunView) => fitting((width) => excessCard(run, { width })),
  /** How alike other samples' segments are. */
  stability: (run: RunView) => fitting((width) => stabilityCard(run, { width })),
  /** How many answers each question lacks. */
  missing: (run: RunView) => fitting((width) => cards.missingCard(run, { width })),
  /** Which questions lack answers together. */
  patterns: (run: RunView) => fitting((width) => cards.patternsCard(run, { width })),
  /** Who goes where between two solutions, of what `compareSolutions` gives. */
  comparison: (comparison: Comparison) =>
    fitting((width) => comparisonFlowCard(comparison, { width })),
  /** The run's segments beside one more, as the search for structure found them. */
  neighbours: (run: RunView) => {
    const compared = engineRules().compareNumbers(run, run.summary.clustering.k + 1);
    return compared === null
      ? emptyState("One segment more was not tried", {
        text: "Set structure.check to auto to have other numbers of segments tried.",
      })
      : fitting((width) => comparisonFlowCard(compared, { width }));
  },
  /** A card a segment. */
  segments: (run: RunView) => fitting((width) => segmentCards(run, { width })),
  /** How clear 2 to 8 segments are, of what `scan` gives. */
  scan: (points: readonly ScanPoint[], run: RunView) =>
    fitting((width) =>
      cards.scanCard(points, {
        width,
        k: run.summary.clustering.k,
        n: run.map.n,
        run,
      })
    ),
};

/** Tables over a run. */
export const tables = {
  /** Every question by segment. */
  profile: (run: RunView) =>
    profileTable(run.profile, { names: cards.namesOf(run), tests: run.tests ?? undefined }),
  /** Columns as they were read, such as what `columns("q3_*")` gives. */
  columns: (columns: readonly GivenColumn[]) =>
    tableOf(columns.map(({ name, text, kind, role, answered, roleReason }) => ({
      name,
      text,
      kind,
      role,
      answered,
      why: roleReason,
    }))),
  /** Two questions crossed, of what `crosstab` gives; `figure` is column, row, count or index. */
  crosstab: (
    table: Crosstab,
    { figure = "column" }: { readonly figure?: CrosstabFigure } = {},
  ) => crosstabTable(table, figure),
  /** Any list of objects. */
  of: (rows: readonly object[]) => tableOf(rows),
};

/** An element that draws itself as wide as it stands, and anew where that changes. */
function fitting(draw: (width: number) => Element): HTMLElement {
  const host = html("div", [], { class: "fitting" });
  let drawn = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(host.clientWidth);
    if (width === 0 || width === drawn) return;
    drawn = width;
    host.replaceChildren(draw(width));
  });
  observer.observe(host);
  return host;
}
