/** The engine's own rules and words, as the page has loaded them. Runs in browsers.
 *
 * Components cannot import values of the engine: the page loads them, before it makes any component.
 */

import type { PageRules } from "../../../pipeline/browser/page_rules.ts";

let loaded: PageRules | null = null;

/** Takes the rules that all components of the page go by. */
export function takeRules(rules: PageRules): void {
  loaded = rules;
}

/** The engine's rules.
 * @throws {Error} If the page has not loaded them.
 */
export function engineRules(): PageRules {
  if (loaded === null) {
    throw new Error("Cannot draw the page: the engine's rules must be loaded first (takeRules).");
  }
  return loaded;
}
