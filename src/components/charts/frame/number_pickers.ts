/** Buttons over a chart, by which a person picks one of its numbers of segments. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { keepFocus } from "../../kit/keep_focus.js";

/** A number of segments and where its button lies, in pixels. */
export interface NumberPlace {
  readonly k: number;
  readonly left: number;
  readonly width: number;
  /** What there is to know of this number. */
  readonly told: string;
}

/** Which numbers, and what picking does. */
export interface NumberPickersOptions {
  /** The number of segments shown now. */
  readonly k: number;
  readonly onPick: (k: number) => void;
  /** A word for the chart, so that the keyboard's place is kept within it. */
  readonly chart: string;
}

/** Makes a button a number, to be laid over a chart; a click, Enter or Space picks it. */
export function numberPickers(
  places: readonly NumberPlace[],
  { k, onPick, chart }: NumberPickersOptions,
): HTMLButtonElement[] {
  return places.map((place) => {
    const title = `${place.told}. Click to use.`;
    const button = html("button", "", {
      type: "button",
      class: "number-pick",
      style: `left: ${place.left}px; width: ${place.width}px`,
      title,
      "aria-label": title,
      "aria-pressed": String(place.k === k),
      onclick: () => onPick(place.k),
    });
    keepFocus(button, `${chart}-${place.k}`);
    return button;
  });
}
