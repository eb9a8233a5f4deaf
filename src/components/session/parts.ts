/** Parts of a page that follow its results: those in sight at once, all else when the browser has time. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { whenIdle } from "./history/seen_views.js";
import type { Session, SessionState } from "./session_types.js";

/** Makes what a part shows.
 * @param width Pixels that it has.
 */
export type DrawPart = (view: RunView, width: number) => Node | string;

/** How far out of sight a part is drawn for the first time as if it were in sight: half a window. */
const NEAR = 0.5;
/** Steps in which it is heard how much of a part is in sight. */
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);
/** A busy browser draws the next part after so many milliseconds nonetheless. */
const PATIENCE_MS = 250;

/** What shows an older result than the page has. */
interface Late {
  paint(): void;
}

/** In the order in which they came. */
const waiting = new Set<Late>();
const drained = new Set<() => void>();
let isAsked = false;

/** What else a part is drawn by. */
export interface PartOptions {
  /** Elements whose `input` events have it drawn anew. */
  readonly inputs?: readonly EventTarget[];
  /** Whether it shows tests, which come after all else of a result. */
  readonly hasTests?: boolean;
}

/** Makes a part of a page. It is drawn anew with each width, at once, and with each result and each input: at
 * once where half of it is in sight, else once the frame is painted, or before the page is printed.
 * @param session Whose results it shows; without one there is no part.
 */
export function drawnPart(
  session: Session | null,
  draw: DrawPart,
  { inputs = [], hasTests = false }: PartOptions = {},
): HTMLElement | "" {
  if (session === null) return "";
  const part = new Part(draw, hasTests);
  session.subscribe(({ view }) => part.show(view));
  for (const input of inputs) input.addEventListener("input", () => part.age());
  return part.host;
}

/** Hears a session's state. What follows from a result, and from nothing that was asked for, waits until a
 * frame that shows the result is painted.
 * @returns Ends it.
 */
export function followLater(session: Session, listener: (state: SessionState) => void): () => void {
  const late: Late = {
    paint() {
      done(late);
      listener(session.state);
    },
  };
  let last: SessionState | null = null;
  const stop = session.subscribe((state) => {
    const isAnswer = state.params === last?.params && state.view !== last.view;
    const isAsked = state.params !== last?.params;
    last = state;
    if (isAnswer || (waiting.has(late) && !isAsked)) return wait(late);
    done(late);
    listener(state);
  });
  return () => {
    stop();
    done(late);
  };
}

/** Resolves once all parts show the latest result. */
export function allDrawn(): Promise<void> {
  return new Promise((resolve) =>
    // Who hears of a result before the parts do asks too early.
    queueMicrotask(() => {
      if (waiting.size === 0) resolve();
      else drained.add(resolve);
    })
  );
}

class Part {
  readonly host = html("div", [], { class: "part is-waiting" });
  readonly #draw: DrawPart;
  readonly #hasTests: boolean;
  #view: RunView | null = null;
  #width = 0;
  #isNear = false;
  #isInSight = false;
  #isOld = false;

  constructor(draw: DrawPart, hasTests: boolean) {
    this.#draw = draw;
    this.#hasTests = hasTests;
    new ResizeObserver(([{ contentRect }]) => this.#fit(contentRect.width)).observe(this.host);
    new IntersectionObserver((entries) => {
      this.#isNear = entries[entries.length - 1].isIntersecting;
      if (this.#isNear && this.#isOld) this.paint();
    }, { rootMargin: `${100 * NEAR}% 0px` }).observe(this.host);
    new IntersectionObserver((entries) => {
      const { intersectionRect, boundingClientRect } = entries[entries.length - 1];
      const most = Math.min(boundingClientRect.height, innerHeight);
      this.#isInSight = intersectionRect.height >= most / 2;
    }, { threshold: STEPS }).observe(this.host);
  }

  /** Takes a result, unless it is the one that is shown. */
  show(view: RunView | null): void {
    if (view === this.#view) return;
    const isSame = isSameButTests(view, this.#view);
    this.#view = view;
    if (!isSame) return this.age();
    if (!this.#hasTests) return;
    this.#isOld = true;
    wait(this);
  }

  /** Has what is shown drawn anew. */
  age(): void {
    this.#isOld = true;
    const isDrawn = this.host.firstChild !== null;
    if ((isDrawn ? this.#isInSight : this.#isNear) && this.#width > 0) this.paint();
    else wait(this);
  }

  paint(): void {
    // What takes no room waits for it: the width tells of it.
    const width = this.#width === 0 ? this.host.clientWidth : this.#width;
    if (width === 0) return;
    this.#width = width;
    this.#isOld = false;
    done(this);
    this.host.classList.remove("is-waiting");
    this.host.replaceChildren(this.#view === null ? "" : this.#drawn(this.#view, width));
  }

  /** What fails in one part leaves the others as they are. */
  #drawn(view: RunView, width: number): Node | string {
    try {
      return this.#draw(view, width);
    } catch (error) {
      console.error(error);
      return html("p", `This part cannot be shown: ${(error as Error).message}`, { role: "alert" });
    }
  }

  #fit(width: number): void {
    if (width === 0 || width === this.#width) return;
    const isFirst = this.#width === 0;
    this.#width = width;
    // What is too wide for a window that has become narrow would have all of the page scroll sideways.
    if (!isFirst) return this.paint();
    const { top, bottom } = this.host.getBoundingClientRect();
    const margin = NEAR * innerHeight;
    this.#isNear = top < innerHeight + margin && bottom > -margin;
    this.age();
  }
}

/** Whether one view is the other, but for the tests that came after all else. */
function isSameButTests(a: RunView | null, b: RunView | null): boolean {
  if (a === null || b === null) return a === b;
  const keys = Object.keys({ ...a, ...b }) as (keyof RunView)[];
  return keys.every((key) => key === "tests" || a[key] === b[key]);
}

function wait(late: Late): void {
  waiting.add(late);
  paintSoon();
}

/** One at a time, so that an input in between is heard soon. */
function paintSoon(): void {
  if (isAsked) return;
  isAsked = true;
  // The frame that shows what is in sight comes first.
  requestAnimationFrame(() =>
    whenIdle(() => {
      isAsked = false;
      const [next] = waiting;
      if (next === undefined) return;
      next.paint();
      // What takes no room waits elsewhere.
      done(next);
      if (waiting.size > 0) paintSoon();
    }, PATIENCE_MS)
  );
}

function done(late: Late): void {
  if (!waiting.delete(late) || waiting.size > 0) return;
  for (const tell of drained) tell();
  drained.clear();
}

/** Paper has all of a page in sight. */
globalThis.addEventListener?.("beforeprint", () => {
  for (const late of waiting) late.paint();
});
