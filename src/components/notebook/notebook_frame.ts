/** The notebook's frame on its page, and what the page does for it. Runs in browsers. */

import type { PlanData } from "../../../pipeline/plan/plan.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { engineRules } from "../kit/engine_rules.js";
import { findNotebook, findVersions, keepNotebook, keepVersion } from "../session/browser_store.js";
import type { EngineProgress } from "../session/engine_client.js";
import type { JsonSchema } from "../session/param_schema.js";
import type { Session } from "../session/session_types.js";
import type { FrameState, FrameWork, FromFrame, KeptNotebook, ToFrame } from "./frame_messages.js";

/** What the frame is made of. */
export interface NotebookFrameOptions {
  /** Address of the frame's file. */
  readonly frameUrl: string;
  readonly plan: PlanData;
  readonly schema: JsonSchema;
}

/** Makes the frame. Cells run in it without an origin: they reach no storage, no cookie and no other
 * page, only what is handed over here.
 */
export function notebookFrame(session: Session, options: NotebookFrameOptions): HTMLElement {
  const frame = html("iframe", [], {
    class: "notebook-frame",
    title: "Notebook",
    sandbox: "allow-scripts allow-downloads",
    src: options.frameUrl,
  });
  // What has the focus within a frame is no focus of the page: its window loses it.
  const tellFocus = () => frame.classList.toggle("has-focus", document.activeElement === frame);
  for (const type of ["blur", "focus"]) {
    globalThis.addEventListener(type, () => setTimeout(tellFocus));
  }
  let door: FrameDoor | null = null;
  frame.addEventListener("load", () => {
    door?.close();
    door = new FrameDoor(session, options, frame);
  });
  return frame;
}

/** One frame's line to the page, from its load to its end. */
class FrameDoor {
  readonly #session: Session;
  readonly #frame: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #underWay = new Map<number, AbortController>();
  #stop: () => void = () => {};
  #told: RunView | null | undefined = undefined;
  /** Writes come one after another, so that the last one stays; what is read is what was written. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(session: Session, options: NotebookFrameOptions, frame: HTMLIFrameElement) {
    this.#session = session;
    this.#frame = frame;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => this.#take(data);
    // A document without an origin can be named by no other target.
    frame.contentWindow?.postMessage({ type: "notebook" }, "*", [port2]);
    void this.#start(options);
  }

  close(): void {
    this.#stop();
    for (const controller of this.#underWay.values()) controller.abort();
    this.#port.close();
  }

  async #start({ plan, schema }: NotebookFrameOptions): Promise<void> {
    const kept = await findNotebook<KeptNotebook>(this.#key);
    const { view, ...state } = this.#session.state;
    this.#told = view;
    const schemaDefaults = engineRules().plan.data.defaults;
    this.#post({ type: "start", plan, schema, schemaDefaults, state, view, kept });
    this.#stop = this.#session.subscribe(({ view, ...state }) => this.#tell(state, view));
  }

  #tell(state: FrameState, view: RunView | null): void {
    // A page that has gone leaves no frame to talk to.
    if (!this.#frame.isConnected) return this.close();
    const isTold = view === this.#told;
    this.#told = view;
    this.#post(isTold ? { type: "state", state } : { type: "state", state, view });
  }

  #take(message: FromFrame): void {
    switch (message.type) {
      case "set":
        return this.#session.setAll(message.settings);
      case "run":
        return this.#session.run();
      case "cancelRun":
        return this.#session.cancel();
      case "ask":
        return void this.#work(message.id, message.work);
      case "cancel":
        return this.#underWay.get(message.id)?.abort(new DOMException("cancelled", "AbortError"));
      case "keep":
        return this.#queue(() => keepNotebook(this.#key, message.kept));
      case "keepVersion":
        return this.#queue(async () => {
          const why = await keepVersion(this.#key, message.version);
          if (why !== "") this.#post({ type: "notKept", why });
        });
      case "askVersions":
        return this.#queue(async () =>
          this.#post({ type: "versions", versions: await findVersions(this.#key) })
        );
      case "height":
        this.#frame.style.setProperty("--content-height", `${Math.ceil(message.pixels)}px`);
    }
  }

  #queue(work: () => Promise<void>): void {
    this.#keeping = this.#keeping.then(work);
  }

  async #work(id: number, work: FrameWork): Promise<void> {
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    try {
      const answer = await this.#session.compute(work.type, work.settings, {
        signal: controller.signal,
        onProgress: (progress) =>
          this.#post({ type: "progress", id, text: progressText(progress) }),
      });
      this.#post({ type: "answer", id, answer });
    } catch (error) {
      const { name, message } = error as Error;
      this.#post({ type: "failed", id, name, message });
    } finally {
      this.#underWay.delete(id);
    }
  }

  /** One's own file has a notebook that goes with it. */
  get #key(): string {
    const { isOwn, slug } = this.#session.state.survey;
    return isOwn ? "own" : slug;
  }

  #post(message: ToFrame): void {
    this.#port.postMessage(message);
  }
}

function progressText({ stage, share, note }: EngineProgress): string {
  const done = `${stage} ${Math.round(100 * share)} %`;
  return note === "" ? done : `${done}, ${note}`;
}
