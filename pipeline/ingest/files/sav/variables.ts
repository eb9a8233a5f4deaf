/** Makes variables of the dictionary records of an SPSS system file. Runs in Deno and browsers. */

import { Damage } from "../damage.ts";
import type { Decode } from "./encoding.ts";
import type { Told } from "./extensions.ts";
import type { SavSet } from "./response_sets.ts";

/** A variable record; texts are still bytes. */
export interface RawVariable {
  readonly name: Uint8Array;
  readonly label: Uint8Array;
  /** Bytes of a text, 0 for a number. */
  readonly width: number;
  /** SPSS's number of the print format. */
  readonly format: number;
  /** 1 to 3 codes; -2 a range; -3 a range and a code. */
  readonly missingForm: number;
  readonly missing: readonly Uint8Array[];
  /** Place in a case, and length there, in elements of 8 bytes. */
  readonly element: number;
  elements: number;
}

/** A set of value labels, and the elements whose variables have it. */
export interface RawLabels {
  readonly labels: readonly { readonly value: Uint8Array; readonly label: Uint8Array }[];
  readonly elements: ReadonlySet<number>;
}

/** A run of bytes of a case. */
export interface Segment {
  readonly start: number;
  readonly length: number;
}

/** A variable as SPSS shows it. */
export interface SavVariable {
  readonly name: string;
  readonly label: string;
  /** Bytes of a text, 0 for a number. */
  readonly width: number;
  readonly format: number;
  readonly measure: "nominal" | "ordinal" | "scale" | null;
  /** Where its bytes are in a case. */
  readonly segments: readonly Segment[];
  /** In the file's order. */
  readonly labels: ReadonlyMap<number | string, string>;
  readonly missing: {
    readonly codes: ReadonlySet<number | string>;
    readonly range: readonly [low: number, high: number] | null;
  };
  /** The set that it belongs to with others; the file's first of several. */
  readonly set: SavSet | null;
}

/** A variable record with all its segments. */
export interface JoinedVariable {
  readonly raw: RawVariable;
  readonly width: number;
  /** Position of the first segment among all variable records. */
  readonly position: number;
  readonly segments: readonly Segment[];
}

const MEASURES = [null, "nominal", "ordinal", "scale"] as const;
const SEGMENT_WIDTH = 252;
const SEGMENT_BYTES = 255;

/** Joins the segments of texts of more than 255 bytes.
 * @throws {Damage} If segments are lacking, or a text has fewer elements than bytes.
 */
export function joinVeryLong(
  raw: readonly RawVariable[],
  { decode, lengths }: { decode: Decode; lengths: ReadonlyMap<string, number> },
): JoinedVariable[] {
  const joined: JoinedVariable[] = [];
  for (let position = 0; position < raw.length;) {
    const first = raw[position];
    const length = lengths.get(decode(first.name)) ?? first.width;
    const parts = length <= SEGMENT_BYTES ? 1 : Math.ceil(length / SEGMENT_WIDTH);
    const width = first.width === 0 ? 0 : length;
    const segments: Segment[] = [];
    for (let s = 0; s < parts; s++) {
      const part = raw[position + s];
      if (part === undefined || (parts > 1 && part.width === 0)) {
        throw new Damage("a long text without all its parts");
      }
      if (part.elements < Math.ceil(part.width / 8)) {
        throw new Damage("a text without its elements");
      }
      const used = Math.max(0, Math.min(part.width, length - s * SEGMENT_BYTES));
      segments.push({ start: 8 * part.element, length: parts === 1 ? part.width : used });
    }
    joined.push({ raw: first, width, position, segments });
    position += parts;
  }
  return joined;
}

/** Names variables and gives them their labels and missing codes. */
export function toVariables(
  joined: readonly JoinedVariable[],
  { decode, littleEndian, labelSets, told }: {
    decode: Decode;
    littleEndian: boolean;
    labelSets: readonly RawLabels[];
    told: Told;
  },
): SavVariable[] {
  const total = joined.length === 0 ? 0 : joined[joined.length - 1].position +
    joined[joined.length - 1].segments.length;
  // Two or three numbers a variable: the width in columns may be left out.
  const perVariable = Math.round(told.measures.length / total);
  const measureOf = (position: number) =>
    perVariable < 2 ? null : MEASURES[told.measures[position * perVariable]] ?? null;
  const toValue = (bytes: Uint8Array, isText: boolean): number | string => {
    if (isText) return decode(bytes);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, littleEndian);
  };
  const names = joined.map(({ raw }) => {
    const short = decode(raw.name);
    return { short, name: told.longNames.get(short) ?? short };
  });
  const sets = setsByName(told.sets.sets, names);
  return joined.map(({ raw, width, position, segments }, v) => {
    const isText = width > 0;
    const { name } = names[v];
    const labels = new Map<number | string, string>();
    for (const set of labelSets) {
      if (!set.elements.has(raw.element)) continue;
      for (const { value, label } of set.labels) labels.set(toValue(value, isText), decode(label));
    }
    for (const { value, label } of told.labels.get(name) ?? []) labels.set(value, label);
    const listed = raw.missing.map((bytes) => toValue(bytes, isText));
    const isRange = raw.missingForm < 0 && !isText;
    return {
      name,
      label: decode(raw.label),
      width,
      format: raw.format,
      measure: measureOf(position),
      segments,
      labels,
      missing: {
        codes: new Set([...listed.slice(isRange ? 2 : 0), ...(told.missing.get(name) ?? [])]),
        range: isRange ? [listed[0] as number, listed[1] as number] : null,
      },
      set: sets.get(name) ?? null,
    };
  });
}

/** The set of each variable, by long names. Sets of which less than two variables are left, as others have
 * the rest or the file lacks them, are none.
 */
function setsByName(
  sets: readonly SavSet[],
  names: readonly { readonly short: string; readonly name: string }[],
): Map<string, SavSet> {
  const known = new Map<string, string>();
  for (const { name } of names) known.set(name.toLowerCase(), name);
  for (const { short, name } of names) known.set(short.toLowerCase(), name);
  const setOf = new Map<string, SavSet>();
  for (const set of sets) {
    const own = new Set(set.variables.flatMap((variable) => known.get(variable) ?? []));
    const free = [...own].filter((name) => !setOf.has(name));
    if (free.length < 2) continue;
    for (const name of free) setOf.set(name, set);
  }
  return setOf;
}
