/** How scales are used without how few use them. Runs in Deno and browsers. */

import type { PipelineResult } from "../../run/run.ts";
import type { ScaleUseView, UseHistogram } from "../scale_use_types.ts";

/** Counts neighbouring bins together until each has nobody or `least` respondents, and leaves out the
 * means of segments that are smaller.
 */
export function withoutRareUse(
  view: ScaleUseView,
  { clustering }: Pick<PipelineResult, "clustering">,
  least: number,
): ScaleUseView {
  const shown = (histogram: UseHistogram): UseHistogram => {
    const all = histogram.counts.reduce((sum, count) => sum + count, 0);
    const mean = histogram.segments.reduce((sum, own, g) => sum + own * clustering.sizes[g], 0) /
      clustering.labels.length;
    return {
      ...coarser(histogram, least, all),
      // A segment of few stands where all do.
      segments: histogram.segments.map((own, g) =>
        clustering.sizes[g] < least ? Math.round(mean * 10) / 10 : own
      ),
    };
  };
  return {
    ...view,
    scales: view.scales.map((scale) => ({
      ...scale,
      flat: scale.flat < least ? 0 : scale.flat,
      levels: shown(scale.levels),
      spreads: shown(scale.spreads),
    })),
  };
}

function coarser(
  { from, to, counts }: UseHistogram,
  least: number,
  all: number,
): Pick<UseHistogram, "from" | "to" | "counts"> {
  for (let each = 1; each < counts.length; each++) {
    if (counts.length % each !== 0) continue;
    const wide = Array.from(
      { length: counts.length / each },
      (_, b) => counts.slice(b * each, (b + 1) * each).reduce((sum, count) => sum + count, 0),
    );
    if (wide.every((count) => count === 0 || count >= least)) return { from, to, counts: wide };
  }
  return { from, to, counts: [all] };
}
