/** Tests of UMAP. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/context.ts";
import { exactNeighbours } from "../../pipeline/numeric/neighbours.ts";
import { runUmap } from "../../pipeline/reduce/umap.ts";
import { GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

const OPTIONS = { nComponents: 2, nNeighbors: 10, minDist: 0.1 };

Deno.test("runUmap() keeps neighbours together and repeats for a seed", async () => {
  const map = await runUmap(GOLDEN_POINTS, OPTIONS, createContext({ seed: 1 }));
  assert.deepEqual([map.n, map.d], [62, 2]);
  const before = await exactNeighbours(GOLDEN_POINTS, 11, createContext());
  const after = await exactNeighbours(map, 11, createContext());
  const kept = before.indices.map((near, i) =>
    near.filter((j) => after.indices[i].includes(j)).length - 1
  );
  const share = kept.reduce((a, b) => a + b) / (10 * kept.length);
  assert.ok(share > 0.55, `${share} of the ten nearest stay among the ten nearest`);
  const again = await runUmap(GOLDEN_POINTS, OPTIONS, createContext({ seed: 1 }));
  assert.deepEqual(again, map);
  const other = await runUmap(GOLDEN_POINTS, OPTIONS, createContext({ seed: 2 }));
  assert.notDeepEqual(other, map);
});

Deno.test("runUmap() refuses more neighbours than other respondents", async () => {
  await assert.rejects(
    runUmap(toMatrix([[1], [2], [3]]), { ...OPTIONS, nNeighbors: 3 }, createContext()),
    {
      name: "DataError",
      message:
        "Cannot map 3 respondents: reduction.n_neighbors must be below their number, but is 3. " +
        "Lower it to 2 or less.",
    },
  );
});
