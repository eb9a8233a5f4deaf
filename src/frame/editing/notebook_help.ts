/** What editors of a notebook are helped with: names and their values, what is wrong, where names stand. Runs in browsers. */

import {
  type Cell,
  cellLabel,
  type GivenName,
  type Notebook,
  type Program,
  ProgramReader,
  type Runner,
} from "../../../pipeline/notebook/mod.ts";
import type { Field } from "../../components/session/param_schema.ts";
import type { SessionState } from "../../components/session/session_types.ts";
import { ELSEWHERE } from "../../data/elsewhere.ts";
import { failedPlace, type Mark, problemsOf } from "./cell_problems.ts";
import { completionsAt } from "./completions.ts";
import type { EditorHelp } from "./helper.ts";
import type { Knowledge, KnownName } from "./knowledge.ts";
import { NAME_DOCS } from "./name_docs.ts";
import { signatureAt } from "./signature.ts";

/** What is wrong is told when there is a pause. */
const PAUSE_MS = 400;

/** Names of the platform that analyses use. */
const PLATFORM: Readonly<Record<string, unknown>> = {
  ...{ Array, Date, Intl, JSON, Map, Math, Number, Object, Promise, Set, String },
};

/** The notebook that is helped with. */
export interface HelpedNotebook {
  readonly runner: Runner;
  readonly names: ReadonlyMap<string, GivenName>;
  readonly fields: readonly Field[];
  state(): SessionState;
  notebook(): Notebook;
  /** Whether what is written in a cell differs from what ran. */
  isChanged(id: string): boolean;
  /** Takes what is wrong in a cell. */
  onProblems(id: string, problems: readonly Mark[]): void;
  goToName(id: string, offset: number): void;
  showUses(id: string, offset: number): void;
}

/** Help for all editors of a notebook. */
export class NotebookHelp {
  readonly #of: HelpedNotebook;
  readonly #programs = new ProgramReader();
  /** Values of given names, as far as they are there. */
  #values = new Map<string, unknown>();
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(of: HelpedNotebook) {
    this.#of = of;
  }

  /** Help for the editor of one cell. */
  editorHelp(id: string): EditorHelp {
    const cellWith = (source: string) => ({
      kind: this.#of.notebook().cells.find((cell) => cell.id === id)?.kind ?? "ts",
      source,
    });
    return {
      completions: (source, offset, isAsked) =>
        completionsAt(cellWith(source), offset, this.#known(id), { isAsked }),
      signature: (source, offset) => signatureAt(cellWith(source), offset, this.#known(id)),
      goToName: (offset) => this.#of.goToName(id, offset),
      showUses: (offset) => this.#of.showUses(id, offset),
    };
  }

  /** A cell's program as it is written. */
  read = (cell: Cell): Program => this.#programs.read(cell);

  /** What is known of a name that every notebook is given; empty where it is none of these. */
  aboutGiven(name: string): string {
    if (!this.#of.names.has(name)) return "";
    const text = NAME_DOCS[name]?.text ?? "";
    return `${name} is given to every notebook. ${text}`.trim();
  }

  /** Takes note that given names may stand for something else now. */
  refresh(): void {
    const values = this.#values = new Map<string, unknown>();
    const context = { signal: new AbortController().signal, log: () => {} };
    for (const [name, given] of this.#of.names) {
      if (given.isEngine === true && given.isReady?.() !== true) continue;
      void Promise.resolve(given.get(context)).then((value) => values.set(name, value), () => {});
    }
  }

  /** Looks for what is wrong once there is a pause. */
  checkSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.check(), PAUSE_MS);
  }

  /** Looks for what is wrong in all cells. */
  check(): void {
    const notebook = this.#of.notebook();
    const host = new Set(this.#of.names.keys());
    const isPlatform = (name: string): boolean => name in globalThis;
    for (const [id, problems] of problemsOf(notebook, { host, isPlatform }, this.read)) {
      const cell = notebook.cells.find((each) => each.id === id);
      if (cell === undefined) continue;
      const failed = this.#of.isChanged(id)
        ? null
        : failedPlace(cell, this.#of.runner.state(id), notebook);
      this.#of.onProblems(id, failed === null ? problems : [...problems, failed]);
    }
    this.#programs.keepOnly(notebook.cells);
  }

  #known(id: string): Knowledge {
    const notebook = this.#of.notebook();
    const owners = new Map<string, string>();
    for (const cell of notebook.cells) {
      // What is being written gives what it gave when it could last be read.
      const outputs = cell.id === id && this.read(cell).problem !== null
        ? this.#of.runner.program(id)?.outputs ?? []
        : this.read(cell).outputs;
      for (const name of outputs) owners.set(name, cell.id);
    }
    const own: KnownName[] = [...owners].map(([name, cell]) => ({
      name,
      from: cellLabel(notebook, cell),
    }));
    const given = [...this.#of.names.keys(), ...Object.keys(PLATFORM)]
      .filter((name) => !owners.has(name) && !ELSEWHERE.includes(name))
      .map((name) => ({ name, from: "" }));
    const { view } = this.#of.state();
    return {
      names: [...own, ...given],
      docs: NAME_DOCS,
      valueOf: (name) => {
        const owner = owners.get(name);
        return owner === undefined
          ? this.#values.get(name) ?? (Object.hasOwn(PLATFORM, name) ? PLATFORM[name] : undefined)
          : this.#of.runner.state(owner)?.names.get(name);
      },
      columns: (view?.columns ?? []).map(({ name, text }) => ({ name, text: text.full })),
      params: this.#of.fields.map(({ path, title }) => ({ path, title })),
    };
  }
}
