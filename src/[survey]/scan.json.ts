/** Loader: how clear the segments of a survey are for 2 to 8 of them. Runs in Deno only. */

import { runPipeline } from "../../pipeline/run/run.ts";
import { scanSegments } from "../../pipeline/view/scan.ts";
import { askedSlug, load, writeJson } from "../data/load_run.ts";

writeJson(
  await load(askedSlug(), ({ file, params, result, cache }) =>
    scanSegments(
      params,
      result.cleaned.respondents.length,
      (tried) => runPipeline(file.bytes, file.name, tried, { cache, codebook: file.codebook }),
    )),
);
