/** Tests of the table of all tasks. Runs in Deno. */

import assert from "node:assert/strict";
import { TASKS } from "../../pipeline/run/tasks.ts";
import { fileAt, ROOT } from "../../tools/lib/paths.ts";
import { listTrackedFiles } from "../../tools/rules/tracked_files.ts";

const HOME = "pipeline/parallel/task.ts";

Deno.test("TASKS holds every task that a module of the engine defines, each name once", async () => {
  const modules = (await listTrackedFiles(ROOT))
    .filter((path) => /^pipeline\/.*\.ts$/.test(path) && path !== HOME);
  const defined: string[] = [];
  for (const path of modules) {
    const text = await Deno.readTextFile(fileAt(ROOT, path));
    const calls = text.match(/\bdefineTask[<(]/g)?.length ?? 0;
    const names = [...text.matchAll(/\bdefineTask(?:<[^()]*>)?\(\s*"(\w+)"/g)].map(([, name]) =>
      name
    );
    assert.equal(names.length, calls, `${path}: a task's name must be written where it is defined`);
    for (const name of names) defined.push(name);
  }
  assert.ok(defined.length >= 12);
  assert.deepEqual(TASKS.map(({ name }) => name).sort(), defined.sort());
  assert.equal(new Set(defined).size, defined.length);
});
