/** Tests of the convex hull. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { convexHull, type Point } from "../../../pipeline/view/target/convex_hull.ts";

Deno.test("convexHull() gives corners alone, counterclockwise from the leftmost", () => {
  const square: Point[] = [[0, 0], [2, 0], [2, 2], [0, 2], [1, 1], [1, 0], [0, 0]];
  assert.deepEqual(convexHull(square), [[0, 0], [2, 0], [2, 2], [0, 2]]);
});

Deno.test("convexHull() leaves no point outside, whatever their order", () => {
  const place = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(fc.array(place, { minLength: 3, maxLength: 40 }), (points) => {
      const hull = convexHull(points);
      assert.deepEqual(convexHull(points.toReversed()), hull);
      if (hull.length < 3) return;
      hull.forEach(([ax, ay], i) => {
        const [bx, by] = hull[(i + 1) % hull.length];
        for (const [x, y] of points) {
          assert.ok((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0);
        }
      });
    }),
    { seed: 5 },
  );
});
