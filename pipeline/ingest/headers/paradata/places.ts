/** Finds columns of geographic coordinates. Runs in Deno and browsers. */

import type { ShownCells } from "../dialects/reader.ts";
import {
  GEOGRAPHIC,
  GEOGRAPHIC_ONLY,
  headerWords,
  LATITUDE_SHORT,
  LATITUDES,
  LONGITUDE_SHORT,
  LONGITUDES,
  PLACE_WORDS,
} from "./words.ts";

/** What the columns are, and by which evidence. */
type Found = Map<number, { readonly what: string; readonly by: string }>;

const WHAT = "places where interviews were";
/** Latitude and longitude, perhaps height and precision too, as ODK joins them. */
const POINT = /^-?\d{1,2}\.\d{3,}[ ,;]+-?\d{1,3}\.\d{3,}(?:[ ,;]+-?\d+(?:\.\d+)?){0,2}$/;
const DECIMAL = /^-?\d{1,3}[.,]\d+$/;
const COORDINATE = /^-?\d{1,3}(?:[.,]\d+)?$/;
const MOSTLY = 0.5;
/** What devices note beside a place. */
const BESIDE = /altitude|elevation|precision|accuracy/i;

/** Coordinates by header and range, points joined in one cell by their shape, and height and precision
 * beside a latitude whose header is the same up to this word. */
export function findPlaces(names: readonly string[], cells: ShownCells): Found {
  const found: Found = new Map();
  const words = names.map(headerWords);
  const isLat = words.map((own, c) => isPart(own, LATITUDES) && areWithin(cells[c], 90));
  const isLong = words.map((own, c) => isPart(own, LONGITUDES) && areWithin(cells[c], 180));
  const shortLat = indexOfShort(LATITUDE_SHORT, 90);
  const shortLong = indexOfShort(LONGITUDE_SHORT, 180);
  const isPair = shortLat !== -1 && shortLong !== -1;
  const latitudes = new Set(names.filter((_, c) => isLat[c]).map((name) => name.toLowerCase()));
  for (const [c, name] of names.entries()) {
    const isShort = isPair && (c === shortLat || c === shortLong);
    const isBeside = BESIDE.test(name) &&
      latitudes.has(name.toLowerCase().replace(BESIDE, "latitude"));
    if (isLat[c] || isLong[c] || isShort || isBeside) {
      found.set(c, { what: WHAT, by: "as its header and numbers say" });
    } else if (cells[c].length > 0 && cells[c].every((text) => POINT.test(text))) {
      found.set(c, { what: WHAT, by: "as every cell is a pair of coordinates" });
    }
  }
  return found;

  function indexOfShort(short: ReadonlySet<string>, most: number): number {
    return words.findIndex((own, c) =>
      own.length === 1 && short.has(own[0]) && areWithin(cells[c], most)
    );
  }
}

function isPart(words: readonly string[], known: ReadonlySet<string>): boolean {
  const at = words.findIndex((one) => known.has(one));
  if (at === -1) return false;
  // What follows may make another thing of it: the latitude of a choice is no place.
  const goesOn = words.slice(at + 1).some((one) => !PLACE_WORDS.has(one) && !GEOGRAPHIC.test(one));
  if (goesOn) return false;
  return !GEOGRAPHIC_ONLY.has(words[at]) || words.some((one) => GEOGRAPHIC.test(one));
}

/** Whether all are degrees up to a bound, most of them with decimals. */
function areWithin(texts: readonly string[], most: number): boolean {
  const decimals = texts.filter((text) => DECIMAL.test(text)).length;
  return texts.length > 0 && decimals >= MOSTLY * texts.length &&
    texts.every((text) =>
      COORDINATE.test(text) && Math.abs(Number(text.replace(",", "."))) <= most
    );
}
