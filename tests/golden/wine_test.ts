/** Tests of the engine's figures for wine_labelled.csv against scikit-learn, SciPy and fastcluster. Runs in Deno. */

import { checkReference } from "../support/references.ts";
import { sharedDataAbsent } from "../support/shared_data.ts";

Deno.test({
  name: "wine_labelled.csv gives scikit-learn's figures (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: (t) => checkReference(t, { file: "wine_labelled.csv", name: "wine" }),
});
