/** Distances of all pairs of rows, a row at a time, by the kernels. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Matrix } from "./matrix.ts";
import { arenaBytes, type KernelKind, openKernels } from "./kernels.ts";
import { PAIRS_KERNELS } from "./twins/pairs.ts";

/** Rows that the kernels take together. */
const PANEL = 4;

/** Measures each row against those before it: Euclidean distances, O(n^2 d) time, O(n d) memory.
 * Each sum takes its columns one after another.
 * @param options note says what the distances are for.
 * @param take Gets a row and its distances from rows 0..row, which are written over afterwards.
 */
export async function eachRowOfPairs(
  x: Matrix,
  { context, note, kind = "auto" }: {
    readonly context: StageContext;
    readonly note: string;
    readonly kind?: KernelKind;
  },
  take: (row: number, distances: Float64Array) => void,
): Promise<void> {
  const { n, d, values } = x;
  const count = Math.ceil(n / PANEL);
  const bytes = arenaBytes([8 * PANEL * count * d, 8 * PANEL * PANEL * count]);
  const { run, arena } = openKernels(PAIRS_KERNELS, bytes, kind);
  const panels = arena.float64(PANEL * count * d), found = arena.float64(PANEL * PANEL * count);
  for (let i = 0; i < n; i++) {
    const to = (i >> 2) * PANEL * d + (i & 3);
    for (let c = 0; c < d; c++) panels[to + PANEL * c] = values[i * d + c];
  }
  for (let panel = 0; panel < count; panel++) {
    run.measurePanel(panels.byteOffset, found.byteOffset, d, panel);
    const first = PANEL * panel;
    for (let i = first; i < Math.min(n, first + PANEL); i++) {
      const row = (i - first) * PANEL * (panel + 1);
      take(i, found.subarray(row, row + i));
    }
    const pause = context.checkpoint(first * (first - 1), n * (n - 1), note);
    if (pause !== undefined) await pause;
  }
}
