/** Finds what keeps cells of an opened file from running here, once for each change. Runs in browsers. */

import {
  buildGraph,
  findObstacles,
  type Graph,
  type Notebook,
  type NotebookHost,
  type Obstacle,
  obstaclesText,
  ProgramReader,
} from "../../pipeline/notebook/mod.ts";

/** What is known of a notebook whose cells have not run. */
export interface Foresight {
  readonly graph: Graph;
  /** By cell. */
  readonly obstacles: ReadonlyMap<string, Obstacle>;
  /** All of them in one line. */
  readonly text: string;
}

/** Looks at notebooks. */
export class ObstacleFinder {
  readonly #host: NotebookHost;
  readonly #programs = new ProgramReader();
  #seen: Notebook | null = null;
  #found: Foresight | null = null;

  constructor(host: NotebookHost) {
    this.#host = host;
  }

  /** Looks at a notebook whose cells must not run, or of which some are only kept.
   * @returns Null for all others: their cells say themselves what is wrong.
   */
  lookAhead(notebook: Notebook, isTrusted: boolean): Foresight | null {
    const isAllOurs = notebook.cells.every(({ kind }) => kind !== "foreign");
    return isTrusted && isAllOurs ? null : this.look(notebook);
  }

  look(notebook: Notebook): Foresight {
    if (this.#found !== null && this.#seen === notebook) return this.#found;
    const { names, modules = [] } = this.#host;
    const known = {
      host: new Set(names.keys()),
      isPlatform: (name: string) => name in globalThis,
    };
    const graph = buildGraph(notebook, known, (cell) => this.#programs.read(cell));
    this.#programs.keepOnly(notebook.cells);
    const obstacles = findObstacles(notebook, graph, { modules, isOffline: true });
    this.#seen = notebook;
    this.#found = { graph, obstacles, text: obstaclesText(notebook, obstacles) };
    return this.#found;
  }
}
