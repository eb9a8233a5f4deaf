/** Column names from a header row. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { countOf } from "../../base/text.ts";
import type { IngestReport } from "../../survey/survey.ts";

/** Unique names, and which ones the file did not give. */
export interface NamesFound {
  readonly names: readonly string[];
  readonly renamed: IngestReport["renamed"];
}

const MOST_NAMED = 5;

/** Names columns by their trimmed headers: an empty one becomes `column_<position>`, a repeated one
 * gets `_2`, `_3` and so on, whichever is free. Case counts: `How` and `how` are two names. Headers
 * that are there already keep their names.
 * @param headers Text and place in the file (from 1) of each column.
 */
export function nameColumns(
  headers: readonly { readonly header: string; readonly position: number }[],
): NamesFound {
  const taken = new Set(headers.map(({ header }) => header.trim()));
  const used = new Set<string>();
  const renamed: { position: number; label: string; name: string }[] = [];
  // Repeats of one header are numbered on from the last, or a thousand of them would take a million steps.
  const lastNumber = new Map<string, number>();
  const names = headers.map(({ header, position }) => {
    const own = header.trim();
    const isFree = own !== "" && !used.has(own);
    const name = isFree ? own : freeName(own === "" ? `column_${position}` : own, own === "");
    used.add(name);
    if (!isFree) renamed.push({ position, label: header, name });
    return name;
  });
  return { names, renamed };

  function freeName(base: string, mayBeBase: boolean): string {
    if (mayBeBase && !taken.has(base)) return taken.add(base) && base;
    let number = (lastNumber.get(base) ?? 1) + 1;
    while (taken.has(`${base}_${number}`)) number++;
    lastNumber.set(base, number);
    taken.add(`${base}_${number}`);
    return `${base}_${number}`;
  }
}

/** Says which headers got a name, in one sentence; empty if all had their own. */
export function describeRenamed(renamed: IngestReport["renamed"]): string {
  if (renamed.length === 0) return "";
  const listed = renamed.slice(0, MOST_NAMED).map(({ position, label, name }) => {
    const own = label.trim();
    return own === ""
      ? `column ${position} is now ${quoteValue(name)}`
      : `column ${position} repeats ${quoteValue(own)} and ends in ${name.slice(own.length)}`;
  });
  const unsaid = renamed.length - listed.length;
  if (unsaid > 0) listed.push(`and ${unsaid} more`);
  const were = renamed.length === 1 ? "was" : "were";
  return `${countOf(renamed.length, "header")} ${were} empty or repeated: ${listed.join(", ")}.`;
}
