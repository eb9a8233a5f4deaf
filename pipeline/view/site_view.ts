/** What a page gets of its survey. Runs in Deno and browsers. */

import type { Params } from "../plan/params.ts";
import type { RunView } from "./types.ts";

/** The view of a survey's default run, with what its site publishes of respondents. */
export interface SiteView {
  readonly view: RunView;
  readonly publish: Params["publish"]["respondents"];
}
