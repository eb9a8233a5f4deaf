/** Gives components the engine's rules, as a page does before it makes any. Runs in Deno and browsers. */

import { openRules } from "../../pipeline/browser/page_rules.ts";
import { PLAN_DATA } from "../../pipeline/plan/engine_plan.ts";
import { takeRules } from "../../src/components/kit/engine_rules.ts";

takeRules(openRules(PLAN_DATA));
