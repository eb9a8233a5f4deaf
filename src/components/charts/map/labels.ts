/** Names of segments on the map, moved apart where they would cover each other. Runs in browsers. */

import { fitTitles } from "../frame/caption.js";
import { textWidth } from "../../kit/drawing/measure.js";

/** A name and where it stands. */
export interface PlacedName {
  /** From 0. */
  readonly segment: number;
  readonly text: string;
  /** Its middle, in pixels. */
  readonly x: number;
  y: number;
  readonly width: number;
}

const HEIGHT = 18;
const ROUNDS = 40;

/** Places names at the centres of their segments, inside the frame and apart from each other.
 * @param centers In pixels.
 * @param options The frame's size, and where it starts.
 */
export function placeNames(
  centers: readonly (readonly [number, number])[],
  { names, left, top, right, bottom }: {
    names: readonly string[];
    left: number;
    top: number;
    right: number;
    bottom: number;
  },
): PlacedName[] {
  const most = Math.min(260, (right - left) * 0.46);
  const titles = fitTitles(names, most, { weight: 700 });
  const placed = centers.flatMap(([x, y], segment): PlacedName[] => {
    if (x < left || x > right || y < top || y > bottom) return [];
    const text = titles[segment];
    const width = textWidth(text, { weight: 700 }) + 6;
    const inside = Math.min(right - width / 2, Math.max(left + width / 2, x));
    return [{ segment, text, x: inside, y: clamp(y), width }];
  });
  function clamp(y: number): number {
    return Math.min(bottom - HEIGHT / 2, Math.max(top + HEIGHT / 2, y));
  }
  for (let round = 0; round < ROUNDS; round++) {
    let isQuiet = true;
    for (const [i, a] of placed.entries()) {
      for (const b of placed.slice(i + 1)) {
        const overlap = HEIGHT - Math.abs(a.y - b.y);
        if (overlap <= 0 || Math.abs(a.x - b.x) >= (a.width + b.width) / 2) continue;
        const direction = a.y <= b.y ? 1 : -1;
        a.y = clamp(a.y - direction * overlap / 2);
        b.y = clamp(b.y + direction * overlap / 2);
        isQuiet = false;
      }
    }
    if (isQuiet) break;
  }
  return placed;
}
