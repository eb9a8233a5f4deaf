/** A figure of the profile and the variable it is of, in words. Runs in Deno and browsers. */

import type { ProfileRow } from "../../../../pipeline/profile/segment_profile.ts";
import { formatShare, formatValue } from "./format.js";

/** Writes a mean in its unit, a share as per cent. */
export function writeValue(value: number, statistic: ProfileRow["statistic"]): string {
  return statistic === "mean" ? formatValue(value) : formatShare(value);
}

/** `Gender: female`: the variable, and the category where it is one of several. */
export function rowTitle({ label, category }: Pick<ProfileRow, "label" | "category">): string {
  return category === null ? label : `${label}: ${category}`;
}
