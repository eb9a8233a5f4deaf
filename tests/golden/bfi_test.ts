/** Tests of the engine's figures for bfi.csv against scikit-learn, SciPy and fastcluster. Runs in Deno. */

import { checkReference } from "../support/references.ts";
import { sharedDataAbsent } from "../support/shared_data.ts";

Deno.test({
  name: "bfi.csv gives scikit-learn's figures (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: (t) => checkReference(t, { file: "bfi.csv", name: "bfi" }),
});
