/** Tests of crosstabs against pandas, and of what their sides are. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError } from "../../pipeline/base/errors.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { crosstab, type CrosstabRun } from "../../pipeline/profile/crosstab/crosstab.ts";
import type { Crosstab } from "../../pipeline/profile/crosstab/crosstab_table.ts";
import { hideCrosstab } from "../../pipeline/view/rare/hide_crosstab.ts";
import python from "../golden/crosstab_python.json" with { type: "json" };
import { assertClose } from "../support/golden.ts";
import { originalParams } from "../support/original.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

interface Given {
  readonly segment: readonly number[];
  readonly weights?: readonly number[];
}

/** A run of a survey whose segments and weights are given. */
async function runOf(csv: string, { segment, weights }: Given): Promise<CrosstabRun> {
  const survey = await ingest(bytesOf(csv), "s.csv", originalParams({}));
  const sum = weights?.reduce((all, weight) => all + weight, 0) ?? 0;
  const k = Math.max(...segment) + 1;
  return {
    survey,
    cleaned: {
      respondents: Int32Array.from(segment.keys()),
      weights: weights === undefined
        ? null
        : Float64Array.from(weights, (weight) => weight * weights.length / sum),
      report: { weightColumn: "wt" } as CrosstabRun["cleaned"]["report"],
    },
    clustering: { labels: Int32Array.from(segment), k },
    profile: {
      segments: Array.from({ length: k }, (_, g) => ({
        ...{ isNamed: false, proposals: [], centre: {} },
        ...{ number: g + 1, name: `Group ${g + 1}`, size: 0, share: 0 },
        ...{ silhouette: null, insights: [], isNamed: false, proposals: [], centre: {} },
      })),
    },
  };
}

const LINES = python.csv.trim().split("\n").slice(1);
const RUN = await runOf(python.csv, {
  segment: python.segment,
  weights: LINES.map((line) => Number(line.split(",").at(-1))),
});

type Expected = {
  readonly counts: readonly (readonly number[])[];
  readonly mass: readonly (readonly number[])[];
  readonly column_share: readonly (readonly number[])[];
  readonly row_share?: readonly (readonly number[])[];
  readonly index: readonly (readonly number[])[];
  readonly base: number;
};

function assertLike(table: Crosstab, expected: Expected): void {
  const of = (figure: "count" | "mass" | "columnShare" | "rowShare" | "index") =>
    table.cells.map((cell) => cell[figure] ?? NaN);
  assert.equal(table.base, expected.base);
  assertClose(of("count"), expected.counts.flat(), 0);
  assertClose(of("mass"), expected.mass.flat(), 1e-9);
  assertClose(of("columnShare"), expected.column_share.flat(), 1e-12);
  if (expected.row_share !== undefined) {
    assertClose(of("rowShare"), expected.row_share.flat(), 1e-12);
  }
  assertClose(of("index"), expected.index.flat(), 1e-9);
}

// By tests/golden/make_crosstab_golden.py: pandas 3.1.1 (pandas.crosstab) and NumPy 2.4.6.
Deno.test("crosstab() agrees with pandas, by weight", async (t) => {
  await t.step("a question by segment", () => {
    const table = crosstab(RUN, { rows: "region" });
    assertLike(table, python.region_by_segment);
    assert.deepEqual(table.rows.options.map(({ label }) => label), ["east", "north", "south"]);
    assert.equal(table.weighting, "wt");
  });
  await t.step("the segments by a question are the same turned round", () => {
    const [one, other] = [crosstab(RUN, { rows: "region" }), crosstab(RUN, { columns: "region" })];
    assert.deepEqual(other.rows, one.columns);
    one.rows.options.forEach((_, row) =>
      one.columns.options.forEach((_, column) => {
        const [a, b] = [one.cells[row * 3 + column], other.cells[column * 3 + row]];
        assert.deepEqual([a.count, a.mass, a.rowShare], [b.count, b.mass, b.columnShare]);
      })
    );
  });
  await t.step("numbers by quartiles", () => {
    const table = crosstab(RUN, { rows: "age", columns: "region" });
    assertLike(table, python.age_by_region);
    assert.ok(table.rows.isGrouped);
    assert.match(
      table.rows.options.map(({ label }) => label).join("; "),
      /^up to \d+; \d+ to \d+; \d+ to \d+; \d+ and more$/,
    );
  });
  await t.step("few numbers one by one", () => {
    const table = crosstab(RUN, { rows: "stars", columns: "region" });
    assertLike(table, python.stars_by_region);
    assert.deepEqual(table.rows.options.map(({ label }) => label), ["1", "2", "3", "4", "5"]);
  });
  await t.step("missing answers as an option", () => {
    const table = crosstab(RUN, { rows: "region", missing: true });
    assertLike(table, python.region_by_segment_with_missing);
    assert.deepEqual(table.rows.options.at(-1)!.label, "(blank)");
    assert.equal(table.base, table.respondents);
    assertClose([table.effectiveBase!], [python.effective_base], 1e-9);
  });
  await t.step("a question of several answers as one block", () => {
    const table = crosstab(RUN, { rows: "q5", columns: "region" });
    assertLike(table, python.q5_by_region);
    assert.ok(table.rows.isMultiple);
  });
});

