/** Tests of tables with a banner, against statsmodels and SciPy, and of what is in them. Runs in Deno. */

import assert from "node:assert/strict";
import { DataError } from "../../../pipeline/base/errors.ts";
import { ingest } from "../../../pipeline/ingest/mod.ts";
import {
  type BannerTables,
  bannerTables,
  type TableBlock,
  type TableRow,
  type TablesRun,
} from "../../../pipeline/mod.ts";
import python from "../../golden/letters_python.json" with { type: "json" };
import { assertClose } from "../../support/golden.ts";
import { originalParams } from "../../support/original.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";

interface Given {
  readonly segment: readonly number[];
  readonly weights?: readonly number[];
}

/** A run of a survey whose segments and weights are given. */
async function runOf(csv: string, { segment, weights }: Given): Promise<TablesRun> {
  const params = originalParams({});
  const survey = await ingest(bytesOf(csv), "s.csv", params);
  const sum = weights?.reduce((all, weight) => all + weight, 0) ?? 0;
  const k = Math.max(...segment) + 1;
  return {
    ...{ survey, params },
    cleaned: {
      respondents: Int32Array.from(segment.keys()),
      weights: weights === undefined
        ? null
        : Float64Array.from(weights, (weight) => weight * weights.length / sum),
      report: { weightColumn: "wt" } as TablesRun["cleaned"]["report"],
    },
    clustering: { labels: Int32Array.from(segment), k },
    profile: {
      rows: [],
      segments: Array.from({ length: k }, (_, g) => ({
        ...{ number: g + 1, name: `Group ${g + 1}`, size: 0, share: 0, silhouette: null },
        ...{ insights: [], isNamed: false, proposals: [], centre: {} },
      })),
    },
  };
}

const ADVISE = "How likely are you to recommend us? (0 to 10)";
const WEIGHTS = python.csv.trim().split("\n").slice(1).map((line) =>
  Number(line.split(",").at(-1))
);
const PLAIN = await runOf(python.csv, python);
const WEIGHTED = await runOf(python.csv, { ...python, weights: WEIGHTS });
const ROWS = ["region", "stars", "*recommend*", "hours", "q5"];

interface Line {
  readonly values: readonly number[];
  readonly letters: readonly string[];
}

interface Expected {
  readonly bases: readonly { base: number; mass: number; effective: number }[];
  readonly rows?: Readonly<Record<string, Line>>;
}

function assertRow(row: TableRow | undefined, expected: Line, bases: Expected["bases"]): void {
  assert.ok(row !== undefined);
  const shown = bases.map(({ base }) => base >= 30);
  assert.deepEqual(
    row.cells.slice(1).map(({ value }) => value !== null),
    shown,
    row.label,
  );
  row.cells.slice(1).forEach(({ value }, c) => {
    if (value !== null) assertClose([value], [expected.values[c]], 1e-9);
  });
  assert.deepEqual(row.cells.slice(1).map(({ letters }) => letters), expected.letters, row.label);
}

/** Rows of a table by the statistic and how their label begins. */
function rowOf(block: TableBlock, statistic: TableRow["statistic"], begin: string) {
  return block.rows.find((row) => row.statistic === statistic && row.label.startsWith(begin));
}

function assertLike(tables: BannerTables, expected: typeof python["weighted"]): void {
  const blocks = new Map(tables.blocks.map((block) => [block.name, block]));
  const named = { ...expected, [ADVISE]: expected.advise } as Readonly<Record<string, Expected>>;
  for (const [name, block] of blocks) {
    const { bases, rows = {}, ...others } = named[name];
    block.bases.slice(1).forEach(({ base, mass, effectiveBase }, c) =>
      assertClose(
        [base, mass, effectiveBase],
        [bases[c].base, bases[c].mass, bases[c].effective],
        1e-6,
      )
    );
    const answers = block.rows.filter(({ statistic }) => statistic === "share");
    Object.entries(rows).forEach(([answer, line], at) => {
      assert.ok(name === "q5" || answers[at].label === answer);
      assertRow(answers[at], line, bases);
    });
    const lines = others as Readonly<Record<string, Line>>;
    const found = {
      mean: rowOf(block, "mean", "Mean"),
      nps: rowOf(block, "nps", "Net promoter score"),
      top2: rowOf(block, "box", "Top 2 (4, 5)"),
      bottom2: rowOf(block, "box", "Bottom 2 (1, 2)"),
    };
    for (const [key, line] of Object.entries(lines)) {
      assertRow(found[key as keyof typeof found], line, bases);
    }
  }
  assert.equal(blocks.size, 5);
}

