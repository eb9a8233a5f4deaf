/** Writes small SPSS system files of numbers with labels, for tests. Runs in Deno.
 * Layout: PSPP developer's guide, System File Format. */

/** A variable of numbers. */
export interface SmallVariable {
  /** At most eight capitals. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Up to three codes that are declared missing. */
  readonly missing?: readonly number[];
  readonly measure?: "nominal" | "ordinal" | "scale";
  readonly values: readonly number[];
}

const MEASURES = { nominal: 1, ordinal: 2, scale: 3 };
const F8_2 = 0x50802;

/** The bytes of a file with these variables, all of one length, not compressed. */
export function smallSav(variables: readonly SmallVariable[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const int = (value: number) => {
    for (let shift = 0; shift < 32; shift += 8) bytes.push((value >> shift) & 0xff);
  };
  const double = (value: number) =>
    void bytes.push(...new Uint8Array(new Float64Array([value]).buffer));
  const text = (value: string, width: number) => {
    const encoded = [...new TextEncoder().encode(value)];
    bytes.push(...encoded, ...Array<number>(width - encoded.length).fill(0x20));
  };
  const rows = variables[0].values.length;
  text("$FL2@(#) SPSS DATA FILE small", 64);
  for (const value of [2, variables.length, 0, 0, rows]) int(value);
  double(100);
  text("01 Jan 2412:00:00", 17);
  text("", 64);
  bytes.push(0, 0, 0);
  for (const { name, missing = [] } of variables) {
    for (const value of [2, 0, 0, missing.length, F8_2, F8_2]) int(value);
    text(name, 8);
    missing.forEach(double);
  }
  variables.forEach(({ labels = {} }, i) => {
    const named = Object.entries(labels);
    if (named.length === 0) return;
    int(3);
    int(named.length);
    for (const [value, label] of named) {
      const length = new TextEncoder().encode(label).length;
      double(Number(value));
      bytes.push(length);
      text(label, Math.ceil((length + 1) / 8) * 8 - 1);
    }
    for (const value of [4, 1, i + 1]) int(value);
  });
  for (const value of [7, 11, 4, 3 * variables.length]) int(value);
  for (const { measure } of variables) {
    for (const value of [measure === undefined ? 0 : MEASURES[measure], 8, 1]) int(value);
  }
  for (const value of [7, 20, 1, 5]) int(value);
  text("UTF-8", 5);
  int(999);
  int(0);
  for (let row = 0; row < rows; row++) for (const { values } of variables) double(values[row]);
  return Uint8Array.from(bytes);
}
