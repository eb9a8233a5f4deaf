/** Measures the colours of a page as a reader sees them. Runs in Deno only. */

import type { Page } from "playwright-core";

/** Colours of one kind of text. */
export interface InkFound {
  /** How many texts of the kind are to be seen. */
  readonly count: number;
  /** The lowest contrast to what lies below, 1 to 21, and the text that has it. */
  readonly lowest: number;
  readonly text: string;
  /** The relative luminance of the first one's ground, 0 (black) to 1 (white). */
  readonly ground: number;
}

/** Measures the texts that a selector finds. What lies below a text is the grounds of all it stands
 * in, and in a drawing the shapes that were drawn under its middle before it.
 * @see WCAG 2.2, relative luminance and contrast ratio.
 */
export async function measureInk(page: Page, selector: string): Promise<InkFound> {
  return await page.evaluate(
    `(() => { ${IN_PAGE.join("\n")} return measure(${JSON.stringify(selector)}); })()`,
  );
}

type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** What runs in the page, where nothing else of this module is in scope. */
const IN_PAGE: readonly ((...given: never[]) => unknown)[] = [
  measure,
  measureText,
  groundOf,
  shapesUnder,
  readColor,
  over,
  luminance,
];

function measure(selector: string): InkFound {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true })!;
  const texts = [...document.querySelectorAll<HTMLElement | SVGElement>(selector)].filter((one) =>
    one.checkVisibility({ visibilityProperty: true }) && one.textContent!.trim() !== ""
  );
  const measured = texts.map((text) => measureText(text, pen));
  const lowest = measured.reduce((a, b) => b.contrast < a.contrast ? b : a);
  return {
    count: measured.length,
    lowest: lowest.contrast,
    text: lowest.text,
    ground: measured[0].ground,
  };
}

function measureText(
  text: HTMLElement | SVGElement,
  pen: CanvasRenderingContext2D,
): Pick<InkFound, "text" | "ground"> & { readonly contrast: number } {
  const isDrawn = text instanceof SVGElement;
  const style = getComputedStyle(text);
  const ground = isDrawn
    ? shapesUnder(text, { ground: groundOf(text.closest("svg")!.parentElement, pen), pen })
    : groundOf(text, pen);
  const ink = over(readColor(isDrawn ? style.fill : style.color, pen), ground);
  const [dark, light] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
  return {
    contrast: (light + 0.05) / (dark + 0.05),
    ground: luminance(ground),
    text: text.textContent!.trim().slice(0, 60),
  };
}

function groundOf(element: Element | null, pen: CanvasRenderingContext2D): Color {
  if (element === null) return [255, 255, 255, 1];
  const color = readColor(getComputedStyle(element).backgroundColor, pen);
  return color[3] === 1 ? color : over(color, groundOf(element.parentElement, pen));
}

function shapesUnder(
  text: SVGElement,
  { ground, pen }: { readonly ground: Color; readonly pen: CanvasRenderingContext2D },
): Color {
  const box = text.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  let found = ground;
  for (const shape of text.closest("svg")!.querySelectorAll("rect, circle")) {
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    const isBefore = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!isBefore || x < left || x > right || y < top || y > bottom) continue;
    const { fill, fillOpacity, opacity } = getComputedStyle(shape);
    if (fill === "none") continue;
    const [red, green, blue, alpha] = readColor(fill, pen);
    found = over([red, green, blue, alpha * Number(fillOpacity) * Number(opacity)], found);
  }
  return found;
}

/** Whatever the notation: a browser writes mixed colours as color(srgb …). */
function readColor(color: string, pen: CanvasRenderingContext2D): Color {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(top: Color, below: Color): Color {
  const mix = (i: 0 | 1 | 2) => top[i] * top[3] + below[i] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function luminance([red, green, blue]: Color): number {
  const [r, g, b] = [red, green, blue].map((value) => value / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
