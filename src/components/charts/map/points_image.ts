/** Every respondent as a mark in an image, laid pixel by pixel: hundreds of thousands within a frame. Runs in browsers. */

import { drawSharp, penOf } from "../../kit/drawing/canvas.js";
import type { MapPoints } from "./points.js";
import { PHASES, type Stamp, type Stamps, stampsFor } from "./stamps.js";

/** How marks are laid: pixel = scale x value + shift, in pixels of the page. */
export interface Affine {
  readonly scale: number;
  readonly shift: number;
}

/** What is laid. */
export interface PaintOptions {
  readonly x: Affine;
  readonly y: Affine;
  /** Of a mark, in square pixels. */
  readonly area: number;
  /** Marks that stand out, a 1 for each position among the points; null where all do. */
  readonly selected: Uint8Array | null;
}

const FADED = 0.12;
/** Where hundreds of thousands overlap, thinner marks let the crowd show. */
const CROWD = 25_000;
const STRONG = 0.72;
const STRONG_IN_CROWD = 0.6;

/** Pixels a pixel of the page in files: enough for print. */
const PRINT_DENSITY = 3;

const images = new WeakMap<HTMLCanvasElement, PointsImage>();
let isOnPaper = false;

// Pixels of a screen are coarse on paper.
for (const moment of ["beforeprint", "afterprint"]) {
  globalThis.addEventListener?.(moment, () => {
    isOnPaper = moment === "beforeprint";
    for (const canvas of document.querySelectorAll("canvas")) images.get(canvas)?.renew();
  });
}

/** A canvas of so many pixels that shows points. */
export class PointsImage {
  readonly #canvas: HTMLCanvasElement;
  readonly #points: MapPoints;
  readonly #width: number;
  readonly #height: number;
  #shown: PaintOptions | null = null;
  #density = 0;
  #pad = 0;
  #stride = 0;
  #sum = new Uint32Array();
  #image: ImageData | null = null;

  constructor(
    canvas: HTMLCanvasElement,
    points: MapPoints,
    { width, height }: { readonly width: number; readonly height: number },
  ) {
    this.#canvas = canvas;
    this.#points = points;
    this.#width = width;
    this.#height = height;
    drawSharp(canvas, () => this.#printed());
    images.set(canvas, this);
  }

  /** Lays all points anew. O(points x pixels of a mark + pixels of the canvas). */
  paint(options: PaintOptions): void {
    this.#shown = options;
    const onScreen = Math.min(PRINT_DENSITY, Math.max(1, globalThis.devicePixelRatio));
    this.#layAll(options, isOnPaper ? PRINT_DENSITY : onScreen);
  }

  /** Lays what is shown anew, for a screen or for paper. */
  renew(): void {
    if (this.#shown !== null) this.paint(this.#shown);
  }

  /** What is shown as a finer image; the canvas is as before afterwards. */
  #printed(): string {
    if (this.#shown === null) return this.#canvas.toDataURL("image/png");
    this.#layAll(this.#shown, PRINT_DENSITY);
    const image = this.#canvas.toDataURL("image/png");
    this.paint(this.#shown);
    return image;
  }

  #layAll(options: PaintOptions, density: number): void {
    this.#fit(density);
    const stamps = this.#stampsOf(options.area);
    this.#sum.fill(0);
    const { selected } = options;
    if (selected === null) this.#lay(stamps, options, null);
    else {
      this.#lay(stamps, options, 0);
      this.#lay(stamps, options, 1);
    }
    this.#show();
  }

  /** Takes a density: the screen's own changes as a page is zoomed or moves to another screen. */
  #fit(density: number): void {
    if (density === this.#density) return;
    this.#density = density;
    const [width, height] = [this.#width, this.#height].map((side) => Math.round(side * density));
    this.#canvas.width = width;
    this.#canvas.height = height;
    // Marks at the edges reach beyond it, so the sum has a margin that is not shown.
    this.#pad = Math.ceil(9 * density);
    this.#stride = width + 2 * this.#pad;
    this.#sum = new Uint32Array(this.#stride * (height + 2 * this.#pad));
    this.#image = penOf(this.#canvas).createImageData(width, height);
  }

  #stampsOf(area: number): Stamps {
    return stampsFor({
      area,
      density: this.#density,
      stride: this.#stride,
      strong: this.#points.x.length > CROWD ? STRONG_IN_CROWD : STRONG,
      faded: FADED,
    });
  }

  /** Lays marks one over another, colours being multiplied by their alphas.
   * @param only Whether only those that stand out are laid (1) or only the others (0), or all (null).
   */
  #lay(stamps: Stamps, { x, y, selected }: PaintOptions, only: 0 | 1 | null): void {
    const { x: xs, y: ys, segment } = this.#points;
    const [sum, stride, density, pad] = [this.#sum, this.#stride, this.#density, this.#pad];
    const [sx, sy] = [x.scale * density, y.scale * density];
    const [tx, ty] = [x.shift * density + pad, y.shift * density + pad];
    const { reach } = stamps;
    const own: (readonly Stamp[])[] = [];
    const [right, bottom] = [stride - reach, sum.length / stride - reach];
    for (let i = 0; i < xs.length; i++) {
      if (only !== null && selected !== null && selected[i] !== only) continue;
      const left = xs[i] * sx + tx;
      const top = ys[i] * sy + ty;
      if (!(left >= reach && top >= reach && left < right && top < bottom)) continue;
      const [column, row] = [Math.floor(left), Math.floor(top)];
      const phase = Math.floor((top - row) * PHASES) * PHASES +
        Math.floor((left - column) * PHASES);
      const { offsets, strong, faded } = (own[segment[i] + 1] ??= stamps.of(segment[i]))[phase];
      const values = only === 0 ? faded : strong;
      const base = row * stride + column;
      for (let p = 0; p < offsets.length; p++) {
        const at = base + offsets[p];
        const under = sum[at];
        const over = values[p];
        if (under === 0) sum[at] = over;
        else {
          const rest = 255 - (over >>> 24);
          sum[at] = over +
            ((Math.imul(under & 0xff00ff, rest) >>> 8 & 0xff00ff |
              Math.imul(under >>> 8 & 0xff00ff, rest) & 0xff00ff00) >>> 0);
        }
      }
    }
  }

  /** Puts the sum on the canvas, whose colours are not multiplied. */
  #show(): void {
    const image = this.#image!;
    const { width, height } = image;
    const out = new Uint32Array(image.data.buffer);
    for (let row = 0; row < height; row++) {
      const from = (row + this.#pad) * this.#stride + this.#pad;
      const to = row * width;
      for (let column = 0; column < width; column++) {
        const value = this.#sum[from + column];
        const alpha = value >>> 24;
        if (alpha === 0 || alpha === 255) {
          out[to + column] = value;
          continue;
        }
        const factor = WHOLE[alpha];
        out[to + column] = (alpha << 24 | whole(value >>> 16 & 255, factor) << 16 |
          whole(value >>> 8 & 255, factor) << 8 | whole(value & 255, factor)) >>> 0;
      }
    }
    penOf(this.#canvas).putImageData(image, 0, 0);
  }
}

/** 255 / alpha in 65,536ths. */
const WHOLE = Int32Array.from({ length: 256 }, (_, alpha) => Math.round(255 * 65_536 / alpha) | 0);

function whole(value: number, factor: number): number {
  return Math.min(255, value * factor + 32_768 >>> 16);
}
