/** Text that fits its box, measured where no fonts are at hand. Runs in Deno and browsers. */

/** Room and type of a text. */
export interface TextBox {
  /** Inches. */
  readonly width: number;
  readonly height: number;
  /** Points that may be used, largest first. */
  readonly sizes: readonly number[];
  readonly isBold?: boolean;
}

/** A text as it fits: cut with an ellipsis where no size holds the whole. */
export interface FittedText {
  readonly text: string;
  readonly size: number;
}

/** Widths of the letters from blank to tilde in Arial, thousandths of the type's size. */
const WIDTHS = [
  ...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278],
  ...[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
  ...[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778],
  ...[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
  ...[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556],
  ...[556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];
const FIRST = 32;
/** Latin letters with marks, Greek, Cyrillic; other scripts are taken to be as wide as they are high. */
const OTHER = 620, WIDE = 1000;
const LAST_NARROW = 0x2bff;
/** Other fonts than Arial are up to so much wider, and programs break lines a little earlier than a sum of
 * widths says. */
const SPARE = 1.1;
const BOLD = 1.08;
const LINE_HEIGHT = 1.2;
const POINTS = 72;

/** Fits a text into a box: at the largest size that holds it, else cut at the smallest. Lines break between
 * words, and within words that are longer than a line.
 */
export function fitText(text: string, box: TextBox): FittedText {
  const whole = text.replace(/[ \t]+/g, " ").trim();
  const size = box.sizes.find((each) => fits(whole, each, box));
  if (size !== undefined) return { text: whole, size };
  const smallest = box.sizes[box.sizes.length - 1];
  const letters = [...whole];
  let low = 0, high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(cutTo(letters, middle), smallest, box)) low = middle;
    else high = middle - 1;
  }
  return { text: cutTo(letters, low), size: smallest };
}

/** How many lines a text takes at a size and a width in inches. */
export function linesOf(
  text: string,
  size: number,
  { width, isBold = false }: Omit<TextBox, "height" | "sizes">,
): number {
  const room = width * POINTS / size * 1000 / SPARE / (isBold ? BOLD : 1);
  return text.split("\n").reduce((sum, line) => sum + wrappedLines(line, room), 0);
}

function fits(text: string, size: number, box: TextBox): boolean {
  return linesOf(text, size, box) * size * LINE_HEIGHT <= box.height * POINTS;
}

function cutTo(letters: readonly string[], count: number): string {
  if (count >= letters.length) return letters.join("");
  const start = letters.slice(0, count).join("");
  // Behind a word, where not much is lost by it.
  const behind = start.replace(/[\s,;:(\u2026]+\S*$/u, "");
  return `${behind.length > 0.7 * start.length ? behind : start.trimEnd()}\u2026`;
}

function wrappedLines(text: string, room: number): number {
  const blank = widthOf(" ");
  let lines = 1, used = 0;
  // A hard blank holds words together.
  for (const word of text.split(" ")) {
    const width = widthOf(word);
    if (used > 0 && used + blank + width <= room) {
      used += blank + width;
      continue;
    }
    if (used > 0) lines++;
    const more = Math.max(0, Math.ceil(width / room) - 1);
    lines += more;
    used = width - more * room;
  }
  return lines;
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    width += WIDTHS[code - FIRST] ?? (code <= LAST_NARROW ? OTHER : WIDE);
  }
  return width;
}
