/** Tests of the pool of workers, with the tasks of k-means. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import {
  kmeansLabels,
  kmeansLoad,
  kmeansOpen,
  kmeansReset,
  kmeansTry,
} from "../../pipeline/cluster/kmeans/tasks.ts";
import { keepWorkers, type Pool, runAll, withPool } from "../../pipeline/parallel/pool.ts";

const SHAPE = {
  ...{ d: 1, k: 2, starts: 1, trials: 1, bounds: [0, 4] },
  units: { centre: new Float64Array(1), scale: 1 },
};

for (const size of [1, 2, 4]) {
  Deno.test(`runAll() gives outputs in the order of the inputs with ${size} places`, async () => {
    const seen: number[] = [];
    const outputs = await withPool(size, createContext(), async (pool) => {
      assert.equal(pool.size, size);
      await loadEverywhere(pool);
      return await runAll(pool, kmeansTry, calls(12), (done) => seen.push(done));
    });
    // Rows 0, 1, 2, 3: their squared distances to i add up to this.
    assert.deepEqual(
      outputs.map(([sum]) => sum),
      Array.from({ length: 12 }, (_, i) => 4 * i * i - 12 * i + 14),
    );
    assert.equal(seen.at(-1), 12);
    assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
  });

  Deno.test(`withPool() passes on a task's error with its class from ${size} places`, async () => {
    await assert.rejects(
      withPool(
        size,
        createContext(),
        (pool) => pool.call(size - 1, { task: kmeansOpen, input: { ...SHAPE, bounds: [0, 2e9] } }),
      ),
      { name: "DataError", message: /^Cannot compute: it needs \d+\.\d GB of memory/ },
    );
    await assert.rejects(
      withPool(size, createContext(), (pool) => pool.call(0, { task: kmeansLabels, input: 0 })),
      Error,
    );
  });
}

Deno.test("withPool() goes on after a task has failed", async () => {
  await withPool(2, createContext(), async (pool) => {
    await assert.rejects(pool.call(0, { task: kmeansLabels, input: 0 }));
    await loadEverywhere(pool);
    const [output] = await runAll(pool, kmeansTry, calls(1));
    assert.equal(output[0], 14);
  });
});

Deno.test("withPool() hands over a transferred buffer, and leaves others as they are", async () => {
  await withPool(2, createContext(), async (pool) => {
    await pool.call(0, { task: kmeansOpen, input: SHAPE });
    const kept = Float64Array.of(0, 1), given = Float64Array.of(2, 3);
    await pool.call(0, { task: kmeansLoad, input: { at: 0, values: kept } });
    await pool.call(0, {
      task: kmeansLoad,
      input: { at: 2, values: given },
      transfer: [given.buffer],
    });
    assert.deepEqual([kept.length, given.length], [2, 0]);
  });
});

for (const size of [1, 2]) {
  Deno.test(`withPool() stops at an abort with ${size} places, and takes no more work`, async () => {
    const cancel = new AbortController();
    let outer: Pool | null = null;
    const rows = 400_000;
    const work = withPool(
      size,
      createContext({ signal: cancel.signal }),
      async (pool) => {
        outer = pool;
        const input = { ...SHAPE, d: 10, bounds: [0, rows] };
        const units = { centre: new Float64Array(10), scale: 1 };
        await pool.call(0, { task: kmeansOpen, input: { ...input, units } });
        for (;;) {
          const candidates = new Float64Array(10);
          await pool.call(0, { task: kmeansTry, input: { candidates, count: 1 } });
        }
      },
    );
    setTimeout(() => cancel.abort(new Error("no longer wanted")), 300);
    await assert.rejects(work, { message: "no longer wanted" });
    if (size === 1) return;
    await assert.rejects(outer!.call(0, { task: kmeansReset, input: null }), {
      message: "no longer wanted",
    });
  });
}

Deno.test("withPool() starts nothing where the work was cancelled before", async () => {
  const cancel = new AbortController();
  cancel.abort(new Error("too late"));
  const context = createContext({ signal: cancel.signal });
  await assert.rejects(withPool(2, context, () => Promise.resolve(1)), { message: "too late" });
});

/** Rows 0, 1, 2, 3 at every place. */
async function loadEverywhere(pool: Pool): Promise<void> {
  for (let place = 0; place < pool.size; place++) {
    await pool.call(place, { task: kmeansOpen, input: SHAPE });
    const values = Float64Array.of(0, 1, 2, 3);
    await pool.call(place, { task: kmeansLoad, input: { at: 0, values } });
    await pool.call(place, { task: kmeansReset, input: null });
  }
}