// By tests/golden/make_letters_golden.py: statsmodels 0.15.0, SciPy 1.17.1, pandas 3.1.1, NumPy 2.4.6.
Deno.test("bannerTables() agrees with statsmodels and SciPy on five tables", async (t) => {
  const asked = { rows: ROWS, banner: ["segments"] };
  await t.step("without weights", () => {
    assertLike(bannerTables(PLAIN, asked), python.unweighted);
  });
  await t.step("by weight", () => assertLike(bannerTables(WEIGHTED, asked), python.weighted));
  await t.step("with Bonferroni's correction", () => {
    assertLike(bannerTables(WEIGHTED, { ...asked, correction: "bonferroni" }), python.corrected);
  });
});

Deno.test("bannerTables() puts answers beneath answers, and compares within a group alone", () => {
  const { columns, groups, blocks } = bannerTables(PLAIN, {
    rows: ["stars"],
    banner: ["segments", "region", "region > segments", "q5"],
  });
  assert.deepEqual(groups.map(({ title }) => title), [
    ...["Segments", "region", "region > Segments", "q5"],
  ]);
  assert.deepEqual(columns[0].labels, ["Total"]);
  const nested = columns.slice(groups[2].from, groups[2].to);
  assert.deepEqual(nested[0].labels, ["east", "1 Group 1"]);
  assert.equal(nested.length, 12);
  const eastern = nested.filter(({ labels }) => labels[0] === "east");
  const east = columns.find(({ labels }) => labels.length === 1 && labels[0] === "east");
  assert.equal(eastern.reduce((sum, { base }) => sum + base, 0), east?.base);
  assert.deepEqual(columns.slice(1).map(({ letter }) => letter).slice(0, 4), ["A", "B", "C", "D"]);
  // Those of a question of several answers share respondents: no letters.
  assert.equal(groups[3].isCompared, false);
  for (const { cells } of blocks[0].rows) {
    for (const { from, to, isCompared } of groups) {
      const own = new Set(columns.slice(from, to).map(({ letter }) => letter));
      for (const { letters } of cells.slice(from, to)) {
        const given = letters.split(" ").filter((letter) => letter !== "");
        assert.ok(given.every((letter) => isCompared && own.has(letter.toUpperCase())), letters);
      }
    }
  }
});

Deno.test("bannerTables() marks small bases and shows no figures of fewer than 30", async () => {
  const size = { a: 120, b: 70, c: 35, d: 12 };
  const group = Object.entries(size).flatMap(([name, count]) =>
    new Array<string>(count).fill(name)
  );
  const stars = group.map((_, i) => 1 + (i * 7) % 5);
  const run = await runOf(csvOf({ group, stars }), { segment: group.map((_, i) => i % 2) });
  const { blocks: [block] } = bannerTables(run, { rows: ["stars"], banner: ["group"] });
  assert.deepEqual(block.bases.map(({ base, mark }) => `${base}${mark}`), [
    ...["237", "120", "70*", "35**", "12-"],
  ]);
  for (const { cells } of block.rows) {
    assert.deepEqual(cells.map(({ value }) => value === null), [false, false, false, false, true]);
    assert.equal(cells[4].letters, "");
    assert.ok(!cells.some(({ letters }) => /d/i.test(letters)));
  }
});

Deno.test("bannerTables() says which name is none of the survey's", () => {
  assert.throws(
    () => bannerTables(PLAIN, { banner: ["segments > regoin"], rows: ["stars"] }),
    (error) =>
      error instanceof DataError && /"regoin" is none\. Did you mean region\?/.test(error.message),
  );
  assert.throws(
    () => bannerTables(PLAIN, { rows: ["stras"] }),
    (error) =>
      error instanceof DataError &&
      /"stras" matches none\. Did you mean stars\?/.test(error.message),
  );
});
