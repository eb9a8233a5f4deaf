/** The convex hull of points in the plane. Runs in Deno and browsers. */

/** A place in the plane. */
export type Point = readonly [x: number, y: number];

/** The corners of the smallest convex shape around points, counterclockwise from the leftmost (ties: the
 * lowest) one; points on a side are no corners. O(n log n).
 * @see Andrew, Another efficient algorithm for convex hulls in two dimensions, Information Processing
 * Letters 9, 1979.
 */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const chain = (along: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of along) {
      while (kept.length > 1 && turn(kept[kept.length - 2], kept[kept.length - 1], point) <= 0) {
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

/** Above 0 where the way from a by b to c turns to the left. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
