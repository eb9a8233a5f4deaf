/** What a page notes of itself between an input and the frame that shows its result. Runs in Deno, in parts in browsers. */

import type { BrowserContext, Page } from "playwright-core";
import { medianOf } from "../figures.ts";

/** When each thing happened after an input, in milliseconds. */
export interface Moments {
  /** The worker was asked. */
  readonly asked: number;
  /** The answer was there, read from its message. */
  readonly answered: number;
  /** The page's elements show the result. */
  readonly drawn: number;
  /** A frame with them was painted. */
  readonly painted: number;
  /** What stages took in the worker, by the run's own account. */
  readonly computed: number;
}

/** Where the time goes. */
export interface Shares {
  /** Stages in the worker. */
  readonly compute: number;
  /** All else between question and answer: the run's order, the view, both copies of it, waiting. */
  readonly message: number;
  /** From the answer to the elements that show it. */
  readonly drawing: number;
  /** From these to a painted frame. */
  readonly painting: number;
  /** Before the worker was asked. */
  readonly asking: number;
}

/** Medians and the 95th centile of some changes. */
export interface InputTimes extends Shares {
  readonly median: number;
  readonly p95: number;
}

/** What the page's script leaves there. */
interface Probe {
  /** Sets the number of segments, and runs where a page waits for the button. */
  change(k: number): Promise<Moments>;
}

/** What is noted of the worker since the last input. */
interface WorkerNotes {
  asked: number;
  answered: number;
  computed: number;
}

/** Runs in the page before any of its scripts: notes when the worker is asked and when it answers. */
function noteWorker(): void {
  const notes: WorkerNotes = { asked: 0, answered: 0, computed: 0 };
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      // The first to listen: the page's own reading of the answer comes after it.
      this.addEventListener("message", ({ data }) => {
        if (data.type !== "done" && data.type !== "interim") return;
        const view = data.type === "interim" ? data.view : data.answer;
        if (notes.answered !== 0 || view?.summary === undefined) return;
        notes.answered = performance.now();
        const times: number[] = Object.values(view.summary.timings_ms);
        notes.computed = times.reduce((sum, ms) => sum + ms, 0);
      });
    }

    override postMessage(
      message: { readonly type: string },
      given?: Transferable[] | StructuredSerializeOptions,
    ): void {
      if (message.type === "run") notes.asked = performance.now();
      super.postMessage(message, given as Transferable[]);
    }
  };
  Object.assign(globalThis, { notes });
}

/** Runs in the page: sets numbers of segments, and notes when the frame after the result is painted. */
function installProbe(): void {
  const { notes } = globalThis as unknown as { notes: WorkerNotes };
  const isShown = (k: number): boolean => {
    const { run } = document.body.dataset;
    if (run !== "ready" && run !== "drawing" && run !== "interim") return false;
    // The cards are in sight, what is below them is drawn later; pages without cards have the heatmap.
    const counts = [".who article", ".profile-heatmap-head title"]
      .map((each) => document.querySelectorAll(each).length);
    return (counts.find((count) => count > 0) ?? 0) === k;
  };
  const painted = (): Promise<number> =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message that is sent in a frame arrives when that frame has been painted.
        port1.onmessage = () => resolve(performance.mark("result-painted").startTime);
        port2.postMessage(null);
      })
    );
  const shown = (k: number): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isShown(k)) return;
        observer.disconnect();
        resolve(performance.mark("result-drawn").startTime);
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
    });
  const probe: Probe = {
    async change(k) {
      const field = document.querySelector<HTMLInputElement>(
        'input[type="number"][id*="n_clusters"]',
      )!;
      Object.assign(notes, { asked: 0, answered: 0, computed: 0 });
      field.value = String(k);
      const start = performance.mark("input").startTime;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      const run = [...document.querySelectorAll("button")]
        .find(({ textContent }) => textContent === "Run pipeline");
      // A page of many respondents waits for its button; others have asked by the next task.
      await new Promise((resolve) => setTimeout(resolve));
      if (notes.asked === 0) run?.click();
      const drawn = await shown(k);
      const end = await painted();
      return {
        asked: notes.asked - start,
        answered: notes.answered - start,
        drawn: drawn - start,
        painted: end - start,
        computed: notes.computed,
      };
    },
  };
  Object.assign(globalThis, { probe });
}

/** Has pages that are opened from now on note what becomes of an input. */
export async function addProbe(context: BrowserContext): Promise<void> {
  await context.addInitScript(noteWorker);
  await context.addInitScript(installProbe);
}

/** Sets a number of segments on a page with the probe. */
export async function changeCount(page: Page, k: number): Promise<Moments> {
  return await page.evaluate(
    (k) => (globalThis as unknown as { probe: Probe }).probe.change(k),
    k,
  );
}

/** Sums up changes. */
export function sumUp(all: readonly Moments[]): InputTimes {
  const painted = all.map((each) => each.painted).sort((a, b) => a - b);
  const median = (part: (each: Moments) => number) => medianOf(all.map(part));
  return {
    median: medianOf(painted),
    p95: painted[Math.ceil(0.95 * painted.length) - 1],
    asking: median(({ asked }) => asked),
    compute: median(({ computed }) => computed),
    message: median(({ asked, answered, computed }) => answered - asked - computed),
    drawing: median(({ answered, drawn }) => drawn - answered),
    painting: median(({ drawn, painted }) => painted - drawn),
  };
}
