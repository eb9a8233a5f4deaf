/** Tests of what the picker of questions reads from and writes to patterns. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { nameMatcher } from "../../../pipeline/base/globs.ts";
import type { ColumnKind } from "../../../pipeline/survey/column.ts";
import type { ColumnView } from "../../../pipeline/view/types.ts";
import {
  canSegment,
  type PatternLists,
  readUses,
  type Use,
  withQuestions,
  writeUse,
} from "../../../src/components/controls/question_choice.ts";
import "../../support/with_rules.ts";

function column(name: string, kind: ColumnKind = "ordinal"): ColumnView {
  return {
    name,
    label: name,
    text: { full: name, stem: "", item: name, short: name },
    kind,
    metadata: false,
    evidence: "",
    confidence: 0,
    votes: [],
    question: /^(.*q\d+)_\d+$/.exec(name)?.[1] ?? name,
    role: "segmenting",
    part: null,
    isWho: false,
    roleReason: "",
    answered: 10,
    questionKind: "scale",
    questionReason: "",
    source: null,
    missing: [],
    notAsked: "",
    proposals: [],
    cells: null,
    imputed: null,
    distribution: null,
  };
}

const COLUMNS = [
  column("id", "id"),
  ...["q1_1", "q1_2", "q1_10", "q10_1", "q10_2", "age", "q3", "q2_1", "q2_x"].map((name) =>
    column(name)
  ),
  column("why", "text"),
];
const NAMES = COLUMNS.map(({ name }) => name);
const ALL: PatternLists = { include: ["*"], exclude: [], remove: [] };

Deno.test("writeUse() writes the shortest patterns that match exactly what was chosen", async (t) => {
  const cases: readonly [string, string[], Use, PatternLists, PatternLists][] = [
    [
      "a whole question as a glob that spares q10",
      ["q1_1", "q1_2", "q1_10"],
      "profile",
      ALL,
      { ...ALL, exclude: ["q1_*"] },
    ],
    ["one item by name", ["q1_2"], "ignore", ALL, { ...ALL, remove: ["q1_2"] }],
    ["one column by name", ["age"], "profile", ALL, { ...ALL, exclude: ["age"] }],
    [
      "a pattern that no longer holds is replaced by what is left of it",
      ["q1_10"],
      "segment",
      { ...ALL, exclude: ["q1_*", "age"] },
      { ...ALL, exclude: ["age", "q1_1", "q1_2"] },
    ],
    [
      "a pattern that matches nothing here stays",
      ["age"],
      "segment",
      { ...ALL, exclude: ["spend", "age"] },
      { ...ALL, exclude: ["spend"] },
    ],
    [
      "a column that was not included is included",
      ["age"],
      "segment",
      { ...ALL, include: ["q1_*"] },
      { ...ALL, include: ["q1_*", "age"] },
    ],
    ["text that cannot segment is not excluded", ["why"], "profile", ALL, ALL],
    [
      "text that was ignored is profiled again",
      ["why"],
      "profile",
      { ...ALL, remove: ["why", "age"] },
      { ...ALL, remove: ["age"] },
    ],
  ];
  for (const [name, changed, use, lists, expected] of cases) {
    await t.step(name, () => {
      assert.deepEqual(writeUse(changed, use, { columns: COLUMNS, lists }), expected);
    });
  }
});

Deno.test("writeUse() changes the use of the columns chosen and of no other", () => {
  const patterns = fc.array(fc.constantFrom(...NAMES, "q1_*", "q*", "*1*", "?ge", "none"), {
    maxLength: 4,
  });
  const lists = fc.record({ include: patterns, exclude: patterns, remove: patterns });
  const chosen = fc.subarray(NAMES, { minLength: 1 });
  const use = fc.constantFrom<Use>("segment", "profile", "ignore");
  fc.assert(
    fc.property(lists, chosen, use, (lists, chosen, use) => {
      const expected = readUses(COLUMNS, lists);
      for (const name of chosen) {
        const isSegmentable = name !== "id" && name !== "why";
        expected.set(name, use === "segment" && !isSegmentable ? "profile" : use);
      }
      const written = writeUse(chosen, use, { columns: COLUMNS, lists });
      assert.deepEqual(readUses(COLUMNS, written), expected);
    }),
    { seed: 42, numRuns: 500 },
  );
});

Deno.test("writeUse() keeps auto, and names only what differs from the roles", () => {
  const who = { ...column("age"), isWho: true, role: "describing" as const };
  const columns = [column("q1_1"), column("q1_2"), column("q3"), who];
  const lists = { ...ALL, include: ["auto"] };
  const uses = (changed: PatternLists) => Object.fromEntries(readUses(columns, changed));
  const all = { q1_1: "segment", q1_2: "segment", q3: "segment" };
  assert.deepEqual(uses(lists), { ...all, age: "profile" });
  const withAge = writeUse(["age"], "segment", { columns, lists });
  assert.deepEqual(withAge, { ...ALL, include: ["auto", "age"] });
  assert.deepEqual(uses(withAge), { ...all, age: "segment" });
  const without = writeUse(["q1_1", "q1_2"], "profile", { columns, lists: withAge });
  assert.deepEqual(without, { ...ALL, include: ["auto", "age"], exclude: ["q1_*"] });
  assert.deepEqual(writeUse(["q1_1", "q1_2"], "segment", { columns, lists: without }), withAge);
});

Deno.test("readUses() reads globs as the engine does", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", ".", "(", "\\", "\n") });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), text, (patterns, name) => {
      const uses = readUses([column(name)], { include: [], exclude: [], remove: patterns });
      assert.equal(uses.get(name) === "ignore", nameMatcher(patterns)(name));
    }),
    { seed: 42, numRuns: 1000 },
  );
});

Deno.test("withQuestions() keeps the items of an ignored question together", () => {
  const removed = ["q1_1", "q1_2"].map((name): ColumnView => ({
    ...column(name),
    question: name,
    role: "removed",
  }));
  const pattern = "^(.*q\\d+)_\\d+$";
  assert.deepEqual(withQuestions(removed, pattern).map(({ question }) => question), ["q1", "q1"]);
  assert.deepEqual(withQuestions(removed, "(").map(({ question }) => question), ["q1_1", "q1_2"]);
});

Deno.test("canSegment() keeps identifiers, text and metadata of the interview out", () => {
  const columns = [column("q1"), column("why", "text"), { ...column("lasted"), metadata: true }];
  assert.deepEqual(columns.map(canSegment), [true, false, false]);
});
