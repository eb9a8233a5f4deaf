/** Tests that names of a chart's lines stay apart however little room there is. Runs in Deno. */

import assert from "node:assert/strict";
import { builtNames } from "../../../src/frame/built_names.ts";
import { itemTexts } from "../../../src/components/kit/words/item_texts.ts";

await builtNames();
const { fitNames, textWidth } = await import("../../../src/components/kit/drawing/measure.ts");

const STEM = "How often does your organization do the following activities?";

function text(item: string, stem = STEM) {
  return { full: stem === "" ? item : `${stem} ${item}`, stem, item, short: item.slice(0, 40) };
}

Deno.test("itemTexts() gives the item alone, and its question where two say the same", () => {
  assert.deepEqual(itemTexts([text("Contribute code"), text("Train developers")]), [
    "Contribute code",
    "Train developers",
  ]);
  const other = "Which tools do you use?";
  assert.deepEqual(itemTexts([text("Don't know"), text("Don't know", other), text("Other")]), [
    "Don't know (How often does … do the following activities?)",
    "Don't know (Which tools do you use?)",
    "Other",
  ]);
  // A variable with a row for each answer is one and the same.
  assert.deepEqual(itemTexts([text("Region", ""), text("Region", "")]), ["Region", "Region"]);
});

Deno.test("fitNames() cuts behind a word where beginnings differ, else around what tells apart", () => {
  const apart = ["Contribute code to other projects", "Train developers to contribute"];
  assert.deepEqual(fitNames(apart, 130), ["Contribute code…", "Train developers…"]);
  const alike = ["contribute code", "train developers", "release its projects"]
    .map((end) => `${STEM.slice(0, -1)}: ${end}`);
  for (let width = 90; width < 500; width += 10) {
    const cut = fitNames([...alike, "Short"], width);
    assert.equal(new Set(cut).size, 4, `${width}: ${cut.join(" | ")}`);
    for (const name of cut) {
      assert.ok(textWidth(name) <= width, `${width}: ${name}`);
      assert.doesNotMatch(name, /……/);
    }
    assert.equal(cut[3], "Short");
  }
});
