/** The sizes of the segments in their frame. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { describeSizes, segmentSizes } from "../charts/segment_sizes.js";

/** Sizes of the segments. */
export function sizesCard(
  { profile: { segments, weighting } }: RunView,
  options: { readonly width: number },
): HTMLElement {
  return chartFrame(
    describeSizes(segments, weighting),
    segmentSizes(segments, { ...options, weighting }),
  );
}
