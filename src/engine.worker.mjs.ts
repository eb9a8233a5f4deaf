/** Loader: the engine for browsers, bundled into one module. Runs in Deno only. */

import { writeBundle } from "./data/bundle.ts";

await writeBundle("pipeline/worker.ts");
