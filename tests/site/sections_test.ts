/** Tests of the names of the site's sections. Runs in Deno. */

import assert from "node:assert/strict";
import { nameSections } from "../../src/data/surveys.ts";

Deno.test("nameSections() leaves out the extension unless two would collide", () => {
  const slugs = (names: string[]): string[] => nameSections(names).map(({ slug }) => slug);
  assert.deepEqual(slugs(["dataset.xlsx", "panel 2025.csv.gz", "a/b.tsv"]), [
    "dataset",
    "panel-2025",
    "a-b",
  ]);
  assert.deepEqual(slugs(["x.csv", "x.xlsx"]), ["x-csv", "x-xlsx"]);
  assert.deepEqual(slugs(["x y.csv", "x-y.csv"]), ["x-y-csv", "x-y-csv-2"]);
  assert.deepEqual(slugs(["yours.csv", "methods.xlsx", "äöü.csv"]), [
    "yours-csv",
    "methods-xlsx",
    "survey",
  ]);
});
