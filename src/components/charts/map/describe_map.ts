/** What the map shows, in words. Runs in Deno and browsers. */

import type { MapView } from "../../../../pipeline/view/types.ts";
import type { Caption } from "../frame/caption.js";
import { countOf, formatNumber, formatShare } from "../../kit/words/format.js";
import { pointsOf } from "./points.js";

/** What the map shows. */
export type ScatterMode = "points" | "hull" | "density";

/** Neighbourhoods along each side within which respondents are counted for the finding. */
const NEIGHBOURHOODS = 10;
/** From such shares on, segments have regions of their own, or mix at their borders; below they overlap. None of
 * this says that there are gaps between them: slices of one crowd have regions, too. */
const OWN_REGION = 0.9;
const MIXED = 0.7;

/** The caption of the map.
 * @param mode What is asked for; where no respondents are published, densities stand for them.
 */
export function describeMap(map: MapView, mode: ScatterMode): Caption {
  const drawn = pointsOf(map)?.x.length ?? 0;
  const n = formatNumber(map.n);
  const shown = modeOf(map, mode);
  const counted = shown === "density" || drawn === map.n
    ? `n = ${countOf(map.n, "respondent")}`
    : `${formatNumber(drawn)} of ${n} respondents drawn`;
  const what = {
    points: "Each mark is a respondent, near to those who answer alike",
    hull: "Outlines hold the 95 % of each segment nearest to its centre",
    density: "The stronger the colour, the more respondents of a segment",
  }[shown];
  return {
    title: findingOf(map),
    subtitle: `${what}; ${counted}`,
    note: noteOf(map),
    filename: "map",
  };
}

/** More respondents than this are an image in files too: shapes would make them large. */
export const MOST_SHAPES = 1500;
/** More than this are laid into an image on a page: a browser takes longer for shapes than for all else. */
const MOST_SHAPES_ON_PAGE = 300;
const HAS_IMAGES = "ImageData" in globalThis;

/** Only densities can be drawn where no respondents are published, or more than shapes can show and there are no
 * images, as in a notebook that was run before its page was opened. */
export function modeOf(map: MapView, mode: ScatterMode): ScatterMode {
  const points = pointsOf(map);
  const isCrowd = mode === "points" && (points?.x.length ?? 0) > MOST_SHAPES;
  return points === null || (isCrowd && !HAS_IMAGES) ? "density" : mode;
}

/** Whether a page shows so many respondents as an image. */
export function isImageOf(n: number): boolean {
  return n > MOST_SHAPES_ON_PAGE && HAS_IMAGES;
}

/** How far neighbours on the map are of one segment. */
function findingOf({ grid: { cells, counts }, centers }: MapView): string {
  if (centers.length === 1) return "One segment holds everybody on the map";
  const step = Math.max(1, cells / NEIGHBOURHOODS);
  const places = new Map<number, Map<number, number>>();
  let total = 0;
  for (const [column, row, segment, count] of counts) {
    const place = Math.floor(row / step) * cells + Math.floor(column / step);
    const here = places.get(place) ?? new Map<number, number>();
    here.set(segment, (here.get(segment) ?? 0) + count);
    places.set(place, here);
    total += count;
  }
  if (total === 0) return "Too few respondents stand together to be shown";
  let among = 0;
  for (const here of places.values()) among += [...here.values()].reduce((a, b) => Math.max(a, b));
  const share = among / total;
  const finding = share >= OWN_REGION
    ? `Each of the ${centers.length} segments has a region of its own`
    : share >= MIXED
    ? `The ${centers.length} segments mix where they meet`
    : `The ${centers.length} segments overlap on the map`;
  return `${finding}: ${formatShare(share)} of respondents stand among their own`;
}

/** What axes and distances may be read as. */
function noteOf({ method }: MapView): string {
  switch (method) {
    case "umap":
      return "Neighbours on this map answer alike; how far groups lie from each other, and in which " +
        "direction, means little.";
    case "none":
      return "Only two of the features make this map: who stands together here may differ in all others.";
    default:
      return "Words at the ends tell which answers are higher there; the lines cross at the average " +
        "respondent.";
  }
}
