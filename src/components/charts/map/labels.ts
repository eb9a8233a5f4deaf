/** Names of segments beside their crowds, each with a line to its centre. Runs in browsers. */

import { fitTitles, segmentTitle } from "../frame/caption.js";
import { textWidth } from "../../kit/drawing/measure.js";
import type { Box, Crowd } from "./crowd.js";
import type { Frame } from "./frame.js";

/** A name, where it stands, and the centre that it is of. */
export interface PlacedName extends Box {
  /** From 0. */
  readonly segment: number;
  readonly text: string;
  readonly center: readonly [number, number];
}

/** Names on the map. */
export interface PlacedNames {
  readonly names: readonly PlacedName[];
  /** Whether there is no room for more than numbers, so that names must be told elsewhere. */
  readonly isNumbers: boolean;
}

const HEIGHT = 18;
/** The segment's mark before its name, and room around both. */
export const MARK_ROOM = 18;
const PADDING = 5;
/** Names get no closer to each other than this. */
const APART = 3;
const ANGLES = 24;
const STEP = 13;
const NEAREST = 12;
const ROUNDS = 4;
/** Widths of names to try, widest first; 0 leaves the numbers. */
const WIDTHS = [260, 170, 130, 0];
/** Names that are cut to fewer characters tell nothing. */
const LEAST_CHARACTERS = 14;
const MOST_OF_FRAME = 0.46;
/** Share of the frame that names may take. */
const MOST_COVERED = 0.16;
/** How much worse a place is for each share of all that it covers, for each frame's diagonal of distance, and
 * where lines cross. */
const COST = { under: 45, far: 1.6, crossing: 0.6 };

/** Places names at their segments: inside the frame, apart from each other, not where respondents are densest,
 * and otherwise as near to the centre and over as few respondents as they can be. Shorter names are tried
 * where there is no such place, in the end numbers alone.
 * @param centers In pixels; those outside the frame get no name.
 */
export function placeNames(
  centers: readonly (readonly [number, number] | null)[],
  options: { readonly names: readonly string[]; readonly frame: Frame; readonly crowd: Crowd },
): PlacedNames {
  const { names, frame } = options;
  const most = (frame.right - frame.left) * MOST_OF_FRAME;
  const inSight = centers.map((at) => at !== null && isWithin(at, frame) ? at : null);
  for (const width of WIDTHS) {
    const texts = width === 0
      ? names.map((_, segment) => String(segment + 1))
      : fitTitles(names, Math.min(width, most) - MARK_ROOM, { weight: 700 });
    if (width > 0 && texts.some((text, segment) => isMutilated(text, segment, names))) continue;
    const placed = placeAll(inSight, { ...options, texts, isStrict: true });
    if (placed !== null && (width === 0 || isCalm(placed, frame))) {
      return { names: placed, isNumbers: width === 0 };
    }
  }
  const texts = names.map((_, segment) => String(segment + 1));
  const placed = placeAll(inSight, { ...options, texts, isStrict: false }) ?? [];
  return { names: placed, isNumbers: true };
}

/** Whether names take little of the map, and no line crosses another or passes through a name. */
function isCalm(placed: readonly PlacedName[], { left, top, right, bottom }: Frame): boolean {
  const area = placed.reduce((sum, { width, height }) => sum + width * height, 0);
  return area < MOST_COVERED * (right - left) * (bottom - top) &&
    placed.every((a, i) => placed.slice(0, i).every((b) => obstacles(a, b) === 0));
}

function isMutilated(text: string, segment: number, names: readonly string[]): boolean {
  return text.length < LEAST_CHARACTERS && text !== segmentTitle(segment, names);
}

interface PlaceOptions {
  readonly texts: readonly string[];
  readonly frame: Frame;
  readonly crowd: Crowd;
  /** Whether the densest parts are out of bounds. */
  readonly isStrict: boolean;
}

