/** Which objects are surveys. Runs in Deno. */

import assert from "node:assert/strict";
import { codebookPrefix, isCodebookName, isSurveyName } from "../../pipeline/io/storage.ts";

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

Deno.test("the codebook of a survey is no survey, and its name begins with the survey's", () => {
  const names = ["csv", "tsv", "txt", "xlsx", "yaml", "yml", "json", "xml", "sps", "csv.gz"]
    .map((form) => `waves/a.codebook.${form}`);
  for (const name of names) {
    assert.equal(isCodebookName(name), true, name);
    assert.equal(isSurveyName(name), false, name);
    for (const survey of ["waves/a.csv", "waves/a.xlsx.gz", "waves/a.sav"]) {
      assert.ok(name.startsWith(codebookPrefix(survey)), survey);
    }
  }
  assert.equal(isCodebookName("a.codebook"), false);
  assert.equal(isCodebookName("codebook.csv"), false);
});
