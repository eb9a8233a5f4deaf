/** What is a number in a cell to every engine. Runs in Deno and browsers. */

/** Character classes and repetitions alone, which all engines' patterns read alike. */
export const PLAIN_NUMBER = "[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?";
const WHOLE = new RegExp(`^(?:${PLAIN_NUMBER})$`);

/** The number that a cell is; NaN where it is none, spaces around it aside. */
export function plainNumber(text: string): number {
  const bare = text.replace(/^ +| +$/g, "");
  return WHOLE.test(bare) ? Number(bare) : NaN;
}
