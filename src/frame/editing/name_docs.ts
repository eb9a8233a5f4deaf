/** What the names that cells are given mean, in the words of their own sources. Runs in Deno and browsers. */

/** What is known of a name. */
export interface NameDoc {
  /** As it is called or of which type it is: `(run, {mode = "points"} = {})`. */
  readonly signature: string;
  /** The first sentence of its docstring. */
  readonly text: string;
}

/** By name, members after a dot: `charts.map`. Whoever bundles the frame puts the texts in; without
 * that there are none. */
export const NAME_DOCS: Readonly<Record<string, NameDoc>> = {};
