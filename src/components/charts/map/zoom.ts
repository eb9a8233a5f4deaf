/** Moving over the map: wheel, fingers, dragging, keys and buttons. Runs in browsers. */

import { select, zoom, zoomIdentity, type ZoomTransform } from "d3";
import { chartButton } from "../../kit/buttons.js";
import { html } from "../../kit/elements.js";
import type { Frame } from "./frame.js";

const MOST_ZOOM = 40;
const ZOOM_STEP = 1.5;
const MOVE_STEP = 40;
const DOUBLE_CLICK_MS = 160;
const HINT_MS = 1_600;

/** What moving does. */
export interface ZoomOptions {
  readonly frame: Frame;
  /** Draws the map moved so; `isUnderWay` while more is to come, so that only marks need to follow. */
  readonly paint: (transform: ZoomTransform, isUnderWay: boolean) => void;
  /** Whether dragging draws instead of moving. */
  readonly isDrawing: () => boolean;
}

/** Lets a drawing be moved and enlarged. A bare wheel and a single finger scroll the page, as everywhere else
 * on it; the first turn of the wheel tells how to enlarge.
 * @param host Where the hint stands.
 * @returns The buttons.
 */
export function addZoom(
  drawn: SVGSVGElement,
  host: HTMLElement,
  { frame: { left, top, right, bottom }, paint, isDrawing }: ZoomOptions,
): HTMLButtonElement[] {
  const frames = new FramePainter(paint);
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST_ZOOM])
    .extent([[left, top], [right, bottom]])
    .translateExtent([[left, top], [right, bottom]])
    .duration(matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : DOUBLE_CLICK_MS)
    .filter((event) => {
      if (event.type === "wheel") return event.ctrlKey || event.metaKey;
      if (event.touches !== undefined) return event.touches.length > 1;
      return !event.shiftKey && !isDrawing() && event.button === 0;
    })
    .on("zoom", ({ transform, sourceEvent }) => {
      // Wheel and pointer tell of moves more often than a screen shows any.
      if (sourceEvent) frames.paintNext(transform);
      drawn.style.cursor = isDrawing() ? "crosshair" : transform.k > 1 ? "grab" : "";
    })
    .on("end", ({ transform }) => frames.paintNow(transform));
  const selection = select(drawn).call(behaviour);
  drawn.style.touchAction = "pan-x pan-y";
  hintAtWheel(drawn, host);
  const scale = (by: number) => behaviour.scaleBy(selection, by);
  const reset = () => behaviour.transform(selection, zoomIdentity);
  const moves: Readonly<Record<string, () => void>> = {
    "+": () => scale(ZOOM_STEP),
    "=": () => scale(ZOOM_STEP),
    "-": () => scale(1 / ZOOM_STEP),
    "0": reset,
    ArrowLeft: () => behaviour.translateBy(selection, MOVE_STEP, 0),
    ArrowRight: () => behaviour.translateBy(selection, -MOVE_STEP, 0),
    ArrowUp: () => behaviour.translateBy(selection, 0, MOVE_STEP),
    ArrowDown: () => behaviour.translateBy(selection, 0, -MOVE_STEP),
  };
  drawn.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || moves[event.key] === undefined) return;
    event.preventDefault();
    moves[event.key]();
  });
  const button = (text: string, name: string, onClick: () => void) =>
    chartButton(text, { label: name, title: name, onClick });
  return [
    button("+", "Zoom in", () => scale(ZOOM_STEP)),
    button("−", "Zoom out", () => scale(1 / ZOOM_STEP)),
    button("Reset", "Reset to the whole map", reset),
  ];
}

/** Paints once a frame of the screen, however often it is told to. */
class FramePainter {
  readonly #paint: ZoomOptions["paint"];
  #next: ZoomTransform | null = null;

  constructor(paint: ZoomOptions["paint"]) {
    this.#paint = paint;
  }

  paintNext(transform: ZoomTransform): void {
    if (this.#next === null) {
      requestAnimationFrame(() => {
        if (this.#next !== null) this.#paint(this.#next, true);
        this.#next = null;
      });
    }
    this.#next = transform;
  }

  paintNow(transform: ZoomTransform): void {
    this.#next = null;
    this.#paint(transform, false);
  }
}

/** Tells those who turn the wheel over the map what would enlarge it. */
function hintAtWheel(drawn: SVGSVGElement, host: HTMLElement): void {
  const hint = html("div", "Turn the wheel with Ctrl (or ⌘) to zoom", {
    class: "scatter-hint",
    "aria-hidden": "true",
    "data-page-only": "",
  });
  hint.hidden = true;
  host.append(hint);
  let hiding: ReturnType<typeof setTimeout> | undefined;
  drawn.addEventListener("wheel", (event) => {
    hint.hidden = event.ctrlKey || event.metaKey;
    clearTimeout(hiding);
    hiding = setTimeout(() => hint.hidden = true, HINT_MS);
  }, { passive: true });
}
