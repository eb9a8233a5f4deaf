/** Names of segments as drawn on the map, with their lines, and the list of names where only numbers fit. Runs in browsers. */

import { symbol } from "d3";
import { fitTitles, segmentTitle } from "../frame/caption.js";
import { drawing, label, line } from "../../kit/drawing/shapes.js";
import { svg } from "../../kit/elements.js";
import { INK, PAPER } from "../../kit/drawing/theme.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { leaderOf, MARK_ROOM, type PlacedName } from "./labels.js";
import { isStroked, symbolOf } from "./symbols.js";

const MARK_AREA = 60;
const LIST_ROW = 20;

/** Draws each name with its segment's mark, and a line to the centre. */
export function nameMarks(
  placed: readonly PlacedName[],
  names: readonly string[],
): SVGElement[] {
  return [
    ...placed.map(leader),
    ...placed.map(({ segment, text, left, top, height }) =>
      svg("g", [
        svg("title", segmentTitle(segment, names)),
        segmentMark(segment, left + 8, top + height / 2),
        label(text, { x: left + MARK_ROOM, y: top + height / 2, weight: 700, hasHalo: true }),
      ], { "data-name": segment })
    ),
  ];
}

function leader(placed: PlacedName): SVGElement {
  const [x1, y1, x2, y2] = leaderOf(placed);
  const halo = line([x1, y1, x2, y2], { color: PAPER, width: 3 });
  return svg("g", [
    halo,
    line([x1, y1, x2, y2], { color: INK, width: 1 }),
    svg("circle", [], {
      cx: x2,
      cy: y2,
      r: 4,
      fill: segmentColor(placed.segment),
      stroke: PAPER,
      "stroke-width": 2,
    }),
  ], { "data-leader": placed.segment });
}

/** Names in a list under the map, by their marks and numbers. */
export function nameList(
  names: readonly string[],
  { width }: { readonly width: number },
): SVGSVGElement {
  const titles = fitTitles(names, width - MARK_ROOM);
  return drawing(
    titles.map((title, segment) =>
      svg("g", [
        svg("title", segmentTitle(segment, names)),
        segmentMark(segment, 8, (segment + 0.5) * LIST_ROW),
        label(title, { x: MARK_ROOM, y: (segment + 0.5) * LIST_ROW }),
      ])
    ),
    {
      width,
      height: names.length * LIST_ROW,
      label: `The segments of the map: ${
        names.map((_, segment) => segmentTitle(segment, names)).join("; ")
      }`,
    },
  );
}

function segmentMark(segment: number, x: number, y: number): SVGElement {
  const type = symbolOf(segment);
  const color = segmentColor(segment);
  return svg("path", [], {
    d: symbol(type, MARK_AREA)() ?? "",
    transform: `translate(${x} ${y})`,
    fill: isStroked(type) ? "none" : color,
    stroke: isStroked(type) ? color : PAPER,
    "stroke-width": isStroked(type) ? 2 : 3,
    "paint-order": "stroke",
  });
}
