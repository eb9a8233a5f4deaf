/** The sizes of the segments in their frame. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { sourceOf } from "../kit/words/run_source.js";
import { describeSizes, segmentSizes } from "../charts/segment_sizes.js";

/** Sizes of the segments as a strip; a part of it goes to the segment's card, where the page has cards. */
export function sizesCard(
  run: RunView,
  { width, hasCards = false }: { readonly width: number; readonly hasCards?: boolean },
): HTMLElement {
  const { profile: { segments, weighting }, respondentsDropped } = run;
  const leftOut = respondentsDropped.reduce((sum, { count }) => sum + count, 0);
  const pick = hasCards ? { onPick: goToCard } : {};
  return chartFrame(
    describeSizes(segments, weighting, leftOut),
    segmentSizes(segments, { width, weighting, leftOut, ...pick }),
    sourceOf(run),
  );
}

function goToCard(segment: number): void {
  const card = document.querySelectorAll<HTMLElement>(".segment-card")[segment];
  if (card === undefined) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
}
