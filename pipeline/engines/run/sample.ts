/** The sample that a run over all rows begins with. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { writeCsv } from "../../deliver/csv_text.ts";
import type { Engine } from "../engine.ts";

/** Rows drawn without putting back, each as likely as any other, rising; all where there are no more.
 * O(wanted) where few of many are drawn.
 * @see Floyd in: Bentley, Programming pearls: a sample of brilliance, 1987, doi:10.1145/30401.315746
 */
export function drawRows(rows: number, wanted: number, rng: Rng): Float64Array {
  if (wanted >= rows) return Float64Array.from({ length: rows }, (_, row) => row);
  const drawn = new Set<number>();
  for (let last = rows - wanted; last < rows; last++) {
    const row = Math.floor(rng.uniform() * (last + 1));
    drawn.add(drawn.has(row) ? last : row);
  }
  return Float64Array.from(drawn).sort();
}

/** Writes the cells of some rows as the survey that a run reads. */
export async function sampleOf(
  engine: Engine,
  rows: Float64Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const cells = await engine.cells(rows);
  return writeCsv(engine.facts.columns.map(({ header }) => header), cells, "keep");
}
