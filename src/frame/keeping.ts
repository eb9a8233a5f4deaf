/** What of a notebook is kept, and when: the present state soon after each change, versions beside it. Runs in browsers. */

import type { NotebookModel } from "./model.ts";
import { VersionKeeper } from "./panels/version_keeper.ts";
import type { RemoteSession } from "./remote_session.ts";

/** How long after a change the notebook is kept, whatever else is typed meanwhile. */
const KEEP_AFTER_MS = 150;

/** What is to be kept. */
export interface KeepingParts {
  readonly session: RemoteSession;
  readonly model: NotebookModel;
  /** Whether cells run, so that they may be what ends the page. */
  isRunning(): boolean;
  /** Whether the cells are trusted, also while they do not run. */
  isTrusted(): boolean;
}

/** Keeps an open notebook. */
export class Keeping {
  /** The versions. */
  readonly versions: VersionKeeper;
  readonly #parts: KeepingParts;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
    this.versions = new VersionKeeper((version) => parts.session.keepVersion(version));
  }

  /** After a change. Who types on and on has the last words kept too, when the page ends meanwhile. */
  later(): void {
    this.#soon ??= setTimeout(() => this.#keep(this.#parts.isRunning()), KEEP_AFTER_MS);
  }

  /** Before cells run: what ends the whole page shall not do so again when the page is opened anew. */
  atRun(): void {
    this.#keep(true);
    const { model } = this.#parts;
    this.versions.onRun(model.notebook, model.isTrusted);
  }

  /** Before another notebook takes the place of this one. */
  before(why: string): void {
    const { model } = this.#parts;
    this.versions.onLeave(model.notebook, model.isTrusted, why);
  }

  #keep(isRunning: boolean): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const { session, model, isTrusted } = this.#parts;
    session.keep({ notebook: model.notebook, isTrusted: isTrusted(), isRunning });
  }
}
