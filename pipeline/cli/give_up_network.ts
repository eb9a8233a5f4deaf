/** Gives up the leave to use the network where a run names no bucket. Runs in Deno only. */

import type { Params } from "../plan/params.ts";
import { usesS3 } from "../io/open.ts";
import type { Arguments } from "./arguments.ts";

/** For the rest of the process, workers among it, nothing can be sent anywhere unless survey or results
 * lie in a bucket. */
export function giveUpNetwork(
  { input, output }: Pick<Arguments, "input" | "output">,
  storage: Params["storage"],
): void {
  const isNamed = [input, output].some((place) => /^s3:\/\//i.test(place ?? ""));
  const isStored = input === null && usesS3(storage, Deno.env);
  if (!isNamed && !isStored) Deno.permissions.revokeSync({ name: "net" });
}
