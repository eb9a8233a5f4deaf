/** Tests of how one notebook became another: what is told carries the one into the other. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import {
  addCell,
  type Cell,
  type CellDiff,
  deleteCell,
  diffLines,
  diffNotebooks,
  diffWords,
  editCell,
  makeCell,
  makeNotebook,
  moveCell,
  type Notebook,
  restoreCell,
} from "../../pipeline/notebook/mod.ts";
import { notebookOf } from "./support.ts";

/** A line each: the sign, and the cell's place and source. */
function told(diffs: readonly CellDiff[]): string[] {
  return diffs.map(({ before, after, isMoved, isChanged }) => {
    const sign = before === null ? "+" : after === null ? "-" : isChanged ? "~" : "=";
    return `${sign}${isMoved ? ">" : ""} ${(after ?? before)!.source}`;
  });
}

/** Carries out what a diff tells: the lines of each cell, and the cells in their order. */
function apply(before: Notebook, diffs: readonly CellDiff[]): Cell[] {
  const left = new Set(before.cells);
  const cells = diffs.flatMap((diff) => {
    const { before: from, after: to } = diff;
    if (from !== null) assert.ok(left.delete(from), `told twice: ${from.id}`);
    if (to === null) return [];
    if (from === null) return [to];
    const lines = diffLines(from.source, to.source);
    assert.equal(textOf(lines, "+"), from.source);
    const source = textOf(lines, "-");
    return [diff.isChanged ? { ...to, source } : { ...from, id: to.id }];
  });
  assert.equal(left.size, 0, "every former cell is told of");
  return cells;
}

function textOf(lines: ReturnType<typeof diffLines>, without: "+" | "-"): string {
  return lines.filter(({ sign }) => sign !== without).map(({ text }) => text).join("\n");
}

Deno.test("diffNotebooks() tells cells that came, went, changed and moved", () => {
  const first = notebookOf("const a = 1", "a + 1", "# words", "a * 2");
  assert.deepEqual(told(diffNotebooks(first, first)), [
    ...["= const a = 1", "= a + 1", "= # words", "= a * 2"],
  ]);
  const edited = editCell(first, "1", { source: "const a = 2" });
  const added = addCell(edited, { source: "new" }, 2).notebook;
  const last = moveCell(deleteCell(added, "2"), "4", 0);
  const diffs = diffNotebooks(first, last);
  assert.deepEqual(told(diffs), [
    "=> a * 2",
    "~ const a = 2",
    "- a + 1",
    "+ new",
    "= # words",
  ]);
  assert.equal(diffWords(diffs), "1 cell changed, 1 added, 1 removed, 1 moved");
  assert.equal(diffWords(diffNotebooks(first, first)), "");
});

Deno.test("a cell that moves is moved, alone, wherever it goes", () => {
  const notebook = notebookOf(..."abcdef");
  for (const { id } of notebook.cells) {
    for (let to = 0; to < notebook.cells.length; to++) {
      const moved = moveCell(notebook, id, to);
      const diffs = diffNotebooks(notebook, moved);
      const places = diffs.filter(({ isMoved }) => isMoved).length;
      assert.equal(diffs.length, notebook.cells.length, "none came or went");
      assert.equal(places, moved.cells.every((cell, i) => cell === notebook.cells[i]) ? 0 : 1);
    }
  }
});

Deno.test("a notebook in another's place is told by its sources, not by the ids that both begin with", () => {
  const diffs = diffNotebooks(
    notebookOf("const a = 1", "charts.map(run)", "shared()"),
    notebookOf("# Opened", "shared()", "const other = 9"),
  );
  assert.deepEqual(told(diffs), [
    ...["- const a = 1", "- charts.map(run)", "+ # Opened", "= shared()", "+ const other = 9"],
  ]);
});

