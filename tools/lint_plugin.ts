/** Our own lint rules, for `deno lint` (deno.json names this file under lint.plugins). Runs in Deno. */
/// <reference lib="deno.unstable" />

import { noUnboundedSpread } from "./rules/call_rules.ts";
import { layering, portableEngine, pureStages } from "./rules/import_rules.ts";
import {
  maxFunctionLines,
  maxLines,
  noDefaultExport,
  noUnfinished,
  openingComment,
  reexportOnlyInMod,
} from "./rules/shape_rules.ts";
import { noDisabledTests } from "./rules/test_rules.ts";

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "opening-comment": openingComment,
    "max-lines": maxLines,
    "max-function-lines": maxFunctionLines,
    "no-default-export": noDefaultExport,
    "reexport-only-in-mod": reexportOnlyInMod,
    "no-unfinished": noUnfinished,
    "layering": layering,
    "portable-engine": portableEngine,
    "pure-stages": pureStages,
    "no-disabled-tests": noDisabledTests,
    "no-unbounded-spread": noUnboundedSpread,
  },
};

export default plugin;
