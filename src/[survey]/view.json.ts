/** Loader: the default run of a survey, as its pages show it. Runs in Deno only. */

import { askedSlug, load, writeJson } from "../data/load_run.ts";
import { makeSiteView } from "../data/site_view.ts";

writeJson(await load(askedSlug(), makeSiteView));
