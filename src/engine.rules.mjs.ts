/** Loader: the engine's rules for pages, bundled into one module. Runs in Deno only. */

import { writeBundle } from "./data/bundle.ts";

await writeBundle("pipeline/browser/page_rules.ts");
