/** A map of near neighbours once more, by umap-js. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { finish } from "../base/steps.ts";
import { type Matrix, toRows } from "../numeric/matrix.ts";
import { nearestRows } from "../numeric/neighbours.ts";
import type { NeighboursCheck, OpinionSubject } from "./result.ts";

/** The engine's map may keep this much less: two maps of one program differ by a third of it. */
const ALIKE = 0.03;

/** How the map was made, and what it is used for. */
export interface MapMaking {
  readonly nNeighbors: number;
  readonly minDist: number;
  readonly of: OpinionSubject;
}

/** Draws a map by umap-js and compares how many near neighbours each map keeps: places on them cannot be
 * compared, as any turn of a map is as good, and both draw random numbers.
 * umap-js uses functions that platforms round differently, so its share is promised on one platform only.
 * @param features The answers. @param map The engine's map of them, of the same rows.
 */
export async function neighboursAgain(
  features: Matrix,
  map: Matrix,
  { making: { nNeighbors, minDist, of }, context }: {
    readonly making: MapMaking;
    readonly context: StageContext;
  },
): Promise<NeighboursCheck> {
  const { UMAP, VERSIONS } = await import("./packages/mod.ts");
  const rng = context.rng.fork(`umap-js ${of}`);
  const other = new UMAP({
    ...{ nComponents: map.d, nNeighbors, minDist },
    random: () => rng.uniform(),
  });
  const epochs = other.initializeFit(toRows(features));
  for (let epoch = 0; epoch < epochs; epoch++) {
    other.step();
    await context.checkpoint(epoch, epochs, "umap-js");
  }
  const { n, d } = map;
  const theirs = { values: Float64Array.from(other.getEmbedding().flat()), n, d };
  const near = Math.min(nNeighbors, n - 1);
  const inAnswers = await nearest(features, near, context);
  const kept = keptShare(inAnswers, await nearest(map, near, context), { n, near });
  const keptByOther = keptShare(inAnswers, await nearest(theirs, near, context), { n, near });
  return {
    kind: "neighbours",
    of,
    by: { name: "umap-js", version: VERSIONS["umap-js"] },
    agrees: kept >= keptByOther - ALIKE,
    ...{ near, kept, keptByOther },
  };
}

/** The nearest other rows of each row, n x near. */
async function nearest(x: Matrix, near: number, context: StageContext): Promise<Int32Array> {
  const { n } = x;
  const steps = nearestRows({ x, of: null, from: 0, to: n, k: near + 1 });
  const { indices } = await finish(steps, context, "neighbours");
  const others = new Int32Array(n * near);
  for (let i = 0; i < n; i++) {
    const from = i * (near + 1) + 1;
    others.set(indices.subarray(from, from + near), i * near);
  }
  return others;
}

function keptShare(
  before: Int32Array,
  after: Int32Array,
  { n, near }: { readonly n: number; readonly near: number },
): number {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const own = new Set(before.subarray(i * near, (i + 1) * near));
    for (const row of after.subarray(i * near, (i + 1) * near)) if (own.has(row)) kept++;
  }
  return kept / (n * near);
}
