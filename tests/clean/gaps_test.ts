/** Tests of gaps: what leaves for them, what fills them, by whose weight. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Cleaned } from "../../pipeline/clean/cleaned.ts";
import { assertClose } from "../support/golden.ts";
import { columnOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

type Columns = Record<string, readonly (string | number)[]>;

async function fill(
  columns: Columns,
  given: Record<string, unknown> = {},
): Promise<{ result: Cleaned; warnings: string[] }> {
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const { cleaning, ...others } = given;
  const settings = {
    cleaning: { imputation_method: "auto", drop_thresh: 0, ...cleaning as object },
    ...others,
  };
  const read = await surveyOf(csvOf(columns), settings);
  return { result: await clean(read, originalParams(settings), context), warnings };
}

function valuesOf({ survey }: Cleaned, name: string): number[] {
  const { codes, values } = columnOf(survey, name);
  return Array.from(codes, (code) => values[code]);
}

const of = (kind: string, ...names: string[]) => ({
  ingest: { columns: Object.fromEntries(names.map((name) => [name, kind])) },
});

Deno.test("clean() fills what is in no battery by what it measures", async (t) => {
  const cases: [string, Columns[string], string, Record<"auto" | "twoway", string>, number[]][] = [
    ["numbers: the median", [10, 20, 30, 70, ""], "numeric", { auto: "25", twoway: "25" }, [
      ...[10, 20, 30, 70],
      25,
    ]],
    ["a scale of numbers", [1, 2, 5, 5, ""], "ordinal", { auto: "3.5", twoway: "3.5" }, [
      ...[1, 2, 5, 5],
      3.5,
    ]],
    ["words in order: the median category", ["Poor", "Good", "Good", "Fair", ""], "ordinal", {
      auto: "Fair",
      twoway: "Fair",
    }, [0, 2, 2, 1, 1]],
    ["categories", ["Ulm", "Bonn", "Ulm", "Trier", ""], "nominal", {
      auto: "(no answer)",
      twoway: "Ulm",
    }, [2, 0, 2, 1, 3]],
    ["yes/no in words", ["Yes", "No", "Yes", "Yes", ""], "binary", {
      auto: "(no answer)",
      twoway: "Yes",
    }, [1, 0, 1, 1, 2]],
    ["yes/no in numbers", [1, 0, 1, 1, ""], "binary", { auto: "(no answer)", twoway: "1" }, [
      ...[1, 0, 1, 1],
      2,
    ]],
    ["all who answered said the same", [1, 1, 1, 1, ""], "binary", { auto: "1", twoway: "1" }, [
      ...[1, 1, 1, 1],
      1,
    ]],
  ];
  for (const [name, cells, kind, told, values] of cases) {
    for (const imputation_method of ["auto", "twoway"] as const) {
      await t.step(`${name}, ${imputation_method}`, async () => {
        const { result } = await fill({ x: cells, other: [5, 4, 3, 2, 1] }, {
          cleaning: { imputation_method },
          ...of(kind, "x"),
        });
        const [filled] = result.report.imputed;
        assert.deepEqual(filled, { name: "x", count: 1, value: told[imputation_method] });
        if (imputation_method === "auto") assert.deepEqual(valuesOf(result, "x"), values);
        const column = columnOf(result.survey, "x");
        assert.notEqual(column.missing[column.codes[4]], 0);
        if (told[imputation_method] === "(no answer)") {
          assert.equal(column.kind, "nominal");
          assert.equal(column.categories!.at(-1), "(no answer)");
        }
      });
    }
  }
});

Deno.test("clean() takes the most frequent answer where under 5 % of a yes/no are missing", async () => {
  for (const [gaps, value] of [[1, "No"], [2, "(no answer)"]] as const) {
    const x = Array.from({ length: 40 }, (_, i) => i < gaps ? "" : i % 3 === 0 ? "Yes" : "No");
    const { result } = await fill({ x, n: x.map((_, i) => i % 5) });
    assert.deepEqual(result.report.imputed, [{ name: "x", count: gaps, value }]);
  }
});

/** Three items of one scale, whose levels are 1 apart from person to person. */
const BATTERY: Columns = {
  q1_1: [1, 2, 3, 4, 5, ""],
  q1_2: [1, 2, "", 4, 5, ""],
  q1_3: [2, 3, 4, 5, "", ""],
  other: [1, 2, 3, 4, 5, 6],
};

