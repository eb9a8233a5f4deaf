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

const sharp = new WeakMap<HTMLCanvasElement, () => string>();

/** Says how a canvas is drawn anew for a file: finer than a screen needs.
 * @param draw Gives the image as an address of its data.
 */
export function drawSharp(canvas: HTMLCanvasElement, draw: () => string): void {
  sharp.set(canvas, draw);
}

/** What a canvas shows as an image, as fine as it can be drawn. */
export function imageOf(canvas: HTMLCanvasElement): string {
  return sharp.get(canvas)?.() ?? canvas.toDataURL("image/png");
}
