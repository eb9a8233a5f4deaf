/** The silhouette that says how clear segments are: of what they were formed on. Runs in browsers. */

import type { ScanPoint } from "../../../../pipeline/view/types.ts";

/** A number of segments whose clearness was measured. */
export interface MeasuredPoint {
  readonly k: number;
  readonly clearness: number;
}

/** The silhouette of one number of segments: by Gower's distance where segments are formed on the
 * answers themselves, else in the space where they are formed; null where not measured. */
export function clearnessOf({ silhouette, silhouetteGower }: ScanPoint): number | null {
  return silhouetteGower ?? silhouette;
}

/** The points whose clearness was measured. */
export function measuredOf(points: readonly ScanPoint[]): MeasuredPoint[] {
  return points.flatMap((point) => {
    const clearness = clearnessOf(point);
    return clearness === null ? [] : [{ k: point.k, clearness }];
  });
}

/** The clearest of some points, the fewest segments of equally clear ones; null without points. */
export function clearestOf(points: readonly ScanPoint[]): MeasuredPoint | null {
  const measured = measuredOf(points);
  if (measured.length === 0) return null;
  return measured.reduce((a, b) => b.clearness > a.clearness ? b : a);
}

/** What a silhouette was measured by, in words. */
export function measuredBy(by: "map" | "gower"): string {
  return by === "gower" ? "by Gower's distance" : "where segments are formed";
}
