/** Tests of what panels tell of cells: names with their kinds, and how deep cells stand. Runs in Deno. */

import assert from "node:assert/strict";
import {
  depthsOf,
  kindWords,
  namesOf,
  needsOf,
  type Notebook,
  Runner,
} from "../../pipeline/notebook/mod.ts";
import { whenWords } from "../../src/components/kit/words/when_words.ts";
import { hostOf, notebookOf } from "./support.ts";

function runnerOf(notebook: Notebook): Runner {
  const runner = new Runner(hostOf({ survey: [1, 2], d3: {} }));
  runner.update(notebook);
  return runner;
}

Deno.test("namesOf() tells who declares a name and who uses it, given names last", async () => {
  const runner = runnerOf(notebookOf(
    "total + survey.length",
    "const a = [1, 2], b = a.length",
    "const total = a.length + b",
    "# ${total} of ${survey.length}",
    "Math.PI",
  ));
  await runner.settled();
  assert.deepEqual(
    namesOf(runner.graph).map(({ name, cell, users }) => `${name} ${cell}: ${users}`),
    ["a 2: 3", "b 2: 3", "total 3: 1,4", "survey null: 1,4"],
  );
});

Deno.test("depthsOf() puts a cell below all that it needs, also in a circle", () => {
  const graph = runnerOf(notebookOf(
    "const d = b + c",
    "const a = 1",
    "const b = a",
    "const c = b + a",
    "apart => apart",
    "const x = y",
    "const y = x",
  )).graph;
  const depths = depthsOf(graph);
  const told = Object.fromEntries([...depths].sort());
  assert.deepEqual(told, { "1": 3, "2": 0, "3": 1, "4": 2, "5": 0, "6": 1, "7": 0 });
  assert.deepEqual(needsOf(graph, "1").sort(), ["3", "4"]);
  for (const id of ["1", "3", "4"]) {
    for (const need of needsOf(graph, id)) assert.ok(depths.get(need)! < depths.get(id)!);
  }
});

class Point {}

Deno.test("kindWords() says kind and size", () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [[1, 2, 3], "list of 3"],
    [new Float64Array(1204), "Float64Array of 1,204"],
    [new DataView(new ArrayBuffer(8)), "DataView of 8"],
    [new Map([[1, 2]]), "Map of 1"],
    [new Set(), "Set of 0"],
    ["ab", "text of 2 characters"],
    [1.5, "number"],
    [3n, "whole number"],
    [true, "boolean"],
    [null, "null"],
    [undefined, "undefined"],
    [() => 1, "function"],
    [Point, "class"],
    [new Point(), "Point"],
    [new Date(0), "Date"],
    [new RangeError("x"), "RangeError"],
    [{ a: 1 }, "object of 1 field"],
    [Object.create(null), "object of 0 fields"],
    [{ headline: "", summary: {}, profile: {} }, "RunView"],
    [{ outerHTML: "<svg></svg>", nodeName: "svg" }, "element <svg>"],
  ];
  for (const [value, expected] of cases) assert.equal(kindWords(value), expected);
});

Deno.test("whenWords() says a time as people do", () => {
  const now = new Date(2026, 10, 29, 18, 32).getTime();
  const at = (...parts: [number, number, number, number, number]) =>
    whenWords(new Date(...parts).getTime(), now);
  assert.equal(whenWords(now - 59_000, now), "just now");
  assert.equal(whenWords(now - 60_000, now), "1 minute ago");
  assert.equal(at(2026, 10, 29, 17, 50), "42 minutes ago");
  assert.equal(at(2026, 10, 29, 9, 5), "today at 09:05");
  assert.equal(at(2026, 10, 28, 23, 59), "28 November 2026 at 23:59");
  assert.equal(at(2025, 0, 2, 3, 4), "2 January 2025 at 03:04");
});
