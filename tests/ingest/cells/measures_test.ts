/** Tests of heights, times of a clock and durations as numbers. Runs in Deno. */

import assert from "node:assert/strict";
import { readMeasures } from "../../../pipeline/ingest/cells/measures.ts";
import { columnText, readText } from "../support.ts";

const CASES: readonly (readonly [texts: string, values: readonly number[], unit: string])[] = [
  [`5'10"|6'|5' 2.5"`, [70, 72, 62.5], "inches"],
  ["5 ft 10|6 ft|5 ft 2 in", [70, 72, 62], "inches"],
  ["5′10″|6’1”|5 feet 2 inches", [70, 73, 62], "inches"],
  ["08:30|9:05|23:59", [510, 545, 1439], "minutes"],
  ["8.30 pm|9.05 am|12.00 a.m.", [1230, 545, 0], "minutes"],
  ["8 am|12 pm|7:15 PM", [480, 720, 1155], "minutes"],
  ["8:30 Uhr|17:05 Uhr", [510, 1025], "minutes"],
  ["8h30|17h05", [510, 1025], "minutes"],
  ["00:12:31|01:00:00|00:00:09", [751, 3600, 9], "seconds"],
  ["04:14|59:49|12:00", [254, 3589, 720], "seconds"],
  ["1 h 20|45 min|2 h", [80, 45, 120], "minutes"],
  ["1 Std. 20 Min.|45 Minuten", [80, 45], "minutes"],
  ["1 hour and 20 minutes|45 minutes", [80, 45], "minutes"],
  ["1 godz 20 min|2 godziny", [80, 120], "minutes"],
  ["2 min 5 s|40 s|1 min", [125, 40, 60], "seconds"],
];

Deno.test("readMeasures() reads two units as one, and says which", async (t) => {
  for (const [texts, values, unit] of CASES) {
    await t.step(texts, () => {
      const found = readMeasures(texts.split("|"));
      assert.ok(found !== null);
      assert.deepEqual([...found.values], values);
      assert.ok(found.unit.startsWith(unit), found.unit);
    });
  }
});

Deno.test("readMeasures() is null for what is no time and no height", async (t) => {
  for (
    const texts of [
      "5'13\"|6'",
      "08:75|09:00",
      "2:1|3:0",
      "13 pm|9 am",
      "8.30|9.05",
      "12 Main|14 Main",
      "30 minutes|1 hour|2 hours",
      "1:2:3|2:3:4",
      "08:30|later",
      "1 h 20|1 km",
      "12|13",
    ]
  ) await t.step(texts, () => assert.equal(readMeasures(texts.split("|")), null));
});

Deno.test("ingest() takes heights, times and durations as numbers, with the unit in the reason", async (t) => {
  const cases: [name: string, answers: string[], reason: RegExp][] = [
    ["heights", [`5'10"`, `6'1"`, `5'2"`], /with the unit "inches/],
    ["times of a clock", ["08:30", "09:15", "22:40"], /with the unit "minutes \(hours:minutes/],
    ["durations", ["00:12:31", "00:08:02", "01:00:00"], /with the unit "seconds/],
    ["mixed durations", ["1 h 20", "45 min", "2 h"], /with the unit "minutes \(hours and/],
  ];
  for (const [name, answers, reason] of cases) {
    await t.step(name, async () => {
      const { survey } = await readText(columnText([...answers, "Don't know", ...answers]));
      const [column] = survey.columns;
      assert.equal(column.kind, "numeric");
      assert.match(column.reason, reason);
    });
  }
  await t.step("unless ingest.columns says otherwise", async () => {
    const { survey } = await readText(columnText(["08:30", "09:15", "08:30"]), {
      columns: { answer: "nominal" },
    });
    assert.deepEqual(survey.columns[0].categories, ["08:30", "09:15"]);
  });
});
