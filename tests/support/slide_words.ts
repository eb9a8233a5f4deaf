/** Words of slides: which there are, and whether they stand within their boxes as LibreOffice draws them. Runs in Deno. */

import assert from "node:assert/strict";
import { wordsByPage } from "./libreoffice.ts";
import type { OfficePackage } from "./office_package.ts";

const EMU = 914_400;
/** Share of its height by which a word's box, which holds the tallest letters of all, may stand out. */
const TOLERANCE = 0.15;

/** Words that stand outside of every box of their slide, with their places. */
export async function wordsOutside(office: OfficePackage, bytes: Uint8Array): Promise<string[]> {
  const pages = await wordsByPage(bytes, "pptx");
  assert.equal(pages.length, slideTexts(office).length, "every slide is drawn");
  return pages.flatMap((words, page) => {
    const boxes = boxesOf(office, page + 1);
    return words.filter((word) =>
      !boxes.some(({ left, top, right, bottom }) => {
        const spare = TOLERANCE * (word.bottom - word.top);
        return word.left >= left - spare && word.right <= right + spare &&
          word.top >= top - spare && word.bottom <= bottom + spare;
      })
    ).map(({ text, top, left }) =>
      `slide ${page + 1}: ${text} at ${left.toFixed(2)}, ${top.toFixed(2)}`
    );
  });
}

/** The texts of each slide, a paragraph each, in the order of the slides. */
export function slideTexts(office: OfficePackage): string[][] {
  const count = office.paths.filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length;
  return Array.from(
    { length: count },
    (_, i) => paragraphs(office, `ppt/slides/slide${i + 1}.xml`),
  );
}

/** The notes of a slide (from 1), a line a paragraph. */
export function notesOf(office: OfficePackage, slide: number): string {
  return paragraphs(office, `ppt/notesSlides/notesSlide${slide}.xml`).join("\n");
}

function paragraphs(office: OfficePackage, path: string): string[] {
  const found: string[] = [];
  for (const { name, text } of office.tags(path)) {
    if (name === "a:p") found.push("");
    if (name === "a:t") found[found.length - 1] += text;
  }
  return found.filter((text) => text !== "");
}

/** Where a slide has room for words: its shapes, its foot, and of tables the sum of their rows. */
function boxesOf(office: OfficePackage, slide: number): Omit<Box, "rows">[] {
  const boxes: Box[] = [];
  const layout = slide === 1 ? [] : office.tags("ppt/slideLayouts/slideLayout2.xml");
  for (const { name, attributes } of [...office.tags(`ppt/slides/slide${slide}.xml`), ...layout]) {
    const at = (key: string) => Number(attributes[key]) / EMU;
    const last = boxes[boxes.length - 1];
    if (name === "a:off") boxes.push({ left: at("x"), top: at("y"), right: 0, bottom: 0, rows: 0 });
    if (name === "a:ext" && last !== undefined && "cx" in attributes) {
      last.right = last.left + at("cx");
      last.bottom = last.top + at("cy");
    }
    if (name === "a:tr") {
      last.rows += at("h");
      last.bottom = last.top + last.rows;
    }
  }
  return boxes;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  rows: number;
}
