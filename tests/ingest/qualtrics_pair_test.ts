/** Qualtrics's CSV and .sav of one survey hold the same answers. Runs in Deno.
 *
 * Every answer is the same text. What differs is what the CSV cannot say: the order of answers (so
 * words are ordinal in the .sav and nominal in the CSV), answers that nobody chose, the codes behind
 * the words; and names, of which SPSS allows letters, digits and "_" only.
 */

import assert from "node:assert/strict";
import type { Column, Survey } from "../../pipeline/types.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { cellTexts, readBytes } from "./support.ts";

async function read(name: string): Promise<Survey> {
  return (await readBytes(await Deno.readFile(sharedData(name)))).survey;
}

/** SPSS's names hold letters, digits and "_" only. */
function spssName(name: string): string {
  return name.replace(/[^\p{L}\d_]/gu, "_");
}

/** Answers by respondent; a CSV that was read with its second and third header row as respondents
 * has its answers below them. */
function answersOf(column: Column, rows: number): string[] {
  return cellTexts(column).slice(-rows).map((text) => text.trim());
}

Deno.test({
  name: "ingest() reads the same answers from Qualtrics's CSV and its .sav (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const csv = await read("qualtrics_student_satisfaction.csv");
    const sav = await read("qualtrics_student_satisfaction.sav");
    assert.equal(sav.rows, 25);
    assert.deepEqual(
      sav.columns.map(({ name }) => name),
      csv.columns.map(({ name }) => spssName(name)),
    );
    const differing: string[] = [];
    for (const [c, found] of sav.columns.entries()) {
      const texts = answersOf(found, sav.rows);
      const expected = answersOf(csv.columns[c], sav.rows);
      if (texts.some((text, i) => text !== expected[i])) {
        differing.push(`${found.name}: ${texts[0]} | ${expected[0]}`);
      }
    }
    assert.deepEqual(differing, []);
    const answered = sav.columns.filter(({ missing }) => missing.includes(0)).length;
    assert.equal(answered, 26, "columns with answers, or all would be equal by being empty");
  },
});
