/** Tests of how the nearest respondent is found, and where names of segments may stand. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { crowdOf } from "../../../src/components/charts/map/crowd.ts";
import { nearestIndex } from "../../../src/components/charts/map/nearest.ts";

const place = fc.double({ min: -5, max: 5, noNaN: true });

Deno.test("nearestIndex() finds whom a look at everybody finds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place), { maxLength: 60 }),
      fc.tuple(place, place),
      fc.double({ min: 0.01, max: 12, noNaN: true }),
      (points, [cx, cy], reach) => {
        const [x, y] = [points.map(([px]) => px), points.map(([, py]) => py)];
        const far = (i: number) => Math.hypot(x[i] - cx, y[i] - cy);
        const found = nearestIndex(x, y)
          .find([cx - reach, cy - reach, cx + reach, cy + reach], far);
        const within = points.map((_, i) => i).filter((i) => far(i) <= reach);
        const best = within.toSorted((a, b) => far(a) - far(b) || a - b)[0];
        if (best === undefined) assert.ok(found === -1 || far(found) > reach);
        else assert.equal(far(found), far(best));
      },
    ),
    { seed: 11, numRuns: 400 },
  );
});

Deno.test("nearestIndex() takes points that all lie on one spot", () => {
  const same = new Array<number>(100).fill(3);
  assert.equal(nearestIndex(same, same).find([2, 2, 4, 4], () => 1), 0);
  assert.equal(nearestIndex([], []).find([0, 0, 1, 1], () => 0), -1);
});

Deno.test("crowdOf() tells the share under a box, and where most stand", () => {
  const crowd = crowdOf({ left: 10, top: 20, width: 400, height: 300 }, (add) => {
    for (let i = 0; i < 300; i++) add(50 + i % 20, 60 + i % 17, 1);
    for (let i = 0; i < 100; i++) add(210 + (i % 10) * 18, 120 + Math.floor(i / 10) * 18, 1);
    add(-500, 0, 1000);
  });
  const whole = { left: 10, top: 20, width: 400, height: 300 };
  assert.equal(crowd.under(whole), 1);
  const around = { left: 42, top: 52, width: 40, height: 40 };
  assert.equal(crowd.under(around), 0.75);
  assert.ok(crowd.isDense(around));
  const aside = { left: 202, top: 112, width: 190, height: 190 };
  assert.equal(crowd.under(aside), 0.25);
  assert.ok(!crowd.isDense(aside));
});
