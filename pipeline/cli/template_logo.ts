/** The logo of the template of what is handed over, read from its file. Runs in Deno only. */

import { ParamsError, quoteValue } from "../base/errors.ts";
import type { Params } from "../plan/params.ts";

/** Reads the logo's file; null where there is none, or where the parameter holds the picture itself.
 * @throws {ParamsError} If the file cannot be read.
 */
export async function readLogoFile(
  { template: { logo } }: Params["deliver"],
): Promise<Uint8Array | null> {
  if (logo === "" || logo.startsWith("data:")) return null;
  try {
    return await Deno.readFile(logo);
  } catch {
    throw new ParamsError([{
      path: "deliver.template.logo",
      expected: "a PNG or JPEG file that can be read",
      received: quoteValue(logo),
      hint: "A path counts from the folder in which the command runs.",
    }]);
  }
}