function calls(count: number): { input: { candidates: Float64Array; count: number } }[] {
  return Array.from(
    { length: count },
    (_, i) => ({ input: { candidates: Float64Array.of(i), count: 1 } }),
  );
}

Deno.test("keepWorkers() starts workers once, and ends them on release", async () => {
  const started = countWorkers();
  try {
    const keeper = keepWorkers();
    for (const size of [2, 1, 3, 2]) await sumIn(size);
    assert.equal(started.count(), 3);
    keeper.release();
    keeper.release();
    assert.equal(started.alive(), 0);
    await sumIn(2);
    assert.equal(started.count(), 5);
    assert.equal(started.alive(), 0);
  } finally {
    started.restore();
  }
});

Deno.test("keepWorkers() forgets what a computation stored, also after it was cancelled", async () => {
  using _workers = keepWorkers();
  await withPool(2, createContext(), loadEverywhere);
  // Without the rows of the computation before, the task has nothing to work on.
  await assert.rejects(
    withPool(2, createContext(), (pool) => runAll(pool, kmeansTry, calls(1))),
  );
  const cancel = new AbortController();
  const work = withPool(2, createContext({ signal: cancel.signal }), async (pool) => {
    await loadEverywhere(pool);
    const under = runAll(pool, kmeansTry, calls(5));
    cancel.abort(new Error("no longer wanted"));
    return await under;
  });
  await assert.rejects(work, { message: "no longer wanted" });
  await sumIn(2);
});

Deno.test("keepWorkers() does not keep workers that were given much", async () => {
  const started = countWorkers();
  try {
    using _workers = keepWorkers();
    await sumIn(2);
    assert.equal(started.alive(), 2);
    await withPool(2, createContext(), async (pool) => {
      const values = new Float64Array(9 * 2 ** 20);
      const input = { ...SHAPE, bounds: [0, values.length] };
      await pool.call(0, { task: kmeansOpen, input });
      await pool.call(0, { task: kmeansLoad, input: { at: 0, values } });
    });
    assert.equal(started.alive(), 0);
  } finally {
    started.restore();
  }
});

Deno.test("keepWorkers() gives computations at the same time workers of their own", async () => {
  using _workers = keepWorkers();
  await Promise.all([sumIn(2), sumIn(2), sumIn(3)]);
});

async function sumIn(size: number): Promise<void> {
  await withPool(size, createContext(), async (pool) => {
    assert.equal(pool.size, size);
    await loadEverywhere(pool);
    const outputs = await runAll(pool, kmeansTry, calls(3));
    assert.deepEqual(outputs.map(([sum]) => sum), [14, 6, 6]);
  });
}

/** Counts the workers that are started and not yet ended, until restored. */
function countWorkers(): { count(): number; alive(): number; restore(): void } {
  const Original = globalThis.Worker;
  let count = 0, alive = 0;
  globalThis.Worker = class extends Original {
    constructor(...args: ConstructorParameters<typeof Original>) {
      super(...args);
      count++;
      alive++;
    }
    override terminate(): void {
      alive--;
      super.terminate();
    }
  };
  return {
    count: () => count,
    alive: () => alive,
    restore: () => void (globalThis.Worker = Original),
  };
}
