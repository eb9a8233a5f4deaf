/** Which work may begin by itself, and how segments alone are had quickly. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import { engineRules } from "../kit/engine_rules.js";
import { withSettings } from "./params_text.js";

const MOST_LIVE_RESPONDENTS = 20_000;
/** By a method that takes long. */
const MOST_LIVE_SLOW = 1_500;

/** Whether a run of so many respondents may begin without being asked for. */
export function isQuick(params: Params, respondents: number): boolean {
  const most = engineRules().plan.isSlow(params) ? MOST_LIVE_SLOW : MOST_LIVE_RESPONDENTS;
  return respondents <= most;
}

/** Parameters that give the same segments without the search for structure, which takes long and tells
 * nothing of who is in them.
 * @param k Segments that the search found, or that are set.
 */
export function withoutSearch(params: Params, k: number): Params {
  return withSettings(params, [["structure.check", "none"], ["clustering.n_clusters", k]]);
}
