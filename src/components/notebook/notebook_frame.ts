/** The notebook's frame on its page, and what the page does for it. Runs in browsers. */

import type { Notebook } from "../../../pipeline/notebook/mod.ts";
import type { PlanData } from "../../../pipeline/plan/plan.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { engineRules } from "../kit/engine_rules.js";
import {
  findNotebook,
  findVersions,
  forgetNotebook,
  keepNotebook,
  keepVersion,
  notebookKey,
} from "../session/browser_store.js";
import type { EngineProgress } from "../session/engine_client.js";
import { type BuiltScan, isSameScan } from "../session/scan.js";
import type { JsonSchema } from "../session/param_schema.js";
import { followNews, type ProjectNews, tellNews } from "../session/projects/project_news.js";
import { findProject } from "../session/projects/project_store.js";
import type { Session } from "../session/session_types.js";
import type {
  FrameAnswer,
  FrameState,
  FrameWork,
  FromFrame,
  KeptNotebook,
  ToFrame,
} from "./frame_messages.js";
import type { OpenedNotebook } from "./opened_notebook.js";
import { standardNotebook } from "./standard_notebook.js";

/** What the frame is made of. */
export interface NotebookFrameOptions {
  /** Address of the frame's file. */
  readonly frameUrl: string;
  /** Address of the engine's rules, which the frame can load from nowhere. */
  readonly rulesUrl: string;
  readonly plan: PlanData;
  readonly schema: JsonSchema;
  /** What is opened in place of the survey's own notebook; null for that. */
  readonly opened: OpenedNotebook | null;
  /** How clear 2 to 8 segments of the site's own run are. */
  readonly builtScan: BuiltScan;
}

const CHANGED_ELSEWHERE =
  "This notebook was changed in another tab. Reload the page to see that; if you go on here, what the " +
  "other tab has is kept among the versions of History.";

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
  readonly #options: NotebookFrameOptions;
  readonly #frame: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #atFirst: Notebook;
  readonly #underWay = new Map<number, AbortController>();
  #stop: () => void = () => {};
  #told: RunView | null | undefined = undefined;
  /** Whether another tab kept this notebook since this one did. */
  #isChangedElsewhere = false;
  /** Writes come one after another, so that the last one stays; what is read is what was written. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(session: Session, options: NotebookFrameOptions, frame: HTMLIFrameElement) {
    this.#session = session;
    this.#options = options;
    this.#atFirst = options.opened?.notebook ?? standardNotebook(session.state);
    this.#frame = frame;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => this.#take(data);
    // A document without an origin can be named by no other target.
    frame.contentWindow?.postMessage({ type: "notebook" }, "*", [port2]);
    void this.#start();
  }

  close(): void {
    this.#stop();
    for (const controller of this.#underWay.values()) controller.abort();
    this.#port.close();
  }

  async #start(): Promise<void> {
    const { plan, schema, rulesUrl } = this.#options;
    const atFirst = this.#atFirst;
    const [kept, rules] = await Promise.all([
      findNotebook<KeptNotebook>(this.#key),
      fetch(rulesUrl).then((response) => response.text()),
    ]);
    const { view, history: _history, ...state } = this.#session.state;
    this.#told = view;
    const schemaDefaults = engineRules().plan.data.defaults;
    this.#post({ type: "start", rules, plan, schema, schemaDefaults, state, view, kept, atFirst });
    const stops = [
      this.#session.subscribe(({ view, history: _history, ...state }) => this.#tell(state, view)),
      followNews((news) => this.#hear(news)),
    ];
    this.#stop = () => stops.forEach((stop) => stop());
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
        return this.#queue(() => this.#keep(message.kept));
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
      const options = {
        signal: controller.signal,
        onProgress: (progress: EngineProgress) =>
          this.#post({ type: "progress", id, text: progressText(progress) }),
      };
      const answer = this.#known(work) ??
        await ("settings" in work
          ? this.#session.compute(work.type, work.settings, options)
          : this.#session.ask(work, options));
      // The page itself shows runs, and has no use for what else comes.
      const given = work.type === "run" ? [] : engineRules().buffersOf(answer);
      this.#post({ type: "answer", id, answer }, given);
    } catch (error) {
      const { name, message } = error as Error;
      this.#post({ type: "failed", id, name, message });
    } finally {
      this.#underWay.delete(id);
    }
  }

  /** The site's own scan serves a site that cannot compute, and everybody at once. */
  #known(work: FrameWork): FrameAnswer | null {
    if (work.type !== "scan" || work.settings.length > 0) return null;
    const { builtScan } = this.#options;
    const { params, defaults } = this.#session.state;
    return isSameScan(params, defaults) && builtScan.status === "ok" ? builtScan.value : null;
  }

  /** What nobody changed is not kept, so that a later build's cells are not hidden by it. */
  async #keep(kept: KeptNotebook): Promise<void> {
    const { isOwn, key } = this.#session.state.survey;
    // Nothing of a project outlives it.
    if (isOwn && await findProject(key) === null) return;
    await this.#saveOther(kept);
    const isPristine = JSON.stringify(kept.notebook) === JSON.stringify(this.#atFirst);
    if (isPristine) return await forgetNotebook(this.#key);
    const why = await keepNotebook(this.#key, kept);
    if (why !== "") this.#post({ type: "notKept", why });
    else tellNews({ type: "notebook", key: this.#key });
  }

  /** What another tab kept meanwhile becomes a version, from which it can be had back. */
  async #saveOther({ notebook }: KeptNotebook): Promise<void> {
    if (!this.#isChangedElsewhere) return;
    this.#isChangedElsewhere = false;
    const other = await findNotebook<KeptNotebook>(this.#key);
    if (other === null || JSON.stringify(other.notebook) === JSON.stringify(notebook)) return;
    const { isTrusted } = other;
    const version = { at: Date.now(), name: "", why: "As another tab left it", isTrusted };
    await keepVersion(this.#key, { ...version, notebook: other.notebook });
  }

  #hear(news: ProjectNews): void {
    if (news.type !== "notebook" || news.key !== this.#key || news.isElsewhere !== true) return;
    this.#isChangedElsewhere = true;
    this.#post({ type: "notKept", why: CHANGED_ELSEWHERE });
  }

  get #key(): string {
    return notebookKey(this.#session.state.survey.key, this.#options.opened?.name ?? null);
  }

  #post(message: ToFrame, given: Transferable[] = []): void {
    this.#port.postMessage(message, given);
  }
}

function progressText({ stage, share, note }: EngineProgress): string {
  const done = `${stage} ${Math.round(100 * share)} %`;
  return note === "" ? done : `${done}, ${note}`;
}