Deno.test("clean() fills a battery from the own level and the item's, within the answers given", async () => {
  const { result } = await fill(BATTERY, of("ordinal", "q1_1", "q1_2", "q1_3"));
  // Person means 3.5 and 5; item means 3, 3, 3.5; all answers 41 / 13.
  const mean = 41 / 13;
  assertClose(valuesOf(result, "q1_2"), [1, 2, 3.5 + 3 - mean, 4, 5, 3], 1e-12);
  // 5 + 3.5 - 3.15 lies above what anybody answered. Who answered nothing has the items' medians.
  assertClose(valuesOf(result, "q1_3"), [2, 3, 4, 5, 5, 3.5], 1e-12);
  assert.deepEqual(result.report.imputed, [
    { name: "q1_1", count: 1, value: "3" },
    { name: "q1_2", count: 2, value: "the respondent's own level, 1 with 3" },
    { name: "q1_3", count: 2, value: "the respondent's own level, 1 with 3.5" },
  ]);
  const [{ question, low, high, items }] = result.report.twoway!;
  assert.deepEqual([question, low, high], ["q1", 1, 5]);
  assertClose(items.map((item) => item.mean), [3, 3, 3.5], 1e-12);
});

/** Columns of one kind, and which of them are a battery. */
const SCALE = [1, 2, 3, 4, 5, ""];
const WORDS = ["Poor", "Fair", "Good", "Fair", "Good", ""];
const times = (factor: number) => SCALE.map((x) => x === "" ? "" : factor * Number(x));
const ITEMS = ["q1_1", "q1_2", "q1_3"];
const items = (...cells: Columns[string][]): Columns =>
  Object.fromEntries(cells.map((own, c) => [`q1_${c + 1}`, own]));
const BATTERIES: [string, Columns, string, string[]][] = [
  ["scales", items(SCALE, SCALE, SCALE), "ordinal", ITEMS],
  ["words", items(WORDS, WORDS, WORDS), "ordinal", ITEMS],
  [
    "sliders",
    items([0, 20, 55, 80, 100, ""], [5, 25, 50, 81, 97, ""], [2, 35, 51, 70, 95, ""]),
    "numeric",
    ITEMS,
  ],
  ["yes/no", items([0, 1, 1, 0, 1, ""], [1, 1, 0, 0, 1, ""], [0, 0, 1, 1, 1, ""]), "binary", ITEMS],
  ["two items", items(SCALE, SCALE), "ordinal", []],
  ["amounts of other sizes", items(SCALE, times(100), times(7000)), "numeric", []],
  [
    "an item on another scale stays out",
    items(SCALE, SCALE, SCALE, [1, 10, 5, 7, 9, ""]),
    "ordinal",
    ITEMS,
  ],
];

Deno.test("clean() takes for a battery what is on one scale, and nothing else", async (t) => {
  for (const [name, columns, kind, expected] of BATTERIES) {
    await t.step(name, async () => {
      const { result } = await fill(
        { ...columns, other: [1, 2, 3, 4, 5, 6] },
        of(kind, ...Object.keys(columns)),
      );
      const found = (result.report.twoway ?? []).flatMap(({ items }) => items);
      assert.deepEqual(found.map((item) => item.name), expected);
      // Nobody knows the level of who answered nothing: of yes/no the share stands for it.
      if (kind === "binary") assertClose([valuesOf(result, "q1_1")[5]], [0.6], 1e-12);
    });
  }
});

/** Ratings by a mood, every fourth worded the other way round, three in ten left out. */
function ratings(seed: number, n: number): { columns: Columns; full: Record<string, number[]> } {
  const rng = createRng(seed);
  const mood = Array.from({ length: n }, () => 1 + rng.below(5));
  const names = ["q1_1", "q1_2", "q1_3", "q1_4", "q1_5", "q1_6", "q1_7", "q1_8"];
  const full = Object.fromEntries(names.map((name, c) => [
    name,
    mood.map((m) => {
      const own = Math.max(1, Math.min(5, m + rng.below(3) - 1));
      return c % 4 === 1 ? 6 - own : own;
    }),
  ]));
  const columns = Object.fromEntries(
    names.map((name) => [name, full[name].map((x) => rng.below(10) < 3 ? "" : x)]),
  );
  return { columns: { ...columns, other: mood }, full };
}

Deno.test("clean() turns items worded the other way round before it fills them", async () => {
  const { columns, full } = ratings(3, 300);
  const { result } = await fill(columns);
  const items = result.report.twoway!.flatMap((battery) => battery.items);
  assert.deepEqual(items.filter(({ isTurned }) => isTurned).map(({ name }) => name), [
    "q1_2",
    "q1_6",
  ]);
  for (const name of Object.keys(full)) {
    const values = valuesOf(result, name);
    const misses = full[name].flatMap((x, i) =>
      columns[name][i] === "" ? [Math.abs(x - values[i])] : []
    );
    const miss = misses.reduce((sum, one) => sum + one, 0) / misses.length;
    // The median of five answers spread evenly misses by 1.2 on average.
    assert.ok(miss < 0.8, `${name}: ${miss}`);
  }
});

