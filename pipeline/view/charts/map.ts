/** The map of respondents for pages: a sample of points, counts on a grid, centres. Runs in Deno and browsers. */

import { groupMeans, type Matrix } from "../../numeric/matrix.ts";
import type { FeatureSource } from "../../features/feature_matrix.ts";
import { surveyTexts } from "../../survey/labels.ts";
import type { Survey } from "../../survey/survey.ts";
import type { StageRun } from "../../run/run_result.ts";
import { formatShare } from "../../base/text.ts";
import { viewAnswers } from "../answers.ts";
import { chooseRows } from "../points/choose_rows.ts";
import { packPoints } from "../points/pack_points.ts";
import type { ViewOptions } from "../options.ts";
import { viewAxisEnds } from "./axis_ends.ts";
import type { MapView } from "../types.ts";

/** More than these come in a sample, and packed beside it. */
export const MOST_POINTS = 4000;
const GRID_CELLS = 40;
/** Screens show no more; shorter numbers make a smaller page. */
const DECIMALS = 1e3;
const SILHOUETTE_DECIMALS = 1e2;

/** Makes the map of the first two dimensions; with one dimension all points lie on a line.
 * @param options What is shown of single respondents.
 */
export function viewMap(result: StageRun, options: ViewOptions): MapView {
  const { map: { method, n, d, values } } = result;
  const { labels } = result.clustering;
  const centroids = centresOnMap(result);
  const x = new Float64Array(n), y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    x[i] = values[i * d];
    if (d > 1) y[i] = values[i * d + 1];
  }
  const [xLabel, yLabel] = axisLabels(result);
  return {
    method,
    xLabel,
    yLabel,
    ends: viewAxisEnds(result),
    n,
    points: options.hasPoints ? samplePoints(result, { x, y, ...options }) : null,
    ...(options.hasPoints && options.hasEveryone === true && n > MOST_POINTS
      ? { everyone: packPoints(result, options) }
      : {}),
    grid: countOnGrid({ x, y, labels, cells: GRID_CELLS }),
    centers: Array.from({ length: centroids.n }, (_, g) => [
      centroids.values[g * d],
      d > 1 ? centroids.values[g * d + 1] : 0,
    ]),
  };
}

/** Where segments are formed on the map itself, their centres there are the clustering's own. */
function centresOnMap({ map, embedding, clustering }: StageRun): Matrix {
  return map === embedding || map.values === embedding.values
    ? clustering.centroids
    : groupMeans(map, clustering.labels, clustering.k);
}

function axisLabels({ map: embedding, features, survey }: StageRun): [string, string] {
  const label = (axis: number): string => {
    if (axis >= embedding.d) return "";
    switch (embedding.method) {
      case "none":
        return axisText(features.sources[axis], survey);
      case "umap":
        return `Map ${axis + 1}`;
      case "mca": {
        const { share, correctedShare } = embedding.mca;
        return `Dimension ${axis + 1} (${formatShare(share[axis])} of inertia, corrected ${
          formatShare(correctedShare[axis])
        })`;
      }
      case "pca": {
        const share = formatShare(embedding.explainedVarianceRatio[axis]);
        return `Component ${axis + 1} (${share} of variance)`;
      }
    }
  };
  return [label(0), label(1)];
}

/** A feature that is an axis, as people read it. */
function axisText({ column, category }: FeatureSource, survey: Survey): string {
  const { short } = surveyTexts(survey).of(column);
  return category === null ? short : `${short}: ${category}`;
}

function samplePoints(
  result: StageRun,
  { x, y, rowNumbers, hasIdentities = false }: ViewOptions & { x: Float64Array; y: Float64Array },
): MapView["points"] {
  const { clustering: { labels }, cleaned, evaluation, survey, params } = result;
  const chosen = chooseRows(x.length, {
    ...{ most: MOST_POINTS, seed: params.seed, drawing: "map" },
  });
  const numberOf = (i: number): number => {
    const row = cleaned.respondents[i];
    return rowNumbers === undefined ? row + 1 : rowNumbers[row];
  };
  // Sorted by the number shown, so that a position tells nothing that the number does not.
  const rows = Array.from(chosen).sort((a, b) => numberOf(a) - numberOf(b));
  const positions = rows.map((i) => cleaned.respondents[i]);
  const id = hasIdentities ? survey.columns.find(({ kind }) => kind === "id") : undefined;
  const silhouettes = (evaluation.gower ?? evaluation.reduced)?.perRow;
  return {
    x: rows.map((i) => rounded(x[i], DECIMALS)),
    y: rows.map((i) => rounded(y[i], DECIMALS)),
    segment: rows.map((i) => labels[i]),
    row: rows.map(numberOf),
    order: hasIdentities ? "file" : "published",
    identifier: id === undefined ? null : positions.map((row) => id.texts[id.codes[row]]),
    silhouette: silhouettes === undefined
      ? null
      : rows.map((i) =>
        Number.isNaN(silhouettes[i]) ? null : rounded(silhouettes[i], SILHOUETTE_DECIMALS)
      ),
    answers: viewAnswers(result, positions),
  };
}

function rounded(value: number, decimals: number): number {
  // JSON knows no negative zero: a view must be the same before and after.
  return Math.round(value * decimals) / decimals + 0;
}

/** Counts the respondents of each segment in each cell of a grid over the map. */
export function countOnGrid({ x, y, labels, cells }: {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly labels: Int32Array;
  /** Along each side. */
  readonly cells: number;
}): MapView["grid"] {
  const xDomain = extent(x);
  const yDomain = extent(y);
  const cellOf = (value: number, [low, high]: readonly [number, number]): number =>
    high > low ? Math.min(cells - 1, Math.floor((value - low) / (high - low) * cells)) : 0;
  // By rows of the grid from below, then columns, then segments: the order in which they are told.
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const tally = new Uint32Array(cells * cells * k);
  for (let i = 0; i < x.length; i++) {
    tally[(cellOf(y[i], yDomain) * cells + cellOf(x[i], xDomain)) * k + labels[i]]++;
  }
  const counts: [number, number, number, number][] = [];
  for (let at = 0; at < tally.length; at++) {
    if (tally[at] === 0) continue;
    const cell = Math.floor(at / k);
    counts.push([cell % cells, Math.floor(cell / cells), at % k, tally[at]]);
  }
  return { cells, xDomain, yDomain, counts };
}

function extent(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
