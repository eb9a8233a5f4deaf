/** Sizes and centres of segments in a space. Runs in Deno and browsers. */

import { groupMeans, squaredDistance } from "../numeric/matrix.ts";
import type { Clustering } from "./clustering.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** Respondents of each segment. */
export function sizesOf(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]++;
  return sizes;
}

/** Means of the segments, and the sum of squared distances to them, both by weight where rows have
 * weights, O(n d).
 * @param labels In [0, k); every segment has a respondent.
 */
export function centresOf(
  x: Matrix,
  labels: Int32Array,
  k: number,
): Pick<Clustering, "centroids" | "inertia"> {
  const centroids = groupMeans(x, labels, k);
  let inertia = 0;
  labels.forEach((label, i) =>
    inertia += (x.weights?.[i] ?? 1) * squaredDistance(x, i, centroids, label)
  );
  return { centroids, inertia };
}
