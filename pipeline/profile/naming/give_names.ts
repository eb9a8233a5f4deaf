/** What segments are called, of names given and names proposed. Runs in Deno and browsers. */

import { foldName } from "../../plan/segment_names.ts";
import { shorten } from "../../survey/short_texts.ts";

/** Characters of a name that is proposed: what a card's head and a chart's label have room for. */
export const MOST_LETTERS = 40;

/** What each segment is called: the name given to it, else the first of its proposals that is nobody's
 * name.
 * @param named null for a segment without a name.
 */
export function giveNames(
  proposals: readonly (readonly string[])[],
  named: readonly (string | null)[],
): string[] {
  const taken = new Set(named.flatMap((name) => name === null ? [] : [foldName(name)]));
  return proposals.map((own, segment) => {
    const given = named[segment];
    if (given !== null) return given;
    const free = own.find((name) => !taken.has(foldName(name)));
    const name = free ?? numbered(own[0], segment, taken);
    taken.add(foldName(name));
    return name;
  });
}

/** A name with the segment's number, where another has it already. */
export function numbered(name: string, segment: number, taken: ReadonlySet<string>): string {
  const marked = (mark: string) => `${shorten(name, MOST_LETTERS - mark.length)}${mark}`;
  let free = name;
  for (let again = 1; taken.has(foldName(free)); again++) {
    free = marked(
      again === 1 ? ` (segment ${segment + 1})` : ` (segment ${segment + 1}, ${again})`,
    );
  }
  return free;
}
