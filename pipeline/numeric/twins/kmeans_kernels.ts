/** What the kernels of k-means are. Runs in Deno and browsers. */

import type { KernelArguments } from "../kernels.ts";

/** The order in which each kernel's WebAssembly takes its arguments. */
export const ORDERS = {
  narrowRows: ["rows", "d", "centre", "scale", "near", "width", "lengths", "from", "to"],
  tryCandidates: [
    ...["near", "width", "candidates", "count", "nearest", "after", "stride"],
    ...["sums", "from", "to"],
  ],
  listUndecided: ["margins", "labels", "lengths", "loosening", "error", "list", "from", "to"],
  findNearest: ["near", "width", "list", "count", "pairs", "halves", "k", "found", "foundMargins"],
  confirmNearest: [
    ...["list", "count", "found", "foundMargins", "lengths", "error", "margins"],
    ...["rows", "d", "centroids", "k", "unit"],
  ],
  moveRows: ["list", "count", "found", "labels", "rows", "d", "sums", "counts"],
  sumSegments: ["labels", "rows", "d", "sums", "counts", "from", "to"],
  measureRows: ["labels", "rows", "d", "centroids", "total", "from", "to"],
} as const;

/** What assignRows() takes as whole numbers of 32 bits, in this order. */
export const JOB = [
  ...["margins", "labels", "lengths", "loosening", "error", "list", "found"],
  ...["foundMargins", "near", "width", "pairs", "halves", "rows", "d", "centroids"],
  ...["k", "sums", "counts"],
] as const;

/** Addresses are bytes. `rows` are n x d numbers of 64 bits as given; `near` are the same rows as
 * (value - centre) x scale in 32 bits, padded with zeros to `width`, a multiple of 4. Scores, margins
 * and lengths are in units of `near`. */
export interface KmeansKernels {
  /** Writes `near` of rows from..to, and for each row a length that its true length does not exceed. */
  narrowRows(given: KernelArguments<typeof ORDERS.narrowRows>): void;
  /** Of rows from..to (multiples of 4) the lesser of `nearest` and the squared distance to each of
   * `count` (even) candidates, at `after` (`stride` rows a candidate), and their sums at `sums`, in
   * 64 bits, of even and of odd rows: 2 a candidate. */
  tryCandidates(given: KernelArguments<typeof ORDERS.tryCandidates>): void;
  /** The first row from..to at which the running sum of weights (32 bits) passes the target, else the
   * last one of weight above 0, else -1. */
  drawByWeight(weights: number, target: number, from: number, to: number): number;
  /** Lowers the margins of rows from..to (from a multiple of 4) by what their segments' centroids have
   * moved: offset + slope x length, held in `loosening` for the segments -1..k-1. Lists the rows whose
   * margin is not above error[2], filled up to a multiple of 4 with the last of them; gives how many are listed. */
  listUndecided(given: KernelArguments<typeof ORDERS.listUndecided>): number;
  /** For each of `count` listed rows (a multiple of 4) the centroid c of least score,
   * |c|^2 / 2 - row x c, and by how much the next score is above it. `pairs` holds centroids by twos, four
   * numbers of the one and four of the other in turn; `halves` holds |c|^2 / 2 of k (even) centroids. */
  findNearest(given: KernelArguments<typeof ORDERS.findNearest>): void;
  /** Makes what findNearest() found certain: a margin above the error of 32 bits stands, less that
   * error; else distances in 64 bits decide, ties for the lower centroid. `error` holds offset, slope
   * with the row's length, and the least margin that decides; `unit` turns squared distances into
   * margins. Writes `found`, and `margins` of the rows. */
  confirmNearest(given: KernelArguments<typeof ORDERS.confirmNearest>): void;
  /** Gives listed rows their found labels, and moves those that change from the sum (64 bits) and count
   * of the old segment, none if -1, to those of the new one; gives how many changed. */
  moveRows(given: KernelArguments<typeof ORDERS.moveRows>): number;
  /** Does all four for the rows from..to, and gives how many changed their segment. `job` is the
   * address of what `JOB` lists. */
  assignRows(job: number, unit: number, from: number, to: number): number;
  /** Adds rows from..to to the sums and counts of their segments, in their order. */
  sumSegments(given: KernelArguments<typeof ORDERS.sumSegments>): void;
  /** Adds the squared distances of rows from..to to their centroids to total[0], in their order, and
   * raises total[1] to the largest; gives the first row that raised it highest, else -1. */
  measureRows(given: KernelArguments<typeof ORDERS.measureRows>): number;
}
