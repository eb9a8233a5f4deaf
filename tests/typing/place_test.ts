/** Tests of the parts of placing: gaps, features, distances. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import type { ModelColumn } from "../../pipeline/typing/model.ts";
import { measure } from "../../pipeline/typing/place/distances.ts";
import { fillGaps } from "../../pipeline/typing/place/fill_gaps.ts";

Deno.test("measure() gives the bits of one squared distance after another, whatever the number of points", () => {
  const rng = createRng(4);
  const d = 7, n = 5;
  const numbers = (length: number) => Float64Array.from({ length }, () => rng.normal());
  const space = matrix(numbers(n * d), n, d);
  const features = {
    ...{ ...space, center: new Float64Array(d), scale: new Float64Array(d).fill(1) },
    ...{ sources: [], within: null },
  };
  for (let k = 1; k <= 9; k++) {
    const points = Array.from({ length: k }, () => [...numbers(d)]);
    const centres = matrix(Float64Array.from(points.flat()), k, d);
    const { toSegments } = measure({ by: "points", points }, { space, features, k });
    const expected = Float64Array.from(
      { length: n * k },
      (_, at) => squaredDistance(space, Math.floor(at / k), centres, at % k),
    );
    assert.deepEqual(toSegments.values, expected);
  }
});

Deno.test("fillGaps() leaves what it is given as it is, and copies only columns with gaps", () => {
  const column = (name: string): ModelColumn => ({
    ...{ name, label: name, kind: "ordinal", isAsked: false },
    ...{ answers: null, range: [1, 5], fill: 9 },
  });
  const columns = ["a", "b", "c", "d"].map(column);
  const answers = [[1, 2, NaN], [3, NaN, NaN], [2, 5, NaN], [4, 4, 4]]
    .map((values) => Float64Array.from(values));
  const before = answers.map((values) => values.slice());
  const items = ["a", "b", "c"].map((name) => ({ name, mean: 3, isTurned: name === "c" }));
  const filled = fillGaps(answers, { columns, batteries: [{ low: 1, high: 5, mean: 2, items }] });
  // The second answered 2 and, turned, 1: 1.5 on average, and one more as the items' mean is 3.
  assert.deepEqual(filled.map((values) => [...values]), [
    ...[[1, 2, 9], [3, 2.5, 9], [2, 5, 9]],
    [4, 4, 4],
  ]);
  assert.deepEqual(answers, before);
  assert.equal(filled[3], answers[3]);
});
