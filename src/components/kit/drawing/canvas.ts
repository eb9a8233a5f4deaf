/** Drawing on a canvas. Runs in browsers. */

/** What draws on a canvas in two dimensions.
 * @throws {Error} If the browser has none.
 */
export function penOf(
  canvas: HTMLCanvasElement,
  settings?: CanvasRenderingContext2DSettings,
): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d", settings);
  if (pen === null) {
    throw new Error("Cannot draw a chart: it needs a canvas, but this browser gives none.");
  }
  return pen;
}

/** What a canvas shows, for a file: the address of an image's data, or shapes. */
export type Sharp = string | readonly SVGElement[];

const sharp = new WeakMap<HTMLCanvasElement, () => Sharp>();

/** Says how a canvas is drawn anew for a file: finer than a screen needs. */
export function drawSharp(canvas: HTMLCanvasElement, draw: () => Sharp): void {
  sharp.set(canvas, draw);
}

/** What a canvas shows, as fine as it can be drawn. */
export function sharpOf(canvas: HTMLCanvasElement): Sharp {
  return sharp.get(canvas)?.() ?? canvas.toDataURL("image/png");
}
