/** Views by the names of their segments and their decision matrix, for which nothing has to be run. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { engineRules } from "../../kit/engine_rules.js";
import { isSameWork } from "../params_text.js";

/** A view with the names and the decision matrix of these parameters, where they ask for nothing else that it does not show; else
 * the view as it is. */
export function namedAs<View extends RunView | null>(view: View, params: Params): View {
  if (view === null || isSameWork(view.params, params)) return view;
  const { segments, targeting } = params;
  if (!isSameWork({ ...view.params, segments, targeting }, params)) return view;
  return engineRules().nameView(view, params) as View;
}