/** Places each where it fits best beside the others, then again now that all have a place. */
function placeAll(
  centers: readonly (readonly [number, number] | null)[],
  options: PlaceOptions,
): PlacedName[] | null {
  const { texts, frame } = options;
  const middle = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
  const waiting = centers
    .flatMap((center, segment) =>
      center === null ? [] : [{
        ...{ segment, center, text: texts[segment], height: HEIGHT },
        width: textWidth(texts[segment], { weight: 700 }) + MARK_ROOM,
      }]
    )
    // Those outside have the choice first, or those within would take their places.
    .sort((a, b) => farFrom(b.center, middle) - farFrom(a.center, middle));
  const placed = new Map<number, PlacedName>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of waiting) {
      const others = [...placed.values()].filter(({ segment }) => segment !== name.segment);
      const best = bestPlace(name, others, options);
      if (best !== null) placed.set(name.segment, { ...name, ...best });
      else if (round === ROUNDS - 1 && !placed.has(name.segment)) return null;
    }
  }
  return placed.size < waiting.length
    ? null
    : [...placed.values()].sort((a, b) => a.segment - b.segment);
}

type Waiting = Omit<PlacedName, "left" | "top">;

function bestPlace(
  name: Waiting,
  others: readonly PlacedName[],
  { frame, crowd, isStrict }: PlaceOptions,
): { left: number; top: number } | null {
  const [cx, cy] = name.center;
  const { width, height } = name;
  const diagonal = Math.hypot(frame.right - frame.left, frame.bottom - frame.top);
  let best: { left: number; top: number } | null = null;
  let least = Infinity;
  for (let far = NEAREST; far < diagonal; far += STEP) {
    // What is farther costs more than the best place so far, whatever it covers.
    if (far / diagonal * COST.far > least) break;
    for (let step = 0; step < ANGLES; step++) {
      const angle = step / ANGLES * 2 * Math.PI;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const left = cx + dx * (far + Math.abs(dx) * width / 2) - width / 2;
      const top = cy + dy * (far + Math.abs(dy) * height / 2) - height / 2;
      const box = { left, top, width, height };
      if (
        left < frame.left + PADDING || left + width > frame.right - PADDING ||
        top < frame.top + PADDING || top + height > frame.bottom - PADDING ||
        others.some((other) => isTouching(box, other)) || (isStrict && crowd.isDense(box))
      ) continue;
      const placed = { ...name, ...box };
      const cost = far / diagonal * COST.far + crowd.under(box) * COST.under +
        COST.crossing * others.reduce((sum, other) => sum + obstacles(placed, other), 0);
      if (cost < least) [best, least] = [{ left, top }, cost];
    }
  }
  return best;
}

/** Lines that cross each other, or pass through the other's name or centre. */
function obstacles(a: PlacedName, b: PlacedName): number {
  const [own, other] = [leaderOf(a), leaderOf(b)];
  const isThrough = passes(own, b) || passes(other, a);
  return (isCrossing(own, other) ? 1 : 0) + (isThrough ? 3 : 0) +
    (contains(a, b.center) || contains(b, a.center) ? 3 : 0);
}

/** The line from a name's edge to the centre. */
export function leaderOf(
  { left, top, width, height, center: [cx, cy] }: PlacedName,
): [number, number, number, number] {
  const x = Math.max(left, Math.min(left + width, cx));
  const y = Math.max(top, Math.min(top + height, cy));
  return [x, y, cx, cy];
}

function isWithin([x, y]: readonly [number, number], { left, top, right, bottom }: Frame): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function contains(box: Box, [x, y]: readonly [number, number]): boolean {
  return x > box.left - APART && x < box.left + box.width + APART && y > box.top - APART &&
    y < box.top + box.height + APART;
}

function isTouching(a: Box, b: Box): boolean {
  return a.left < b.left + b.width + APART && b.left < a.left + a.width + APART &&
    a.top < b.top + b.height + APART && b.top < a.top + a.height + APART;
}

/** Whether a line runs through a box, looked at along the line. */
function passes([x1, y1, x2, y2]: readonly number[], box: Box): boolean {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 6);
  for (let step = 0; step <= steps; step++) {
    const t = steps === 0 ? 0 : step / steps;
    if (contains(box, [x1 + t * (x2 - x1), y1 + t * (y2 - y1)])) return true;
  }
  return false;
}

function isCrossing(
  [ax, ay, bx, by]: readonly number[],
  [cx, cy, dx, dy]: readonly number[],
): boolean {
  const side = (x: number, y: number, px: number, py: number, qx: number, qy: number) =>
    Math.sign((px - x) * (qy - y) - (py - y) * (qx - x));
  return side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) &&
    side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by);
}

function farFrom([x, y]: readonly number[], [mx, my]: readonly number[]): number {
  return Math.hypot(x - mx, y - my);
}
