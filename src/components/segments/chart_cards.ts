/** Charts in their frames, as pages place them; an empty note where a run has no such part. Runs in browsers. */

import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { contributions, describeContributions } from "../charts/contributions.js";
import { dendrogram, describeTree } from "../charts/tree/dendrogram.js";
import { describeDistribution, distribution } from "../charts/distribution.js";
import { describeLoadings, loadings } from "../charts/loadings.js";
import {
  describeMissing,
  describePatterns,
  missingChart,
  missingPatterns,
} from "../charts/missing_chart.js";
import { emptyState } from "../kit/empty_state.js";
import { optionNames } from "../kit/words/option_names.js";
import {
  describeHeatmap,
  type HeatmapOptions,
  profileHeatmap,
} from "../charts/heatmap/profile_heatmap.js";
import { sourceOf } from "../kit/words/run_source.js";
import { describeScan, scanChart } from "../charts/scan_chart.js";
import { describeSilhouettes, silhouettePlot } from "../charts/silhouette_plot.js";
import { describeVariance, scree } from "../charts/scree.js";

/** Pixels to draw in. */
export interface CardOptions {
  readonly width: number;
}

/** Names of the segments, in the order of their numbers. */
export function namesOf({ profile }: RunView): string[] {
  return profile.segments.map(({ name }) => name);
}

/** Silhouettes by segment. */
export function silhouetteCard(view: RunView, { width }: CardOptions): HTMLElement {
  if (view.silhouettes === null) {
    return emptyState("Silhouettes were not measured", {
      text: "Set evaluation.silhouette to auto to measure how clear the segments are.",
    });
  }
  const chart = silhouettePlot(view.silhouettes, { width, names: namesOf(view) });
  return chartFrame(describeSilhouettes(view.silhouettes), chart, sourceOf(view));
}

/** The merge tree with its cut. */
export function treeCard(
  view: RunView,
  { width, onCut }: CardOptions & { readonly onCut?: (k: number) => void },
): HTMLElement {
  const { tree, summary } = view;
  if (tree === null) {
    return emptyState(
      `${optionNames()[summary.clustering.method] ?? "This method"} makes no tree`,
      {
        text:
          "Choose agglomerative under Clustering to see how respondents join, and where to cut.",
      },
    );
  }
  const { k } = summary.clustering;
  const cut = onCut === undefined ? {} : { onCut };
  return chartFrame(describeTree(tree, k), dendrogram(tree, { width, k, ...cut }), sourceOf(view));
}

/** Variance of the components, or inertia of the dimensions. */
export function screeCard(run: RunView, { width }: CardOptions): HTMLElement {
  const { pca, mca, map: { method, n } } = run;
  const view = pca ?? mca;
  if (view === null) return withoutDimensions(method);
  return chartFrame(describeVariance(view, n), scree(view, { width, n }), sourceOf(run));
}

/** Loadings of the features, or contributions of the categories. */
export function loadingsCard(run: RunView, options: CardOptions): HTMLElement {
  const { pca, mca, map } = run;
  if (mca !== null) {
    return chartFrame(describeContributions(mca), contributions(mca, options), sourceOf(run));
  }
  if (pca === null) return withoutDimensions(map.method);
  return chartFrame(describeLoadings(pca), loadings(pca, options), sourceOf(run));
}

/** How clear 2 to 8 segments are. */
export function scanCard(
  points: readonly ScanPoint[],
  { width, k, n, run, onPick }: CardOptions & {
    /** Segments of the run that is shown. */
    readonly k: number;
    readonly n: number;
    /** The run that is shown, told as the source. */
    readonly run?: RunView;
    readonly onPick?: (k: number) => void;
  },
): HTMLElement {
  const pick = onPick === undefined ? {} : { onPick };
  const chart = scanChart(points, { width, k, ...pick });
  return chartFrame(describeScan(points, n), chart, run && sourceOf(run));
}

/** Segments by variables. */
export function heatmapCard(run: RunView, options: HeatmapOptions): HTMLElement {
  const { profile } = run;
  const chart = profileHeatmap(profile, options);
  return chartFrame(describeHeatmap(profile, options), chart, sourceOf(run));
}

/** One variable by segment. */
export function distributionCard(
  view: RunView,
  { width, name }: CardOptions & { readonly name: string },
): HTMLElement {
  const column = view.columns.find((one) => one.name === name);
  if (column === undefined) return emptyState("Choose a variable to see its answers by segment");
  const names = namesOf(view);
  const chart = distribution(column, { width, names });
  return chartFrame(describeDistribution(column, names), chart, sourceOf(view));
}

/** Missing answers by question and reason. */
export function missingCard(run: RunView, { width }: CardOptions): HTMLElement {
  const { columns, survey } = run;
  const chart = missingChart(columns, { width, n: survey.rows });
  return chartFrame(describeMissing(columns, survey.rows), chart, sourceOf(run));
}

/** Questions that the same respondents left out. */
export function patternsCard(run: RunView, { width }: CardOptions): HTMLElement {
  const { missingPatterns: patterns, survey } = run;
  const chart = missingPatterns(patterns, { width, n: survey.rows });
  return chartFrame(describePatterns(patterns, survey.rows), chart, sourceOf(run));
}

function withoutDimensions(method: RunView["map"]["method"]): HTMLElement {
  const title = method === "none"
    ? "The features themselves are used: there are no components"
    : `${optionNames()[method] ?? method} makes no components`;
  return emptyState(title, {
    text: "Choose PCA or MCA under Reduction to see how much each direction tells.",
  });
}
