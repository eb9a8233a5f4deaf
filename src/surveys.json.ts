/** Loader: every survey of the storage with its finding, for Home. Runs in Deno only. */

import { load, writeJson } from "./data/load_run.ts";
import { makeSiteView } from "./data/site_view.ts";
import { listSections } from "./data/surveys.ts";

const surveys = [];
for (const { slug, name } of await listSections()) {
  const loaded = await load(slug, async (run) => {
    const { view } = await makeSiteView(run);
    const { survey, summary, headline, map } = view;
    return {
      rows: survey.rows,
      columns: survey.columns,
      sha256: survey.sha256,
      segments: summary.clustering.k,
      kind: summary.structure?.verdict?.kind ?? null,
      headline,
      map: { ...map, points: null },
    };
  });
  surveys.push({ slug, name, ...loaded });
}
writeJson(surveys);
