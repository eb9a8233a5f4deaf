/** Loader: where every respondent stands on the map, as far as it is published; empty where the view has all of them. Runs in Deno only. */

import { askedSlug, load, writeBytes } from "../data/load_run.ts";
import { makeSiteMap } from "../data/site_view.ts";

const loaded = await load(askedSlug(), makeSiteMap);
writeBytes(loaded.status === "ok" ? loaded.value : new Uint8Array());
