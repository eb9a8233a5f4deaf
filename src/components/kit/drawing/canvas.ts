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
