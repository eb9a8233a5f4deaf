/** The space in which segments of all rows are formed: features to their scale, and principal components. Runs in Deno and browsers. */

import { groupMeans, type Matrix } from "../../numeric/matrix.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Model } from "../../typing/model.ts";
import type { RawFeatures } from "../answers/features.ts";
import type { Engine } from "../engine.ts";
import { minus, named, num, over, type RowExpression, type RowSteps } from "../rows/expression.ts";
import { boundsOf } from "../sums/fixed_point.ts";
import {
  findMoments,
  findPrincipal,
  type Measured,
  type Moments,
  type Principal,
  type Rows,
  scoreSteps,
} from "../sums/moments.ts";

/** Where rows lie. */
export interface Space {
  /** The rows that take part, with the steps up to where they lie. */
  readonly rows: Rows;
  /** The same for work that goes over them again and again: where they lie is kept, and answers beside it. */
  readonly held: Rows;
  /** The axes: features, or components. */
  readonly axes: readonly Measured[];
  /** What is subtracted from each feature, and what the rest is divided by. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** The components; null where segments are formed on the features. */
  readonly principal: Principal | null;
  /** Rows that take part, and their weights together. */
  readonly n: number;
  readonly total: number;
}

/** Finds the space by all rows: means, deviations and components are theirs, not the sample's.
 * @param rows Without steps of their own.
 * @param beside Answers that are kept with where rows lie.
 */
export async function findSpace(
  engine: Engine,
  { rows, beside, raw, sample, model }: {
    readonly rows: Rows;
    readonly beside: readonly string[];
    readonly raw: RawFeatures;
    readonly sample: PipelineResult;
    readonly model: Model;
  },
): Promise<Space> {
  const inAnswers: Rows = { ...rows, steps: [...rows.steps, ...raw.steps] };
  const isReduced = model.reduction.method === "pca";
  // Scores take the place of features, and answers then lie beside these.
  const heldAnswers = await holdAxes(engine, inAnswers, [...raw.names, ...isReduced ? [] : beside]);
  const measured = await measure(engine, heldAnswers, raw.names);
  const moments = await findMoments(engine, heldAnswers, measured);
  const { center, scale } = scaleOf(moments, sample);
  const inUnits = raw.names.map((name, f): readonly [string, RowExpression] => [
    `z${f}`,
    scaled(named(name), center[f], scale[f]),
  ]);
  const features = measured.map(({ low, high }, f) => ({
    name: `z${f}`,
    low: (low - center[f]) / scale[f],
    high: (high - center[f]) / scale[f],
  }));
  const [inFeatures, held] = [inAnswers, heldAnswers].map((own) => withStep(own, inUnits));
  const facts = { center, scale, n: moments.n, total: moments.total };
  if (!isReduced) {
    return { ...facts, rows: inFeatures, held, axes: features, principal: null };
  }
  const principal = await findPrincipal(engine, held, {
    of: features,
    wanted: model.reduction.components!.length,
  });
  const { steps, names } = scoreSteps(features, principal);
  const inScores = { ...inFeatures, steps: [...inFeatures.steps, ...steps] };
  const heldScores = await holdAxes(engine, inScores, [...names, ...beside]);
  const axes = await measure(engine, heldScores, names);
  return { ...facts, rows: inScores, held: heldScores, axes, principal };
}

function withStep(rows: Rows, step: RowSteps[number]): Rows {
  return { ...rows, steps: [...rows.steps, step] };
}

/** Keeps answers and where rows lie, and their weights; not where it takes no more than reading it again. */
async function holdAxes(
  engine: Engine,
  { steps, where, weight }: Rows,
  wanted: readonly string[],
): Promise<Rows> {
  if (steps.every((step) => step.every(([, is]) => isCheap(is)))) return { steps, where, weight };
  const names = [...new Set([...wanted, ...(weight === null ? [] : [weight.name])])];
  await engine.hold({ steps, where, names });
  return { ...{ steps: [], where: [], weight }, isOfHeld: true };
}

/** Whether a feature is an answer as it is, or one number less or divided. */
function isCheap(is: RowExpression): boolean {
  if (is.op === "name" || is.op === "number") return true;
  return (is.op === "-" || is.op === "/") && isCheap(is.a) && is.b.op === "number";
}

function scaled(raw: RowExpression, center: number, scale: number): RowExpression {
  const centred = center === 0 ? raw : minus(raw, num(center));
  return scale === 1 ? centred : over(centred, num(scale));
}

/** The least and largest of what steps have named. */
async function measure(
  engine: Engine,
  rows: Rows,
  names: readonly string[],
): Promise<Measured[]> {
  const { extremes: { low, high } } = await boundsOf(engine, rows, names.map(named));
  return names.map((name, f) => ({ name, low: low[f], high: high[f] }));
}

/** What features are centred and scaled by, as in memory: indicators of a column together have the
 * variance that they have in the sample, 1 or its part of a question's.
 */
function scaleOf(
  { mean, variance }: Moments,
  { features }: PipelineResult,
): { readonly center: Float64Array; readonly scale: Float64Array } {
  if (features.scaling === "none") return { center: features.center, scale: features.scale };
  const scaled = varianceOf(features);
  const blocks = features.sources.map(({ column, category }, f) =>
    features.sources.flatMap((other, o) =>
      o === f || (category !== null && other.category !== null && other.column === column)
        ? [o]
        : []
    )
  );
  const scale = blocks.map((block) => {
    const all = block.reduce((sum, f) => sum + variance[f], 0);
    const share = block.reduce((sum, f) => sum + scaled[f], 0);
    // One part of a whole number of columns, but for rounding.
    const parts = share > 0 ? Math.round(1 / share) : 1;
    return all > 0 ? Math.sqrt(all * Math.max(1, parts)) : 1;
  });
  return { center: mean, scale: Float64Array.from(scale) };
}

function varianceOf(x: Matrix): Float64Array {
  const labels = new Int32Array(x.n);
  const { values: mean } = groupMeans(x, labels, 1);
  const gaps = x.values.map((value, p) => (value - mean[p % x.d]) ** 2);
  return groupMeans({ ...x, values: gaps }, labels, 1).values;
}

/** Where the segments of the sample lie in the space: the means of their rows' features. */
export function startsOf(
  { center, scale, principal }: Space,
  { features, clustering: { labels, k } }: PipelineResult,
): Float64Array[] {
  const means = groupMeans(features, labels, k);
  return Array.from({ length: k }, (_, g) => {
    const own = Float64Array.from({ length: features.d }, (_, f) => {
      const raw = means.values[g * features.d + f] * features.scale[f] + features.center[f];
      return (raw - center[f]) / scale[f];
    });
    if (principal === null) return own;
    return Float64Array.from(
      principal.components,
      (component) =>
        component.reduce((sum, loading, f) => sum + (own[f] - principal.mean[f]) * loading, 0),
    );
  });
}
