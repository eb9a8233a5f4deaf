/** What the silhouette takes of memory. Runs in Deno and browsers. */

import { type Need, type NeedShape, WORKER } from "../base/memory_need.ts";
import { MOST_KERNEL_BYTES } from "../numeric/kernels.ts";
import { MOST_BANDS, MOST_SUMS, silhouettePlaces } from "./silhouette.ts";

/** Memory of the silhouettes of k segments: the rows packed, at each place that measures, and sums.
 * @param sample Respondents measured; null for all.
 */
export function silhouetteNeed(
  { n, d, workers }: NeedShape,
  { k, sample }: { readonly k: number; readonly sample: number | null },
): Need {
  const size = sample ?? n;
  const places = silhouettePlaces({ n: size, d }, k, workers);
  const packed = size * (12 * d + 8);
  const arena = packed + 8 * k * size;
  const bands = Math.max(1, Math.min(MOST_BANDS, MOST_SUMS / (size * k)));
  const sums = 8 * k * size * (1 + 0.7 * bands);
  const copies = places > 1 ? places * (packed + arena + WORKER) : arena;
  const sampled = sample === null ? 0 : 8 * size * d;
  return {
    bytes: packed + copies + sums + sampled + 16 * n,
    piece: arena,
    mostPiece: MOST_KERNEL_BYTES,
    instead: "Or use evaluation.silhouette sampled, with a smaller sample.",
  };
}
