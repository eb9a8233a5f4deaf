/** Texts that a spreadsheet program would run. Runs in Deno and browsers. */

// deno-lint-ignore no-control-regex -- control characters are what is looked for
const RISKY_START = /^[=+\-@\u0000-\u001f\u007f]/;
const PLAIN_NUMBER = /^[+-](?:\d+(?:[.,]\d*)*|[.,]\d+)(?:[eE][+-]?\d+)?\s?%?$/;

/** Puts an apostrophe before a text that a spreadsheet program could take for a formula; numbers stay.
 * @example
 * ```ts
 * import { neutralizeFormula } from "./formulas.ts";
 * const texts = ["=1+1", "-5", "- none"].map(neutralizeFormula);
 * if (texts.join() !== "'=1+1,-5,'- none") throw new Error(texts.join());
 * ```
 */
export function neutralizeFormula(text: string): string {
  return RISKY_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}
