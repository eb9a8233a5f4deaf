/** A small card of text beside the pointer or the focused mark. Runs in browsers. */

import { html } from "./elements.js";

/** A line of text, or what is told and its value. */
export type TooltipLine = string | readonly [what: string, value: string];

/** Shows and hides the card. */
export interface Tooltip {
  /** Shows lines at a place of the host, in pixels; the first line is the heading. The card stands
   * below the place, or above it where the host ends.
   */
  show(lines: readonly TooltipLine[], at: { readonly x: number; readonly y: number }): void;
  hide(): void;
}

const GAP = 14;

/** Adds a tooltip to a chart's host, which must be positioned. */
export function tooltip(host: HTMLElement): Tooltip {
  const card = html("div", [], { class: "chart-tooltip", role: "status", hidden: "" });
  host.append(card);
  return {
    show(lines, { x, y }) {
      card.replaceChildren(...lines.map(lineOf));
      card.hidden = false;
      const { clientWidth, clientHeight } = host;
      const { offsetWidth, offsetHeight } = card;
      const left = x + GAP + offsetWidth > clientWidth ? x - GAP - offsetWidth : x + GAP;
      const top = y + GAP + offsetHeight > clientHeight && y - GAP - offsetHeight >= 0
        ? y - GAP - offsetHeight
        : y + GAP;
      card.style.left = `${Math.max(0, Math.min(left, clientWidth - offsetWidth))}px`;
      card.style.top = `${Math.max(0, top)}px`;
    },
    hide() {
      card.hidden = true;
    },
  };
}

function lineOf(line: TooltipLine, i: number): HTMLElement {
  if (typeof line === "string") return html(i === 0 ? "strong" : "span", line);
  const [what, value] = line;
  return html("span", [html("span", what), " ", html("span", value)], {
    class: "chart-tooltip-pair",
  });
}
