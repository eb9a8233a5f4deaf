/** Which reduction a run comes to, by the number of its features. Runs in Deno and browsers. */

import type { Features } from "../features/feature_matrix.ts";
import type { Params } from "../plan/params.ts";

/** Above this many features noise of the single answers drowns what they have in common. */
const MANY_FEATURES = 50;

/** Whether the space is the features themselves, the very same numbers: then there is nothing to keep. */
export function passesOn(features: Features, { reduction }: Pick<Params, "reduction">): boolean {
  return chosenReduction(features, reduction).method === "none";
}

/** The method and dimensions that `auto` comes to, by the number of features. */
export function chosenReduction(
  { d }: Features,
  { method, n_components }: Params["reduction"],
): Pick<Params["reduction"], "n_components"> & {
  readonly method: Exclude<Params["reduction"]["method"], "auto">;
} {
  if (method !== "auto") return { method, n_components };
  return { method: d > MANY_FEATURES ? "pca" : "none", n_components: "auto" };
}
