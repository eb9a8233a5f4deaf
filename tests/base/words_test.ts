/** Tests of the small helpers for names, numbers and text. Runs in Deno. */

import assert from "node:assert/strict";
import { describeUnmatched, nameMatcher } from "../../pipeline/base/globs.ts";
import { canonicalJson, hashBytes } from "../../pipeline/base/hash.ts";
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

Deno.test("hashBytes() is SHA-256", () => {
  // printf abc | sha256sum
  const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(hashBytes(new TextEncoder().encode("abc")), expected);
});
