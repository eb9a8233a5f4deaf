/** The map of every respondent in few bytes, for surveys of which a view draws a sample. Runs in Deno and browsers. */

import { joinBytes } from "../../base/buffers.ts";
import type { StageRun } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import { answeredVariables } from "../answers.ts";
import type { ViewOptions } from "../options.ts";
import { LAST_PLACE, NO_SILHOUETTE, type PackedHead, type PackedType } from "./packed.ts";

const ARRAYS = {
  i8: Int8Array,
  i16: Int16Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
} as const;

/** Packs where every respondent stands, of which segment, and what the map tells of one: some 6 bytes for
 * the place, segment and silhouette, and one or two for each of at most 8 answers. O(n).
 * @param options Which rows are told, as for the view.
 */
export function packPoints(
  result: StageRun,
  { rowNumbers, hasIdentities = false }: Omit<ViewOptions, "hasPoints">,
): Uint8Array<ArrayBuffer> {
  const { map: { n, d, values }, clustering, cleaned, evaluation, survey } = result;
  const numberOf = (i: number): number => {
    const row = cleaned.respondents[i];
    return rowNumbers === undefined ? row + 1 : rowNumbers[row];
  };
  const order = byNumber(n, numberOf);
  const positions = order.map((i) => cleaned.respondents[i]);
  const axes = [0, 1].map((axis) => placesOf(order, (i) => d > axis ? values[i * d + axis] : 0));
  const segments = order.map((i) => clustering.labels[i]);
  const steps = order.map((i, at) => numberOf(i) - (at === 0 ? 0 : numberOf(order[at - 1])));
  const silhouettes = (evaluation.gower ?? evaluation.reduced)?.perRow;
  const id = hasIdentities ? survey.columns.find(({ kind }) => kind === "id") : undefined;
  const answers = answeredVariables(result).map(({ column, view }) => ({
    view,
    ...codesOf(column, positions),
  }));
  const head: PackedHead = {
    runId: result.runId,
    n,
    xDomain: axes[0].domain,
    yDomain: axes[1].domain,
    order: hasIdentities ? "file" : "published",
    identifier: id === undefined ? null : Array.from(positions, (row) => id.texts[id.codes[row]]),
    segment: clustering.k < 128 ? "i8" : "i16",
    row: unsigned(steps),
    silhouette: silhouettes === undefined ? null : "i8",
    answers: answers.map(({ view, levels, codes }) => ({ ...view, levels, type: unsigned(codes) })),
  };
  return joinBytes([
    ...headBytes(head),
    ...axes.map(({ places }) => bytesOf(places, "u16")),
    bytesOf(segments, head.segment),
    bytesOf(steps, head.row),
    ...(silhouettes === undefined
      ? []
      : [bytesOf(order.map((i) => hundredths(silhouettes[i])), "i8")]),
    ...answers.map(({ codes }) => bytesOf(codes, unsigned(codes))),
  ]);
}

/** Positions by rising number, so that a position tells nothing that the number does not. */
function byNumber(n: number, numberOf: (i: number) => number): Int32Array {
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, numberOf(i));
  const at = new Int32Array(most + 1).fill(-1);
  for (let i = 0; i < n; i++) at[numberOf(i)] = i;
  return at.filter((i) => i >= 0);
}

function placesOf(
  order: Int32Array,
  valueOf: (i: number) => number,
): { places: Int32Array; domain: [number, number] } {
  let low = Infinity;
  let high = -Infinity;
  for (const i of order) {
    const value = valueOf(i);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const step = high > low ? LAST_PLACE / (high - low) : 0;
  return { places: order.map((i) => Math.round((valueOf(i) - low) * step)), domain: [low, high] };
}

function hundredths(silhouette: number): number {
  return Number.isNaN(silhouette) ? NO_SILHOUETTE : Math.round(silhouette * 100);
}

/** Codes from 1 by first appearance, so that they tell nothing of those who are not shown. */
function codesOf(
  { codes, values, missing }: Column,
  positions: Int32Array,
): { codes: Int32Array; levels: number[] } {
  const codeOfValue = new Map<number, number>();
  const codeOfLevel = new Int32Array(values.length).fill(-1);
  const levels: number[] = [];
  const codeOf = (level: number): number => {
    if (missing[level] !== 0) return 0;
    const known = codeOfValue.get(values[level]);
    if (known !== undefined) return known;
    codeOfValue.set(values[level], levels.push(values[level]));
    return levels.length;
  };
  const own = positions.map((row) => {
    const level = codes[row];
    if (codeOfLevel[level] < 0) codeOfLevel[level] = codeOf(level);
    return codeOfLevel[level];
  });
  return { codes: own, levels };
}

function unsigned(values: Int32Array): "u8" | "u16" | "u32" {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most < 256 ? "u8" : most < 65_536 ? "u16" : "u32";
}

/** The head behind its length, padded by spaces, which JSON reads over. */
function headBytes(head: PackedHead): Uint8Array[] {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
  padded.set(text);
  return [bytesOf(Int32Array.of(padded.length), "u32"), padded];
}

/** Numbers in bytes, the lowest first, as on every machine that has a browser. */
function bytesOf(values: Int32Array, type: PackedType): Uint8Array {
  const typed = new ARRAYS[type](values);
  const bytes = new Uint8Array(Math.ceil(typed.byteLength / 4) * 4);
  bytes.set(new Uint8Array(typed.buffer));
  return bytes;
}
