/** The view that a site publishes of a survey's default run. Runs in Deno only. */

import { MOST_POINTS } from "../../pipeline/view/charts/map.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { packPoints } from "../../pipeline/view/points/pack_points.ts";
import { publishedNumbers, withoutIdentities } from "../../pipeline/view/publish.ts";
import { makeAggregateView } from "../../pipeline/view/rare/rare_view.ts";
import type { SiteView } from "../../pipeline/view/site_view.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import type { LoadedRun } from "./load_run.ts";

/** Makes the view with only what `publish` allows. */
export async function makeSiteView({ result, publish }: LoadedRun): Promise<SiteView> {
  if (publish === "all") {
    const view = makeView(result, { hasPoints: true, hasIdentities: true });
    return { view: withoutTimings(view), publish };
  }
  const shown = await withoutIdentities(result);
  if (publish === "none") return { view: withoutTimings(makeAggregateView(shown)), publish };
  const rowNumbers = publishedNumbers(result.survey.rows, result.input.sha256);
  const view = makeView(shown, { hasPoints: true, rowNumbers });
  return { view: withoutTimings(view), publish };
}

/** Packs every respondent on the map, with only what `publish` allows; empty where the view has them all. */
export async function makeSiteMap({ result, publish }: LoadedRun): Promise<Uint8Array> {
  if (publish === "none" || result.map.n <= MOST_POINTS) return new Uint8Array();
  if (publish === "all") return packPoints(result, { hasIdentities: true });
  const rowNumbers = publishedNumbers(result.survey.rows, result.input.sha256);
  return packPoints(await withoutIdentities(result), { rowNumbers });
}

/** How long stages took is no fact of the survey: the same site is the same bytes. */
function withoutTimings(view: RunView): RunView {
  return { ...view, summary: { ...view.summary, timings_ms: {}, cached: [] } };
}
