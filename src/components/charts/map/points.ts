/** The respondents that the map draws: a view's own, or all of them as they come packed. Runs in Deno and browsers. */

import type { AnswersView, MapView, RunView } from "../../../../pipeline/view/types.ts";
import type { PackedHead, PackedType } from "../../../../pipeline/view/points/packed.ts";

/** Answers of respondents to one variable, parallel to the points. */
export type PointAnswers = Omit<AnswersView, "values"> & {
  readonly values: ArrayLike<number | null>;
};

/** Respondents with a place; parallel lists, as in {@link MapView}. */
export interface MapPoints {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly segment: ArrayLike<number>;
  readonly row: ArrayLike<number>;
  readonly order: "file" | "published";
  readonly identifier: ArrayLike<string> | null;
  readonly silhouette: ArrayLike<number | null> | null;
  readonly answers: readonly PointAnswers[];
}

/** As `LAST_PLACE` and `NO_SILHOUETTE` of the engine's packing. */
const LAST_PLACE = 65_535;
const NO_SILHOUETTE = -128;
/** Places are told to the thousandth, as in a view. */
const DECIMALS = 1e3;
const SIZES: Readonly<Record<PackedType, number>> = { i8: 1, i16: 2, u8: 1, u16: 2, u32: 4 };

const unpacked = new WeakMap<MapView, MapPoints>();

/** The respondents of a map: all where they came with the view or were {@link fetchEveryone fetched}, else
 * the view's own sample; null where none are published.
 */
export function pointsOf(map: MapView): MapPoints | null {
  const known = unpacked.get(map);
  if (known !== undefined) return known;
  if (map.everyone === undefined) return map.points;
  return keep(map, unpackPoints(map.everyone).points);
}

/** Whether respondents lack that a file of the site may hold. */
export function isSample(map: MapView): boolean {
  return map.points !== null && (pointsOf(map)?.x.length ?? 0) < map.n;
}

/** Fetches every respondent of a view.
 * @returns Whether they came: a file of another run, or none, leaves the sample in place.
 */
export async function fetchEveryone(
  { map, runId }: Pick<RunView, "map" | "runId">,
  file: { arrayBuffer(): Promise<ArrayBuffer> },
): Promise<boolean> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0) return false;
  const packed = unpackPoints(bytes);
  if (packed.runId !== runId) return false;
  keep(map, packed.points);
  return true;
}

function keep(map: MapView, points: MapPoints): MapPoints {
  unpacked.set(map, points);
  return points;
}

/** Reads what the engine packed. */
export function unpackPoints(bytes: Uint8Array): { runId: string; points: MapPoints } {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headLength = data.getUint32(0, true);
  const head: PackedHead = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headLength)));
  const { n, runId, order, identifier, xDomain, yDomain } = head;
  let at = 4 + headLength;
  const next = (type: PackedType): Float64Array => {
    const values = readNumbers(data, { at, n, type });
    at += Math.ceil(n * SIZES[type] / 4) * 4;
    return values;
  };
  const x = placed(next("u16"), xDomain);
  const y = placed(next("u16"), yDomain);
  const segment = next(head.segment);
  const row = next(head.row);
  for (let i = 1; i < n; i++) row[i] += row[i - 1];
  const hundredths = head.silhouette === null ? null : next(head.silhouette);
  const silhouette = hundredths &&
    Array.from(hundredths, (value) => value === NO_SILHOUETTE ? null : value / 100);
  const answers = head.answers.map(({ levels, type, ...variable }) => {
    const codes = next(type);
    return {
      ...variable,
      values: Array.from(codes, (code) => code === 0 ? null : levels[code - 1]),
    };
  });
  return { runId, points: { x, y, segment, row, order, identifier, silhouette, answers } };
}

function placed(places: Float64Array, [low, high]: readonly [number, number]): Float64Array {
  return places.map((place) =>
    Math.round((low + place / LAST_PLACE * (high - low)) * DECIMALS) / DECIMALS + 0
  );
}

function readNumbers(
  data: DataView,
  { at, n, type }: { readonly at: number; readonly n: number; readonly type: PackedType },
): Float64Array {
  const readers: Readonly<Record<PackedType, (place: number) => number>> = {
    i8: (place) => data.getInt8(place),
    i16: (place) => data.getInt16(place, true),
    u8: (place) => data.getUint8(place),
    u16: (place) => data.getUint16(place, true),
    u32: (place) => data.getUint32(place, true),
  };
  const [read, size] = [readers[type], SIZES[type]];
  return Float64Array.from({ length: n }, (_, i) => read(at + i * size));
}
