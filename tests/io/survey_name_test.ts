/** Which objects are surveys. Runs in Deno. */

import assert from "node:assert/strict";
import { isSurveyName } from "../../pipeline/io/storage.ts";

Deno.test("isSurveyName() knows every form that ingest() reads, plain and gzipped", () => {
  for (const form of ["csv", "tsv", "xlsx", "sav", "zsav", "parquet", "arrow", "feather"]) {
    for (const name of [`a.${form}`, `waves/A.${form.toUpperCase()}`, `a.${form}.gz`]) {
      assert.equal(isSurveyName(name), true, name);
    }
  }
  for (const name of ["a.dta", "a.sav.zip", "runs/ab12/a.sav", ".hidden/a.parquet", "~$a.xlsx"]) {
    assert.equal(isSurveyName(name), false, name);
  }
});
