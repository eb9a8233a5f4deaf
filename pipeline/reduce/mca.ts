/** Multiple correspondence analysis. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { finish } from "../base/steps.ts";
import { DataError } from "../base/errors.ts";
import {
  AS_CATEGORIES,
  type CategoryColumn,
  nameLeftOut,
  readInSteps,
} from "../features/answers.ts";
import { assertFinite } from "../numeric/matrix.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { McaModel } from "./embedding.ts";
import { eigenOf, upright } from "./spectrum.ts";

/** A multiple correspondence analysis. */
export interface McaResult {
  /** Principal coordinates of the respondents, n x m. */
  readonly scores: Matrix;
  /** Inertia, and where the categories lie. */
  readonly model: McaModel;
}

const LEAST_COLUMNS = 2;

/** Maps respondents by the categories they chose: correspondence analysis of the n x J table of
 * indicators of Q columns. Nominal, yes/no and ordinal columns take part, ordinal ones by their
 * distinct answers, without their order; numeric columns are left out with a warning.
 * O(n Q^2) for the table of pairs of categories and O(J^3) for its eigenvectors. Scaling of the
 * features does not matter. The largest absolute entry of each unit eigenvector is positive (ties: the
 * lowest category). Shares of inertia are given plainly, and as Benzecri corrects them: the indicators
 * of one column never vary together, which makes plain shares too small; only inertia above 1 / Q
 * counts, rescaled to (Q / (Q - 1))^2 (inertia - 1 / Q)^2, as a share of the sum of these.
 * @param nComponents m, from 1 to J - Q.
 * @throws {DataError} If a value is not finite, fewer than two columns have categories, or nComponents
 * is above J - Q.
 * @see Greenacre, Correspondence Analysis in Practice, 2017; Benzecri, Sur le calcul des taux d'inertie
 * dans l'analyse d'un questionnaire, 1979. Equal to R's FactoMineR::MCA(method = "Indicator").
 */
export async function runMca(
  features: Features,
  nComponents: number,
  context: StageContext,
): Promise<McaResult> {
  assertFinite(features, "run MCA");
  const { categories: all, left } = await finish(readInSteps(features, AS_CATEGORIES), context);
  const columns = all.filter(({ levels }) => levels.length > 1);
  if (columns.length < LEAST_COLUMNS) {
    throw new DataError(
      `Cannot run MCA: it needs at least ${LEAST_COLUMNS} columns of categories that vary, but there ` +
        `${columns.length === 1 ? "is 1" : "are 0"}. Use reduction.method pca for numbers.`,
    );
  }
  if (left.length > 0) {
    context.warn(
      `MCA maps categories only: the map leaves out ${nameLeftOut(left)}. Use reduction pca to ` +
        "map numbers too.",
    );
  }
  const { masses, table } = await countPairs(columns, features.n, context);
  const { variances, total, vector } = eigenOf(table, 1);
  const dimensions = masses.length - columns.length;
  if (nComponents > dimensions) {
    throw new DataError(
      `Cannot reduce to ${nComponents} dimensions: ${masses.length} categories of ${columns.length} ` +
        `columns allow at most ${dimensions}. Lower reduction.n_components.`,
    );
  }
  const coordinates = new Float64Array(masses.length * nComponents);
  for (let m = 0; m < nComponents; m++) {
    upright(vector(m)).forEach((entry, j) => {
      coordinates[j * nComponents + m] = entry / Math.sqrt(masses[j]);
    });
  }
  const inertia = variances.slice(0, dimensions);
  const model = {
    inertia,
    share: inertia.map((each) => each / total),
    correctedShare: correctShares(inertia, columns.length),
    levels: columns.flatMap(({ column, levels }) => levels.map((level) => ({ column, level }))),
    masses,
    coordinates: { values: coordinates, n: masses.length, d: nComponents },
  };
  return { scores: placeRespondents(columns, features.n, model.coordinates), model };
}

/** How much each category contributes to each dimension: mass x squared principal coordinate / inertia,
 * which is mass x squared standard coordinate.
 * @returns Shares of the dimension's inertia, J x m; each dimension's sum to 1.
 * @see Greenacre, Correspondence Analysis in Practice, 2017. Equal to R's FactoMineR::MCA, in per cent
 * there.
 */
export function contributionsOf({ masses, coordinates }: McaModel): Matrix {
  const { values, n, d } = coordinates;
  return { values: values.map((value, p) => masses[Math.floor(p / d)] * value ** 2), n, d };
}

/** Mass of each category, and the products of the centred and weighted indicators, J x J. */
async function countPairs(
  columns: readonly CategoryColumn[],
  n: number,
  context: StageContext,
): Promise<{ masses: Float64Array; table: Matrix }> {
  const q = columns.length;
  const offsets = offsetsOf(columns);
  const size = offsets[q];
  const values = new Float64Array(size * size);
  for (let a = 0; a < q; a++) {
    for (let b = 0; b <= a; b++) {
      const left = columns[a].codes, right = columns[b].codes;
      for (let i = 0; i < n; i++) values[(offsets[a] + left[i]) * size + offsets[b] + right[i]]++;
      const pause = context.checkpoint(a * a, q * q, "pairs of categories");
      if (pause !== undefined) await pause;
    }
  }
  const masses = Float64Array.from({ length: size }, (_, j) => values[j * size + j] / (n * q));
  for (let j = 0; j < size; j++) {
    for (let l = 0; l <= j; l++) {
      const product = masses[j] * masses[l];
      const entry = (values[j * size + l] / (n * q * q) - product) / Math.sqrt(product);
      values[j * size + l] = entry;
      values[l * size + j] = entry;
    }
  }
  return { masses, table: { values, n: size, d: size } };
}

/** Where each column's categories start, and their number. */
function offsetsOf(columns: readonly CategoryColumn[]): Int32Array {
  const offsets = new Int32Array(columns.length + 1);
  columns.forEach(({ levels }, c) => offsets[c + 1] = offsets[c] + levels.length);
  return offsets;
}

function correctShares(inertia: Float64Array, q: number): Float64Array {
  const excess = inertia.map((each) => each > 1 / q ? (q / (q - 1) * (each - 1 / q)) ** 2 : 0);
  const total = excess.reduce((sum, each) => sum + each, 0);
  return excess.map((each) => total > 0 ? each / total : 0);
}

/** A respondent lies at the mean of the categories chosen. */
function placeRespondents(
  columns: readonly CategoryColumn[],
  n: number,
  coordinates: Matrix,
): Matrix {
  const m = coordinates.d;
  const offsets = offsetsOf(columns);
  const values = new Float64Array(n * m);
  columns.forEach(({ codes }, c) => {
    for (let i = 0; i < n; i++) {
      const from = (offsets[c] + codes[i]) * m;
      for (let t = 0; t < m; t++) values[i * m + t] += coordinates.values[from + t];
    }
  });
  for (let p = 0; p < values.length; p++) values[p] /= columns.length;
  return { values, n, d: m };
}
