/** The marks of the map as pixels, ready to be laid onto an image. Runs in browsers. */

import { symbol } from "d3";
import { segmentColor } from "../../kit/drawing/palette.js";
import { penOf } from "../../kit/drawing/canvas.js";
import { isStroked, symbolOf } from "./symbols.js";

/** Marks are made at so many places within a pixel, along each axis: moving them does not shake. */
export const PHASES = 4;
/** Room around a mark for strokes and smooth edges. */
const ROOM = 2;

/** One mark at one place within a pixel: how far its pixels lie from it in a row-wise image, and their colours
 * as 32 bits, alpha highest, multiplied by alpha. */
export interface Stamp {
  readonly offsets: Int32Array;
  readonly strong: Uint32Array;
  readonly faded: Uint32Array;
}

/** Marks of segments. */
export interface Stamps {
  /** Pixels that a mark reaches from its place. */
  readonly reach: number;
  /** Of a segment (from -1), `PHASES` x `PHASES` each, row-wise. */
  of(segment: number): readonly Stamp[];
}

/** What marks are made for. */
export interface StampOptions {
  /** Of a mark, in square pixels of the page. */
  readonly area: number;
  /** Pixels of the screen a pixel of the page. */
  readonly density: number;
  /** Pixels a row of the image that they are laid onto. */
  readonly stride: number;
  /** Alphas of marks that stand out and of others, 0..1. */
  readonly strong: number;
  readonly faded: number;
}

/** So many kinds are kept: as maps are drawn anew with each run, most of them have been made before. */
const MOST_KEPT = 16;
const kept = new Map<string, Stamps>();

/** Marks that were made before, or are made now. */
export function stampsFor(options: StampOptions): Stamps {
  const key = JSON.stringify(options);
  const stamps = kept.get(key) ?? makeStamps(options);
  if (kept.size === MOST_KEPT) kept.clear();
  kept.set(key, stamps);
  return stamps;
}

/** Makes marks; those of a segment when they are first asked for. */
function makeStamps(options: StampOptions): Stamps {
  const reach = Math.ceil(Math.sqrt(options.area) * options.density) + ROOM;
  const made = new Map<number, readonly Stamp[]>();
  return {
    reach,
    of(segment) {
      const known = made.get(segment);
      if (known !== undefined) return known;
      const stamps = stampsOf(segment, { ...options, reach });
      made.set(segment, stamps);
      return stamps;
    },
  };
}

function stampsOf(
  segment: number,
  { area, density, reach, ...options }: StampOptions & { readonly reach: number },
): Stamp[] {
  const side = 2 * reach + 1;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * PHASES;
  const pen = penOf(canvas, { willReadFrequently: true });
  const type = symbolOf(segment);
  const path = new Path2D(symbol(type, area * (isStroked(type) ? 1.4 : 1))() ?? "");
  pen.lineWidth = 1.4;
  const at = (phase: number) => phase * side + reach + 0.5 + (phase + 0.5) / PHASES - 0.5;
  for (let row = 0; row < PHASES; row++) {
    for (let column = 0; column < PHASES; column++) {
      pen.setTransform(density, 0, 0, density, at(column), at(row));
      if (isStroked(type)) pen.stroke(path);
      else pen.fill(path);
    }
  }
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const color = [1, 3, 5].map((digit) =>
    parseInt(segmentColor(segment).slice(digit, digit + 2), 16)
  );
  return Array.from({ length: PHASES * PHASES }, (_, phase) => {
    const [row, column] = [Math.floor(phase / PHASES), phase % PHASES];
    const offsets: number[] = [];
    const cover: number[] = [];
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const [left, top] = [column * side + reach + dx, row * side + reach + dy];
        const alpha = data[(top * canvas.width + left) * 4 + 3];
        if (alpha === 0) continue;
        offsets.push(dy * options.stride + dx);
        cover.push(alpha);
      }
    }
    return {
      offsets: Int32Array.from(offsets),
      strong: Uint32Array.from(cover, (alpha) => packed(color, alpha * options.strong)),
      faded: Uint32Array.from(cover, (alpha) => packed(color, alpha * options.faded)),
    };
  });
}

/** A colour times its alpha (0..255), red lowest: the order of an image's bytes. */
function packed([r, g, b]: readonly number[], alpha: number): number {
  const a = Math.round(alpha);
  const part = (value: number) => Math.round(value * a / 255);
  return (a << 24 | part(b) << 16 | part(g) << 8 | part(r)) >>> 0;
}
