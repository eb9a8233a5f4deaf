/** Tests that tables to hand over tell nothing of few respondents. Runs in Deno. */

import assert from "node:assert/strict";
import type { BannerTables } from "../../../pipeline/mod.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { publishedTables } from "../../../pipeline/view/rare/published_tables.ts";
import { originalParams } from "../../support/original.ts";
import { RARE_SURVEY, RARE_WORDS } from "../../support/rare_survey.ts";
import { bytesOf } from "../../support/survey_text.ts";

const BANNER = ["segments", "Job", "Town", "Hobbies", "segments > Town", "q3"];

async function tablesOf(
  { text = RARE_SURVEY, respondents = "pseudonymous", banner = BANNER }: {
    readonly text?: string;
    readonly respondents?: string;
    readonly banner?: readonly string[];
  },
): Promise<BannerTables> {
  const params = originalParams({
    features: { include: ["q*", "Town"] },
    clustering: { n_clusters: 3 },
    publish: { respondents },
    tables: { banner },
  });
  return await publishedTables(await runPipeline(bytesOf(text), "rare.csv", params));
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w.])${word.replaceAll(/[.+()]/g, "\\$&")}(?![\\w])`).test(text);
}

for (const respondents of ["pseudonymous", "none"]) {
  Deno.test(`tables to hand over tell no word and no count of few: ${respondents}`, async () => {
    const tables = await tablesOf({ respondents });
    const text = JSON.stringify(tables);
    for (const word of RARE_WORDS) assert.ok(!hasWord(text, word), word);
    for (const word of ["Potter", "Nurse", "Ulm"]) assert.ok(hasWord(text, word), word);
    let hidden = 0;
    for (const { name, bases, rows } of tables.blocks) {
      for (const { label, statistic, cells } of rows) {
        if (statistic !== "share" && statistic !== "box") continue;
        cells.forEach(({ value }, c) => {
          if (value === null) return hidden++;
          const count = Math.round(value * bases[c].base);
          assert.ok(count === 0 || count >= 5, `${name} ${label}: ${count} of ${bases[c].base}`);
        });
      }
    }
    assert.ok(hidden > 0);
  });
}

Deno.test("tables to hand over leave no single hidden count to be found by subtracting", async () => {
  const { blocks, groups } = await tablesOf({});
  for (const { name, bases, rows, isMultiple } of blocks) {
    const answers = rows.filter(({ statistic }) => statistic === "share");
    for (const { from, to, isCompared, title } of groups) {
      // Shown by their base, and not for having few.
      const columns = Array.from({ length: to - from }, (_, at) => from + at)
        .filter((column) => bases[column].mark !== "-");
      if (!isCompared || isMultiple || columns.length < to - from) continue;
      for (const { cells, label } of answers) {
        const untold = columns.filter((column) => cells[column].value === null);
        assert.notEqual(untold.length, 1, `${name} ${label} by ${title}`);
      }
      for (const column of columns) {
        const untold = answers.filter(({ cells }) => cells[column].value === null);
        assert.notEqual(untold.length, 1, `${name} by ${title}`);
      }
    }
  }
});

Deno.test("tables to hand over are the same whatever a person of her own kind answered", async () => {
  const tables = JSON.stringify(await tablesOf({}));
  for (
    const [planted, other] of [
      ["987654", "123456"],
      ["Falconer", "Archivist"],
      ["Oxford-upon-Nowhere", "Nether Wallop"],
      ["Adelheid", "Berthold"],
    ]
  ) {
    assert.ok(RARE_SURVEY.includes(planted));
    const changed = await tablesOf({ text: RARE_SURVEY.replaceAll(planted, other) });
    assert.equal(JSON.stringify(changed), tables, planted);
  }
});

Deno.test("answers beneath answers of few are left out, unless all is published", async () => {
  const banner = ["segments", "Job > Town"];
  const shown = await tablesOf({ banner });
  assert.deepEqual(shown.groups.map(({ name }) => name), ["segments"]);
  assert.equal(shown.leastBase, 5);
  const all = await tablesOf({ banner, respondents: "all" });
  assert.deepEqual(all.groups.map(({ name }) => name), banner);
  assert.equal(all.leastBase, 1);
  assert.ok(hasWord(JSON.stringify(all), "Falconer"));
});
