/** The slides: `segments.pptx`, with charts and tables that can be edited. Runs in Deno and browsers. */

import type { Look } from "../look/look.ts";
import { sameBytes } from "../packages/same_bytes.ts";
import type { Story } from "../told/story.ts";
import { openDeck } from "./deck.ts";
import { addCover, addSizes, addVerdict } from "./opening.ts";
import { addSegment } from "./segment_slide.ts";
import { addTarget, markBubbles, placedSegments } from "./target_slide.ts";
import { addAppendix, addComparison, addMade } from "./table_slides.ts";

/** Writes the slides: cover, verdict, sizes, one a segment, the comparison, which segments to serve where
 * there are criteria, how it was made, and all questions in tables. The same story gives the same bytes.
 */
export async function writeSlides(story: Story, look: Look): Promise<Uint8Array<ArrayBuffer>> {
  const { JSZip, PptxGenJS } = await import("../packages/mod.ts");
  const deck = { file: new PptxGenJS(), story, look };
  openDeck(deck);
  addCover(deck);
  addVerdict(deck);
  addSizes(deck);
  for (const segment of story.segments) addSegment(deck, segment);
  addComparison(deck);
  addTarget(deck);
  addMade(deck);
  addAppendix(deck);
  const bytes = await deck.file.write({ outputType: "uint8array" }) as Uint8Array;
  const numbers = story.target === null
    ? []
    : placedSegments(story.target).map(({ number }) => number);
  return await sameBytes(
    bytes,
    JSZip,
    (path, text) => mendSlide(path, markBubbles(text, numbers, look)),
  );
}

/** The library numbers what is on a slide anew for each kind, but each number must be there once. */
export function mendSlide(path: string, text: string): string {
  if (!/^ppt\/slides\/slide\d+\.xml$/.test(path)) return text;
  let number = 0;
  return text.replaceAll(/(<p:cNvPr id=")\d+"/g, (_, start: string) => `${start}${++number}"`);
}
