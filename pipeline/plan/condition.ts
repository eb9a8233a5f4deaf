/** What must hold of parameters and facts, as data. Runs in Deno and browsers. */

/** A bound on a count, or on another parameter's value. */
export interface Bound {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** What must hold, all of it: a parameter's path, or a fact such as `@rows`, to the values it may have
 * or to bounds of them.
 */
export type Condition = Readonly<Record<string, readonly unknown[] | Bound>>;
