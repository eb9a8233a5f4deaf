/** Tests that pages and the engine call a silhouette the same. Runs in Deno. */

import assert from "node:assert/strict";
import { silhouetteVerdict } from "../../../pipeline/profile/words.ts";
import { verdictOf } from "../../../src/components/kit/words/verdict.ts";

Deno.test("verdictOf() says what the engine's sentences say, over the whole range", () => {
  for (let step = -100; step <= 100; step++) {
    assert.equal(verdictOf(step / 100), silhouetteVerdict(step / 100), String(step / 100));
  }
});