Deno.test("clean() turns items of a wide battery that nobody answered whole", async (t) => {
  const rng = createRng(8);
  const n = 300, turned = new Set([3, 50, 51, 117, 200]);
  const levels = Array.from({ length: n }, () => rng.uniform());
  const columns = Object.fromEntries(Array.from({ length: 220 }, (_, c) => {
    const cells = levels.map((level) => {
      const answer = Math.min(5, 1 + Math.floor(5 * (0.6 * level + 0.4 * rng.uniform())));
      return rng.uniform() < 0.15 ? "" : turned.has(c) ? 6 - answer : answer;
    });
    return [`q1_${c}`, cells];
  }));
  const wt = levels.map((_, i) => 1 + i % 3);
  const weighted = { weighting: { column: "wt" }, ...of("numeric", "wt") };
  const cases: [string, Columns, Record<string, unknown>][] = [
    ["without weights", columns, {}],
    ["with weights", { ...columns, wt }, weighted],
  ];
  for (const [name, survey, given] of cases) {
    await t.step(name, async () => {
      const { result } = await fill(survey, given);
      const [{ items }] = result.report.twoway!;
      assert.equal(items.length, 220);
      assert.deepEqual(items.flatMap(({ isTurned }, c) => isTurned ? [c] : []), [...turned]);
    });
  }
});

Deno.test("clean() fills by weight: equal ones change no bit, 2 is the respondent twice", async () => {
  const { columns } = ratings(4, 200);
  const town = Array.from({ length: 200 }, (_, i) => i % 7 === 0 ? "" : i % 3 === 0 ? "Yes" : "No");
  const spend = Array.from({ length: 200 }, (_, i) => i % 9 === 0 ? "" : (i * 37) % 101);
  const all: Columns = { ...columns, town, spend };
  const times = Array.from({ length: 200 }, (_, i) => 1 + i % 3);
  const rows = times.flatMap((count, i) => new Array<number>(count).fill(i));
  const doubled = Object.fromEntries(
    Object.entries(all).map(([name, cells]) => [name, rows.map((i) => cells[i])]),
  );
  for (const imputation_method of ["auto", "twoway"]) {
    const cleaning = { imputation_method };
    const by = { weighting: { column: "wt" }, ...of("numeric", "wt"), cleaning };
    const plain = (await fill(all, { cleaning })).result;
    const ones = (await fill({ ...all, wt: times.map(() => 1) }, by)).result;
    const weighted = (await fill({ ...all, wt: times }, by)).result;
    const repeated = (await fill(doubled, { cleaning })).result;
    const first = times.map((_, i) => rows.indexOf(i));
    for (const name of Object.keys(all)) {
      assert.deepEqual(valuesOf(ones, name), valuesOf(plain, name), name);
      const twice = valuesOf(repeated, name);
      assertClose(valuesOf(weighted, name), first.map((at) => twice[at]), 1e-12);
    }
  }
});

Deno.test("clean() names what leaves for its gaps while others stay, with shares", async (t) => {
  const item = (gaps: number, shift: number) =>
    Array.from({ length: 20 }, (_, i) => i < gaps ? "" : 1 + (i + shift) % 5);
  const items = { q1_1: item(6, 0), q1_2: item(7, 1), q1_3: item(6, 3), q1_4: item(6, 2) };
  const sex = Array.from({ length: 20 }, (_, i) => i % 2 === 0 ? "M" : "F");
  const note = Array.from({ length: 20 }, (_, i) => i < 2 ? `a text of its own ${i}` : "");
  const cases: [string, Columns, unknown, string[]][] = [
    ["a battery", { ...items, sex }, 0.8, [
      '"q1_1" to "q1_4" (4 columns) leave for their gaps: 65 to 70 % answered, 80 % needed ' +
      "(cleaning.drop_thresh). Segments rest on the other questions.",
    ]],
    ["one item", { q1_1: items.q1_1, sex }, 0.8, [
      '"q1_1" leaves for its gaps: 70 % answered, 80 % needed (cleaning.drop_thresh). Segments rest on ' +
      "the other questions.",
    ]],
    ["half is enough by auto", { ...items, sex }, "auto", []],
    ["nothing else stays", items, 0.8, []],
    ["text is never segmented on", { sex, note }, 0.8, []],
  ];
  for (const [name, columns, drop_thresh, expected] of cases) {
    await t.step(name, async () => {
      const { result, warnings } = await fill(columns, {
        cleaning: { drop_thresh },
        ...of("text", ...("note" in columns ? ["note"] : [])),
      });
      assert.deepEqual(warnings.filter((text) => text.includes("gaps")), expected);
      for (const { cause, reason } of result.report.columnsDropped) {
        assert.ok(cause !== "sparse" || /\(\d+ % gaps\)/.test(reason), reason);
      }
    });
  }
});

