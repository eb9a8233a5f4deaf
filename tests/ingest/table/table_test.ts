/** Tests of collecting rows as columns of distinct cells. Runs in Deno. */

import assert from "node:assert/strict";
import { LevelIndex } from "../../../pipeline/ingest/table/level_index.ts";
import { TableBuilder } from "../../../pipeline/ingest/table/table.ts";

Deno.test("TableBuilder numbers levels by first appearance and counts them", () => {
  const builder = new TableBuilder();
  for (const cells of [["a", "b"], ["x", "1"], ["y", "1"], ["x", "2"]]) builder.add(cells);
  const { columns, rows } = builder.finish();
  assert.equal(rows, 3);
  assert.deepEqual(columns.map(({ texts }) => texts), [["x", "y"], ["1", "2"]]);
  assert.deepEqual(columns.map(({ codes }) => [...codes]), [[0, 1, 0], [0, 0, 1]]);
  assert.deepEqual(columns.map(({ counts }) => counts), [[2, 1], [2, 1]]);
});

Deno.test("TableBuilder takes the smallest codes that hold a column's levels", async (t) => {
  const cases: [number, unknown][] = [
    [256, Uint8Array],
    [257, Uint16Array],
    [65536, Uint16Array],
    [65537, Uint32Array],
  ];
  for (const [levels, type] of cases) {
    await t.step(`${levels} levels`, () => {
      const builder = new TableBuilder();
      builder.add(["a"]);
      for (let i = 0; i < levels; i++) builder.add([`v${i}`]);
      builder.add(["v0"]);
      const { codes, texts } = builder.finish().columns[0];
      assert.equal(codes.constructor, type);
      assert.equal(codes.length, levels + 1);
      assert.equal(texts[codes[levels - 1]], `v${levels - 1}`);
      assert.equal(codes[levels], 0);
    });
  }
});

Deno.test("TableBuilder knows the physical row of each respondent", () => {
  const builder = new TableBuilder();
  for (const cells of [[""], ["a"], ["1"], [""], [" "], ["2"], ["3"], [""], ["4"], [""]]) {
    builder.add(cells);
  }
  const table = builder.finish();
  assert.equal(table.headerRow, 2);
  assert.equal(table.blankRows, 5);
  assert.deepEqual([0, 1, 2, 3].map((i) => table.rowNumber(i)), [3, 6, 7, 9]);
});

Deno.test("TableBuilder asks which of the first rows are the header, and counts on from there", () => {
  const planHeader = () => ({ preamble: 1, rows: 2 });
  const builder = new TableBuilder({ planHeader });
  const rows = [["a title"], [""], ["", "q2"], ["a", "b", ""], [""], ["1", "2", ""], [""], [
    "3",
    "4",
  ]];
  for (const cells of rows) builder.add(cells);
  const table = builder.finish();
  assert.deepEqual(table.preamble, [["a title"]]);
  assert.deepEqual(table.headers, [["", "q2"], ["a", "b", ""]]);
  assert.deepEqual(table.columns.map(({ header }) => header), ["a", "q2"]);
  assert.deepEqual([table.headerRow, table.blankRows, table.rows], [3, 3, 2]);
  assert.deepEqual([0, 1].map((i) => table.rowNumber(i)), [6, 8]);
});

Deno.test("TableBuilder leaves out last columns that hold nothing, and no others", () => {
  const builder = new TableBuilder();
  for (const cells of [["a", "", "b", "", " "], ["1", "", "2", " ", ""]]) builder.add(cells);
  assert.deepEqual(builder.finish().columns.map(({ position }) => position), [1, 2, 3]);
});

Deno.test("TableBuilder decides the header by 200 rows at most and gives back every row", () => {
  let seen = 0;
  const planHeader = (rows: readonly unknown[]) => {
    seen = rows.length;
    return { preamble: 0, rows: 1 };
  };
  const builder = new TableBuilder({ planHeader });
  for (let i = 0; i <= 500; i++) builder.add([String(i), i % 100 === 0 ? "x" : ""]);
  const { rows, columns } = builder.finish();
  assert.deepEqual([seen, rows], [200, 500]);
  assert.deepEqual(columns[0].texts, Array.from({ length: 500 }, (_, i) => String(i + 1)));
  assert.equal(columns[1].counts[columns[1].texts.indexOf("x")], 5);
});

Deno.test("TableBuilder may be given the same array again", () => {
  const builder = new TableBuilder({ firstPosition: 3 });
  const cells = ["a", "b"];
  builder.add(cells);
  cells[0] = "1";
  cells[1] = "2";
  builder.add(cells);
  const { columns } = builder.finish();
  assert.deepEqual(columns.map(({ header, position }) => [header, position]), [["a", 3], ["b", 4]]);
  assert.deepEqual(columns.map(({ texts }) => texts), [["1"], ["2"]]);
});

Deno.test("LevelIndex tells ten thousand texts apart and finds each again", () => {
  const index = new LevelIndex();
  const texts = Array.from({ length: 10000 }, (_, i) => `${i % 7}-${i}`);
  for (const [level, text] of texts.entries()) assert.equal(index.levelOf(text), level);
  for (const [level, text] of texts.entries()) assert.equal(index.levelOf(text), level);
  assert.equal(index.levelOf(""), 10000);
  assert.deepEqual(index.texts.slice(0, 10000), texts);
});