Deno.test("crosstab() counts each respondent once without weights, in every total", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ a: fc.integer({ min: 0, max: 3 }), b: fc.integer({ min: 0, max: 2 }) }),
        {
          minLength: 30,
          maxLength: 80,
        },
      ),
      (rows) => checkTotals(rows),
    ),
    { seed: 9, numRuns: 30 },
  );
});

function checkTotals(rows: readonly { readonly a: number; readonly b: number }[]): void {
  const words = (values: readonly number[]) => values.map((value) => `w${value}`);
  const [first, second] = [words(rows.map(({ a }) => a)), words(rows.map(({ b }) => b))];
  const survey = columnsOf({ first, second });
  const table = crosstab(survey, { rows: "first", columns: "second" });
  assert.equal(table.base, rows.length);
  const width = table.columns.options.length;
  table.rows.options.forEach(({ base, label }, row) => {
    const own = table.cells.slice(row * width, (row + 1) * width);
    assert.equal(own.reduce((sum, { count }) => sum + count!, 0), base);
    assert.equal(base, first.filter((word) => word === label).length);
    assertClose([own.reduce((sum, { rowShare }) => sum + rowShare!, 0)], [1], 1e-9);
  });
}

/** A run over columns of words, everybody in one segment. */
function columnsOf(columns: Readonly<Record<string, readonly string[]>>): CrosstabRun {
  const rows = Object.values(columns)[0].length;
  const made = Object.entries(columns).map(([name, words]) => {
    const categories = [...new Set(words)].sort();
    return {
      ...{
        name,
        label: name,
        question: null,
        metadata: false,
        source: null,
        kind: "nominal" as const,
      },
      ...{ reason: "", confidence: 1, texts: categories, categories },
      codes: Uint8Array.from(words, (word) => categories.indexOf(word)),
      values: Float64Array.from(categories.keys()),
      missing: new Uint8Array(categories.length),
    };
  });
  return {
    survey: { ...RUN.survey, rows, columns: made, questions: [] },
    cleaned: {
      ...RUN.cleaned,
      respondents: Int32Array.from({ length: rows }, (_, i) => i),
      weights: null,
    },
    clustering: { labels: new Int32Array(rows), k: 1 },
    profile: { segments: RUN.profile.segments.slice(0, 1) },
  };
}

Deno.test("crosstab() says what clearly differs", () => {
  const first = Array.from({ length: 200 }, (_, i) => i % 2 === 0 ? "tea" : "coffee");
  const second = Array.from({ length: 200 }, (_, i) => i % 2 === 0 && i % 10 !== 0 ? "yes" : "no");
  const { headline } = crosstab(columnsOf({ first, second }), { rows: "first", columns: "second" });
  assert.equal(headline, "coffee (first): 0 % of those with yes (second), 50 % of all");
});

