/** The style sheets of the site's components, as one text. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import { filesBelow } from "./command.ts";

const COMPONENTS = fileURLToPath(new URL("../../src/components", import.meta.url));

/** Reads every style sheet of the components, in the order of their paths. */
export async function componentStyles(): Promise<string> {
  const paths = (await filesBelow(COMPONENTS)).filter((path) => path.endsWith(".css"));
  const texts = await Promise.all(paths.map((path) => Deno.readTextFile(`${COMPONENTS}/${path}`)));
  return texts.join("\n");
}
