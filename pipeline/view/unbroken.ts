/** Texts of pages in which numbers keep their units. Runs in Deno and browsers. */

/** Keeps numbers and their units on one line. */
export function unbroken(text: string): string {
  return text.replaceAll(" %", "\u00a0%");
}
