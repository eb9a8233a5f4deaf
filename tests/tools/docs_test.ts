/** Tests of the check of our documentation. Runs in Deno. */

import assert from "node:assert/strict";
import { findProblems } from "../../tools/docs.ts";

const UNDOCUMENTED = `error[missing-jsdoc]: exported symbol is missing JSDoc documentation
  --> /somewhere/pipeline/cache.ts:5:12
   |
 5 |   readonly value: unknown;`;
const INFERRED =
  `error[missing-explicit-type]: exported symbol is missing an explicit type annotation
   --> /somewhere/pipeline/plan/params.ts:185:14
    |`;

Deno.test("findProblems() reports what is undocumented, and only the parameters' inferred type is excused", () => {
  const printed = `${INFERRED}\n\n${UNDOCUMENTED}\n\nerror: Found 2 documentation lint errors.\n`;
  assert.deepEqual(findProblems(printed), [UNDOCUMENTED]);
  assert.deepEqual(findProblems(INFERRED.replace("params.ts", "run.ts")).length, 1);
});
