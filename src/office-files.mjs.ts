/** Loader: the packages that write office files, which the engine's worker fetches when one is asked for. Runs in Deno only. */

import { OFFICE_PACKAGES, writeBundle } from "./data/bundle.ts";

await writeBundle(OFFICE_PACKAGES);
