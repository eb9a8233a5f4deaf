/** Tests of the open notebook: what runs, what undo brings back, what must not run. Runs in Deno. */

import assert from "node:assert/strict";
import {
  makeCell,
  makeNotebook,
  type Notebook,
  type NotebookHost,
  Runner,
} from "../../pipeline/notebook/mod.ts";
import { NotebookModel } from "../../src/frame/model.ts";

const HOST: NotebookHost = { names: new Map(), load: () => Promise.reject(new Error("none")) };

function notebookOf(...sources: readonly string[]): Notebook {
  return makeNotebook(sources.map((source, i) => makeCell({ id: String(i + 1), source })));
}

function open(notebook: Notebook, isTrusted = true): { model: NotebookModel; runner: Runner } {
  const runner = new Runner(HOST);
  const events = { onCells: () => {}, onTyped: () => {} };
  return { model: new NotebookModel(notebook, { runner, events, isTrusted }), runner };
}

const sources = ({ notebook }: NotebookModel): string[] =>
  notebook.cells.map(({ source }) => source);

Deno.test("NotebookModel: what is typed runs only when it is committed", async () => {
  const { model, runner } = open(notebookOf("1", "2"));
  await runner.settled();
  model.type("1", "10");
  await runner.settled();
  assert.deepEqual([runner.state("1")?.value, model.isChanged("1")], [1, true]);
  assert.equal(model.commit("1"), true);
  await runner.settled();
  assert.deepEqual([runner.state("1")?.value, runner.state("2")?.runs], [10, 1]);
});

Deno.test("NotebookModel: typing in one cell is one step of undo, and a deleted cell comes back", () => {
  const { model } = open(notebookOf("a", "b"));
  model.type("1", "aa");
  model.type("1", "aaa");
  model.remove("2");
  model.undo();
  assert.deepEqual(sources(model), ["aaa", "b"]);
  model.undo();
  assert.deepEqual(sources(model), ["a", "b"]);
  model.redo();
  assert.deepEqual(sources(model), ["aaa", "b"]);
});

Deno.test("NotebookModel: a notebook from elsewhere runs at no step of undo until it is trusted", async () => {
  const { model, runner } = open(notebookOf("1"));
  model.replace(notebookOf("2", "3"), false);
  model.type("1", "20");
  model.commit("1");
  await runner.settled();
  assert.deepEqual([model.isTrusted, runner.state("1")], [false, null]);
  model.replace(notebookOf("4"), true);
  await runner.settled();
  assert.equal(runner.state("1")?.value, 4);
  model.undo();
  await runner.settled();
  assert.deepEqual([model.isTrusted, runner.state("1"), sources(model)], [false, null, [
    "20",
    "3",
  ]]);
  model.trust();
  await runner.settled();
  assert.equal(runner.state("1")?.value, 20);
  model.undo();
  model.undo();
  await runner.settled();
  assert.deepEqual([model.isTrusted, sources(model)], [true, ["1"]]);
});
