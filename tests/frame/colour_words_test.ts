/** Tests of the colours of sources. Runs in Deno. */

import assert from "node:assert/strict";
import { colourWords } from "../../src/frame/colour_words.ts";

const CASES: readonly (readonly [source: string, isCode: boolean, expected: string[]])[] = [
  ["const k = 3; // three", true, ["keyword const", "number 3", "comment // three"]],
  ["`a ${b} c` + 'it\\'s'", true, ["string `a ${b} c`", "string 'it\\'s'"]],
  ["order.from(x.of) + _new1 + 0xff", true, ["number 0xff"]],
  ["/* for\n of */ null", true, ["comment /* for\n of */", "constant null"]],
  ["## Two\n**b** `c` ${d}", false, [
    "heading ## Two",
    "keyword **b**",
    "string `c`",
    "constant ${d}",
  ]],
];

Deno.test("colourWords() finds keywords, texts, numbers and remarks, and nothing within them", () => {
  for (const [source, isCode, expected] of CASES) {
    const found = colourWords(source, isCode)
      .map(({ from, to, kind }) => `${kind} ${source.slice(from, to)}`);
    assert.deepEqual(found, expected);
  }
});
