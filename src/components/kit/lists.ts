/** Lists of any length, where a call takes some hundred thousand arguments at most: extremes and groups. Runs in Deno and browsers. */

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

/** Puts items of one key together, keys in the order of their first items. */
export function groupBy<T, K>(
  items: readonly T[],
  keyOf: (item: T, i: number) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const [i, item] of items.entries()) {
    const key = keyOf(item, i);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}

/** What a map holds under a key that it must have.
 * @throws {Error} If it has none.
 */
export function entryOf<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value !== undefined) return value;
  throw new Error(`Cannot find ${JSON.stringify(key)}: there are ${map.size} others.`);
}
