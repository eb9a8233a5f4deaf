/** Tests of what a person says of columns on the page. Runs in Deno. */

import assert from "node:assert/strict";
import { readCodes } from "../../../src/components/controls/codes_input.ts";
import {
  kindOf,
  meaningsOf,
  orderOf,
  questionSaid,
  type Said,
  withKind,
  withMeaning,
  withOrder,
  withQuestion,
  withSaid,
} from "../../../src/components/session/column_said.ts";
import { originalParams } from "../../support/original.ts";

/** What parameters make of what is said of a column; fails where they would refuse it. */
function asParams(said: Said | undefined): Said | undefined {
  const columns = said === undefined ? {} : { a: said };
  return originalParams({ ingest: { columns } }).ingest.columns.a;
}

Deno.test("withKind() changes the kind and keeps what else was said of the column", async (t) => {
  const order = ["low", "high"];
  const cases: [string, Said | undefined, kind: string, expected: Said | undefined][] = [
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
    ["a kind back to what is detected", "nominal", "", undefined],
    ["an object back to what is detected", { kind: "nominal" }, "", undefined],
    ["what else was said stays", { kind: "nominal", question: "Q" }, "", { question: "Q" }],
  ];
  for (const [name, said, kind, expected] of cases) {
    await t.step(name, () => {
      const now = withKind(said, kind);
      assert.deepEqual(now, expected);
      assert.deepEqual(asParams(now), expected);
      assert.equal(now === undefined ? "" : kindOf(now), kind);
    });
  }
});

Deno.test("kindOf() reads an order as ordinal, and nothing where the kind is left open", () => {
  assert.equal(kindOf({ order: ["low", "high"] }), "ordinal");
  assert.equal(kindOf({ missing: ["99"] }), "");
});

Deno.test("withOrder() makes a column ordinal and leaves the rest of what was said", () => {
  const order = ["low", "high"];
  assert.deepEqual(withOrder("nominal", order), { order });
  assert.deepEqual(withOrder({ kind: "ordinal", missing: ["?"] }, order), {
    kind: "ordinal",
    missing: ["?"],
    order,
  });
  assert.deepEqual(orderOf(asParams(withOrder(undefined, order))), order);
  assert.deepEqual(withOrder({ order, question: "Q" }, null), { question: "Q" });
  assert.equal(withOrder({ order }, null), undefined);
  assert.equal(withOrder({ kind: "ordinal", order }, null), "ordinal");
  assert.equal(orderOf("ordinal"), null);
});

Deno.test("withQuestion() names a question, or leaves it as detected", () => {
  assert.deepEqual(asParams(withQuestion("ordinal", "Q")), { kind: "ordinal", question: "Q" });
  assert.equal(questionSaid(withQuestion(undefined, "Q")), "Q");
  assert.equal(withQuestion({ kind: "ordinal", question: "Q" }, ""), "ordinal");
  assert.equal(withQuestion({ question: "Q" }, ""), undefined);
  assert.equal(questionSaid("ordinal"), "");
});

Deno.test("withMeaning() says of a text that it is no answer, or one, and keeps the order whole", () => {
  const listed = withMeaning({ missing: [99] }, "98", "refused");
  assert.deepEqual(meaningsOf(asParams(listed)), { "99": "marked", "98": "refused" });
  assert.deepEqual(meaningsOf("ordinal"), {});
  const order = ["low", "?", "high"];
  const none = withMeaning({ order }, "?", "dont_know");
  assert.deepEqual(asParams(none), { order: ["low", "high"], missing: { "?": "dont_know" } });
  const answer = withMeaning(none, "?", "answered");
  assert.deepEqual(asParams(answer), { order: ["low", "high", "?"], missing: { "?": "answered" } });
  assert.deepEqual(withMeaning({ order }, "?", "answered"), {
    order,
    missing: { "?": "answered" },
  });
  assert.deepEqual(withMeaning(none, "?", null), { order: ["low", "high", "?"] });
  assert.equal(withMeaning({ missing: ["99"] }, "99", null), undefined);
});

Deno.test("withSaid() changes some columns and forgets those of which nothing is said", () => {
  const kinds = { a: "nominal", b: { question: "Q" }, c: "id" } as const;
  const next = withSaid(kinds, ["a", "b", "d"], (said) => withQuestion(said, ""));
  assert.deepEqual(next, { a: "nominal", c: "id" });
  assert.deepEqual(kinds, { a: "nominal", b: { question: "Q" }, c: "id" });
  // A name that every object has is a column like others.
  assert.deepEqual(withSaid({}, ["constructor"], (said) => withKind(said, "id")), {
    constructor: "id",
  });
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
