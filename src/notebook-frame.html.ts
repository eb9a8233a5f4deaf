/** Loader: the notebook's frame, one file that asks for nothing else. Runs in Deno only. */

import { bundleFrame } from "./data/frame_bundle.ts";
import { writeBytes } from "./data/load_run.ts";

const page = await bundleFrame("Notebook", {
  script: "src/frame/main.ts",
  style: "src/frame/notebook_frame.css",
});
writeBytes(new TextEncoder().encode(page));