Deno.test("clean() by auto lets a column go where under half answered it", async () => {
  for (const [gaps, stays] of [[10, true], [11, false]] as const) {
    const x = Array.from({ length: 20 }, (_, i) => i < gaps ? "" : i);
    const { result } = await fill({ x, y: x.map((_, i) => i) }, {
      cleaning: { drop_thresh: "auto" },
      ...of("numeric", "x", "y"),
    });
    assert.equal(result.report.columnsKept.includes("x"), stays);
  }
});

Deno.test("clean() names impossible values with their rows while those who gave them stay", async (t) => {
  const age = Array.from({ length: 40 }, (_, i) => i === 11 ? 999 : 20 + i);
  const spend = Array.from({ length: 40 }, (_, i) => i === 7 ? 1e9 : 50 + (i * 13) % 40);
  const cases: [string, Columns, string, RegExp | null][] = [
    [
      "age",
      { age, n: spend.map((_, i) => i) },
      "keep",
      /^Impossible values, as it seems: age 999 \(row 12\)\. quality\.impossible drop/,
    ],
    ["an amount", { spend, n: spend.map((_, i) => i) }, "keep", /: spend 1000000000 \(row 8\)\./],
    ["several", { age, spend }, "keep", /: age 999 \(row 12\) and spend 1000000000 \(row 8\)\./],
    [
      "a few of many",
      {
        age: age.map((x, i) => i < 12 ? 300 + i : x),
        n: age.map((_, i) => i),
      },
      "keep",
      /: age 300 \(row 1\), age 301 \(row 2\) and 10 more respondents\./,
    ],
    ["dropped", { age, spend }, "drop", null],
    ["none", { age: age.map((x) => Math.min(x, 60)), n: spend.map((_, i) => i) }, "keep", null],
  ];
  for (const [name, columns, impossible, expected] of cases) {
    await t.step(name, async () => {
      const { warnings } = await fill(columns, {
        quality: { impossible },
        ...of("numeric", ...Object.keys(columns)),
      });
      const found = warnings.filter((text) => text.startsWith("Impossible"));
      assert.equal(found.length, expected === null ? 0 : 1);
      if (expected !== null) assert.match(found[0], expected);
    });
  }
});

Deno.test("clean() by auto lets those go who were not asked most of the survey", async (t) => {
  const n = 60;
  const seen = Array.from({ length: n }, (_, i) => i % 3 === 0 ? "No" : "Yes");
  const item = (c: number) => seen.map((own, i) => own === "No" ? "" : 1 + (i * (c + 2)) % 5);
  const asked = (c: number) => seen.map((_, i) => 1 + (i * (c + 3)) % 4);
  const partly = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, c) => [`q1_${c + 1}`, item(c)]));
  const cases: [string, Columns, string, number, boolean][] = [
    ["most of the questions", { seen, ...partly(5), age: asked(1) }, "auto", 40, true],
    [
      "few of the questions",
      { seen, ...partly(3), a: asked(1), b: asked(2), c: asked(3) },
      "auto",
      60,
      false,
    ],
    ["only where auto", { seen, ...partly(5), age: asked(1) }, "drop", 60, false],
    ["all were asked", { seen, a: asked(1), b: asked(2), c: asked(3) }, "auto", 60, false],
  ];
  for (const [name, columns, not_asked, count, isKept] of cases) {
    await t.step(name, async () => {
      const { result, warnings } = await fill(columns, {
        cleaning: { not_asked, drop_thresh: "auto" },
      });
      assert.equal(result.respondents.length, count);
      assert.equal(result.report.columnsKept.includes("q1_1"), isKept);
      assert.equal(result.report.respondentsDropped.length, 60 - count);
      assert.deepEqual(
        warnings.filter((text) => text.includes("take no part")),
        count === 60 ? [] : [
          "20 of 60 respondents take no part: they were not asked most of the questions " +
          "(cleaning.not_asked).",
        ],
      );
      if (count < 60) {
        assert.deepEqual([...result.respondents].slice(0, 3), [1, 2, 4]);
        assert.deepEqual(result.report.respondentsDropped[1], {
          row: 4,
          reason: "was not asked most of the questions (cleaning.not_asked)",
        });
      }
    });
  }
});
