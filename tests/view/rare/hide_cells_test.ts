/** Property tests of what is hidden of small tables. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CountTable,
  type HiddenCells,
  hideCells,
} from "../../../pipeline/view/rare/hide_cells.ts";

/** Small, so that all tables that agree with what is shown can be tried. */
const LEAST = 3;
const COUNT = fc.oneof(fc.constantFrom(0, 0, 1, 2, 3), fc.nat(6));
const TABLES = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(
  ([rows, columns]) =>
    fc.array(COUNT, { minLength: rows * columns, maxLength: rows * columns })
      .map((counts): CountTable => ({ rows, columns, counts })),
);

/** All tables that agree with what is shown, found by trying: the reader of a page, with patience. */
function candidates(
  { counts, columns }: CountTable,
  { cells, totals }: HiddenCells,
): number[][] {
  const total = (row: number) => sum(counts.slice(row * columns, (row + 1) * columns));
  const base = (column: number) => sum(counts.filter((_, at) => at % columns === column));
  const found: number[][] = [];
  const tried = counts.map((count, at) => cells[at] ? 0 : count);
  const place = (at: number): void => {
    if (found.length > 3000) return;
    if (at === counts.length) {
      const agrees = (column: number) =>
        sum(tried.filter((_, cell) => cell % columns === column)) === base(column);
      if (Array.from({ length: columns }, (_, column) => column).every(agrees)) {
        found.push([...tried]);
      }
      return;
    }
    const [row, column] = [Math.floor(at / columns), at % columns];
    const isLast = column === columns - 1;
    for (
      let value = cells[at] ? 0 : counts[at];
      value <= (cells[at] ? base(column) : counts[at]);
      value++
    ) {
      tried[at] = value;
      const own = sum(tried.slice(row * columns, at + 1));
      if (!totals[row] && (own > total(row) || (isLast && own !== total(row)))) continue;
      place(at + 1);
    }
    tried[at] = cells[at] ? 0 : counts[at];
  };
  place(0);
  return found;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

Deno.test("hideCells() hides every small count and its total, and none where all are large or zero", () => {
  fc.assert(
    fc.property(TABLES, (table) => {
      const { cells, totals } = hideCells(table, LEAST);
      table.counts.forEach((count, at) => {
        if (count > 0 && count < LEAST) assert.ok(cells[at]);
      });
      for (let row = 0; row < table.rows; row++) {
        const total = sum(table.counts.slice(row * table.columns, (row + 1) * table.columns));
        if (total > 0 && total < LEAST) assert.ok(totals[row]);
      }
      const isPlain = table.counts.every((count) => count === 0 || count >= LEAST);
      if (isPlain) assert.ok(![...cells, ...totals].includes(true));
    }),
    { numRuns: 500, seed: 1 },
  );
});

Deno.test("no count that hideCells() hides can be computed from the others of its table", () => {
  fc.assert(
    fc.property(TABLES, (table) => {
      // One answer, or one segment: all of it is the base, which is told.
      fc.pre(table.rows > 1);
      const hidden = hideCells(table, LEAST);
      const all = candidates(table, hidden);
      table.counts.forEach((count, at) => {
        if (count === 0 || count >= LEAST) return;
        const values = new Set(all.map((each) => each[at]));
        assert.ok(values.size > 1, JSON.stringify({ ...table, ...hidden, at }));
      });
      for (let row = 0; row < table.rows; row++) {
        const totalOf = (counts: readonly number[]) =>
          sum(counts.slice(row * table.columns, (row + 1) * table.columns));
        const total = totalOf(table.counts);
        if (total === 0 || total >= LEAST) continue;
        assert.ok(new Set(all.map(totalOf)).size > 1, JSON.stringify({ ...table, ...hidden, row }));
      }
    }),
    { numRuns: 150, seed: 2 },
  );
});

Deno.test("hideCells() hides a second count of the row, the column and the totals", () => {
  const counts = [40, 30, 2, 20, 10, 50];
  const { cells, totals } = hideCells({ counts, rows: 3, columns: 2 }, LEAST);
  assert.deepEqual(cells, [false, false, true, true, true, true]);
  assert.deepEqual(totals, [false, false, false]);
  assert.deepEqual(hideCells({ counts: [1, 1, 60, 70, 40, 30], rows: 3, columns: 2 }, LEAST), {
    cells: [true, true, false, false, true, true],
    totals: [true, false, true],
  });
});
