/** The view that a site publishes of a survey's default run. Runs in Deno only. */

import { makeView } from "../../pipeline/view/mod.ts";
import { publishedNumbers, withoutIdentities } from "../../pipeline/view/publish.ts";
import { makeAggregateView } from "../../pipeline/view/rare/rare_view.ts";
import type { SiteView } from "../../pipeline/view/site_view.ts";
import type { LoadedRun } from "./load_run.ts";

/** Makes the view with only what `publish` allows. */
export async function makeSiteView({ result, publish }: LoadedRun): Promise<SiteView> {
  if (publish === "all") {
    return { view: makeView(result, { hasPoints: true, hasIdentities: true }), publish };
  }
  const shown = await withoutIdentities(result);
  if (publish === "none") return { view: makeAggregateView(shown), publish };
  const rowNumbers = publishedNumbers(result.survey.rows, result.input.sha256);
  return { view: makeView(shown, { hasPoints: true, rowNumbers }), publish };
}
