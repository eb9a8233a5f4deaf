/** What pages, controls and tables know of a session. Runs in browsers. */

import type { Problem } from "../../../pipeline/base/errors.ts";
import type { Params } from "../../../pipeline/plan/params.ts";
import type { InterimWords } from "../../../pipeline/profile/interim_words.ts";
import type { BesideWork, WorkerAnswers, WorkRequest } from "../../../pipeline/browser/protocol.ts";
import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import type { AskOptions } from "./engine_client.ts";
import type { HistoryState } from "./history/history_state.ts";
import type { Settled } from "./param_choices.ts";
import type { Setting } from "./params_text.ts";

/** Everything that can change while a page is open. */
export interface SessionState {
  readonly survey: {
    /** The folder of its pages. */
    readonly slug: string;
    /** What this browser keeps of it is kept under: its slug, or the id of an own file's project. */
    readonly key: string;
    /** Of its file. */
    readonly name: string;
    readonly sha256: string;
    /** Whether it is the person's own file, which lives in this browser only. */
    readonly isOwn: boolean;
    /** Whether the page has the file itself, so that it can be read anew; else only the answers as they
     * were read when the site was built. */
    readonly isFile: boolean;
  };
  /** As the controls show them. */
  readonly params: Params;
  /** The build's run, or the schema's defaults for an own file. */
  readonly defaults: Params;
  /** The last result; stays while another is computed. */
  readonly view: RunView | null;
  /** What is said of `view` where it is of a run that has no final verdict; else null. */
  readonly interim: InterimWords | null;
  /** Whether `view` is not the final result of `params`. */
  readonly isStale: boolean;
  readonly status: "idle" | "running" | "failed";
  readonly progress: {
    readonly stage: string;
    /** Share of the stage done, 0..1. */
    readonly share: number;
    readonly note: string;
  } | null;
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly problems: readonly Problem[];
  } | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Every change, and what undo and redo are called. */
  readonly history: HistoryState;
  /** Run as I change. */
  readonly isLive: boolean;
  /** Why re-running is impossible; empty if it is possible. */
  readonly whyOff: string;
  /** What the last change brought with it. */
  readonly settled: readonly Settled[];
  /** What to know about how this page was opened, such as data that changed since the link was made. */
  readonly notice: string;
}

/** A survey with its parameters and results, as one page or several show it. */
export interface Session {
  readonly state: SessionState;
  /** Calls the listener at once and on every change; gives the way to stop. */
  subscribe(listener: (state: SessionState) => void): () => void;
  /** Sets one parameter, such as `clustering.n_clusters`; a choice that it excludes gives way in the same
   * step. */
  set(path: string, value: unknown): void;
  /** Sets several parameters in one step, which one undo takes back.
   * @param words What the step is called, such as `3 questions now describe only`; made from the settings
   * where absent.
   */
  setAll(settings: readonly Setting[], words?: string): void;
  run(): void;
  cancel(): void;
  undo(): void;
  redo(): void;
  /** Shows a step of the history again.
   * @param step Its id.
   */
  restore(step: number): void;
  /** Forgets all steps but the present one. */
  clearHistory(): void;
  reset(): void;
  setLive(isLive: boolean): void;
  /** What differs from the schema's defaults, as YAML. */
  paramsYaml(): string;
  commandLine(): string;
  /** The address that reopens this state. */
  link(): string;
  /** Tries 2 to 8 segments with the present parameters. */
  scan(): Promise<readonly ScanPoint[]>;
  /** Computes beside what is shown, and changes nothing of it.
   * @param settings What differs from the present parameters.
   */
  compute<T extends "run" | "scan">(
    type: T,
    settings: readonly Setting[],
    options: AskOptions,
  ): Promise<WorkerAnswers[T]>;
  /** Asks for a part of a run, a comparison, a crosstab, tables, files of the run folder or to hand over, a project
   * file, where others belong or how segments are set apart, or calls an algorithm.
   * @param asked The buffers of what an algorithm is called with are handed over.
   */
  ask<T extends BesideWork>(
    asked: WorkRequest<T>,
    options: AskOptions,
  ): Promise<WorkerAnswers[T]>;
  /** Ends the worker. */
  close(): void;
}
