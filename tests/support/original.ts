/** The first version's settings, for tests whose figures are of them. Runs in Deno. */

import type { Params } from "../../pipeline/plan/params.ts";
import { parseLayer, resolveParams } from "../../pipeline/plan/parse_params.ts";

const ORIGINAL = parseLayer(
  Deno.readTextFileSync(new URL("../../config/presets/original.yaml", import.meta.url)),
  "config/presets/original.yaml",
);

/** The original preset, and what differs: an object, or YAML. */
export function originalParams(changes: unknown = {}): Params {
  const layer = typeof changes === "string"
    ? parseLayer(changes, "")
    : { source: "", value: changes };
  return resolveParams([ORIGINAL, layer]);
}
