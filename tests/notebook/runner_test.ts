/** Tests of how cells run: order, what runs again, what waits, what is ended. Runs in Deno. */

import assert from "node:assert/strict";
import { editCell, makeCell, makeNotebook, Runner } from "../../pipeline/notebook/mod.ts";
import { deleteCell, moveCell } from "../../pipeline/notebook/mod.ts";
import { hostOf, notebookOf, runsOf, told } from "./support.ts";

/** Sources, and how their cells stand when nothing runs any more. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    "cells run in order of dependence, wherever they stand",
    ["b * 2", "const b = a + 1", "const a: number = 1"],
    ["done: 4", "done: undefined b=2", "done: undefined a=1"],
  ],
  [
    "promises are waited for, in values and in names",
    ["const p = Promise.resolve(7)", "p + 1", "Promise.resolve(p)", "await null; p"],
    ["done: undefined p=7", "done: 8", "done: 7", "done: 7"],
  ],
  [
    "words have the values of their expressions",
    ["# ${n} of ${Promise.resolve(n + 1)}, `${n}`", "const n = 3", "# only words"],
    ["done: [3,4]", "done: undefined n=3", "done: undefined"],
  ],
  [
    "functions and classes are given to other cells",
    [
      "new K().m(f(1))",
      "class K { m(x: number) { return x * 10 } }",
      "function f(n: number) { return n + 1 }",
    ],
    ["done: 20", /^done: undefined K=class K /, /^done: undefined f=function f/] as never,
  ],
  [
    "imports come from what the host ships",
    [
      "import ten, { add as plus } from 'sums'; plus(ten, 1)",
      "import * as all from 'sums'; all.add(1, 2)",
      "(await import('sums')).default",
      "import { minus } from 'sums'",
      "import fs from 'node:fs'",
    ],
    [
      /^done: 11 ten=10 plus=/,
      /^done: 3 all=/,
      "done: 10",
      'failed: Cell 4, line 1, column 1: Cannot import minus from "sums": it has no such name.',
      'failed: Cell 5, line 1, column 1: Cannot import "node:fs": a notebook imports what is shipped with ' +
      "the product, so that it runs the same everywhere, but this is not. There are sums.",
    ] as never,
  ],
  [
    "a missing name is its cell's error, and others still run",
    ["lenght + 1", "const length_ = 2", "1 + 1", "const x = nowhere", "x"],
    [
      "failed: Cannot run cell 1: every name must be declared by a cell, but none declares lenght " +
      "(line 1). Did you mean length_?",
      "done: undefined length_=2",
      "done: 2",
      "failed: Cannot run cell 4: every name must be declared by a cell, but none declares nowhere (line 1).",
      "failed: Cannot run cell 5: it needs x, but cell 4 has failed.",
    ],
  ],
  [
    "a name that two cells declare is an error of both, and of who needs it",
    ["const a = 1", "let a = 2", "a", "1"],
    [
      "failed: Cannot run cell 1: a name is declared by one cell, but cells 1 and 2 declare a. Rename it in one of them.",
      "failed: Cannot run cell 2: a name is declared by one cell, but cells 1 and 2 declare a. Rename it in one of them.",
      "failed: Cannot run cell 3: a name is declared by one cell, but it needs a, which cells 1 and 2 declare. Rename it in one of them.",
      "done: 1",
    ],
  ],
  [
    "circles name their cells; who only needs them fails by them",
    ["const a = c", "const b = a", "const c = b", "c", "const d = 1"],
    [
      "failed: Cannot run cell 1: cells must not need each other in a circle, but cells 1, 2 and 3 do.",
      "failed: Cannot run cell 2: cells must not need each other in a circle, but cells 1, 2 and 3 do.",
      "failed: Cannot run cell 3: cells must not need each other in a circle, but cells 1, 2 and 3 do.",
      "failed: Cannot run cell 4: it needs c, but cell 3 has failed.",
      "done: undefined d=1",
    ],
  ],
  [
    "another cell's name is not changed",
    ["const total = 1", "total = 2", "given = 3", "nobodys = 4"],
    [
      "done: undefined total=1",
      "failed: Cannot run cell 2: a name is changed only by the cell that declares it, but line 1 changes total of cell 1. Give the new value a name of its own.",
      "failed: Cannot run cell 3: a name is changed only by the cell that declares it, but line 1 changes given, which every notebook is given. Give the new value a name of its own.",
      "failed: Cannot run cell 4: a name is changed only by the cell that declares it, but line 1 changes nobodys, which none declares. Write let nobodys to declare it here.",
    ],
  ],
  [
    "errors tell the cell, line and column as written, also through other cells' functions",
    [
      "function f(x: any): number {\n  return (x as any).y.z;\n}",
      "const one: number = 1;\nf({})",
      "throw 'text'",
    ],
    [
      /^done/,
      "failed: Cell 1, line 2, column 23: TypeError: Cannot read properties of undefined (reading 'z')",
      "failed: Cell 3: text",
    ] as never,
  ],
  [
    "a cell's own name goes before the host's, and that before the platform's",
    ["given", "Math.max(1, 2)", "typeof nothing", "const name = 'own'", "name"],
    ["done: 5", "done: 2", 'done: "undefined"', 'done: undefined name="own"', 'done: "own"'],
  ],
];

Deno.test("cells run", async (t) => {
  for (const [title, sources, expected] of CASES) {
    await t.step(title, async () => {
      const notebook = notebookOf(...sources);
      const runner = new Runner(hostOf({ given: 5 }));
      runner.update(notebook);
      await runner.settled();
      const found = told(runner, notebook);
      assert.equal(found.length, expected.length);
      (expected as readonly (string | RegExp)[]).forEach((each, i) =>
        typeof each === "string" ? assert.equal(found[i], each) : assert.match(found[i], each)
      );
    });
  }
});

Deno.test("a change runs the cells that need it, and only when what they need has changed", async () => {
  let notebook = notebookOf(
    "const a = 1",
    "const b = a > 0",
    "b ? 'yes' : 'no'",
    "const c = 5",
    "c + 1",
  );
  const runner = new Runner(hostOf());
  const change = async (changed: typeof notebook) => {
    notebook = changed;
    runner.update(notebook);
    await runner.settled();
    return runsOf(runner, notebook).join(" ");
  };
  assert.equal(await change(notebook), "1 1 1 1 1");
  assert.equal(await change(editCell(notebook, "1", { source: "const a = 2" })), "2 2 1 1 1");
  assert.equal(await change(editCell(notebook, "1", { source: "const a = -2" })), "3 3 2 1 1");
  assert.equal(await change(moveCell(notebook, "5", 0)), "1 3 3 2 1");
  assert.equal(await change(editCell(notebook, "3", { hidden: true, folded: true })), "1 3 3 2 1");
  assert.equal(await change(deleteCell(notebook, "4")), "1 3 3 2");
  assert.deepEqual(told(runner, notebook).slice(0, 1), [
    "failed: Cannot run cell 1: every name must be declared by a cell, but none declares c (line 1).",
  ]);
  assert.equal(await change(editCell(notebook, "3", { source: "const c = b" })), "2 3 3 3");
  assert.deepEqual(told(runner, notebook), [
    "done: 1",
    "done: undefined a=-2",
    "done: undefined b=false",
    "done: undefined c=false",
  ]);
});

Deno.test("what a given name stands for may change: who uses it runs again", async () => {
  let k = 3;
  const host = hostOf({}, { engine: { k: { get: () => k } } });
  const notebook = notebookOf("const double = 2 * k", "double + 1", "1");
  const runner = new Runner(host);
  runner.update(notebook);
  await runner.settled();
  k = 4;
  runner.changed(["k"]);
  await runner.settled();
  assert.deepEqual(told(runner, notebook), ["done: undefined double=8", "done: 9", "done: 1"]);
  assert.deepEqual(runsOf(runner, notebook), [2, 2, 1]);
});

Deno.test("cells over the engine wait until asked for, unless its answer is there or the cell says so", async () => {
  let isReady = false;
  const engine = { run: { isEngine: true, isReady: () => isReady, get: () => Promise.resolve(6) } };
  const cells = [
    makeCell({ id: "1", source: "const result = run" }),
    makeCell({ id: "2", source: "result + 1" }),
    makeCell({ id: "3", source: "run * 2", run: "live" }),
    makeCell({ id: "4", source: "1 + 1", run: "lazy" }),
    makeCell({ id: "5", source: "2 + 2" }),
  ];
  const notebook = makeNotebook(cells);
  const statuses = (runner: Runner) => cells.map(({ id }) => runner.state(id)!.status).join(" ");
  const runner = new Runner(hostOf({}, { engine }));
  runner.update(notebook);
  await runner.settled();
  assert.equal(statuses(runner), "stale stale done stale done");
  await runner.run("2");
  assert.equal(statuses(runner), "done done done stale done");
  await runner.run("4");
  assert.equal(statuses(runner), "done done done done done");
  // Running a cell that is done runs it anew, and what needs it keeps its value where that is the same.
  await runner.run("1");
  assert.deepEqual(runsOf(runner, notebook), [2, 1, 1, 1, 1]);
  isReady = true;
  const other = new Runner(hostOf({}, { engine }));
  other.update(notebook);
  await other.settled();
  assert.equal(statuses(other), "done done done stale done");
});

Deno.test("what a cell writes to the console stands beneath it, of its last run only", async () => {
  const notebook = notebookOf("for (const i of [1, 2]) console.log('turn', i, { i })");
  const runner = new Runner(hostOf());
  runner.update(notebook);
  await runner.run("1");
  assert.deepEqual(runner.state("1")!.log, ['turn 1 {"i":1}', 'turn 2 {"i":2}']);
});

/** Cells that would not end by themselves. */
const ENDLESS = [
  "for (;;) {}",
  "while (true);",
  "do {} while (true)",
  "let i = 0; while (true) { try { while (true) i++ } catch {} }",
  "const f = (n: number): number => n < 2 ? n : f(n - 1) + f(n - 2); f(90)",
  "function g(n: number): number { return n < 2 ? n : g(n - 1) + g(n - 2) } g(90)",
  "[1].map(function h(): number { try { for (;;); } finally { for (;;); } })",
  "for (const x of (function* () { while (true) yield 1 })());",
  "await null; for (;;) await null",
  "class K { m() { for (;;); } } new K().m()",
];

