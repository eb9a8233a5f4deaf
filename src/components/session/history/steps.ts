/** The steps by which parameters came to be what they are: one is shown, and each knows the one it was made from. Runs in Deno and browsers.
 *
 * Steps form a tree. Undo goes to the step that the present one was made from, redo to the one that was
 * left last; a change after an undo begins a branch, and the steps that were undone stay where they are.
 */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { isSameWork, valueAt } from "../params_text.js";
import type { Effect } from "./effects.ts";

/** The parameters as they were after one change. */
export interface Step {
  /** Rises with every step that is made. */
  readonly id: number;
  /** The step it was made from; null for the first, and where that one was dropped. */
  readonly from: number | null;
  /** The step that redo goes to; null for none. */
  readonly next: number | null;
  /** When the change was made, in milliseconds since 1970. */
  readonly at: number;
  /** What changed, for people, such as `Segments: 3 → 4`. */
  readonly words: string;
  /** The parameters that were set, which a further change of the same may take the place of. */
  readonly paths: readonly string[];
  readonly params: Params;
  /** What the run of these parameters came to; null where it was never run. */
  readonly effect: Effect | null;
}

/** All steps that are kept, oldest first, and which of them is shown. */
export interface Steps {
  readonly all: readonly Step[];
  readonly present: number;
}

/** What a change adds. */
export interface Change {
  readonly params: Params;
  readonly words: string;
  readonly paths: readonly string[];
  readonly at: number;
}

/** Older steps make room for newer ones. */
export const MOST_STEPS = 200;
/** Changes of a number that follow each other so fast are one movement of a slider. */
const ONE_MOVEMENT_MS = 600;

/** A history with nothing in it but how it begins. */
export function beginSteps(change: Change): Steps {
  return { all: [{ id: 1, from: null, next: null, effect: null, ...change }], present: 1 };
}

/** The step that is shown. */
export function presentStep(steps: Steps): Step {
  return stepOf(steps, steps.present) ?? steps.all[steps.all.length - 1];
}

/** The step of an id; null where it is not kept. */
export function stepOf({ all }: Steps, id: number | null): Step | null {
  return all.find((step) => step.id === id) ?? null;
}

/** The step that undo goes to. */
export function undoStep(steps: Steps): Step | null {
  return stepOf(steps, presentStep(steps).from);
}

/** The step that redo goes to. */
export function redoStep(steps: Steps): Step | null {
  return stepOf(steps, presentStep(steps).next);
}

/** Adds a change after the present step and shows it. */
export function addStep(steps: Steps, change: Change): Steps {
  const { present } = steps;
  const id = steps.all.reduce((most, step) => Math.max(most, step.id), 0) + 1;
  const all = steps.all.map((step) => step.id === present ? { ...step, next: id } : step);
  const step: Step = { id, from: present, next: null, effect: null, ...change };
  return { all: [...all, step].slice(-MOST_STEPS), present: id };
}

/** Whether a change goes on with the movement that made the present step: one of the same number, at once
 * afterwards, of a step from which nothing else was made. */
export function continues(steps: Steps, { params, paths, at }: Change): boolean {
  const step = presentStep(steps);
  const isLast = step.from !== null && steps.all.every(({ from }) => from !== step.id);
  return isLast && at - step.at < ONE_MOVEMENT_MS && paths.length === 1 &&
    paths[0] === step.paths[0] && step.paths.length === 1 &&
    [params, step.params].every((each) => typeof valueAt(each, paths[0]) === "number");
}

/** Puts a change in the place of the present step; one that ends where the movement began leaves none. */
export function replaceStep(steps: Steps, change: Change): Steps {
  const step = presentStep(steps);
  const before = undoStep(steps);
  if (before === null || !isSameWork(before.params, change.params)) {
    const all = steps.all.map((each) =>
      each === step ? { ...each, ...change, effect: null } : each
    );
    return { all, present: step.id };
  }
  const all = steps.all.filter((each) => each !== step)
    .map((each) => each === before ? { ...each, next: lastFrom(steps, before, step) } : each);
  return { all, present: before.id };
}

/** The steps with the present one as made at another time. */
export function restAt(steps: Steps, at: number): Steps {
  const all = steps.all.map((step) => step.id === steps.present ? { ...step, at } : step);
  return { ...steps, all };
}

/** The newest step that was made from one, another one aside. */
function lastFrom({ all }: Steps, { id }: Step, aside: Step): number | null {
  return all.findLast((each) => each.from === id && each !== aside)?.id ?? null;
}

/** Shows a step; redo then leads on towards the steps that were made from it, and undo back.
 * @returns As given, where there is no such step.
 */
export function goTo(steps: Steps, id: number): Steps {
  if (stepOf(steps, id) === null) return steps;
  let all = steps.all;
  // Redo finds the way back to the step from each one that led to it.
  for (let at = stepOf(steps, id); at?.from !== undefined && at.from !== null;) {
    const { id: next, from } = at;
    all = all.map((step) => step.id === from ? { ...step, next } : step);
    at = stepOf(steps, from);
  }
  return { all, present: id };
}

/** The step with these parameters that is the nearest to the present one: itself, those that undo and redo
 * lead to, else the newest; null for none.
 * @param first The id of one that is preferred to all of these.
 */
export function stepWith(steps: Steps, params: Params, first: number | null = null): Step | null {
  const near = [stepOf(steps, first), presentStep(steps), undoStep(steps), redoStep(steps)];
  return [...near, ...steps.all.toReversed()]
    .find((step) => step !== null && isSameWork(step.params, params)) ?? null;
}

/** The steps with what the run of one came to. */
export function withEffect(steps: Steps, id: number, effect: Effect): Steps {
  const all = steps.all.map((step) => step.id === id ? { ...step, effect } : step);
  return { ...steps, all };
}

/** Steps that led to the present one, or to which redo leads; others are of another branch. */
export function lineOf(
  steps: Steps,
): { readonly before: Set<number>; readonly after: Set<number> } {
  const follow = (key: "from" | "next"): Set<number> => {
    const ids = new Set<number>();
    let at = stepOf(steps, presentStep(steps)[key]);
    for (; at !== null && !ids.has(at.id); at = stepOf(steps, at[key])) ids.add(at.id);
    return ids;
  };
  return { before: follow("from"), after: follow("next") };
}
