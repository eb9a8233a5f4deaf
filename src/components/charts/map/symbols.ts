/** The shape of each segment's marks, the second cue beside its colour. Runs in browsers. */

import {
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolStar,
  symbolTimes,
  symbolTriangle,
  type SymbolType,
  symbolWye,
} from "d3";
import { segmentShape } from "../../kit/drawing/palette.js";

const TYPES: Readonly<Record<ReturnType<typeof segmentShape>, SymbolType>> = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond2,
  star: symbolStar,
  cross: symbolCross,
  wye: symbolWye,
  plus: symbolTimes,
};

/** The shape of a segment's marks; a circle for those without a segment.
 * @param segment From 0; -1 is unassigned.
 */
export function symbolOf(segment: number): SymbolType {
  return segment < 0 ? symbolCircle : TYPES[segmentShape(segment)];
}

/** Whether a shape is drawn by its strokes alone. */
export function isStroked(type: SymbolType): boolean {
  return type === symbolTimes;
}
