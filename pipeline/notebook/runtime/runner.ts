/** Runs the cells of a notebook as they change: each after those that it needs, and none in vain. Runs in Deno and browsers. */

import type { CellSwitch, Notebook } from "../cells/cell.ts";
import type { Program } from "../language/program.ts";
import { ProgramReader } from "../language/program_reader.ts";
import { Attempt, type Ground } from "./attempt.ts";
import { buildGraph, type Graph, type GraphNode } from "./graph.ts";
import type { NotebookHost } from "./host.ts";
import type { CellProblem } from "./problem.ts";
import {
  type CellRecord,
  type CellState,
  isAskedFor,
  isOutOfTime,
  isSame,
  markInterrupted,
  newRecord,
  type Outcome,
  stateOf,
} from "./record.ts";

// Why not @observablehq/runtime: it computes whatever is reachable as soon as it can and has no notion
// of a cell that is out of date and waits to be asked for, of ending one cell and keeping the others,
// or of giving a cell its former value back where nothing that it needs has changed. These are what a
// notebook over a long-running engine lives by, and would have to be built around it.

/** How much longer a cell may take when it is run again because its time was over. */
const MORE_PATIENCE = 10;

/** How to run. */
export interface RunnerOptions {
  /** One cell at a time, in order of dependence; else all that can run do. */
  readonly isSequential?: boolean;
  /** Milliseconds that a cell may compute in its own loops; not limited if absent. One that took longer
   * is given ten times as much when it is run again. */
  readonly budget?: number;
  /** Hears that a cell's state changed. */
  readonly onChange?: (cell: string) => void;
}

/** Keeps the results of a notebook's cells in step with their sources. */
export class Runner {
  readonly #host: NotebookHost;
  readonly #options: RunnerOptions;
  readonly #ground: Ground;
  readonly #records = new Map<string, CellRecord>();
  readonly #running = new Map<string, Attempt>();
  readonly #programs = new ProgramReader();
  /** How often what a given name stands for has changed. */
  readonly #versions = new Map<string, number>();
  #switches: ReadonlyMap<string, CellSwitch> = new Map();
  #notebook: Pick<Notebook, "cells"> = { cells: [] };
  #graph: Graph = { nodes: new Map(), order: [], dependants: new Map() };
  #waiting: (() => void)[] = [];

  /** Makes a runner without cells. */
  constructor(host: NotebookHost, options: RunnerOptions = {}) {
    this.#host = host;
    this.#options = options;
    const meter = {
      spent: 0,
      isAsked: () => host.isInterrupted?.() ?? false,
      pause: host.pause === undefined ? null : () => host.pause?.() ?? Promise.resolve(),
    };
    this.#ground = { host, meter, programOf: (id) => this.program(id) ?? undefined };
  }

