/** The history of a session: its steps, kept for this tab, and what undo and redo are called. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { isSameWork } from "../params_text.js";
import type { SessionState } from "../session_types.js";
import { changeWords, inLine } from "./change_words.js";
import { effectOf } from "./effects.js";
import { findSteps, keepSteps } from "./kept_steps.js";
import {
  addStep,
  beginSteps,
  continues,
  goTo,
  presentStep,
  redoStep,
  replaceStep,
  restAt,
  type Step,
  stepOf,
  type Steps,
  stepWith,
  undoStep,
  withEffect,
} from "./steps.js";

/** What a history is of. */
export interface HistoryOptions {
  readonly survey: SessionState["survey"];
  readonly defaults: Params;
  readonly schemaDefaults: Params;
  /** Hears that what pages show of it is another, but for changes that were asked for. */
  readonly onChange: () => void;
}

const SAVE_AFTER_MS = 300;
const AT_FIRST = "As it was opened";
const DEFAULTS = "Default settings";

/** The steps of a session. */
export class SessionHistory {
  readonly #options: HistoryOptions;
  #steps: Steps;
  #said = "";
  #problem = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Goes on with what this tab keeps of the survey.
   * @param params What is shown.
   * @param step The step that it is known as, where it is.
   */
  constructor(options: HistoryOptions, params: Params, step: number | null) {
    this.#options = options;
    this.#steps = this.#kept() ?? this.#begin(params);
    this.#locate(params, step);
    // A page that is left has no time for timers.
    addEventListener("pagehide", this.#save);
  }

  /** What the session's state says of it. */
  get told(): Pick<SessionState, "history" | "canUndo" | "canRedo"> {
    const steps = this.#steps;
    const next = redoStep(steps);
    const canUndo = undoStep(steps) !== null, canRedo = next !== null;
    const undo = canUndo ? presentStep(steps).words : "";
    const said = { said: this.#said, problem: this.#problem };
    return { history: { steps, undo, redo: next?.words ?? "", ...said }, canUndo, canRedo };
  }

  get present(): Step {
    return presentStep(this.#steps);
  }

  /** Takes a change.
   * @param words What it is called; made from the parameters where empty.
   * @returns Whether it goes on with the movement that made the step before, and how far that came.
   */
  change(
    params: Params,
    paths: readonly string[],
    words: string,
  ): "new" | "goes on" | "back where it began" {
    const { defaults } = this.#options;
    const before = this.present;
    const change = { params, paths, at: Date.now() };
    this.#said = "";
    const started = undoStep(this.#steps);
    // What has words of its own is no movement of a hand.
    if (started !== null && words === "" && continues(this.#steps, { ...change, words })) {
      const all = words || changeWords(started.params, params, defaults);
      this.#steps = replaceStep(this.#steps, { ...change, words: all });
      this.#saveSoon();
      return this.present.id === before.id ? "goes on" : "back where it began";
    }
    const told = words || changeWords(before.params, params, defaults);
    this.#steps = addStep(this.#steps, { ...change, words: told });
    this.#saveSoon();
    return "new";
  }

  /** The page has followed the change: what comes at once from now on goes on with it, however long that
   * took. */
  rest(): void {
    this.#steps = restAt(this.#steps, Date.now());
  }

  /** Goes one step back; null where there is none. */
  undo(): Step | null {
    return this.#go(undoStep(this.#steps), `Undone: ${inLine(this.present.words)}.`);
  }

  /** Goes one step on; null where there is none. */
  redo(): Step | null {
    const step = redoStep(this.#steps);
    return this.#go(step, `Redone: ${inLine(step?.words ?? "")}.`);
  }

  /** Goes to any step; null where it is not kept. */
  restore(id: number): Step | null {
    const step = stepOf(this.#steps, id);
    return this.#go(step, `Restored: ${inLine(step?.words ?? "")}.`);
  }

  /** Follows the browser to what one of its entries shows.
   * @param step The one that was shown there, where that is known.
   */
  follow(params: Params, step: number | null): void {
    const before = this.present;
    this.#locate(params, step);
    const { id, words } = this.present;
    this.#said = `${id < before.id ? "Back" : "Forward"} to: ${inLine(words)}.`;
    this.#saveSoon();
    // The next press may leave the page, and the one that comes back may be shown before this one has ended.
    this.#save();
  }

  /** Takes what other pages of this tab have made of it meanwhile. */
  read(params: Params, step: number | null): void {
    this.#steps = this.#kept() ?? this.#steps;
    this.#locate(params, step);
  }

  /** Forgets all steps but the present one. */
  clear(): void {
    const { id, params } = this.present;
    const begun = this.#begin(params);
    const [first] = begun.all;
    // An entry of the browser may name a step that is gone.
    this.#steps = { all: [{ ...first, id: id + 1 }], present: id + 1 };
    this.#said = "The history was cleared.";
    this.#saveSoon();
  }

  /** The step that one was made from; null where that is not kept. */
  before({ from }: Step): Step | null {
    return stepOf(this.#steps, from);
  }

  /** Takes what the run of a step came to.
   * @param before The run of the step before; null where this browser does not have it.
   */
  ran(id: number, view: RunView, before: RunView | null): void {
    const step = stepOf(this.#steps, id);
    if (step === null || !isSameWork(step.params, view.params)) return;
    if (step.effect !== null && (before === null || step.effect.agreement !== null)) return;
    this.#steps = withEffect(this.#steps, id, effectOf(view, before));
    this.#saveSoon();
    this.#options.onChange();
  }

  /** Keeps what was not kept yet, and ends. */
  close(): void {
    this.#save();
    removeEventListener("pagehide", this.#save);
  }

  #go(step: Step | null, said: string): Step | null {
    if (step === null) return null;
    this.#steps = goTo(this.#steps, step.id);
    this.#said = said;
    this.#saveSoon();
    return step;
  }

  /** Finds the step that has these parameters, or adds one. */
  #locate(params: Params, step: number | null): void {
    const found = stepWith(this.#steps, params, step);
    if (found !== null) {
      if (found.id !== this.#steps.present) this.#steps = goTo(this.#steps, found.id);
      return;
    }
    const words = changeWords(this.present.params, params, this.#options.defaults);
    this.#steps = addStep(this.#steps, { params, paths: [], words, at: Date.now() });
  }

  #begin(params: Params): Steps {
    const words = isSameWork(params, this.#options.defaults) ? DEFAULTS : AT_FIRST;
    return beginSteps({ params, words, paths: [], at: Date.now() });
  }

  #kept(): Steps | null {
    const { survey, defaults, schemaDefaults } = this.#options;
    const { storage, publish } = defaults;
    return findSteps(survey.key, { ...schemaDefaults, storage, publish });
  }

  #saveSoon(): void {
    this.#timer ??= setTimeout(this.#save, SAVE_AFTER_MS);
  }

  readonly #save = (): void => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { survey, schemaDefaults, onChange } = this.#options;
    const problem = keepSteps(survey.key, this.#steps, schemaDefaults);
    if (problem === this.#problem) return;
    this.#problem = problem;
    onChange();
  };
}
