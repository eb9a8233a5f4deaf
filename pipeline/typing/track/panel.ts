/** Members of a panel who are in a run and in a later wave. Runs in Deno and browsers. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";
import { DataError, quoteValue } from "../../base/errors.ts";
import { neutralizeFormula } from "../../base/formulas.ts";
import { wilsonInterval, WITHIN_95 } from "../../numeric/distributions/proportions.ts";
import { adjustedRand, crossTable, marginsOf } from "../../structure/stability/agreement.ts";
import type { Survey } from "../../survey/survey.ts";
import type { PanelFlows } from "./tracked.ts";

/** Who was in which segment of the run. */
export interface Panel {
  /** The column of identifiers. */
  readonly id: string;
  /** Segment by identifier, from 1; null where the identifier stands more than once. */
  readonly segments: ReadonlyMap<string, number | null>;
}

/** Reads a run's `segments.csv`.
 * @param place Where it lies, for the message.
 * @returns Null where it has no identifiers.
 * @throws {DataError} If it is no such file.
 */
export function readPanel(text: string, place: string): Panel | null {
  const [header = [], ...rows] = Papa.parse<string[]>(text.trimEnd(), { delimiter: "," }).data;
  const segment = header.indexOf("segment", 1);
  if (header[0] !== "row" || segment < 0 || segment > 2) {
    throw new DataError(
      `Cannot read the segments of the run from ${
        quoteValue(place)
      }: its header must begin with row, the ` +
        `identifier and segment, but it is ${
          quoteValue(header.join(","))
        }. Give the folder of a run.`,
    );
  }
  if (segment === 1) return null;
  const segments = new Map<string, number | null>();
  for (const cells of rows) {
    const id = cells[1], number = Number(cells[segment]);
    if (id === undefined || id === "" || !(number > 0)) continue;
    segments.set(id, segments.has(id) ? null : number);
  }
  return { id: header[1], segments };
}

/** Counts who went where; identifiers that stand more than once in either are left out.
 * @param wave Rows in the file of who is placed, and the segment of each, from 0.
 * @returns Null where the wave has no column of that name, or shares no member.
 * @see Fleiss, Cohen and Everitt, Large sample standard errors of kappa and weighted kappa, Psychological
 * Bulletin, 1969, doi:10.1037/h0028106
 */
export function followPanel(
  panel: Panel,
  survey: Survey,
  { rows, segments, k }: {
    readonly rows: Int32Array;
    readonly segments: Int32Array;
    readonly k: number;
  },
): PanelFlows | null {
  const column = survey.columns.find(({ name }) => name === panel.id);
  if (column === undefined) return null;
  const counts = new Map<string, number>();
  // In the run's file identifiers that a spreadsheet would run have an apostrophe.
  const names = column.texts.map((text) =>
    panel.segments.has(text) ? text : neutralizeFormula(text)
  );
  const idOf = (i: number) => names[column.codes[rows[i]]];
  rows.forEach((_, i) => counts.set(idOf(i), (counts.get(idOf(i)) ?? 0) + 1));
  const from: number[] = [], to: number[] = [];
  const repeated = new Set<string>();
  rows.forEach((_, i) => {
    const before = panel.segments.get(idOf(i));
    if (before === undefined || before !== null && before > k) return;
    if (before === null || counts.get(idOf(i))! > 1) {
      repeated.add(idOf(i));
      return;
    }
    from.push(before - 1);
    to.push(segments[i]);
  });
  if (from.length === 0) return null;
  const table = crossTable(from, to, { rows: k, columns: k, weights: null });
  const margins = marginsOf(table);
  const same = Array.from({ length: k }, (_, s) => table.cells[s * k + s]);
  const share = same.reduce((sum, count) => sum + count, 0) / from.length;
  return {
    ...{ id: panel.id, members: from.length, repeated: repeated.size },
    table: same.map((_, s) => [...table.cells.subarray(s * k, (s + 1) * k)]),
    stayed: {
      ...{ share, base: from.length },
      ...wilsonInterval({ share, base: from.length }),
    },
    stayedBySegment: same.map((count, s) => margins.rows[s] === 0 ? null : count / margins.rows[s]),
    kappa: kappaOf(table.cells, { k, margins, n: from.length }),
    adjustedRand: from.length < 2 ? 1 : adjustedRand(table),
  };
}

function kappaOf(
  cells: Float64Array,
  { k, margins, n }: {
    readonly k: number;
    readonly margins: { readonly rows: Float64Array; readonly columns: Float64Array };
    readonly n: number;
  },
): PanelFlows["kappa"] {
  const row = margins.rows.map((count) => count / n);
  const column = margins.columns.map((count) => count / n);
  let agreed = 0, byChance = 0;
  for (let s = 0; s < k; s++) {
    agreed += cells[s * k + s] / n;
    byChance += row[s] * column[s];
  }
  if (byChance === 1) return { value: 1, low: 1, high: 1 };
  const value = (agreed - byChance) / (1 - byChance);
  let same = 0, apart = 0;
  for (let r = 0; r < k; r++) {
    for (let c = 0; c < k; c++) {
      const share = cells[r * k + c] / n;
      if (r === c) same += share * (1 - (row[r] + column[r]) * (1 - value)) ** 2;
      else apart += share * (column[r] + row[c]) ** 2;
    }
  }
  const variance = (same + (1 - value) ** 2 * apart - (value - byChance * (1 - value)) ** 2) /
    (1 - byChance) ** 2 / n;
  const reach = WITHIN_95 * Math.sqrt(Math.max(0, variance));
  return { value, low: value - reach, high: Math.min(1, value + reach) };
}
