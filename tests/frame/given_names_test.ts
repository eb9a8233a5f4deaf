/** Tests that a page knows every function that notebooks have elsewhere. Runs in Deno. */

import assert from "node:assert/strict";
import * as engine from "../../pipeline/mod.ts";
import { ALGORITHM_NAMES } from "../../pipeline/run/algorithms/names.ts";
import { ELSEWHERE } from "../../src/data/elsewhere.ts";
import { OF_RUNS } from "../../src/frame/given_names.ts";

/** What the page gives as it is. */
const AT_ONCE = ["matrix", "cutTree", "columnValues", "missingCode", "summarize"];
/** Classes of errors, which a cell catches and does not call. */
const ERRORS = ["DataError", "ParamsError", "StorageError"];

Deno.test("each function of the engine is given on the page, or refused there in words", () => {
  const functions = Object.entries(engine).filter(([, value]) => typeof value === "function")
    .map(([name]) => name).filter((name) => !ERRORS.includes(name));
  const known = [...ALGORITHM_NAMES, ...AT_ONCE, ...ELSEWHERE, ...OF_RUNS];
  assert.deepEqual(functions.toSorted(), known.toSorted());
});
