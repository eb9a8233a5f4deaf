/** A presentation under way: its master, and texts that are fitted into their boxes. Runs in Deno and browsers. */

import type { Presentation, Slide } from "../packages/mod.ts";
import { dataAddress } from "../look/data_address.ts";
import { INK, LINE, type Look, MUTED } from "../look/look.ts";
import { fitText } from "../look/text_fit.ts";
import type { Story } from "../told/story.ts";

/** Inches. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** How a text stands in its box. */
export interface TextStyle {
  /** Points that may be used, largest first. */
  readonly sizes: readonly number[];
  readonly colour?: string;
  readonly isBold?: boolean;
  readonly align?: "left" | "center" | "right";
  readonly valign?: "top" | "middle" | "bottom";
  readonly fill?: string;
  readonly isHeading?: boolean;
}

/** What stands on every slide of a deck. */
export type DeckHead = Pick<Story, "title" | "finding" | "runId">;

/** What every slide is made with. */
export interface Deck<Told extends DeckHead = Story> {
  readonly file: Presentation;
  readonly story: Told;
  readonly look: Look;
}

/** Wide slides. */
export const WIDTH = 13.333;
export const MARGIN = 0.5;
export const INNER = WIDTH - 2 * MARGIN;
/** What slides have between title and foot. */
export const TOP = 1.45, BOTTOM = 6.85;
const MASTER = "Segments";
const TITLE: Box = { x: MARGIN, y: 0.4, w: INNER, h: 0.9 };
const LOGO: Box = { x: WIDTH - MARGIN - 1.2, y: 6.95, w: 1.2, h: 0.4 };

/** Sets page, fonts and the foot that all slides have. */
export function openDeck({ file, story, look }: Deck<DeckHead>): void {
  file.layout = "LAYOUT_WIDE";
  file.title = story.title;
  file.subject = story.finding;
  file.author = "Customer Clustering Engine";
  file.company = "Customer Clustering Engine";
  file.theme = { headFontFace: look.headingFont, bodyFontFace: look.bodyFont };
  const foot = fitText(`${story.title}, run ${story.runId}`, {
    ...{ width: 9.5, height: 0.22, sizes: [9] },
  });
  file.defineSlideMaster({
    title: MASTER,
    background: { color: "FFFFFF" },
    objects: [
      { line: { x: MARGIN, y: 6.9, w: INNER, h: 0, line: { color: LINE, width: 0.75 } } },
      {
        text: {
          text: foot.text,
          options: {
            ...{ x: MARGIN + 0.6, y: 7, w: 9.5, h: 0.3, margin: 0, fontSize: foot.size },
            ...{ color: MUTED, fontFace: look.bodyFont, valign: "middle" },
          },
        },
      },
      ...(look.logo === null ? [] : [{ image: { ...logoIn(look, LOGO)! } }]),
    ],
    slideNumber: {
      ...{ x: MARGIN, y: 7, w: 0.6, h: 0.3, margin: 0, fontSize: 9, color: MUTED },
      fontFace: look.bodyFont,
    },
  });
}

/** Adds a slide with its finding as the title.
 * @param notes What stands in the notes, a paragraph each: bases, and how figures were computed.
 */
export function addSlide(deck: Deck<DeckHead>, title: string, notes: readonly string[]): Slide {
  const slide = deck.file.addSlide({ masterName: MASTER });
  if (title !== "") {
    addText(deck, slide, {
      ...{ text: title, box: TITLE },
      style: { sizes: [28, 26, 24, 22, 20, 18, 16], colour: deck.look.accent, isHeading: true },
    });
  }
  slide.addNotes(notes.filter((each) => each !== "").join("\n"));
  return slide;
}

/** Puts a text into a box, as large as it fits; an empty one puts nothing. */
export function addText(
  { look }: Pick<Deck, "look">,
  slide: Slide,
  { text, box, style }: { readonly text: string; readonly box: Box; readonly style: TextStyle },
): void {
  if (text === "") return;
  const { colour = INK, isHeading = false, isBold = isHeading, align = "left", valign = "top" } =
    style;
  const fitted = fitText(text, { width: box.w, height: box.h, sizes: style.sizes, isBold });
  slide.addText(fitted.text, {
    ...box,
    ...{ margin: 0, fontSize: fitted.size, bold: isBold, color: colour, align, valign },
    ...(style.fill === undefined ? {} : { fill: { color: style.fill } }),
    fontFace: isHeading ? look.headingFont : look.bodyFont,
  });
}

/** The logo within a box, in its own proportions, at the box's right end; null where there is none. */
export function logoIn(
  { logo }: Look,
  { x, y, w, h }: Box,
): (Box & { readonly data: string }) | null {
  if (logo === null) return null;
  const scale = Math.min(w / logo.width, h / logo.height);
  const width = logo.width * scale, height = logo.height * scale;
  const place = { x: x + w - width, y: y + (h - height) / 2, w: width, h: height };
  return { ...place, data: dataAddress(logo) };
}
