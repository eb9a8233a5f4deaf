/** Tests of exp, log and powers that do not depend on the engine. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  portableExp,
  portableLog,
  portableLog1p,
  portablePow,
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

Deno.test("portableLog1p() is log1p to two units in the last place, however small", () => {
  fc.assert(
    fc.property(fc.double({ min: -36, max: 30, noNaN: true }), (power) => {
      const x = Math.pow(10, power);
      const expected = Math.log1p(x);
      assert.ok(Math.abs(portableLog1p(x) - expected) <= 1e-15 * expected, `${x}`);
    }),
    { seed: 13, numRuns: 20_000 },
  );
  assert.deepEqual([0, 1e-300].map(portableLog1p), [0, 1e-300]);
});

Deno.test("portablePow() is the power, and at 0 its limit", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-12, max: 1e8, noNaN: true }),
      fc.double({ min: -2, max: 4, noNaN: true }),
      (x, y) => {
        const expected = Math.pow(x, y);
        assert.ok(Math.abs(portablePow(x, y) - expected) <= 1e-13 * expected, `${x} ^ ${y}`);
      },
    ),
    { seed: 13, numRuns: 5_000 },
  );
  assert.deepEqual([portablePow(0, 2), portablePow(0, 0), portablePow(0, -1)], [0, 1, Infinity]);
});
