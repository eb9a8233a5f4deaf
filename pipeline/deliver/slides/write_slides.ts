/** The slides: `segments.pptx`, with charts and tables that can be edited. Runs in Deno and browsers. */

import type { Look } from "../look/look.ts";
import { sameBytes } from "../packages/same_bytes.ts";
import type { Story } from "../told/story.ts";
import { openDeck } from "./deck.ts";
import { addCover, addSizes, addVerdict } from "./opening.ts";
import { addSegment } from "./segment_slide.ts";
import { addAppendix, addComparison, addMade } from "./table_slides.ts";

/** Writes the slides: cover, verdict, sizes, one a segment, the comparison, how it was made, and all
 * questions in tables. The same story gives the same bytes.
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
  addMade(deck);
  addAppendix(deck);
  const bytes = await deck.file.write({ outputType: "uint8array" }) as Uint8Array;
  return await sameBytes(bytes, JSZip, mendPart);
}

/** The library numbers what is on a slide anew for each kind, but each number must be there once. */
function mendPart(path: string, text: string): string {
  if (!/^ppt\/slides\/slide\d+\.xml$/.test(path)) return text;
  let number = 0;
  return text.replaceAll(/(<p:cNvPr id=")\d+"/g, (_, start: string) => `${start}${++number}"`);
}
