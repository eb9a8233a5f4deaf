/** Seeded data of the benchmark, written as raw numbers or as CSV. Runs in Deno only. */

import { createRng } from "../pipeline/base/rng.ts";

/** What kind of rows: Gaussian blobs, answers from 1 to 5, or such answers moved by up to 0.001, so that
 * no two distances are equal: trees of tied distances differ from program to program. Or a file to be
 * read: a CSV of such answers, or the sample's workbook. */
export type DataKind = "blobs" | "survey" | "untied" | "csv" | "sample";

const SAMPLE = new URL("../data/dataset.xlsx", import.meta.url).pathname;

/** Rows of a benchmark. */
export interface DataShape {
  readonly kind: DataKind;
  readonly n: number;
  readonly d: number;
}

const CENTRES = 8;
const BOX = 10;
const DEVIATION = 6;
const JITTER = 1e-3;

/** Makes rows: eight centres uniform in [-10, 10] with deviation 6, or answers around four profiles. */
export function makeRows({ kind, n, d }: DataShape): Float64Array {
  const rng = createRng(1);
  const values = new Float64Array(n * d);
  const groups = kind === "blobs" ? CENTRES : 4;
  const centres = Array.from(
    { length: groups },
    () =>
      Float64Array.from(
        { length: d },
        () => kind === "blobs" ? BOX * (2 * rng.uniform() - 1) : 3 + 0.8 * rng.normal(),
      ),
  );
  for (let i = 0; i < n; i++) {
    const centre = centres[rng.below(groups)];
    for (let c = 0; c < d; c++) {
      values[i * d + c] = kind === "blobs"
        ? centre[c] + DEVIATION * rng.normal()
        : Math.max(1, Math.min(5, Math.round(centre[c] + 1.1 * rng.normal()))) +
          (kind === "untied" ? JITTER * (2 * rng.uniform() - 1) : 0);
    }
  }
  return values;
}

/** Writes the file of some data into a folder.
 * @returns Where it is.
 */
export async function writeData(folder: string, shape: DataShape): Promise<string> {
  const { kind, n, d } = shape;
  if (kind === "sample") return SAMPLE;
  const file = `${folder}/${kind}-${n}-${d}.${kind === "csv" ? "csv" : "bin"}`;
  if (kind === "csv") await writeSurvey(file, shape);
  else await writeRows(file, shape);
  return file;
}

/** Writes rows as 64-bit numbers, one row after another. */
async function writeRows(file: string, shape: DataShape): Promise<void> {
  await Deno.writeFile(file, new Uint8Array(makeRows(shape).buffer as ArrayBuffer));
}

/** Writes answers as a survey's CSV with a header. */
export async function writeSurvey(file: string, shape: DataShape): Promise<void> {
  const { n, d } = shape;
  const values = makeRows(shape);
  const lines = [Array.from({ length: d }, (_, c) => `q1_${c + 1}`).join(",")];
  for (let i = 0; i < n; i++) lines.push(values.subarray(i * d, (i + 1) * d).join(","));
  await Deno.writeTextFile(file, lines.join("\n") + "\n");
}
