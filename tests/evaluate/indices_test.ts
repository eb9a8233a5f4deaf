/** Tests of silhouette, Calinski-Harabasz and Davies-Bouldin against scikit-learn. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/context.ts";
import { calinskiHarabasz } from "../../pipeline/evaluate/calinski_harabasz.ts";
import { daviesBouldin } from "../../pipeline/evaluate/davies_bouldin.ts";
import { exactSilhouette, sampledSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { createRng } from "../../pipeline/rng.ts";
import { assertClose, GOLDEN, GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

const LABELS = Int32Array.from(GOLDEN.kmeans4.labels);

Deno.test("exactSilhouette() equals scikit-learn's silhouette_samples", async () => {
  const found = await exactSilhouette(GOLDEN_POINTS, LABELS, 4, createContext());
  assertClose(found.perRow, GOLDEN.indices4.silhouette_samples, 1e-12);
  assertClose([found.mean], [GOLDEN.indices4.silhouette], 1e-12);
  for (let g = 0; g < 4; g++) {
    const own = GOLDEN.indices4.silhouette_samples.filter((_, i) => LABELS[i] === g);
    assertClose([found.perSegment[g]], [own.reduce((a, b) => a + b) / own.length], 1e-12);
  }
  assert.equal(found.sample, null);
});

Deno.test("exactSilhouette() is 0 for the only respondent of a segment and for equal ones", async () => {
  const x = toMatrix([[0], [0], [0], [7]]);
  const alone = await exactSilhouette(x, Int32Array.of(0, 0, 0, 1), 2, createContext());
  assert.deepEqual([...alone.perRow], [1, 1, 1, 0]);
  const equal = await exactSilhouette(
    toMatrix([[1], [1], [1]]),
    Int32Array.of(0, 0, 1),
    2,
    createContext(),
  );
  assert.deepEqual([...equal.perRow], [0, 0, 0]);
});

Deno.test("sampledSilhouette() states its sample, blanks the rest and comes near the exact one", async () => {
  const rng = createRng(3);
  const n = 4000;
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3);
  const x = matrix(Float64Array.from({ length: n }, (_, i) => 4 * labels[i] + rng.normal()), n, 1);
  const context = createContext();
  const exact = await exactSilhouette(x, labels, 3, context);
  const found = await sampledSilhouette(x, labels, 3, { size: 800, rng: createRng(1), context });
  assert.equal(found.sample, 800);
  assert.equal(found.perRow.filter((value) => !Number.isNaN(value)).length, 800);
  assert.ok(
    found.standardError! > 0.002 && found.standardError! < 0.02,
    String(found.standardError),
  );
  assertClose([found.mean], [exact.mean], 4 * found.standardError!);
  const again = await sampledSilhouette(x, labels, 3, { size: 800, rng: createRng(1), context });
  assert.deepEqual(found, again);
});

Deno.test("calinskiHarabasz() and daviesBouldin() equal scikit-learn", () => {
  assertClose(
    [calinskiHarabasz(GOLDEN_POINTS, LABELS, 4)],
    [GOLDEN.indices4.calinski_harabasz],
    1e-9,
  );
  assertClose([daviesBouldin(GOLDEN_POINTS, LABELS, 4)], [GOLDEN.indices4.davies_bouldin], 1e-12);
});

Deno.test("calinskiHarabasz() is 1 and daviesBouldin() 0 for segments without spread", () => {
  const x = toMatrix([[0, 0], [0, 0], [3, 4]]);
  const labels = Int32Array.of(0, 0, 1);
  assert.equal(calinskiHarabasz(x, labels, 2), 1);
  assert.equal(daviesBouldin(x, labels, 2), 0);
});
