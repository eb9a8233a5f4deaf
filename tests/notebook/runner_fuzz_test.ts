/** Random notebooks, changed at random: their state is that of running all cells afresh. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import {
  addCell,
  type CellSwitch,
  deleteCell,
  editCell,
  makeCell,
  makeNotebook,
  mergeCells,
  moveCell,
  type Notebook,
  Runner,
  splitCell,
} from "../../pipeline/notebook/mod.ts";
import { hostOf, runsOf, told } from "./support.ts";

const NOTEBOOKS = 2000;
const CHANGES = 7;
const NAMES = ["a", "b", "c", "d", "e", "f"];

function pick<T>(rng: Rng, list: readonly T[]): T {
  return list[rng.below(list.length)];
}

function expression(rng: Rng): string {
  const term = () => pick(rng, [...NAMES, "h", "slow", String(rng.below(5))]);
  return Array.from({ length: 1 + rng.below(2) }, term).join(pick(rng, [" + ", " * ", " - "]));
}

/** Forms of a cell: declarations in all ways, errors of all kinds, waiting. */
const FORMS: readonly ((name: string, rng: Rng) => string)[] = [
  (name, rng) => `const ${name} = ${expression(rng)}`,
  (name, rng) => `let ${name}: number = ${expression(rng)}; ${name}++; ${name} * 2`,
  (name, rng) => `const {${name}, ${name}2} = {${name}: ${expression(rng)}, ${name}2: 1}`,
  (name, rng) => `await null;\nconst ${name} = ${expression(rng)}`,
  (name, rng) => `var ${name} = Promise.resolve(${expression(rng)})`,
  (name, rng) => `for (let i = 0; i < 9; i++) await null;\nconst ${name} = ${expression(rng)}`,
  (name, rng) => `function ${name}(n) { return n + ${expression(rng)} }\n${name}(1)`,
  (name) => `const ${name} = [1, 2, 3].map((x) => x * ${name.charCodeAt(0)})`,
  (_, rng) => expression(rng),
  (_, rng) => `console.log(${expression(rng)})`,
  (name, rng) => `throw new Error("${name}" + ${expression(rng)})`,
  (name, rng) => `${pick(rng, [`${name} = 1`, `const ${name} = `, `nowhere_${name}`])}`,
  (name, rng) => `# ${name} \${${expression(rng)}}`,
];

function source(rng: Rng): string {
  return pick(rng, FORMS)(pick(rng, NAMES), rng);
}

function kindOf(text: string): "markdown" | "ts" {
  return text.startsWith("#") ? "markdown" : "ts";
}

/** A notebook without errors, in any order: each name is declared once, of names before it. */
function soundNotebook(rng: Rng): Notebook {
  const cells = NAMES.map((name, i) => {
    const [first, second] = [0, 1].map(() => pick(rng, ["h", "slow", "3", ...NAMES.slice(0, i)]));
    return makeCell({
      id: String(i + 1),
      source: `const ${name} = ${first} + ${second};\n${name}`,
    });
  });
  return makeNotebook(cells.sort(() => rng.below(3) - 1));
}

/** One change of a notebook. */
function change(notebook: Notebook, rng: Rng): Notebook {
  const text = source(rng);
  if (notebook.cells.length < 2 || rng.below(5) === 0) {
    return addCell(notebook, { source: text, kind: kindOf(text) }, rng.below(8)).notebook;
  }
  const { id, source: old, kind } = pick(rng, notebook.cells);
  switch (rng.below(8)) {
    case 0:
      return deleteCell(notebook, id);
    case 1:
      return moveCell(notebook, id, rng.below(8));
    case 2: // A name is renamed in one cell.
      return editCell(notebook, id, {
        source: old.replaceAll(new RegExp(`\\b${pick(rng, NAMES)}\\b`, "g"), pick(rng, NAMES)),
      });
    case 3:
      return editCell(notebook, id, { run: pick<CellSwitch>(rng, ["auto", "live", "lazy"]) });
    case 4:
      return splitCell(notebook, id, rng.below(old.length + 1)).notebook;
    case 5: {
      const place = notebook.cells.findIndex((cell) => cell.id === id);
      return notebook.cells[place + 1]?.kind === kind ? mergeCells(notebook, id) : notebook;
    }
    default:
      return editCell(notebook, id, { source: text, kind: kindOf(text) });
  }
}

/** A host whose `h` moves and whose `slow` takes some turns. */
function movingHost() {
  const state = { h: 1 };
  const host = hostOf({}, {
    engine: {
      h: { get: () => state.h },
      slow: {
        isEngine: true,
        async get() {
          for (let turn = 0; turn < 7; turn++) await null;
          return 100 + state.h;
        },
      },
    },
  });
  return { state, host };
}

Deno.test(`${NOTEBOOKS} random notebooks never differ from running all cells afresh`, async () => {
  const statuses = new Map<string, number>();
  for (let seed = 1; seed <= NOTEBOOKS; seed++) {
    const rng = createRng(seed);
    const { state, host } = movingHost();
    const runner = new Runner(host, { isSequential: rng.below(2) === 0 });
    let notebook = soundNotebook(rng);
    for (let i = 0; i < CHANGES; i++) {
      notebook = change(notebook, rng);
      runner.update(notebook);
      const act = rng.below(12);
      if (act === 0) runner.interrupt();
      else if (act === 1) {
        state.h++;
        runner.changed(["h", "slow"]);
      } else if (act === 2 && notebook.cells.length > 0) {
        void runner.run(pick(rng, notebook.cells).id);
      } else if (act === 3) void runner.runAll();
      for (let turns = rng.below(30); turns > 0; turns--) await null;
      if (rng.below(4) === 0) await runner.settled();
    }
    await runner.runAll();
    const fresh = new Runner(host, { isSequential: true });
    fresh.update(notebook);
    await fresh.runAll();
    const found = told(runner, notebook);
    assert.deepEqual(found, told(fresh, notebook), `seed ${seed}`);
    assert.deepEqual(
      notebook.cells.map(({ id }) => runner.state(id)!.log),
      notebook.cells.map(({ id }) => fresh.state(id)!.log),
      `seed ${seed}`,
    );
    const before = runsOf(runner, notebook);
    runner.update(notebook);
    await runner.runAll();
    assert.deepEqual(runsOf(runner, notebook), before, `seed ${seed}: nothing changed`);
    assert.ok(runsOf(fresh, notebook).every((runs) => runs <= 1), `seed ${seed}: once each`);
    for (const line of found) {
      const status = line.split(":")[0];
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  console.log(`  ${[...statuses].map(([status, n]) => `${n} ${status}`).join(", ")}`);
  assert.deepEqual([...statuses.keys()].sort(), ["done", "failed"]);
  assert.ok([...statuses.values()].every((count) => count > 1000));
});
