/** Parts of a page that follow its results: those in sight at once, the others when the browser has time. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { whenIdle } from "./history/seen_views.js";
import type { Session } from "./session_types.js";

/** Makes what a part shows.
 * @param width Pixels that it has.
 */
export type DrawPart = (view: RunView, width: number) => Node | string;

/** How far out of sight a part is drawn as if it were in sight: half a window. */
const NEAR = 0.5;
/** A busy browser draws the next part after so many milliseconds nonetheless. */
const PATIENCE_MS = 250;

/** Parts that show an older result than the page has, in the order in which they came. */
const waiting = new Set<Part>();
const drained = new Set<() => void>();
let isAsked = false;

/** Makes a part of a page. It is drawn anew with each width, at once, and with each result and each input: at
 * once where it is in sight or near, else once the frame is painted, or before the page is printed.
 * @param session Whose results it shows; without one there is no part.
 * @param inputs Elements whose `input` events have it drawn anew.
 */
export function drawnPart(
  session: Session | null,
  draw: DrawPart,
  inputs: readonly EventTarget[] = [],
): HTMLElement | "" {
  if (session === null) return "";
  const part = new Part(draw);
  session.subscribe(({ view }) => part.show(view));
  for (const input of inputs) input.addEventListener("input", () => part.age());
  return part.host;
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
  #view: RunView | null = null;
  #width = 0;
  #isNear = false;
  #isOld = false;

  constructor(draw: DrawPart) {
    this.#draw = draw;
    new ResizeObserver(([{ contentRect }]) => this.#fit(contentRect.width)).observe(this.host);
    new IntersectionObserver((entries) => {
      this.#isNear = entries[entries.length - 1].isIntersecting;
      if (this.#isNear && this.#isOld) this.paint();
    }, { rootMargin: `${100 * NEAR}% 0px` }).observe(this.host);
  }

  /** Takes a result, unless it is the one that is shown. */
  show(view: RunView | null): void {
    if (view === this.#view) return;
    this.#view = view;
    this.age();
  }

  /** Has what is shown drawn anew. */
  age(): void {
    this.#isOld = true;
    if (this.#isNear && this.#width > 0) this.paint();
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

function wait(part: Part): void {
  waiting.add(part);
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

function done(part: Part): void {
  if (!waiting.delete(part) || waiting.size > 0) return;
  for (const tell of drained) tell();
  drained.clear();
}

/** Paper has all of a page in sight. */
globalThis.addEventListener?.("beforeprint", () => {
  for (const part of waiting) part.paint();
});
