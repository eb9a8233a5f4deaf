/** The page's session as the frame sees it: the state it was told last, and what it asks for. Runs in browsers. */

import type { Params } from "../../pipeline/plan/params.ts";
import type { RunView, ScanPoint } from "../../pipeline/view/types.ts";
import type {
  FrameAnswer,
  FrameWork,
  FromFrame,
  KeptNotebook,
  ToFrame,
} from "../components/notebook/frame_messages.ts";
import type { NotebookVersion } from "../components/session/notebook_versions.ts";
import { settleAll } from "../components/session/param_choices.ts";
import { isSameWork, type Setting, withSettings } from "../components/session/params_text.ts";
import { emptyHistory } from "../components/session/history/history_state.ts";
import type { AskOptions } from "../components/session/engine_client.ts";
import type { Session, SessionState } from "../components/session/session_types.ts";

type Start = Extract<ToFrame, { type: "start" }>;

interface Waiting {
  resolve(answer: FrameAnswer): void;
  reject(error: Error): void;
  readonly onProgress: (text: string) => void;
}

/** A session whose work is done by the page that holds the frame. */
export class RemoteSession
  implements Pick<Session, "state" | "subscribe" | "set" | "run" | "cancel"> {
  state: SessionState;
  readonly schemaDefaults: Params;
  readonly #port: MessagePort;
  readonly #listeners = new Set<(state: SessionState) => void>();
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  readonly #askers: ((versions: readonly NotebookVersion[]) => void)[] = [];
  /** Hears why a version could not be kept. */
  onNotKept: (why: string) => void = () => {};

  /** Takes over the line that the start came by. */
  constructor(port: MessagePort, { state, view, schemaDefaults }: Start) {
    this.#port = port;
    this.state = { ...state, view, history: emptyHistory(state.params) };
    this.schemaDefaults = schemaDefaults;
    port.onmessage = ({ data }: MessageEvent<ToFrame>) => this.#take(data);
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  set(path: string, value: unknown): void {
    this.setAll([[path, value]]);
  }

  /** Sets parameters at once here, as the page will say again: an input must not fall back meanwhile. */
  setAll(settings: readonly Setting[]): void {
    const { params, settled } = settleAll(
      withSettings(this.state.params, settings),
      settings.map(([path]) => path),
    );
    const { view } = this.state;
    const isStale = view === null || !isSameWork(params, view.params);
    this.#post({ type: "set", settings });
    this.#update({ params, settled, isStale, error: null });
  }

  run(): void {
    this.#post({ type: "run" });
  }

  cancel(): void {
    this.#post({ type: "cancelRun" });
  }

  /** The run of the present parameters, which is computed if it is not there. */
  freshView(signal: AbortSignal): Promise<RunView> {
    return new Promise((resolve, reject) => {
      let stop = (): void => {};
      const finish = (settle: () => void): void => {
        // The listener is called while it is being added, too.
        queueMicrotask(() => stop());
        settle();
      };
      let isAsked = false, wasRunning = false;
      signal.addEventListener("abort", () => {
        if (isAsked) this.cancel();
        finish(() => reject(signal.reason));
      }, { once: true });
      stop = this.subscribe(({ view, isStale, status, whyOff, error }) => {
        if (view !== null && !isStale) return finish(() => resolve(view));
        if (status === "running") return void (isAsked = wasRunning = true);
        if (wasRunning && status === "idle") {
          return finish(() =>
            reject(new Error("The run was cancelled: run the cell to begin anew."))
          );
        }
        if (whyOff !== "") {
          return finish(() => reject(new Error(`Cannot run the engine: ${whyOff}`)));
        }
        if (status === "failed" && isAsked && error !== null) {
          return finish(() => reject(namedError(error.name, error.message)));
        }
        if (isAsked) return;
        isAsked = true;
        this.run();
      });
    });
  }

  /** Computes beside what the page shows. */
  compute(work: { readonly type: "run"; readonly settings: readonly Setting[] }, options: {
    readonly signal: AbortSignal;
    readonly onProgress: (text: string) => void;
  }): Promise<RunView>;
  compute(work: { readonly type: "scan"; readonly settings: readonly Setting[] }, options: {
    readonly signal: AbortSignal;
    readonly onProgress: (text: string) => void;
  }): Promise<readonly ScanPoint[]>;
  compute(work: FrameWork, options: {
    readonly signal: AbortSignal;
    readonly onProgress: (text: string) => void;
  }): Promise<FrameAnswer>;
  compute(
    work: FrameWork,
    { signal, onProgress }: Required<Pick<AskOptions, "signal">> & {
      readonly onProgress: (text: string) => void;
    },
  ): Promise<FrameAnswer> {
    signal.throwIfAborted();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      try {
        this.#post({ type: "ask", id, work });
      } catch {
        return reject(
          new TypeError(
            "Cannot hand this to the engine: it takes numbers, texts and lists of these, but this " +
              "holds a function or an element.",
          ),
        );
      }
      this.#waiting.set(id, { resolve, reject, onProgress });
      signal.addEventListener("abort", () => {
        if (!this.#waiting.delete(id)) return;
        this.#post({ type: "cancel", id });
        reject(signal.reason);
      }, { once: true });
    });
  }

  /** Has the notebook kept by the page, which has a storage. */
  keep(kept: KeptNotebook): void {
    this.#post({ type: "keep", kept });
  }

  /** Has a version kept beside those that are there. */
  keepVersion(version: NotebookVersion): void {
    this.#post({ type: "keepVersion", version });
  }

  /** The versions that the page keeps, oldest first. */
  versions(): Promise<readonly NotebookVersion[]> {
    return new Promise((resolve) => {
      this.#askers.push(resolve);
      this.#post({ type: "askVersions" });
    });
  }

  /** Tells how tall the content is. */
  tellHeight(pixels: number): void {
    this.#post({ type: "height", pixels });
  }

  #take(message: ToFrame): void {
    switch (message.type) {
      case "state":
        return this.#update({
          ...message.state,
          ...(message.view === undefined ? {} : { view: message.view }),
        });
      case "versions":
        return this.#askers.shift()?.(message.versions);
      case "notKept":
        return this.onNotKept(message.why);
      case "progress":
        return this.#waiting.get(message.id)?.onProgress(message.text);
      case "answer":
        this.#waiting.get(message.id)?.resolve(message.answer);
        this.#waiting.delete(message.id);
        return;
      case "failed":
        this.#waiting.get(message.id)?.reject(namedError(message.name, message.message));
        this.#waiting.delete(message.id);
    }
  }

  #update(changes: Partial<SessionState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of [...this.#listeners]) listener(this.state);
  }

  #post(message: FromFrame): void {
    this.#port.postMessage(message);
  }
}

function namedError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
