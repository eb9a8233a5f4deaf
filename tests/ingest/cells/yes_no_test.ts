/** Tests of pairs of words that mean no and yes. Runs in Deno. */

import assert from "node:assert/strict";
import { findYesNo } from "../../../pipeline/ingest/cells/yes_no.ts";

Deno.test("findYesNo() puts no first, in many languages and as x and not x", async (t) => {
  const pairs = [
    ["No", "Yes"],
    ["N", "Y"],
    ["FALSE", "TRUE"],
    ["nein", "ja"],
    ["Non", "Oui"],
    ["no", "Sí"],
    ["Não", "Sim"],
    ["Όχι", "Ναι"],
    ["ΟΧΙ", "ΝΑΙ"],
    ["Unchecked", "Checked"],
    ["Not Selected", "Selected"],
    ["Not selected", "Yes"],
    ["Nicht gewählt", "Ja"],
    ["Not.tea time", "tea time"],
    ["No.sugar", "sugar"],
    ["not_home", "home"],
    ["Not.escape-exoticism", "escape.exoticism"],
    ["non-smoker", "smoker"],
  ];
  for (const [no, yes] of pairs) {
    await t.step(`${no}, ${yes}`, () => {
      assert.deepEqual(findYesNo([no, yes]), [no, yes]);
      assert.deepEqual(findYesNo([yes, no]), [no, yes]);
    });
  }
  for (
    const [a, b] of [["Male", "Female"], ["yes", "oui"], ["no", "nein"], ["note", "e"], [
      "Yes",
      "Yes",
    ]]
  ) {
    await t.step(`not ${a}, ${b}`, () => assert.equal(findYesNo([a, b]), null));
  }
});
