/** A box at the cursor of an editor. Runs in browsers. */

import type { EditorView } from "@codemirror/view";

const GAP = 4;

/** Shows a box: it stands among the cells, after the last, for those who listen. */
export function showBox(box: HTMLElement, view: EditorView): void {
  (view.dom.closest("main") ?? document.body).append(box);
}

/** Puts a box at a place of the source, above or below it, within what is seen of the frame.
 * @param at Offset in the source.
 */
export function placeBox(
  box: HTMLElement,
  view: EditorView,
  place: { readonly at: number; readonly isAbove: boolean },
): void {
  put(box, view, { ...place, top: 0, bottom: innerHeight });
  // The frame may reach beyond the window of its page, which only an observer tells it.
  const observer = new IntersectionObserver(([{ intersectionRect: { top, bottom } }]) => {
    observer.disconnect();
    if (box.isConnected && bottom > top) put(box, view, { ...place, top, bottom });
  });
  observer.observe(document.documentElement);
}

function put(
  box: HTMLElement,
  view: EditorView,
  { at, isAbove, top, bottom }: {
    readonly at: number;
    readonly isAbove: boolean;
    readonly top: number;
    readonly bottom: number;
  },
): void {
  const line = view.coordsAtPos(Math.min(at, view.state.doc.length));
  if (line === null) return;
  const { width, height } = box.getBoundingClientRect();
  const below = line.bottom + GAP, above = line.top - GAP - height;
  const fitsBelow = below + height <= Math.min(bottom, innerHeight);
  const fitsAbove = above >= Math.max(0, top);
  const isPutAbove = isAbove ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
  box.dataset.side = isPutAbove ? "above" : "below";
  box.style.top = `${Math.max(0, isPutAbove ? above : below)}px`;
  box.style.left = `${Math.max(GAP, Math.min(line.left, innerWidth - width - GAP))}px`;
}
