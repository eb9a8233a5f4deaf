/** How large numbers may be that are computed with. Runs in Deno and browsers. */

/** Fourth powers of a million such numbers can be summed, and those of as small ones told from 0. */
export const LARGEST_SIZE = 1e70;

/** Whether a number lies within {@link LARGEST_SIZE} of 0. */
export function isOfUsableSize(value: number): boolean {
  return Math.abs(value) <= LARGEST_SIZE;
}
