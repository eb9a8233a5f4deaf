/** What the k-means kernels of one desk take of memory. Runs in Deno and browsers. */

import { evenAtLeast, paddedWidth } from "../../cluster/kmeans/layout.ts";
import { localTrials } from "../../cluster/kmeans/seeding.ts";
import { type Arena, arenaBytes, type Kernels, openKernels } from "../../numeric/kernels.ts";
import { KMEANS_KERNELS } from "../../numeric/twins/kmeans.ts";
import { JOB, type KmeansKernels } from "../../numeric/twins/kmeans_kernels.ts";

/** What a desk has room for. */
export interface DeskShape {
  /** The most rows. */
  readonly n: number;
  readonly d: number;
  /** The most segments. */
  readonly k: number;
}

/** Arrays as the kernels know them. */
export type DeskArrays = ReturnType<typeof openArrays>;

/** Opens kernels with room for a shape.
 * @throws {DataError} If that much memory cannot be had.
 */
export function openDesk(
  shape: DeskShape,
): { readonly kernels: Kernels<KmeansKernels>; readonly arrays: DeskArrays } {
  const sizes: number[] = [];
  openArrays({
    float64: (length) => record(sizes, 8 * length, () => new Float64Array(0)),
    float32: (length) => record(sizes, 4 * length, () => new Float32Array(0)),
    int32: (length) => record(sizes, 4 * length, () => new Int32Array(0)),
  }, shape);
  const kernels = openKernels(KMEANS_KERNELS, arenaBytes(sizes));
  return { kernels, arrays: openArrays(kernels.arena, shape) };
}

function record<T>(sizes: number[], bytes: number, make: () => T): T {
  sizes.push(bytes);
  return make();
}

function openArrays(
  arena: Pick<Arena, "float64" | "float32" | "int32">,
  { n, d, k }: DeskShape,
) {
  const padded = 4 * Math.ceil(n / 4), width = paddedWidth(d);
  const even = evenAtLeast(k), trials = evenAtLeast(localTrials(k));
  return {
    rows: arena.float64(n * d),
    near: arena.float32(padded * width),
    lengths: arena.float32(padded),
    centre: arena.float64(d),
    list: arena.int32(n + 4),
    found: arena.int32(n + 4),
    foundMargins: arena.float32(n + 4),
    totals: arena.float64(2 * trials),
    nearest: arena.float32(padded),
    after: arena.float32(padded * trials),
    labels: arena.int32(padded),
    margins: arena.float32(padded),
    candidates: arena.float32(trials * width),
    pairs: arena.float32(even * width),
    halves: arena.float32(even),
    loosening: arena.float32(2 * (k + 1)),
    error: arena.float32(4),
    centroids: arena.float64(k * d),
    sums: arena.float64(k * d),
    counts: arena.int32(k),
    job: arena.int32(JOB.length),
  };
}
