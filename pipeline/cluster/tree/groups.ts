/** Groups with their centroids, in the memory of the kernels that find near ones. Runs in Deno and browsers. */

import { arenaBytes, type KernelKind, openKernels } from "../../numeric/kernels.ts";
import { columnMeans } from "../../numeric/statistics.ts";
import { WARD_KERNELS, WardField, type WardKernels } from "../../numeric/twins/ward.ts";
import type { Matrix } from "../../numeric/matrix.ts";

/** Groups that the kernels measure at once. */
const BLOCK = 16;

/** The groups that are left, in the kernels' memory. */
export interface Groups {
  readonly run: WardKernels;
  readonly table: number;
  readonly fields: Int32Array;
  readonly numbers: Float64Array;
  /** Group at each place. */
  readonly ids: Int32Array;
  /** Place of each group. */
  readonly places: Int32Array;
}

/** Puts every row at its place as a group of its own, O(n d) time and memory.
 * @param sizes Of the groups, kept to 24 bits; all are 1 if absent.
 */
export function openGroups(
  x: Matrix,
  { kind, sizes }: { kind: KernelKind; sizes?: Float64Array | undefined },
): Groups {
  const { n, d, values } = x;
  const room = BLOCK * Math.ceil(n / BLOCK), steps = 2 * Math.ceil(d / 4);
  const blockWords = room * steps;
  const bytes = arenaBytes([
    4 * WardField.length,
    8 * n * d,
    8 * d,
    4 * blockWords,
    ...new Array(7).fill(4 * room),
    8 * room,
    4 * steps,
  ]);
  const { run, arena } = openKernels(WARD_KERNELS, bytes, kind);
  const fields = arena.int32(WardField.length);
  const table = fields.byteOffset;
  const centroids = arena.float64(n * d), means = arena.float64(d);
  centroids.set(values);
  means.set(columnMeans(x));
  const numbers = new Float64Array(arena.buffer, table, WardField.length / 2);
  numbers[WardField.unit / 2] = unitOf(x, means);
  fields[WardField.centroids] = centroids.byteOffset;
  fields[WardField.means] = means.byteOffset;
  fields[WardField.blocks] = arena.int32(blockWords).byteOffset;
  for (let at = WardField.scales; at <= WardField.bounds; at++) {
    fields[at] = arena.int32(room).byteOffset;
  }
  fields[WardField.query] = arena.int32(steps).byteOffset;
  fields[WardField.width] = d;
  fields[WardField.steps] = steps;
  fields[WardField.count] = n;
  const reaches = arena.float64(room).fill(Infinity), limits = arena.float32(room).fill(Infinity);
  fields[WardField.reaches] = reaches.byteOffset;
  fields[WardField.limits] = limits.byteOffset;
  for (let i = 0; i < n; i++) run.place(table, i, i, sizes?.[i] ?? 1);
  for (let i = n; i < room; i++) run.vacate(table, i);
  const ids = new Int32Array(arena.buffer, fields[WardField.ids], room);
  const places = Int32Array.from({ length: n }, (_, i) => i);
  return { run, table, fields, numbers, ids, places };
}

/** One over the length of the longest row, less the means; 0 where all rows are equal. */
function unitOf({ values, n, d }: Matrix, means: Float64Array): number {
  let most = 0;
  for (let i = 0, p = 0; i < n; i++) {
    let square = 0;
    for (let c = 0; c < d; c++, p++) square += (values[p] - means[c]) ** 2;
    most = Math.max(most, square);
  }
  return most > 0 ? 1 / Math.sqrt(most) : 0;
}
