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
const ARRAYS = {
  i8: Int8Array,
  i16: Int16Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
} as const;

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
  { map, runId, computedAs = runId }: Pick<RunView, "map" | "runId" | "computedAs">,
  file: { arrayBuffer(): Promise<ArrayBuffer> },
): Promise<boolean> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0) return false;
  const packed = unpackPoints(bytes);
  if (packed.runId !== computedAs) return false;
  keep(map, packed.points);
  return true;
}

function keep(map: MapView, points: MapPoints): MapPoints {
  unpacked.set(map, points);
  return points;
}

/** Reads what the engine packed. */
export function unpackPoints(bytes: Uint8Array): { runId: string; points: MapPoints } {
  // Lists of larger numbers begin where their size divides: a copy begins at 0.
  const { buffer } = bytes.slice();
  const headLength = new DataView(buffer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, headLength));
  const head: PackedHead = JSON.parse(text);
  const { n, runId, order, identifier, xDomain, yDomain } = head;
  let at = 4 + headLength;
  const next = (type: PackedType): PackedNumbers => {
    const values = new ARRAYS[type](buffer, at, n);
    at += Math.ceil(values.byteLength / 4) * 4;
    return values;
  };
  const x = placed(next("u16"), xDomain);
  const y = placed(next("u16"), yDomain);
  const segment = next(head.segment);
  const row = rowsOf(next(head.row));
  const hundredths = head.silhouette === null ? null : next(head.silhouette);
  const silhouette = hundredths &&
    lazily(() => Array.from(hundredths, (value) => value === NO_SILHOUETTE ? null : value / 100));
  const answers = head.answers.map(({ levels, type, ...variable }) => {
    const codes = next(type);
    const values = lazily(() => Array.from(codes, (code) => code === 0 ? null : levels[code - 1]));
    return {
      ...variable,
      get values() {
        return values();
      },
    };
  });
  return {
    runId,
    points: {
      ...{ x, y, segment, row, order, identifier, answers },
      get silhouette() {
        return silhouette === null ? null : silhouette();
      },
    },
  };
}

type PackedNumbers = InstanceType<typeof ARRAYS[PackedType]>;

/** What is told of single respondents is read once somebody asks for one: the map itself needs places alone. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function placed(places: PackedNumbers, [low, high]: readonly [number, number]): Float64Array {
  const values = new Float64Array(places);
  const step = (high - low) / LAST_PLACE;
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.round((low + values[i] * step) * DECIMALS) / DECIMALS + 0;
  }
  return values;
}

function rowsOf(steps: PackedNumbers): Float64Array {
  const rows = new Float64Array(steps);
  for (let i = 1; i < rows.length; i++) rows[i] += rows[i - 1];
  return rows;
}
