/** Writes small SPSS system files: plain cases, labels, measures, missing codes, multiple-response sets. Runs in Deno.
 * @see Pfaff et al., GNU PSPP Developers' Guide, "System File Format".
 */

import { joinBytes } from "../../pipeline/base/buffers.ts";

/** A variable of numbers or of texts. */
export interface SavColumn {
  readonly name: string;
  /** Left out: none. */
  readonly label?: string;
  /** Left out: none was set. */
  readonly measure?: "nominal" | "ordinal" | "scale";
  readonly values: readonly (number | string | null)[];
  /** Texts of codes; numbers only. */
  readonly labels?: readonly (readonly [code: number, label: string])[];
  /** Up to three codes that are declared missing. */
  readonly missing?: readonly number[];
  /** What numbers are shown as; left out: numbers. */
  readonly format?: "date" | "datetime" | "time";
}

/** A multiple-response set. */
export interface SavSet {
  /** Without the `$`. */
  readonly name: string;
  readonly label?: string;
  /** Names of its columns. */
  readonly columns: readonly string[];
  /** The value that means ticked; left out: a category set. */
  readonly counted?: number | string;
  /** Whether the value labels of the counted values name the options (`CATEGORYLABELS=COUNTEDVALUES`). */
  readonly isNamedByValues?: boolean;
}

const MEASURES = { nominal: 1, ordinal: 2, scale: 3 } as const;
/** What SPSS takes for missing by the system: the largest negative number. */
const SYSTEM_MISSING = -Number.MAX_VALUE;
const NUMBER_FORMAT = (5 << 16) | (8 << 8) | 2;
const FORMATS = {
  date: (20 << 16) | (11 << 8),
  time: (21 << 16) | (8 << 8),
  datetime: (22 << 16) | (20 << 8),
} as const;

/** Bytes of a file, appended little-endian. */
class Writer {
  readonly #parts: Uint8Array[] = [];

  int(value: number): this {
    return this.#view(4, (view) => view.setInt32(0, value, true));
  }

  double(value: number): this {
    return this.#view(8, (view) => view.setFloat64(0, value, true));
  }

  /** @param size Bytes, filled up with blanks; left out: as many as the text has. */
  text(text: string, size?: number): this {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array(size ?? bytes.length).fill(32);
    padded.set(bytes.subarray(0, padded.length));
    this.#parts.push(padded);
    return this;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return joinBytes(this.#parts);
  }

  #view(size: number, write: (view: DataView) => void): this {
    const part = new Uint8Array(size);
    write(new DataView(part.buffer));
    this.#parts.push(part);
    return this;
  }
}

/** Writes columns of equal length as a system file in UTF-8, uncompressed. */
export function writeSav(
  columns: readonly SavColumn[],
  { sets = [] }: { sets?: readonly SavSet[] } = {},
): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  const widths = columns.map(widthOf);
  const elements = widths.map((width) => Math.max(1, Math.ceil(width / 8)));
  const cases = columns[0].values.length;
  out.text("$FL2").text("@(#) SPSS DATA FILE", 60).int(2)
    .int(elements.reduce((sum, count) => sum + count, 0)).int(0).int(0).int(cases).double(100)
    .text("01 Jan 25", 9).text("12:00:00", 8).text("", 64).text("", 3);
  columns.forEach((column, c) => writeVariable(out, { column, c, width: widths[c] }));
  let element = 1;
  columns.forEach((column, c) => {
    writeLabels(out, column, element);
    element += elements[c];
  });
  writeExtensions(out, columns);
  writeSets(out, { columns, sets });
  out.int(999).int(0);
  for (let i = 0; i < cases; i++) {
    columns.forEach(({ values }, c) => {
      const value = values[i];
      if (widths[c] > 0) out.text(value === null ? "" : String(value), 8 * elements[c]);
      else out.double(value === null ? SYSTEM_MISSING : Number(value));
    });
  }
  return out.bytes();
}

/** Bytes of the longest text, 0 for numbers. */
function widthOf({ values }: SavColumn): number {
  const encoder = new TextEncoder();
  return values.reduce<number>(
    (most, value) =>
      typeof value === "string" ? Math.max(most, encoder.encode(value).length, 1) : most,
    0,
  );
}

function writeVariable(
  out: Writer,
  { column, c, width }: { column: SavColumn; c: number; width: number },
): void {
  const { label = "", missing = [] } = column;
  const plain = column.format === undefined ? NUMBER_FORMAT : FORMATS[column.format];
  const format = width > 0 ? (1 << 16) | (width << 8) : plain;
  out.int(2).int(width).int(label === "" ? 0 : 1).int(missing.length).int(format).int(format)
    .text(`V${c + 1}`, 8);
  if (label !== "") {
    const { length } = new TextEncoder().encode(label);
    out.int(length).text(label, length + (-length & 3));
  }
  for (const code of missing) out.double(code);
  for (let rest = Math.ceil(width / 8) - 1; rest > 0; rest--) {
    out.int(2).int(-1).int(0).int(0).int(format).int(format).text("", 8);
  }
}

function writeLabels(out: Writer, { labels = [] }: SavColumn, element: number): void {
  if (labels.length === 0) return;
  out.int(3).int(labels.length);
  for (const [code, label] of labels) {
    const { length } = new TextEncoder().encode(label);
    const padded = length + (-(length + 1) & 7);
    out.double(code).text(String.fromCharCode(length), 1).text(label, padded);
  }
  out.int(4).int(1).int(element);
}

function writeExtensions(out: Writer, columns: readonly SavColumn[]): void {
  out.int(7).int(11).int(4).int(3 * columns.length);
  for (const { measure } of columns) {
    out.int(measure === undefined ? 0 : MEASURES[measure]).int(8).int(0);
  }
  const names = columns.map(({ name }, c) => `V${c + 1}=${name}`).join("\t");
  out.int(7).int(13).int(1).int(new TextEncoder().encode(names).length).text(names);
  out.int(7).int(20).int(1).int(5).text("UTF-8");
}

/** Those that value labels name are in a record of their own, as versions before 14 do not know them. */
function writeSets(
  out: Writer,
  { columns, sets }: { columns: readonly SavColumn[]; sets: readonly SavSet[] },
): void {
  const short = new Map(columns.map(({ name }, c) => [name, `v${c + 1}`]));
  const sized = (text: string) => `${new TextEncoder().encode(text).length} ${text}`;
  for (const isNamedByValues of [false, true]) {
    const own = sets.filter((set) => (set.isNamedByValues ?? false) === isNamedByValues);
    const lines = own.map(({ name, label = "", counted, columns: members }) => {
      const form = counted === undefined
        ? "C "
        : `${isNamedByValues ? "E 1 " : "D"}${sized(String(counted))} `;
      const names = members.map((member) => short.get(member) ?? member).join(" ");
      return `$${name}=${form}${sized(label)} ${names}\n`;
    });
    const text = lines.join("");
    if (text === "") continue;
    out.int(7).int(isNamedByValues ? 19 : 7).int(1).int(new TextEncoder().encode(text).length)
      .text(text);
  }
}
