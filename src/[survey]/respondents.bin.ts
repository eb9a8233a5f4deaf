/** Loader: what the browser needs to re-run the stages, as far as it is published. Runs in Deno only. */

import { encode } from "../../pipeline/io/codec.ts";
import { type Artifact, makeArtifact } from "../../pipeline/view/publish.ts";
import { askedSlug, load, writeBytes } from "../data/load_run.ts";

const none: Artifact = { kind: "none" };
const loaded = await load(
  askedSlug(),
  ({ result, publish, file }) => Promise.resolve(makeArtifact(result, publish, file)),
);
writeBytes(encode(loaded.status === "ok" ? loaded.value : none));
