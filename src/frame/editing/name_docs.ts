/** What the names that cells are given mean, in the words of their own sources. Runs in Deno and browsers. */

import type { NameDoc } from "../../data/name_docs.ts";

/** By name, members after a dot: `charts.map`. Whoever bundles the frame puts the texts in; without
 * that there are none. */
export const NAME_DOCS: Readonly<Record<string, NameDoc>> = {};
