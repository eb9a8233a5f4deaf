/** `runWith({"clustering.n_clusters": 4})`: the parameters of a run beside the present one. Runs in Deno and browsers. */

import type { Params } from "../../plan/params.ts";
import { resolveParams } from "../../plan/parse_params.ts";
import { readSettings } from "./parameter_value.ts";

/** Parameters with a cell's settings over them.
 * @param place What the cell called, for messages.
 * @throws {ParamsError} If one is none of the parameters, or out of range.
 */
export function paramsWith(params: Params, settings: unknown, place: string): Params {
  const layers = readSettings(settings, params, place).map(([path, value]) => ({
    source: place,
    value: path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), value),
  }));
  return resolveParams([{ source: "", value: params }, ...layers]);
}
