/** When versions of a notebook are kept. Runs in browsers. */

import type { Notebook } from "../../../pipeline/notebook/mod.ts";
import type { NotebookVersion } from "../../components/session/notebook_versions.ts";

/** Versions that nobody asks for are at least so far apart. */
const APART_MS = 60_000;

/** Decides when a version is kept. */
export class VersionKeeper {
  readonly #keep: (version: NotebookVersion) => void;
  readonly #now: () => number;
  #last: Notebook | null = null;
  #lastAt = -Infinity;

  /** @param keep Takes what shall be kept. */
  constructor(keep: (version: NotebookVersion) => void, now: () => number = Date.now) {
    this.#keep = keep;
    this.#now = now;
  }

  /** Cells run: the first time after a change it is kept, at most once a minute. */
  onRun(notebook: Notebook, isTrusted: boolean): void {
    if (notebook === this.#last || this.#now() - this.#lastAt < APART_MS) return;
    this.#take(notebook, { isTrusted, name: "", why: "When cells ran" });
    this.#lastAt = this.#now();
  }

  /** Another notebook is about to take its place. */
  onLeave(notebook: Notebook, isTrusted: boolean, why: string): void {
    this.#take(notebook, { isTrusted, name: "", why });
  }

  /** A person asks for it. */
  byHand(notebook: Notebook, isTrusted: boolean, name: string): void {
    this.#last = null;
    this.#take(notebook, { isTrusted, name, why: "" });
  }

  #take(
    notebook: Notebook,
    facts: Pick<NotebookVersion, "isTrusted" | "name" | "why">,
  ): void {
    if (notebook === this.#last) return;
    this.#last = notebook;
    this.#keep({ notebook, at: this.#now(), ...facts });
  }
}
