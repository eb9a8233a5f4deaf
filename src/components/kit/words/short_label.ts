/** Headers of columns cut to what tells them apart. Runs in Deno and browsers. */

/** Share of a shortened text that its beginning keeps. */
const BEGINNING = 0.4;

/** Shortens a header in its middle: items of a battery begin alike and differ at their end.
 * Cuts between words where a word ends close enough; line breaks become blanks.
 * @param most Characters, the ellipsis included.
 */
export function shortLabel(label: string, most: number): string {
  const text = label.replace(/\s+/g, " ").trim();
  if (text.length <= most) return text;
  const room = most - 3;
  const head = beginning(text, Math.floor(room * BEGINNING));
  const tail = ending(text, room - head.length);
  return `${head} … ${tail}`;
}

function beginning(text: string, most: number): string {
  const cut = text.slice(0, most + 1).lastIndexOf(" ");
  return text.slice(0, cut > most / 2 ? cut : most).trimEnd();
}

function ending(text: string, most: number): string {
  const from = text.length - most;
  const word = text.indexOf(" ", from - 1) + 1;
  return text.slice(word > 0 && word - from < most / 2 ? word : from).trimStart();
}
