/** How scales are used without how few use them. Runs in Deno and browsers. */

import type { PipelineResult } from "../../run/run_result.ts";
import type { ScaleUseView, UseHistogram } from "../scale_use_types.ts";

/** Counts neighbouring bins together until each has nobody or `least` respondents; null where a segment
 * is smaller, as its means are those of few.
 */
export function withoutRareUse(
  view: ScaleUseView,
  { clustering: { sizes } }: Pick<PipelineResult, "clustering">,
  least: number,
): ScaleUseView | null {
  if (sizes.some((size) => size < least)) return null;
  const shown = (histogram: UseHistogram): UseHistogram => ({
    ...histogram,
    ...coarser(histogram, least),
  });
  return {
    ...view,
    scales: view.scales.map((scale) => ({
      ...scale,
      levels: shown(scale.levels),
      spreads: shown(scale.spreads),
    })),
  };
}

function coarser(
  { from, to, counts }: UseHistogram,
  least: number,
): Pick<UseHistogram, "from" | "to" | "counts"> {
  for (let each = 1; each < counts.length; each++) {
    if (counts.length % each !== 0) continue;
    const wide = Array.from(
      { length: counts.length / each },
      (_, b) => counts.slice(b * each, (b + 1) * each).reduce((sum, count) => sum + count, 0),
    );
    if (wide.every((count) => count === 0 || count >= least)) return { from, to, counts: wide };
  }
  return { from, to, counts: [counts.reduce((sum, count) => sum + count, 0)] };
}
