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
  return await page.evaluate(measure, selector);
}

/** Runs in the page, so that nothing outside of it is in scope. */
function measure(selector: string): InkFound {
  type Color = readonly [red: number, green: number, blue: number, alpha: number];
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true })!;
  /** Whatever the notation: a browser writes mixed colours as color(srgb …). */
  const read = (color: string, opacity = 1): Color => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, (alpha / 255) * opacity];
  };
  const over = (top: Color, below: Color): Color => {
    const mix = (i: 0 | 1 | 2) => top[i] * top[3] + below[i] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const groundOf = (element: Element | null): Color => {
    if (element === null) return [255, 255, 255, 1];
    const color = read(getComputedStyle(element).backgroundColor);
    return color[3] === 1 ? color : over(color, groundOf(element.parentElement));
  };
  const shapesUnder = (text: SVGElement, ground: Color): Color => {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let found = ground;
    for (const shape of text.closest("svg")!.querySelectorAll("rect, circle")) {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      const isBefore = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!isBefore || x < left || x > right || y < top || y > bottom) continue;
      const { fill, fillOpacity, opacity } = getComputedStyle(shape);
      if (fill !== "none") found = over(read(fill, Number(fillOpacity) * Number(opacity)), found);
    }
    return found;
  };
  const luminance = ([red, green, blue]: Color): number => {
    const [r, g, b] = [red, green, blue].map((value) => value / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = [...document.querySelectorAll<HTMLElement | SVGElement>(selector)].filter((one) =>
    one.checkVisibility({ visibilityProperty: true }) && one.textContent!.trim() !== ""
  );
  const measured = texts.map((text) => {
    const isDrawn = text instanceof SVGElement;
    const style = getComputedStyle(text);
    const ground = isDrawn
      ? shapesUnder(text, groundOf(text.closest("svg")!.parentElement))
      : groundOf(text);
    const ink = over(read(isDrawn ? style.fill : style.color), ground);
    const [dark, light] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
    return {
      contrast: (light + 0.05) / (dark + 0.05),
      ground: luminance(ground),
      text: text.textContent!.trim().slice(0, 60),
    };
  });
  const lowest = measured.reduce((a, b) => b.contrast < a.contrast ? b : a);
  return {
    count: measured.length,
    lowest: lowest.contrast,
    text: lowest.text,
    ground: measured[0].ground,
  };
}
