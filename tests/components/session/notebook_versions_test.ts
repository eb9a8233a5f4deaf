/** Tests of which versions of a notebook a browser keeps, and when. Runs in Deno. */

import assert from "node:assert/strict";
import { makeCell, makeNotebook } from "../../../pipeline/notebook/mod.ts";
import {
  makeRoom,
  type NotebookVersion,
  versionKey,
} from "../../../src/components/session/notebook_versions.ts";
import { VersionKeeper } from "../../../src/frame/panels/version_keeper.ts";

const MEGABYTE = 1024 * 1024;

function version(at: number, { name = "", source = `// ${at}` } = {}): NotebookVersion {
  const notebook = makeNotebook([makeCell({ id: "1", source })]);
  return { at, name, why: "When cells ran", isTrusted: true, notebook };
}

/** Keeps versions one after another.
 * @returns When those that are left were kept.
 */
function keepAll(versions: readonly NotebookVersion[]): NotebookVersion[] {
  let kept: NotebookVersion[] = [];
  for (const each of versions) {
    const room = makeRoom(kept, each);
    if (room.kept === null) continue;
    kept = [...kept.filter((old) => !room.dropped.includes(old)), room.kept];
  }
  return kept;
}

Deno.test("50 versions are kept, and the oldest without a name make room", () => {
  const all = Array.from({ length: 60 }, (_, i) => version(i, { name: i < 3 ? `name ${i}` : "" }));
  const kept = keepAll(all);
  assert.equal(kept.length, 50);
  assert.deepEqual(kept.slice(0, 4).map(({ at }) => at), [0, 1, 2, 13]);
  assert.equal(kept.at(-1)?.at, 59);
});

Deno.test("4 MB are kept, whatever the number", () => {
  const source = "x".repeat(MEGABYTE);
  const kept = keepAll([1, 2, 3, 4, 5].map((at) => version(at, { source: `${at}${source}` })));
  assert.deepEqual(kept.map(({ at }) => at), [3, 4, 5]);
});

Deno.test("what does not fit is told, and nothing makes room for it in vain", () => {
  const large = makeRoom([version(1)], version(2, { source: "ü".repeat(3 * MEGABYTE) }));
  assert.deepEqual([large.kept, large.dropped], [null, []]);
  assert.equal(
    large.why,
    "This version was not kept: at most 50 versions and 4 MB are kept, but it takes 6.0 MB. " +
      "Download the notebook instead.",
  );
  const named = Array.from({ length: 50 }, (_, i) => version(i, { name: `name ${i}` }));
  const full = makeRoom(named, version(99));
  assert.equal(full.kept, null);
  assert.match(full.why, /but 50 versions with a name leave no room\./);
});

Deno.test("a version as the last one is not kept again, unless a person names it", () => {
  const last = version(5, { source: "a" });
  const same = version(9, { source: "a" });
  assert.deepEqual(makeRoom([last], same), { kept: null, dropped: [], why: "" });
  assert.equal(makeRoom([last], { ...same, name: "mine" }).kept?.name, "mine");
});

Deno.test("versions stand in the order in which they were kept, also where a clock was put back", () => {
  assert.equal(makeRoom([version(1000)], version(10)).kept?.at, 1001);
  const keys = [9, 10, 1000, 2].map((at) => versionKey("a", at)).sort();
  assert.deepEqual(keys, [2, 9, 10, 1000].map((at) => versionKey("a", at)));
});

Deno.test("a version is kept when changed cells first run, at most one a minute, and when asked for", () => {
  const told: string[] = [];
  let now = 0;
  const keeper = new VersionKeeper(
    ({ at, name, why }) => told.push(`${at / 1000} ${name}${why}`),
    () => now,
  );
  const notebooks = [1, 2, 3, 4].map((at) => version(at).notebook);
  const run = (seconds: number, which: number) => {
    now = seconds * 1000;
    keeper.onRun(notebooks[which], true);
  };
  run(1, 0);
  run(100, 0);
  run(101, 1);
  run(130, 2);
  run(161, 2);
  keeper.onLeave(notebooks[2], true, "Before starting anew");
  keeper.onLeave(notebooks[3], true, "Before starting anew");
  keeper.byHand(notebooks[3], true, "mine");
  assert.deepEqual(told, [
    "1 When cells ran",
    "101 When cells ran",
    "161 When cells ran",
    "161 Before starting anew",
    "161 mine",
  ]);
});
