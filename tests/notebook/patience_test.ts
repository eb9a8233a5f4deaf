/** Tests of cells that wait: for what only a worker has, and for more time. Runs in Deno. */

import assert from "node:assert/strict";
import { editCell, Lacking, Runner } from "../../pipeline/notebook/mod.ts";
import { hostOf, notebookOf, told } from "./support.ts";

Deno.test("a cell whose time was over has ten times as long when it is run again", async () => {
  const notebook = notebookOf(
    "const end = performance.now() + 200; while (performance.now() < end); 'came to its end'",
  );
  const runner = new Runner(hostOf(), { budget: 60, isSequential: true });
  runner.update(notebook);
  await runner.settled();
  assert.match(told(runner, notebook)[0], /took longer/);
  await runner.run("1");
  assert.match(told(runner, notebook)[0], /came to its end/);
});

Deno.test("what is not there is fetched for a cell that was asked for; one that began by itself waits", async () => {
  let fetched = 0;
  const labels = {
    get list(): number[] {
      if (fetched > 0) return [1, 0];
      throw new Lacking("run.labels", () => Promise.resolve(fetched++ === 0 ? "of the file" : ""));
    },
  };
  const notebook = notebookOf(
    "const read = (from) => from.list.join()",
    "console.log('once'); const text = read(labels)",
    "text + '!'",
    "'apart'",
  );
  const runner = new Runner(hostOf({ labels }));
  runner.update(notebook);
  await runner.settled();
  const states = () => notebook.cells.map(({ id }) => runner.state(id)!.status).join(" ");
  assert.equal(states(), "done stale stale done");
  assert.equal(fetched, 0);
  // What has begun by itself may be asked for meanwhile.
  const edited = editCell(notebook, "4", { source: "read(labels) + '?'" });
  runner.update(edited);
  runner.ask("4");
  await runner.settled();
  assert.equal(runner.state("4")!.value, "1,0?");
  await runner.run("3");
  assert.equal(states(), "done done done done");
  assert.equal(runner.state("3")!.value, "1,0!");
  assert.deepEqual(runner.state("2")!.log, ["once"]);
  assert.deepEqual(runner.state("4")!.log, ["of the file"]);
  assert.equal(fetched, 1);
});

Deno.test("what cannot be fetched is the error of the cell that reads it", async () => {
  const run = {
    get labels(): number[] {
      throw new Lacking("run.labels", () => Promise.reject(new Error("it is not published")));
    },
  };
  const notebook = notebookOf("run.labels");
  const runner = new Runner(hostOf({ run }));
  runner.update(notebook);
  await runner.run("1");
  assert.match(told(runner, notebook)[0], /^failed: .*it is not published/);
});
