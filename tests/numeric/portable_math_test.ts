/** Tests of exp and log that do not depend on the engine. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  portableExp,
  portableLog,
  withPortableMath,
} from "../../pipeline/numeric/portable_math.ts";

Deno.test("portableExp() is exp to two units in the last place", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      const expected = Math.exp(x);
      assert.ok(Math.abs(portableExp(x) - expected) <= 4.5e-16 * expected, `${x}`);
    }),
    { seed: 11, numRuns: 20_000 },
  );
  assert.deepEqual([0, -1e9, 1e9, NaN].map(portableExp), [1, 0, Infinity, NaN]);
});

Deno.test("portableLog() is log to two units in the last place", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      const expected = Math.log(x);
      assert.ok(
        Math.abs(portableLog(x) - expected) <= 4.5e-16 * Math.max(1, Math.abs(expected)),
        `${x}`,
      );
    }),
    { seed: 12, numRuns: 20_000 },
  );
  assert.deepEqual([1, 0, -1, Infinity, NaN].map(portableLog), [0, -Infinity, NaN, Infinity, NaN]);
});

Deno.test("withPortableMath() puts the engine's functions back, after an error too", () => {
  const { exp, log } = Math;
  assert.equal(withPortableMath(() => Math.exp), portableExp);
  assert.throws(() =>
    withPortableMath(() => {
      throw new Error("within");
    }), /within/);
  assert.deepEqual([Math.exp, Math.log], [exp, log]);
});