Deno.test("loops and recursion are ended within 200 ms when somebody asks, and what is done stays", async (t) => {
  for (const source of ENDLESS) {
    await t.step(source, async () => {
      let askedAt = Infinity;
      const host = hostOf({}, { isInterrupted: () => performance.now() >= askedAt });
      const notebook = notebookOf("const a = 41", source, "a + 1");
      const runner = new Runner(host, { isSequential: true });
      runner.update(makeNotebook([notebook.cells[0], notebook.cells[2]]));
      await runner.settled();
      askedAt = performance.now() + 30;
      runner.update(notebook);
      await runner.settled();
      const late = performance.now() - askedAt;
      assert.ok(late >= 0 && late < 200, `${late} ms`);
      askedAt = Infinity;
      assert.deepEqual(told(runner, notebook), [
        "done: undefined a=41",
        "interrupted: Interrupted: cell 2 was ended before it was done.",
        "done: 42",
      ]);
      const mended = editCell(notebook, "2", { source: "a + 2" });
      runner.update(mended);
      await runner.settled();
      assert.deepEqual(told(runner, mended)[1], "done: 43");
      assert.deepEqual(runsOf(runner, mended), [1, 2, 1]);
    });
  }
});

Deno.test("loops that may wait give others a turn, who may end them", async (t) => {
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const sources = [
    "for (;;) {}",
    "for (;;) await null",
    "const f = async () => { while (true); }; await f()",
    "for (const x of [1]) { do {} while (x) }",
  ];
  for (const source of sources) {
    await t.step(source, async () => {
      const notebook = notebookOf("1 + 1", source);
      const runner = new Runner(hostOf({}, { pause }));
      runner.update(notebook);
      // Only a turn of its own lets this timer fire.
      const asked = await new Promise<number>((resolve) =>
        setTimeout(() => {
          runner.interrupt();
          resolve(performance.now());
        }, 30)
      );
      await runner.settled();
      assert.ok(performance.now() - asked < 200);
      assert.deepEqual(["1", "2"].map((id) => runner.state(id)!.status), ["done", "interrupted"]);
    });
  }
});

