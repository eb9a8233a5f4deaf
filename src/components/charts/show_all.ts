/** The button below a long chart that shows all of it, or its first part again. Runs in browsers. */

import { chartButton } from "../kit/buttons.js";

/** What a chart shows, and what the button says. */
export interface ShowAllOptions {
  /** Whether there is more than the first part. */
  readonly hasMore: boolean;
  /** What the button says while the first part is shown. */
  readonly all: string;
  /** What it says while all is shown. */
  readonly fewer: string;
  /** Draws all, or the first part. */
  readonly draw: (isAll: boolean) => readonly Element[];
}

/** Draws the first part of a chart in its place at once.
 * @returns The button, or none where there is no more to show.
 */
export function showAll(
  place: Element,
  { hasMore, all, fewer, draw }: ShowAllOptions,
): HTMLButtonElement[] {
  const button = chartButton(all, {
    onClick: () => show(button.getAttribute("aria-expanded") !== "true"),
  });
  button.setAttribute("data-page-only", "");
  const show = (isAll: boolean) => {
    button.textContent = isAll ? fewer : all;
    button.setAttribute("aria-expanded", String(isAll));
    place.replaceChildren(...draw(isAll));
  };
  show(false);
  return hasMore ? [button] : [];
}
