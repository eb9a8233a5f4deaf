/** Who the segments of all rows are: the figures of a profile from counts of answers. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import { computeFigures, type Figures } from "../../profile/figures.ts";
import type { ProfileRow, SegmentFigure } from "../../profile/segment_profile.ts";
import type { Engine, TallyCell } from "../engine.ts";
import {
  choose,
  minus,
  named,
  num,
  type RowExpression,
  type RowSteps,
  times,
} from "../rows/expression.ts";
import { addUp, boundsOf, scaleFor } from "./fixed_point.ts";
import { mostOf, type Rows, weighed } from "./moments.ts";

/** A column whose figures are wanted. */
export interface ProfiledColumn {
  /** What its answers are called. */
  readonly answer: string;
  /** Whether it has few distinct answers, which are counted one by one. */
  readonly isCounted: boolean;
  /** The answers in words, for shares of each; null for numbers. */
  readonly categories: readonly string[] | null;
  /** Its rows in the profile of the sample, which say what is told of it. */
  readonly rows: readonly ProfileRow[];
}

/** What segments are counted by. */
export interface Segmented {
  /** Up to where `segment` is named. */
  readonly steps: RowSteps;
  readonly k: number;
}

/** Computes the figures of a profile over all rows: to the bit those of a run in memory on the same
 * segments, for answers that are counted; for others from sums of numbers.
 */
export async function profileAll(
  engine: Engine,
  rows: Rows,
  { columns, segmented }: {
    readonly columns: readonly ProfiledColumn[];
    readonly segmented: Segmented;
  },
): Promise<ProfileRow[]> {
  const counted = columns.filter(({ isCounted }) => isCounted);
  const summed = columns.filter(({ isCounted }) => !isCounted);
  const tables = await countAnswers(engine, rows, { columns: counted, segmented });
  const moments = await sumAnswers(engine, rows, { columns: summed, segmented });
  const told = columns.flatMap((column) =>
    column.rows.map((row) => ({
      ...row,
      ...(column.isCounted
        ? figuresOfCounts(tables[counted.indexOf(column)], { row, column, rows, k: segmented.k })
        : moments[summed.indexOf(column)]),
    }))
  );
  return told.sort((a, b) => b.effect - a.effect);
}

type Asked = { readonly columns: readonly ProfiledColumn[]; readonly segmented: Segmented };

/** Cells of each column, by rising value. */
async function countAnswers(
  engine: Engine,
  { weight, ...asked }: Rows,
  { columns, segmented }: Asked,
): Promise<TallyCell[][]> {
  const { rows } = engine.facts;
  const one = weight === null ? null : named(weight.name);
  const term = (of: RowExpression, bound: number) => ({ of, scale: scaleFor(bound, rows) });
  const sum = one === null ? null : term(one, weight!.bound);
  const square = one === null ? null : term(times(one, one), weight!.bound ** 2);
  const cells = columns.length === 0 ? [] : await engine.tally({
    ...{ ...asked, steps: segmented.steps, group: named("segment"), groups: segmented.k },
    of: columns.map(({ answer }) => answer),
    ...{ weight: sum, square },
  });
  const inUnits = (cell: TallyCell): TallyCell => ({
    ...cell,
    weight: cell.weight / (sum?.scale ?? 1),
    square: cell.square / (square?.scale ?? 1),
  });
  return columns.map((_, c) =>
    cells.filter(({ of, value }) => of === c && !Number.isNaN(value)).map(inUnits)
      .sort((a, b) => a.value - b.value || a.group - b.group)
  );
}

function figuresOfCounts(
  cells: readonly TallyCell[],
  { row, column, rows: { weight }, k }: {
    readonly row: ProfileRow;
    readonly column: ProfiledColumn;
    readonly rows: Rows;
    readonly k: number;
  },
): Figures {
  const values = [...new Set(cells.map(({ value }) => value))];
  const at = new Map(values.map((value, level) => [value, level]));
  const size = values.length * k;
  const counts = new Uint32Array(size);
  const sums = new Float64Array(size), squares = new Float64Array(size);
  for (const cell of cells) {
    const place = at.get(cell.value)! * k + cell.group;
    counts[place] = cell.count;
    sums[place] = cell.weight;
    squares[place] = cell.square;
  }
  const position = row.category === null ? -1 : column.categories?.indexOf(row.category) ?? -1;
  const levels = Float64Array.from(
    values,
    (value) => position < 0 ? value : value === position ? 1 : 0,
  );
  return computeFigures(
    { counts, k, weighted: weight === null ? null : { sums, squares } },
    levels,
  );
}

