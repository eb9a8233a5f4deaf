/** Largest and smallest of lists of any length: a call takes some hundred thousand arguments at most. Runs in Deno and browsers. */

/** The largest of some numbers.
 * @param least What is given where all are smaller, or there are none.
 */
export function largest(values: readonly number[], least = -Infinity): number {
  return values.reduce((a, b) => Math.max(a, b), least);
}

/** The smallest of some numbers.
 * @param most What is given where all are larger, or there are none.
 */
export function smallest(values: readonly number[], most = Infinity): number {
  return values.reduce((a, b) => Math.min(a, b), most);
}
