/** Where respondents stand on a map that is drawn as an image: files have them as shapes. Runs in Deno only. */

import type { Page } from "playwright-core";

/** A place in pixels of the window. */
export interface MarkPlace {
  readonly x: number;
  readonly y: number;
}

/** The places of a map's respondents, in their order. The page's bundle, named `charts` or `kit`, holds
 * `kit/drawing/canvas.ts`. */
export async function marksOnMap(page: Page): Promise<MarkPlace[]> {
  return await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas.scatter-canvas")!;
    const { left, top } = canvas.getBoundingClientRect();
    const { charts, kit } = globalThis as unknown as Record<
      string,
      { sharpOf?(canvas: HTMLCanvasElement): string | SVGElement[] } | undefined
    >;
    for (const bundle of [charts, kit]) {
      const drawn = bundle?.sharpOf?.(canvas);
      if (drawn === undefined || typeof drawn === "string") continue;
      return drawn.map((shape) => {
        const [x, y] = shape.getAttribute("transform")!.match(/-?[\d.]+/g)!.map(Number);
        return { x: left + x, y: top + y };
      });
    }
    throw new Error("No bundle of this page drew the map.");
  });
}
