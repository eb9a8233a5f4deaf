/** A box at the cursor of an editor. Runs in browsers. */

import type { EditorView } from "@codemirror/view";

const GAP = 4;

/** Puts a box at a place of the source, above or below it, within the window.
 * @param at Offset in the source.
 */
export function placeBox(
  box: HTMLElement,
  view: EditorView,
  { at, isAbove }: { readonly at: number; readonly isAbove: boolean },
): void {
  const place = view.coordsAtPos(Math.min(at, view.state.doc.length));
  if (place === null) return;
  const { width, height } = box.getBoundingClientRect();
  const below = place.bottom + GAP, above = place.top - GAP - height;
  const fitsBelow = below + height <= innerHeight, fitsAbove = above >= 0;
  const top = isAbove ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
  box.dataset.side = top ? "above" : "below";
  box.style.top = `${Math.max(0, top ? above : below)}px`;
  box.style.left = `${Math.max(GAP, Math.min(place.left, innerWidth - width - GAP))}px`;
}
