/** Qualtrics's CSV and .sav of one survey hold the same answers. Runs in Deno.
 *
 * Every answer is the same text, of the same kind, in the same order. What differs is what SPSS cannot
 * say: of names it allows letters, digits and "_" only, and it knows no questions of several columns.
 */

import assert from "node:assert/strict";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { cellTexts, readBytes } from "./support.ts";

async function read(name: string): Promise<Survey> {
  return (await readBytes(await Deno.readFile(sharedData(name)))).survey;
}

/** SPSS's names hold letters, digits and "_" only. */
function spssName(name: string): string {
  return name.replace(/[^\p{L}\d_]/gu, "_");
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
    for (const [c, found] of sav.columns.entries()) {
      const expected = csv.columns[c];
      const texts = (column: typeof found) => cellTexts(column).map((text) => text.trim());
      assert.deepEqual(texts(found), texts(expected), found.name);
      assert.deepEqual(
        [found.kind, found.metadata, found.categories],
        [expected.kind, expected.metadata, expected.categories],
        found.name,
      );
    }
    const answered = sav.columns.filter(({ missing }) => missing.includes(0)).length;
    assert.equal(answered, 26, "columns with answers, or all would be equal by being empty");
  },
});
