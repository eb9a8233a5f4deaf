/** Text that fits: widths, cutting and wrapping before anything is on the page. Runs in browsers. */

import { penOf } from "./canvas.js";
import { FONT, LABEL_SIZE } from "./theme.js";
import { engineRules } from "../engine_rules.js";
import { groupBy, largest } from "../lists.js";

/** Texts are not cut to less, however narrow a chart is. */
const LEAST_CHARACTERS = 8;

let pen: CanvasRenderingContext2D | null = null;

/** How type is set. */
export interface TypeOptions {
  /** Pixels, a chart's label size unless told. */
  readonly size?: number;
  readonly weight?: number;
}

/** Width of a line of text in pixels. */
export function textWidth(
  text: string,
  { size = LABEL_SIZE, weight = 400 }: TypeOptions = {},
): number {
  pen ??= penOf(document.createElement("canvas"));
  pen.font = `${weight} ${size}px ${FONT}`;
  // Screens round glyphs to pixels, so that a line may come out a little wider.
  return pen.measureText(text).width + 1;
}

/** Width of the widest of some lines of text in pixels; 0 where there are none. */
export function widestText(texts: readonly string[], type: TypeOptions = {}): number {
  return largest(texts.map((text) => textWidth(text, type)), 0);
}

/** Cuts a line of text with an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, width: number, type: TypeOptions = {}): string {
  if (textWidth(text, type) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(cutAt(text, middle), type) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : cutAt(text, low);
}

/** The beginning of a text; one that was cut there before gets no second ellipsis. */
function cutAt(text: string, length: number): string {
  return `${text.slice(0, length).replace(/[\s…]+$/u, "")}…`;
}

/** Cuts lines of text to at most `width` pixels so that those that differ still differ: in their middle, or
 * around what tells them apart.
 */
export function fitTexts(
  texts: readonly string[],
  width: number,
  type: TypeOptions = {},
): string[] {
  if (widestText(texts, type) <= width) return [...texts];
  const { cutAll } = engineRules();
  const isFitting = (all: readonly string[]) => widestText(all, type) <= width;
  let low = LEAST_CHARACTERS;
  let high = largest(texts.map(({ length }) => length), LEAST_CHARACTERS);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isFitting(cutAll(texts, middle))) low = middle;
    else high = middle - 1;
  }
  const short = cutAll(texts, low);
  return texts.map((text, i) =>
    textWidth(text, type) <= width && !short.includes(text) ? text : fitText(short[i], width, type)
  );
}

/** Cuts names to at most `width` pixels: behind a word, where their beginnings tell them apart; those that begin
 * alike around what does. */
export function fitNames(
  names: readonly string[],
  width: number,
  type: TypeOptions = {},
): string[] {
  const cut = names.map((name) => {
    const fitted = fitText(name, width, type);
    return fitted === name ? name : fitted.replace(/(?<=\S{3}.*)[\s:,(…]+[^\s…]*…$/u, "…");
  });
  const alike = [...groupBy(names, (_, i) => cut[i]).values()]
    .filter((group) => new Set(group).size > 1).flat();
  if (alike.length === 0) return cut;
  const apart = new Map(fitTexts(alike, width, type).map((text, i) => [alike[i], text]));
  const mended = names.map((name, i) => apart.get(name) ?? cut[i]);
  return new Set(mended).size === new Set(names).size ? mended : fitTexts(names, width, type);
}

/** Breaks text between words into lines of at most `width` pixels; a longer word is cut.
 * @param options `lines` is the most there may be; what is left is cut with an ellipsis.
 */
export function wrapText(
  text: string,
  width: number,
  { lines: most = Infinity, ...type }: TypeOptions & { readonly lines?: number } = {},
): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const longer = last < 0 ? word : `${lines[last]} ${word}`;
    if (last >= 0 && (lines.length >= most || textWidth(longer, type) <= width)) {
      lines[last] = longer;
    } else lines.push(word);
  }
  return lines.map((line) => fitText(line, width, type));
}
