/** Tests of the small helpers for names, numbers and text. Runs in Deno. */

import assert from "node:assert/strict";
import { describeUnmatched, nameMatcher } from "../../pipeline/base/globs.ts";
import { webDigest } from "../../pipeline/browser/web_digest.ts";
import { canonicalJson, hashBytes, hashFile, useFileDigest } from "../../pipeline/base/hash.ts";
import { nearestName } from "../../pipeline/base/nearest.ts";
import { countOf, formatNumber, formatShare, joinWords } from "../../pipeline/base/text.ts";

Deno.test("nameMatcher() knows * and ?, takes all else to the letter", () => {
  const matches = nameMatcher(["core_q1_*", "a?", "x[1]", "(y)", "w*.z"]);
  const yes = ["core_q1_1", "core_q1_", "ab", "x[1]", "(y)", "w.z", "w--.z"];
  const no = ["core_q10", "a", "abc", "x1", "y", "wz", "CORE_Q1_1", "w\nz"];
  assert.deepEqual(yes.filter((name) => !matches(name)), []);
  assert.deepEqual(no.filter(matches), []);
  assert.ok(!nameMatcher([])("a"));
});

Deno.test("describeUnmatched() names the pattern and the nearest column", () => {
  assert.deepEqual(describeUnmatched(["agee", "q*", "zzz"], ["age", "q1"], "features.exclude"), [
    'features.exclude names "agee", which matches no column. Did you mean "age"?',
    'features.exclude names "zzz", which matches no column.',
  ]);
});

Deno.test("nearestName() forgives a few edits, not a different word", () => {
  const known = ["n_clusters", "n_init", "max_iter", "linkage"];
  const cases: [string, string | null][] = [
    ["n_cluster", "n_clusters"],
    ["clusters", "n_clusters"],
    ["linkgae", "linkage"],
    ["MAX_ITER", "max_iter"],
    ["banana", null],
  ];
  for (const [given, expected] of cases) assert.equal(nearestName(given, known), expected, given);
});

Deno.test("formatNumber() separates thousands and never writes -0", () => {
  const cases: [number, number, string][] = [
    [0, 0, "0"],
    [-0.2, 0, "0"],
    [999, 0, "999"],
    [1000, 0, "1,000"],
    [-1234567.891, 2, "-1,234,567.89"],
    [0.5, 1, "0.5"],
  ];
  for (const [value, decimals, text] of cases) assert.equal(formatNumber(value, decimals), text);
  assert.equal(formatShare(0.4849), "48 %");
  assert.equal(countOf(1, "column"), "1 column");
  assert.equal(countOf(2000, "column"), "2,000 columns");
  assert.equal(joinWords(["a", "b", "c"]), "a, b and c");
});

Deno.test("canonicalJson() does not depend on the order of keys", () => {
  assert.equal(
    canonicalJson({ b: [1, { d: 1, c: 2 }], a: null }),
    '{"a":null,"b":[1,{"c":2,"d":1}]}',
  );
});

Deno.test("hashFile() is hashBytes(), whatever the browser has or lacks", async (t) => {
  let calls = 0;
  const own = webDigest(crypto)!;
  const counted = (bytes: Uint8Array<ArrayBuffer>) => {
    calls++;
    return own(bytes);
  };
  const fails = () => Promise.reject(new DOMException("no room", "OperationError"));
  const platforms: [string, Parameters<typeof useFileDigest>[0], number, number][] = [
    ["one of its own", counted, 200_001, 1],
    ["one of its own, and few bytes", counted, 1000, 0],
    ["none at all", webDigest(undefined), 200_001, 0],
    ["none for pages like this", webDigest({}), 200_001, 0],
    ["one that fails", fails, 200_001, 0],
  ];
  for (const [name, digest, length, expected] of platforms) {
    await t.step(name, async () => {
      calls = 0;
      const bytes = Uint8Array.from({ length: length + 3 }, (_, i) => i * i);
      useFileDigest(digest);
      try {
        assert.equal(await hashFile(bytes.subarray(3)), hashBytes(bytes.slice(3)));
      } finally {
        useFileDigest(null);
      }
      assert.equal(calls, expected);
    });
  }
});

Deno.test("hashBytes() is SHA-256", () => {
  // printf abc | sha256sum
  const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(hashBytes(new TextEncoder().encode("abc")), expected);
});
