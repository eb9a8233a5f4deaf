/** The verdict on segments: in words, and by number of segments. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { formatNumber } from "../kit/words/format.js";

/** What the verdict rests on and what to do, beneath a page's headline; empty where it was not asked. */
export function verdictLede({ summary: { structure } }: RunView): HTMLElement {
  if (structure === undefined) return html("div", []);
  const { why, advice } = structure.words;
  return html("p", `${why} ${advice}`, { class: "lede verdict-lede" });
}

/** The numbers of segments that were tried: how clear they are, how clear such segments are in data without
 * any, how alike other samples' are; one of them may be chosen. Empty where it was not asked.
 */
export function verdictCard(
  { summary: { structure, clustering } }: RunView,
  { onPick }: { readonly onPick: (k: number) => void },
): HTMLElement {
  if (structure === undefined) return html("div", []);
  const head = ["Segments", "Silhouette", "Without segments", "Beyond", "Agreement of samples", ""];
  const rows = structure.tried.map(({ k, silhouette, expected, agreement }) => {
    const isShown = k === clustering.k;
    const choose = isShown ? html("span", "shown") : html("button", `Show ${k}`, {
      type: "button",
      class: "ui-button ui-plain",
      onclick: () => onPick(k),
    });
    const figures = [silhouette, expected, silhouette - expected, agreement];
    return html("tr", [
      html("th", String(k), { scope: "row" }),
      ...figures.map((figure) => html("td", formatNumber(figure, 2))),
      html("td", [choose]),
    ], { class: isShown ? "is-shown" : "" });
  });
  return html("figure", [
    html("figcaption", [
      html("h2", structure.words.finding),
      html(
        "p",
        "Mean silhouette, that of data without segments but with the same answers and " +
          "correlations, and the median agreement (adjusted Rand index) of pairs of samples.",
      ),
    ]),
    html("div", [
      html("table", [
        html("thead", [html("tr", head.map((text) => html("th", text, { scope: "col" })))]),
        html("tbody", rows),
      ]),
    ], { class: "verdict-table" }),
  ], { class: "panel verdict-card" });
}
