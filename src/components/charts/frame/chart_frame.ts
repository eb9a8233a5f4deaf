/** The frame of every chart: finding, what is shown, the chart, and its downloads. Runs in browsers. */

import type { Caption } from "./caption.js";
import { chartPng, chartSvg, type ExportedCaption } from "./export_image.js";
import { formatDay } from "../../kit/words/format.js";
import { html } from "../../kit/elements.js";
import { chartButton } from "../../kit/buttons.js";
import { saveBlob } from "../../kit/save_and_copy.js";

const DAY_MS = 86_400_000;

/** Frames a chart. The chart may be drawn later, as within Framework's `resize`; downloads take what
 * is there when they are asked for.
 * @param caption Title as a sentence, subtitle with unit and n, note, and the name of downloads.
 * @param source Where its figures come from: downloads say so, and the day.
 */
export function chartFrame(caption: Caption, chart: Element, source?: string): HTMLElement {
  const { title, subtitle, note, filename } = caption;
  const state = html("span", [], { class: "chart-frame-state", role: "status" });
  const exported = (): ExportedCaption =>
    source === undefined
      ? caption
      : { ...caption, source: `${source}, ${formatDay(Math.floor(Date.now() / DAY_MS))}` };
  const save = (kind: string, make: () => Promise<Blob>) => async () => {
    state.textContent = "";
    try {
      saveBlob(await make(), `${filename}.${kind.toLowerCase()}`);
    } catch (error) {
      state.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  const button = (kind: string, make: () => Promise<Blob>) =>
    chartButton(kind, {
      title: `Download this chart as ${kind}`,
      label: `Download as ${kind}: ${title}`,
      onClick: save(kind, make),
    });
  return html("figure", [
    html("header", [
      html("div", [
        state,
        button(
          "SVG",
          async () => new Blob([await chartSvg(chart, exported())], { type: "image/svg+xml" }),
        ),
        button("PNG", () => chartPng(chart, exported())),
      ], { class: "chart-frame-menu", role: "group", "aria-label": "Download" }),
      html("h2", title),
      html("p", subtitle),
    ]),
    chart,
    note === undefined ? null : html("figcaption", note),
  ], { class: "chart-frame" });
}