Deno.test("crosstab() refuses what cannot be a side, and says what would do", () => {
  assert.throws(
    () => crosstab(RUN, { rows: "regoin" }),
    new DataError(
      'Cannot cross answers: a side is a column or a question of several answers, but none is called "regoin". Did you mean region?',
    ),
  );
  assert.throws(() => crosstab(RUN, {}), /the two sides must differ, but both are the segments/);
  assert.throws(() => crosstab(RUN, { rows: "age", columns: "age" }), /both are "age"/);
});

Deno.test("crosstab() refuses columns whose answers are anybody's own", async () => {
  const csv = csvOf({
    id: Array.from({ length: 40 }, (_, i) => `R-${1000 + i}`),
    q1: Array.from({ length: 40 }, (_, i) => 1 + i % 5),
  });
  const run = await runOf(csv, { segment: Array.from({ length: 40 }, (_, i) => i % 2) });
  assert.throws(
    () => crosstab(run, { rows: "id" }),
    /Cannot cross answers by "id": a side needs answers that many may give, but this column is one of id\./,
  );
});

Deno.test("hideCrosstab() tells no small count, and none follows from what it tells", () => {
  const words = fc.integer({ min: 0, max: 4 }).map((word) => `w${word}`);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(words, words), { minLength: 25, maxLength: 120 }),
      fc.integer({ min: 2, max: 8 }),
      (rows, least) => {
        const run = columnsOf({ first: rows.map(([a]) => a), second: rows.map(([, b]) => b) });
        const table = crosstab(run, { rows: "first", columns: "second" });
        const shown = hideCrosstab(table, least);
        assertNothingOfFew(shown, least);
        const isAllEnough = [...table.cells.map(({ count }) => count!)].every((count) =>
          count === 0 || count >= least
        );
        if (isAllEnough) assert.deepEqual(shown, table);
      },
    ),
    { seed: 12, numRuns: 150 },
  );
});

/** No line of a table has a single hidden number, and hidden ones of a line are enough together. */
function assertNothingOfFew({ rows, columns, cells }: Crosstab, least: number): void {
  const width = columns.options.length;
  const isFew = (count: number | null): boolean => count !== null && count > 0 && count < least;
  assert.ok(![...rows.options, ...columns.options].some(({ base }) => isFew(base)));
  for (const { count, mass, columnShare, rowShare, index } of cells) {
    assert.ok(!isFew(count));
    if (count === null) {
      assert.deepEqual([mass, columnShare, rowShare, index], [null, null, null, null]);
    }
  }
  const lines = [
    ...rows.options.map(({ base }, row) => ({
      base,
      own: cells.slice(row * width, (row + 1) * width),
    })),
    ...columns.options.map(({ base }, column) => ({
      base,
      own: cells.filter((_, at) => at % width === column),
    })),
  ];
  for (const { base, own } of lines) {
    if (base === null) continue;
    const hidden = own.filter(({ count }) => count === null).length;
    const left = base - own.reduce((sum, { count }) => sum + (count ?? 0), 0);
    assert.notEqual(hidden, 1);
    assert.ok(!isFew(left));
  }
}

Deno.test("hideCrosstab() leaves out options of a block that few chose, or few did not choose", async () => {
  const n = 60;
  const tick = (is: (i: number) => boolean) => Array.from({ length: n }, (_, i) => is(i) ? 1 : 0);
  const csv = csvOf({
    q5_1: tick((i) => i % 2 === 0),
    q5_2: tick((i) => i < 2),
    q5_3: tick((i) => i > 1),
    q5_4: tick((i) => i % 3 === 0 || i === 1),
    place: Array.from({ length: n }, (_, i) => i % 3 === 0 ? "north" : "south"),
  });
  const run = await runOf(csv, { segment: Array.from({ length: n }, (_, i) => i % 2) });
  const table = crosstab(run, { rows: "q5", columns: "place" });
  assert.equal(table.rows.options.length, 4);
  const shown = hideCrosstab(table, 5);
  assert.ok(shown.isPartial);
  assert.deepEqual(shown.rows.options.map(({ base }) => base), [30, 21]);
  assert.ok(shown.cells.slice(2).every(({ count }) => count === null));
  const turned = hideCrosstab(crosstab(run, { rows: "place", columns: "q5" }), 5);
  assert.deepEqual(turned.columns.options.map(({ base }) => base), [30, 21]);
});