  /** Takes a changed notebook: what no change touches stays, what a deleted cell gave goes, and cells
   * that run by themselves begin to. */
  update(notebook: Pick<Notebook, "cells">): void {
    this.#notebook = notebook;
    const isPlatform = this.#host.isPlatform ?? ((name: string) => name in globalThis);
    const host = new Set(this.#host.names.keys());
    this.#graph = buildGraph(notebook, { host, isPlatform }, (cell) => this.#programs.read(cell));
    for (const id of [...this.#records.keys()]) {
      if (this.#graph.nodes.has(id)) continue;
      this.#abandon(id);
      this.#records.delete(id);
    }
    this.#programs.keepOnly(notebook.cells);
    this.#switches = new Map(notebook.cells.map(({ id, run }) => [id, run]));
    const changed: string[] = [];
    for (const [id, node] of this.#graph.nodes) {
      const record = this.#records.get(id) ?? newRecord();
      this.#records.set(id, record);
      const signature = this.#sign(id, node);
      if (record.signature === signature) continue;
      record.signature = signature;
      record.patience = 1;
      changed.push(id);
    }
    this.#invalidate(changed);
    this.#advance();
  }

  /** Takes note that given names stand for something else now, such as after a parameter has moved. */
  changed(names: readonly string[]): void {
    for (const name of names) this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
    this.update(this.#notebook);
  }

  /** Runs a cell anew, and before it whatever it needs that is stale.
   * @returns Fulfilled when nothing runs any more.
   */
  run(id: string): Promise<void> {
    const record = this.#records.get(id);
    if (record !== undefined && record.status !== "stale") this.#invalidate([id]);
    const asked = new Set([id]);
    for (const each of [...this.#graph.order].reverse()) {
      if (!asked.has(each)) continue;
      this.#want(each);
      for (const source of this.#graph.nodes.get(each)?.sources.values() ?? []) {
        if (source.from === "cell") asked.add(source.cell);
      }
    }
    this.#advance();
    return this.settled();
  }

  /** Takes note that somebody asked for a cell that runs, so that it may fetch what it needs. */
  ask(id: string): void {
    this.#running.get(id)?.ask();
  }

  /** Runs all cells that are stale or were interrupted.
   * @returns Fulfilled when nothing runs any more.
   */
  runAll(): Promise<void> {
    for (const id of this.#graph.order) this.#want(id);
    this.#advance();
    return this.settled();
  }

  /** Ends all cells that run; those that are done keep their values, and none begins by itself until it
   * is changed or asked for. */
  interrupt(): void {
    for (const record of this.#records.values()) {
      record.isWanted = false;
      if (record.status === "stale") record.isHeld = true;
    }
    for (const id of [...this.#running.keys()]) {
      this.#abandon(id);
      const record = this.#records.get(id);
      if (record !== undefined) markInterrupted(record);
      this.#tell(id);
    }
    this.#advance();
  }

  /** How a cell stands.
   * @returns null if the notebook has none of that id.
   */
  state(id: string): CellState | null {
    const record = this.#records.get(id);
    if (record === undefined) return null;
    return stateOf(record);
  }

  /** Fulfilled when nothing runs and nothing will begin by itself. */
  settled(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The cells in the order in which they run. */
  get order(): readonly string[] {
    return this.#graph.order;
  }

  /** Which cell needs which, of the cells as they run. */
  get graph(): Graph {
    return this.#graph;
  }

  /** What a cell's source was read as. */
  program(id: string): Program | null {
    return this.#graph.nodes.get(id)?.program ?? null;
  }

  #sign(id: string, { sources, problem }: GraphNode): string {
    const from = [...sources].map(([name, source]) => [
      name,
      source.from === "cell" ? `cell ${source.cell}` : source.from,
      source.from === "host" ? this.#versions.get(name) ?? 0 : 0,
    ]);
    return JSON.stringify([this.#programs.keyOf(id), from, problem]);
  }

  /** Lets cells run anew, and marks those that need them. */
  #invalidate(ids: readonly string[]): void {
    for (const id of ids) {
      const record = this.#records.get(id);
      if (record !== undefined) record.mustRun = true;
    }
    const open = [...ids];
    const seen = new Set(open);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const record = this.#records.get(id);
      if (record === undefined) continue;
      // A run whose inputs are out of date must not be taken for one of the new ones.
      if (this.#abandon(id)) record.mustRun = true;
      record.status = "stale";
      record.problem = null;
      record.isHeld = false;
      this.#tell(id);
      for (const next of this.#graph.dependants.get(id) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
  }

  #want(id: string): void {
    this.ask(id);
    const record = this.#records.get(id);
    if (record === undefined || record.status === "done" || record.status === "failed") return;
    if (record.status === "interrupted") {
      record.status = "stale";
      record.problem = null;
    }
    record.isHeld = false;
    record.isWanted = true;
  }

  /** Goes over all stale cells once, in order of dependence: what can be said of one is said, what can
   * begin begins. */
  #advance(): void {
    for (const id of this.#graph.order) {
      const record = this.#records.get(id), node = this.#graph.nodes.get(id);
      if (record === undefined || node === undefined) continue;
      if (record.problem?.kind === "upstream") {
        // Of several cells that fail it, the first that it names is told, whichever failed first.
        record.problem = this.#failedNeed(node) ?? record.problem;
      }
      if (record.status !== "stale") continue;
      const problem = node.problem ?? this.#failedNeed(node);
      if (problem !== null) {
        this.#settle(id, record, { problem });
        // Nothing of it ran, and once it is freed of what forbids it, it runs anew.
        record.log = [];
        record.mustRun = true;
        continue;
      }
      const inputs = this.#cellInputs(node);
      if (inputs === null) continue;
      const { last } = record;
      if (!record.mustRun && last !== null && isSame(inputs, last.inputs)) {
        this.#settle(id, record, last.outcome);
      } else if (this.#mayBegin(id, record, node)) this.#begin(id, record, { node, inputs });
    }
    if (this.#running.size > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #failedNeed({ sources }: GraphNode): CellProblem | null {
    for (const [name, source] of sources) {
      if (source.from !== "cell") continue;
      if (this.#records.get(source.cell)?.status !== "failed") continue;
      return { kind: "upstream", name, cell: source.cell };
    }
    return null;
  }

  /** The names that other cells give a cell; null while one of these is not done. */
  #cellInputs({ sources }: GraphNode): Map<string, unknown> | null {
    const inputs = new Map<string, unknown>();
    for (const [name, source] of sources) {
      if (source.from !== "cell") continue;
      const giving = this.#records.get(source.cell);
      if (giving?.status !== "done") return null;
      inputs.set(name, giving.result?.names.get(name));
    }
    return inputs;
  }

  #mayBegin(id: string, record: CellRecord, node: GraphNode): boolean {
    if (record.isHeld) return false;
    if (this.#options.isSequential === true && this.#running.size > 0) return false;
    if (record.isWanted) return true;
    const run = this.#switches.get(id) ?? "auto";
    if (run !== "auto") return run === "live";
    return [...node.sources].every(([name, { from }]) => {
      const work = from === "host" ? this.#host.names.get(name) : undefined;
      return work?.isEngine !== true || work.isReady?.() === true;
    });
  }

  #begin(
    id: string,
    record: CellRecord,
    { node, inputs }: { readonly node: GraphNode; readonly inputs: ReadonlyMap<string, unknown> },
  ): void {
    const isAsked = record.isWanted || this.#switches.get(id) === "live";
    const budget = (this.#options.budget ?? Infinity) * record.patience;
    const attempt = new Attempt(id, this.#ground, { budget, isAsked });
    this.#running.set(id, attempt);
    record.status = "running";
    record.isWanted = false;
    record.mustRun = false;
    record.runs++;
    record.log = [];
    this.#tell(id);
    attempt.run(node, inputs, record.log).then((outcome) => {
      // Another run may have begun, or the cell may be gone.
      if (this.#running.get(id) !== attempt) return;
      this.#running.delete(id);
      if (outcome === null) return this.#wait(id, record);
      if ("problem" in outcome && isOutOfTime(outcome.problem)) record.patience *= MORE_PATIENCE;
      if ("problem" in outcome && isAskedFor(outcome.problem)) {
        markInterrupted(record);
        this.#tell(id);
        return this.interrupt();
      }
      record.last = { inputs, outcome };
      this.#settle(id, record, outcome);
      this.#advance();
    });
  }

  #settle(id: string, record: CellRecord, outcome: Outcome): void {
    record.isWanted = false;
    if ("result" in outcome) {
      record.status = "done";
      record.problem = null;
      record.result = outcome.result;
    } else {
      record.status = "failed";
      record.problem = outcome.problem;
      record.result = null;
    }
    this.#tell(id);
  }

  /** Leaves a cell until it is asked for, as what it needs is the engine's to give. */
  #wait(id: string, record: CellRecord): void {
    record.status = "stale";
    record.mustRun = record.isHeld = true;
    record.runs--;
    record.log = [];
    this.#tell(id);
    this.#advance();
  }

  /** Lets go of a cell's run: it is told to end, and what it gives is not taken. */
  #abandon(id: string): boolean {
    const attempt = this.#running.get(id);
    if (attempt === undefined) return false;
    this.#running.delete(id);
    attempt.end();
    return true;
  }

  #tell(id: string): void {
    this.#options.onChange?.(id);
  }
}
