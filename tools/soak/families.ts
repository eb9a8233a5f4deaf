/** All families of hostile input. Runs in Deno. */

import type { Family } from "./case.ts";
import { FILE_FAMILIES } from "./file_families.ts";
import { TEXT_FAMILIES } from "./text_families.ts";

/** In the order in which they are told of. */
export const FAMILIES: readonly Family[] = [...FILE_FAMILIES, ...TEXT_FAMILIES];
