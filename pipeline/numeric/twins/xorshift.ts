/** The kernels' random numbers in TypeScript. Runs in Deno and browsers. */

/** Draws a whole number below a bound by Marsaglia's xorshift, of which the upper bits count.
 * @param state Where the generator's state is, other than 0; it is written to.
 */
export function drawBelow(whole: Int32Array, state: number, bound: number): number {
  let random = whole[state];
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  whole[state] = random;
  // In halves: the whole product may have more bits than a number holds.
  const low = Math.floor((random & 0xffff) * bound / 65536);
  return Math.floor(((random >>> 16) * bound + low) / 65536);
}
