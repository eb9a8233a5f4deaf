/** Tests of the steps of a history: undo, redo, branches, movements, room. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parseParams } from "../../../../pipeline/plan/parse_params.ts";
import {
  addStep,
  beginSteps,
  continues,
  goTo,
  lineOf,
  MOST_STEPS,
  presentStep,
  redoStep,
  replaceStep,
  restAt,
  type Steps,
  stepWith,
  undoStep,
} from "../../../../src/components/session/history/steps.ts";

const COUNT = "clustering.n_clusters";

function change(k: number, { at = k * 10_000, path = COUNT } = {}) {
  return {
    params: parseParams({ clustering: { n_clusters: k } }),
    words: `Segments: ${k}`,
    paths: [path],
    at,
  };
}

const START: Steps = beginSteps({ params: parseParams({}), words: "Start", paths: [], at: 0 });

function shownBy(steps: Steps | null): unknown {
  return steps && presentStep(steps).params.clustering.n_clusters;
}

function undo(steps: Steps): Steps {
  return goTo(steps, undoStep(steps)?.id ?? steps.present);
}

function redo(steps: Steps): Steps {
  return goTo(steps, redoStep(steps)?.id ?? steps.present);
}

Deno.test("undo walks back to the start, and redo forward to the newest", () => {
  const three = [3, 4, 5].reduce((steps, k) => addStep(steps, change(k)), START);
  assert.equal(shownBy(undo(three)), 4);
  assert.equal(shownBy(undo(undo(undo(undo(three))))), "auto");
  assert.equal(shownBy(redo(redo(redo(redo(undo(undo(undo(three)))))))), 5);
  assert.equal(undoStep(START), null);
  assert.equal(redoStep(three), null);
});

Deno.test("a change after an undo begins a branch, and what was undone can be shown again", () => {
  let steps = [3, 4].reduce((now, k) => addStep(now, change(k)), START);
  const four = steps.present;
  steps = addStep(undo(steps), change(6));
  assert.equal(redoStep(steps), null);
  assert.equal(shownBy(undo(steps)), 3);
  assert.equal(shownBy(redo(undo(steps))), 6);
  assert.deepEqual([...lineOf(steps).before, steps.present], [2, 1, 4]);
  const back = goTo(steps, four);
  assert.equal(shownBy(back), 4);
  assert.equal(shownBy(undo(back)), 3);
  assert.equal(shownBy(redo(undo(back))), 4, "redo follows the branch that was shown last");
});

Deno.test("any walk keeps every step, and undo takes back what redo does", () => {
  const act = fc.oneof(
    fc.integer({ min: 2, max: 9 }).map((k) => (steps: Steps) => addStep(steps, change(k))),
    fc.constant(undo),
    fc.constant(redo),
    fc.nat().map((n) => (steps: Steps) => goTo(steps, steps.all[n % steps.all.length].id)),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      let steps = START;
      for (const each of acts) {
        const next = each(steps);
        assert.ok(steps.all.every(({ id }) => next.all.some((step) => step.id === id)));
        if (undoStep(next) !== null) assert.equal(redo(undo(next)).present, next.present);
        if (redoStep(next) !== null) assert.equal(undo(redo(next)).present, next.present);
        steps = next;
      }
    }),
    { seed: 7 },
  );
});

Deno.test("one movement of a slider is one step", async (t) => {
  const three = addStep(START, change(3, { at: 0 }));
  await t.step("a number that goes on moving", () => {
    assert.equal(continues(three, change(4, { at: 500 })), true);
    const moved = replaceStep(three, change(4, { at: 500 }));
    assert.deepEqual([moved.all.length, shownBy(moved), shownBy(undo(moved))], [2, 4, "auto"]);
    assert.equal(continues(moved, change(5, { at: 1_000 })), true, "as long as it moves");
  });
  await t.step("not after a pause", () => {
    assert.equal(continues(three, change(4, { at: 601 })), false);
  });
  await t.step("not another parameter", () => {
    assert.equal(continues(three, change(4, { at: 100, path: "seed" })), false);
  });
  await t.step("not a list, whose entries are chosen one by one", () => {
    const exclude = (names: string[], at: number) => ({
      params: parseParams({ features: { exclude: names } }),
      words: "",
      paths: ["features.exclude"],
      at,
    });
    assert.equal(continues(addStep(START, exclude(["a"], 0)), exclude(["a", "b"], 100)), false);
  });
  await t.step("however long the page took to follow the change before", () => {
    const slow = restAt(three, 5_000);
    assert.equal(continues(slow, change(4, { at: 5_500 })), true);
    assert.equal(continues(slow, change(4, { at: 5_700 })), false);
  });
  await t.step("not a step that others were made from", () => {
    assert.equal(continues(undo(addStep(three, change(4))), change(5, { at: 100 })), false);
  });
  await t.step("one that ends where it began leaves no step", () => {
    const four = addStep(three, change(4, { at: 10_000 }));
    const back = replaceStep(four, change(3, { at: 10_100 }));
    assert.deepEqual([back.all.length, shownBy(back), redoStep(back)], [2, 3, null]);
  });
});

Deno.test("the oldest steps make room, and the present one stays", () => {
  let steps = START;
  for (let i = 0; i < MOST_STEPS + 50; i++) steps = addStep(steps, change(2 + i % 7));
  assert.equal(steps.all.length, MOST_STEPS);
  assert.equal(presentStep(steps).id, MOST_STEPS + 51);
  let count = 0;
  for (; undoStep(steps) !== null; count++) steps = undo(steps);
  assert.equal(count, MOST_STEPS - 1);
});

Deno.test("of several steps with the same parameters the nearest is found", () => {
  const steps = [3, 4, 3].reduce((now, k) => addStep(now, change(k)), START);
  const { params } = change(3);
  assert.equal(stepWith(steps, params)?.id, 4, "the present one");
  assert.equal(stepWith(undo(steps), params)?.id, 2, "the one that undo leads to");
  assert.equal(stepWith(steps, params, 2)?.id, 2, "the one that is preferred");
  assert.equal(stepWith(steps, change(9).params), null);
});
