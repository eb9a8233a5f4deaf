/** Loader: the packages of a second opinion, which the engine's worker fetches when asked for one. Runs in Deno only. */

import { OPINION_PACKAGES, writeBundle } from "./data/bundle.ts";

await writeBundle(OPINION_PACKAGES);