/** Figures of numbers of many distinct values: means, then squares about these, in two passes. */
async function sumAnswers(
  engine: Engine,
  rows: Rows,
  { columns, segmented: { steps, k } }: Asked,
): Promise<Figures[]> {
  if (columns.length === 0) return [];
  const { weight, ...asked } = { ...rows, steps };
  const of = columns.map(({ answer }) => named(answer));
  const { bounds } = await boundsOf(engine, asked, of);
  const most = mostOf(rows);
  const group = { ...asked, group: named("segment"), groups: k };
  const isThere = (answer: RowExpression, then: RowExpression) =>
    choose({ op: "missing", a: answer }, num(0), then);
  const first = await addUp(engine, {
    ...group,
    summands: of.flatMap((answer, c) => [
      { of: isThere(answer, num(1)), bound: 1 },
      { of: isThere(answer, weighed(num(1), rows)), bound: most },
      {
        of: isThere(
          answer,
          weight === null ? num(1) : times(named(weight.name), named(weight.name)),
        ),
        bound: most * most,
      },
      { of: isThere(answer, weighed(answer, rows)), bound: most * bounds[c] },
    ]),
  });
  const read = (c: number, part: number) => first.sums.map((sums) => sums[4 * c + part]);
  const means = columns.map((_, c) => total(read(c, 3)) / total(read(c, 1)));
  const second = await addUp(engine, {
    ...group,
    summands: of.map((answer, c) => {
      const gap = minus(answer, num(means[c]));
      const reach = bounds[c] + Math.abs(means[c]);
      return { of: isThere(answer, weighed(times(gap, gap), rows)), bound: most * reach * reach };
    }),
  });
  return columns.map((_, c) =>
    figuresOfSums({
      ...{ bases: read(c, 0), masses: read(c, 1), squared: read(c, 2), sums: read(c, 3) },
      ...{ mean: means[c], about: second.sums.map((sums) => sums[c]), isWeighted: weight !== null },
    })
  );
}

/** The same figures as {@link computeFigures} has from counts. */
function figuresOfSums(
  { bases, masses, squared, sums, mean, about, isWeighted }: {
    readonly bases: readonly number[];
    readonly masses: readonly number[];
    readonly squared: readonly number[];
    readonly sums: readonly number[];
    readonly mean: number;
    /** Squares about the mean of all. */
    readonly about: readonly number[];
    readonly isWeighted: boolean;
  },
): Figures {
  const means = sums.map((sum, g) => sum / masses[g]);
  const [base, mass] = [total(bases), total(masses)];
  const between = means.reduce(
    (sum, own, g) => bases[g] > 0 ? sum + masses[g] * (own - mean) ** 2 : sum,
    0,
  );
  const within = Math.max(0, total(about) - between);
  const figure = (value: number, g: number | null): SegmentFigure => {
    const own = g === null ? base : bases[g];
    const shown = own === 0 ? { value: null, base: 0, index: null, difference: null } : {
      ...{ value, base: own, difference: value - mean },
      index: mean === 0 ? null : 100 * value / mean,
    };
    if (!isWeighted) return shown;
    const [weight, square] = g === null ? [mass, total(squared)] : [masses[g], squared[g]];
    return { ...shown, effectiveBase: kishBase(weight, square) };
  };
  const k = means.length;
  return {
    total: figure(mean, null),
    segments: means.map(figure),
    deviation: base > k ? Math.sqrt(within * (base / mass) / (base - k)) : 0,
    effect: within + between > 0 ? between / (within + between) : 0,
  };
}

function total(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
