/** Tests of notebooks as data: changes, ids, undo. Runs in Deno. */

import assert from "node:assert/strict";
import {
  addCell,
  cellLabel,
  deleteCell,
  editCell,
  makeCell,
  makeNotebook,
  mergeCells,
  moveCell,
  type Notebook,
  redo,
  remember,
  splitCell,
  startHistory,
  titleOf,
  undo,
} from "../../pipeline/notebook/mod.ts";

function notebookOf(...sources: readonly string[]): Notebook {
  return makeNotebook(sources.map((source, i) => makeCell({ id: String(i + 1), source })));
}

function told({ cells }: Notebook): string {
  return cells.map(({ id, source }) => `${id}:${source}`).join(" ");
}

Deno.test("a notebook's changes give new notebooks and leave the old", () => {
  const first = notebookOf("a", "b", "c");
  const added = addCell(first, { source: "x", kind: "js" }, 1);
  assert.equal(added.id, "4");
  assert.equal(told(added.notebook), "1:a 4:x 2:b 3:c");
  assert.equal(told(deleteCell(first, "2")), "1:a 3:c");
  assert.equal(told(moveCell(first, "3", 0)), "3:c 1:a 2:b");
  assert.equal(told(moveCell(first, "1", 99)), "2:b 3:c 1:a");
  assert.equal(told(editCell(first, "2", { source: "y\r\nz" })), "1:a 2:y\nz 3:c");
  assert.equal(told(mergeCells(first, "1")), "1:a\nb 3:c");
  const split = splitCell(notebookOf("one\ntwo", "z"), "1", 3);
  assert.equal(told(split.notebook), "1:one 3:two 2:z");
  assert.equal(told(mergeCells(split.notebook, "1")), "1:one\ntwo 2:z");
  assert.equal(told(first), "1:a 2:b 3:c");
});

Deno.test("what cannot be done with a notebook is said in words", () => {
  const notebook = makeNotebook([
    makeCell({ id: "1", source: "a" }),
    makeCell({ id: "2", source: "# b", kind: "markdown" }),
  ]);
  assert.throws(() => deleteCell(notebook, "9"), {
    name: "NotebookError",
    message: 'Cannot delete a cell: its id must be one of the notebook\'s, but got "9".',
  });
  assert.throws(() => mergeCells(notebook, "1"), {
    message:
      "Cannot merge cell 1 with the one below it: both must be of one kind, but they are ts " +
      "and markdown.",
  });
  assert.throws(() => mergeCells(notebook, "2"), {
    message:
      "Cannot merge cell 2 with the one below it: there must be one, but cell 2 is the last.",
  });
});

Deno.test("an edit takes away what a file kept of the former source, and nothing else", () => {
  const ipynb = { metadata: { tags: ["x"] }, outputs: [1], execution_count: 3 };
  const notebook = makeNotebook([makeCell({ id: "1", source: "a", kept: { ipynb } })]);
  assert.deepEqual(editCell(notebook, "1", { hidden: true }).cells[0].kept, { ipynb });
  assert.deepEqual(editCell(notebook, "1", { source: "b" }).cells[0].kept, {
    ipynb: { metadata: { tags: ["x"] } },
  });
});

Deno.test("ids are unique, and titles come from the first heading", () => {
  const cells = ["7", "", "7", "a"].map((id) => makeCell({ id, source: "" }));
  assert.deepEqual(makeNotebook(cells).cells.map(({ id }) => id), ["7", "8", "9", "a"]);
  const words = makeNotebook([
    makeCell({ id: "1", source: "x\n# The  title #\n", kind: "markdown" }),
  ]);
  assert.equal(titleOf(words), "The  title");
  assert.equal(titleOf({ ...words, title: "Own" }), "Own");
  assert.equal(cellLabel(words, "1"), "cell 1");
});

Deno.test("undo and redo walk the changes; a new change forgets what was undone", () => {
  let history = startHistory(notebookOf("a"));
  for (const source of ["b", "c"]) {
    history = remember(history, editCell(history.present, "1", { source }));
  }
  history = undo(undo(undo(history)));
  assert.equal(told(history.present), "1:a");
  history = redo(history);
  assert.equal(told(history.present), "1:b");
  history = remember(history, editCell(history.present, "1", { source: "d" }));
  assert.equal(told(redo(history).present), "1:d");
  assert.equal(told(undo(history).present), "1:b");
});
