/** Loader: the engine for browsers, bundled into one module. Runs in Deno only. */

import { OPINION_PACKAGES, writeBundle } from "./data/bundle.ts";

// A preview serves both loaders side by side; a build gives this one a name by its content, in a folder.
const apart = Deno.env.get("SITE_MODE") === "preview"
  ? "./second-opinion.mjs"
  : "../second-opinion.mjs";

await writeBundle("pipeline/worker.ts", { [OPINION_PACKAGES]: apart });
