/** Loader: the engine for browsers, bundled into one module. Runs in Deno only. */

import { OFFICE_PACKAGES, OPINION_PACKAGES, writeBundle } from "./data/bundle.ts";

// A preview serves all loaders side by side; a build gives this one a name by its content, in a folder.
const folder = Deno.env.get("SITE_MODE") === "preview" ? "." : "..";

await writeBundle("pipeline/worker.ts", {
  [OPINION_PACKAGES]: `${folder}/second-opinion.mjs`,
  [OFFICE_PACKAGES]: `${folder}/office-files.mjs`,
});
