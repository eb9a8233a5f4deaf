/** A small card of text beside the pointer or the focused mark. Runs in browsers. */

import { html } from "./ink.js";

/** Shows and hides the card. */
export interface Tooltip {
  /** Shows lines of text at a place of the host, in pixels; the first line is the heading. */
  show(lines: readonly string[], at: { readonly x: number; readonly y: number }): void;
  hide(): void;
}

const GAP = 14;

/** Adds a tooltip to a chart's host, which must be positioned. */
export function tooltip(host: HTMLElement): Tooltip {
  const card = html("div", [], { class: "chart-tooltip", role: "status", hidden: "" });
  host.append(card);
  return {
    show(lines, { x, y }) {
      card.replaceChildren(...lines.map((line, i) => html(i === 0 ? "strong" : "span", line)));
      card.hidden = false;
      const { clientWidth } = host;
      const left = x + GAP + card.offsetWidth > clientWidth ? x - GAP - card.offsetWidth : x + GAP;
      card.style.left = `${Math.max(0, Math.min(left, clientWidth - card.offsetWidth))}px`;
      card.style.top = `${Math.max(0, y + GAP)}px`;
    },
    hide() {
      card.hidden = true;
    },
  };
}
