/** What a person can do with the flow: open a segment and read what it is made of. Runs in browsers. */

import type { StructureView } from "../../../../pipeline/view/structure_types.ts";
import { button } from "../../kit/buttons.js";
import { html } from "../../kit/elements.js";
import { keepFocus } from "../../kit/keep_focus.js";
import { stabilityWords } from "../../kit/words/stability.js";
import type { FlowBar, FlowLayout } from "./flow_layout.js";
import { barTitle, tellSegment } from "./flow_words.js";

/** What the buttons tell of and change. */
export interface FlowButtonsOptions {
  readonly view: StructureView;
  readonly names: readonly string[];
  /** The number of segments shown now. */
  readonly k: number;
  /** The drawn ribbons, in the order of the layout's. */
  readonly ribbons: readonly SVGPathElement[];
  readonly onPick?: (k: number) => void;
}

const PROMPT = "Choose a segment to see where it comes from and how stable it is.";
/** Of a ribbon that belongs to the open segment, and of others meanwhile. */
const OWN = "0.75";
const OTHER = "0.08";

/** Makes a button over each bar, one of them in the order of the tab key, and a text below that tells of
 * the one that was pressed.
 */
export function flowButtons(layout: FlowLayout, options: FlowButtonsOptions): HTMLElement[] {
  const { view, names, k, onPick } = options;
  const told = html("div", [html("p", PROMPT)], { class: "flow-told", role: "status" });
  const { bars, ribbons } = layout;
  const plain = options.ribbons.map((each) => each.getAttribute("opacity") ?? "");
  const buttons: HTMLButtonElement[] = bars.map((bar) =>
    barButton(bar, { names, open: () => open(bar) })
  );
  const open = (bar: FlowBar | null): void => {
    bars.forEach((each, i) => buttons[i].setAttribute("aria-pressed", String(each === bar)));
    ribbons.forEach(({ source, target }, i) => {
      const isOwn = source === bar || target === bar;
      options.ribbons[i].setAttribute("opacity", bar === null ? plain[i] : isOwn ? OWN : OTHER);
    });
    if (bar === null) return told.replaceChildren(html("p", PROMPT));
    const { title, sentences } = tellSegment(bar, { view, names });
    told.replaceChildren(
      html("h3", title),
      ...sentences.map((sentence) => html("p", sentence)),
      ...(bar.k === k || onPick === undefined
        ? []
        : [button(`Show ${bar.k} segments`, { onClick: () => onPick(bar.k) })]),
    );
  };
  const first = Math.max(0, bars.findIndex((bar) => bar.k === k));
  buttons.forEach((each, i) => {
    each.tabIndex = i === first ? 0 : -1;
    each.addEventListener("focus", () => {
      for (const other of buttons) other.tabIndex = other === each ? 0 : -1;
    });
    each.addEventListener("keydown", (event) => {
      if (event.key === "Escape") open(null);
      const next = neighbour(bars, bars[i], event.key);
      if (next === null) return;
      event.preventDefault();
      buttons[bars.indexOf(next)].focus();
    });
  });
  return [...buttons, told];
}

function barButton(
  bar: FlowBar,
  { names, open }: { readonly names: readonly string[]; readonly open: () => void },
): HTMLButtonElement {
  const { x, y, width, height, segment } = bar;
  const title = `${barTitle(bar, names)}: ${
    stabilityWords(segment.stability)
  }. Click for what it is made of.`;
  const made = html("button", "", {
    type: "button",
    class: "flow-bar",
    style: `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`,
    title,
    "aria-label": title,
    "aria-pressed": "false",
    onclick: open,
  });
  keepFocus(made, `flow-bar-${bar.k}-${bar.place}`);
  return made;
}

/** The bar that an arrow key leads to: the next in the column, or of the column beside at the same height. */
function neighbour(bars: readonly FlowBar[], from: FlowBar, key: string): FlowBar | null {
  const aside = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (aside === 0 && down === 0) return null;
  if (aside === 0) {
    return bars.find(({ k, place }) => k === from.k && place === from.place + down) ?? null;
  }
  const column = bars.filter(({ k }) => k === from.k + aside);
  if (column.length === 0) return null;
  const middle = from.y + from.height / 2;
  const gap = ({ y, height }: FlowBar) => Math.abs(y + height / 2 - middle);
  return column.reduce((best, each) => gap(each) < gap(best) ? each : best);
}