Deno.test("loops end when their time is over, and the next cell has its own", async () => {
  const notebook = notebookOf("for (;;);", "const x = 1; for (let i = 0; i < 1e5; i++); x");
  const runner = new Runner(hostOf(), { budget: 80, isSequential: true });
  const started = performance.now();
  runner.update(notebook);
  await runner.settled();
  assert.ok(performance.now() - started < 280);
  assert.deepEqual(told(runner, notebook), [
    "failed: Cannot finish cell 1: its loops took longer than they may. Run it again to give it ten " +
    "times as long, or give the work to a function of the engine.",
    "done: 1 x=1",
  ]);
});

Deno.test("an interrupt reaches the engine and leaves endless waiting; cells go on when asked for", async () => {
  const heard: unknown[] = [];
  const slow = {
    isEngine: true,
    get: ({ signal }: { signal: AbortSignal }) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(9), 5000);
        signal.addEventListener("abort", () => (clearTimeout(timer), heard.push(signal.reason)));
      }),
  };
  let isQuick = false;
  const engine = { slow: { ...slow, get: (c: never) => isQuick ? 9 : slow.get(c) } };
  const notebook = notebookOf(
    "const r = slow",
    "r + 1",
    "await new Promise(() => {})",
    "const done = 1",
  );
  const runner = new Runner(hostOf({}, { engine }));
  runner.update(notebook);
  const all = runner.runAll();
  await new Promise((resolve) => setTimeout(resolve, 20));
  runner.interrupt();
  await all;
  assert.equal(heard.length, 1);
  assert.deepEqual(told(runner, notebook).map((line) => line.split(":")[0]), [
    "interrupted",
    "stale",
    "interrupted",
    "done",
  ]);
  isQuick = true;
  await runner.run("2");
  assert.equal(told(runner, notebook)[1], "done: 10");
});

Deno.test("the guard costs a few nanoseconds a turn", async () => {
  const loop = "let s = 0; for (let i = 0; i < 3e7; i++) s = (s + i) % 1000; s";
  const best = async (run: () => Promise<void>) => {
    let least = Infinity;
    for (let i = 0; i < 3; i++) {
      const started = performance.now();
      await run();
      least = Math.min(least, performance.now() - started);
    }
    return least;
  };
  const runner = new Runner(hostOf());
  runner.update(notebookOf(loop));
  const guarded = await best(() => runner.run("1"));
  const bare = await best(async () =>
    void await new Function(`${loop.replace(/s$/, "return s")}`)()
  );
  const cost = (guarded - bare) / 30;
  console.log(`  ${cost.toFixed(2)} ns a turn`);
  assert.ok(cost < 40, `${cost} ns`);
});