Deno.test("a cell that is written anew where others stay is changed, whatever it says now", () => {
  const notebook = notebookOf("const a = 1", "a + 1");
  const diffs = diffNotebooks(notebook, editCell(notebook, "2", { source: "'other'" }));
  assert.deepEqual(told(diffs), ["= const a = 1", "~ 'other'"]);
});

Deno.test("settings and kinds are changes; what a file kept of a cell is none", () => {
  const notebook = notebookOf("a", "b");
  const hidden = editCell(notebook, "1", { hidden: true });
  assert.equal(diffWords(diffNotebooks(notebook, hidden)), "1 cell changed");
  const kept = makeNotebook(notebook.cells.map((cell) => ({ ...cell, kept: { ipynb: {} } })));
  assert.equal(diffWords(diffNotebooks(notebook, kept)), "");
});

const WORDS = ["const a = 1", "a", "b = 2;", "", "  ", "return", "// %%", "ü 😀", "a"];

function randomCells(rng: Rng, ids: number): Cell[] {
  const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)];
  return Array.from({ length: rng.below(8) }, () =>
    makeCell({
      id: String(1 + rng.below(ids)),
      source: Array.from({ length: rng.below(5) }, () => pick(WORDS)).join("\n"),
      kind: pick(["ts", "ts", "markdown"] as const),
      hidden: rng.below(5) === 0,
    }));
}

Deno.test("300 random pairs: what is told carries the one into the other, and each cell can be put back", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const rng = createRng(seed);
    const before = makeNotebook(randomCells(rng, 12));
    const after = makeNotebook(rng.below(2) === 0 ? randomCells(rng, 12) : shuffled(before, rng));
    const diffs = diffNotebooks(before, after);
    const plain = (cells: readonly Cell[]) => cells.map(({ kept: _kept, ...cell }) => cell);
    assert.deepEqual(plain(apply(before, diffs)), plain(after.cells), `seed ${seed}`);
    for (const diff of diffs) {
      const restored = restoreCell(after, diff, before);
      const sources = restored.cells.map(({ source }) => source);
      if (diff.before !== null) assert.ok(sources.includes(diff.before.source), `seed ${seed}`);
      const grown = diff.after === null ? 1 : diff.before === null ? -1 : 0;
      assert.equal(restored.cells.length, after.cells.length + grown);
      assert.equal(new Set(restored.cells.map(({ id }) => id)).size, restored.cells.length);
    }
  }
});

function shuffled({ cells }: Notebook, rng: Rng): Cell[] {
  const list = [...cells];
  for (let i = 0; i < 3 && list.length > 1; i++) {
    const [cell] = list.splice(rng.below(list.length), 1);
    list.splice(rng.below(list.length + 1), 0, { ...cell, source: `${cell.source}\nmore` });
  }
  return list;
}

Deno.test("a cell that went comes back behind the cell that it followed", () => {
  const before = notebookOf("a", "b", "c");
  const after = addCell(moveCell(deleteCell(before, "2"), "1", 9), { source: "x" }, 0).notebook;
  const gone = diffNotebooks(before, after).find((each) => each.after === null)!;
  assert.deepEqual(
    restoreCell(after, gone, before).cells.map(({ source }) => source),
    ["x", "c", "a", "b"],
  );
});

Deno.test("diffLines() tells the fewest lines, those that went first", () => {
  const signs = (a: string, b: string) =>
    diffLines(a, b).map(({ sign, text }) => sign + text).join("|");
  assert.equal(signs("a\nb\nc", "a\nx\nc"), " a|-b|+x| c");
  assert.equal(signs("a\nb\nc\nd", "b\nc\nd\ne"), "-a| b| c| d|+e");
  assert.equal(signs("", "a"), "-|+a");
  const long = Array.from({ length: 1500 }, (_, i) => `line ${i}`);
  const lines = diffLines(long.join("\n"), [...long].reverse().join("\n"));
  assert.equal(textOf(lines, "+"), long.join("\n"));
  assert.equal(textOf(lines, "-"), [...long].reverse().join("\n"));
});
