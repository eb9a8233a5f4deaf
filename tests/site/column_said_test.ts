/** Tests of what a person says of columns on the page. Runs in Deno. */

import assert from "node:assert/strict";
import { parseParams } from "../../pipeline/parse_params.ts";
import { readCodes } from "../../src/components/codes_input.ts";
import { kindOf, type Said, withKind } from "../../src/components/column_said.ts";

Deno.test("withKind() changes the kind and keeps what else was said of the column", async (t) => {
  const order = ["low", "high"];
  const cases: [name: string, said: Said | undefined, kind: string, expected: Said][] = [
    ["nothing was said", undefined, "ordinal", "ordinal"],
    ["a kind", "nominal", "ordinal", "ordinal"],
    ["an object of a kind alone", { kind: "nominal" }, "ordinal", "ordinal"],
    ["missing answers stay", { kind: "nominal", missing: ["99"] }, "ordinal", {
      kind: "ordinal",
      missing: ["99"],
    }],
    ["an order stays with ordinal", { order }, "ordinal", { kind: "ordinal", order }],
    ["an order leaves with another kind", { order, question: "Q" }, "nominal", {
      kind: "nominal",
      question: "Q",
    }],
    ["back to what is detected", { kind: "nominal", question: "Q" }, "", { question: "Q" }],
  ];
  for (const [name, said, kind, expected] of cases) {
    await t.step(name, () => {
      const now = withKind(said, kind);
      assert.deepEqual(now, expected);
      assert.deepEqual(parseParams({ ingest: { columns: { a: now } } }).ingest.columns.a, expected);
      assert.equal(kindOf(now), kind);
    });
  }
});

Deno.test("kindOf() reads an order as ordinal, and nothing where the kind is left open", () => {
  assert.equal(kindOf({ order: ["low", "high"] }), "ordinal");
  assert.equal(kindOf({ missing: ["99"] }), "");
});

Deno.test("readCodes() reads columns and texts, and refuses what is none", async (t) => {
  const good: [string, object][] = [
    ["", {}],
    [' {"Q1_*": ["99"]} ', { "Q1_*": ["99"] }],
    ['{"a": {"99": "refused"}}', { a: { "99": "refused" } }],
  ];
  for (const [text, codes] of good) {
    await t.step(text, () => assert.deepEqual(readCodes(text), codes));
  }
  for (const text of ["99", '["99"]', '{"a": 99}', '{"a": null}', "{a", "null"]) {
    await t.step(text, () => assert.equal(readCodes(text), null));
  }
});
