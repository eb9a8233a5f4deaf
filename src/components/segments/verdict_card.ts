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
  const head = ["Segments", "Silhouette", "Without any", "Beyond", "Agreement"];
  const rows = structure.tried.map(({ k, silhouette, expected, agreement }) => {
    const isShown = k === clustering.k;
    const choose = html("button", String(k), {
      type: "button",
      class: "ui-button ui-plain",
      "aria-label": `Show ${k} segments`,
      "aria-pressed": String(isShown),
      onclick: () => onPick(k),
    });
    const figures = [silhouette, expected, silhouette - expected, agreement];
    return html("tr", [
      html("th", [choose], { scope: "row" }),
      ...figures.map((figure) => html("td", formatNumber(figure, 2))),
    ], { class: isShown ? "is-shown" : "" });
  });
  return html("figure", [
    html("figcaption", [
      html("h2", describeBeyond(structure.tried)),
      html(
        "p",
        `Mean silhouette; that of data without any segments, with the same answers and correlations; ` +
          "what lies beyond; median agreement of pairs of samples (adjusted Rand index).",
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

/** The number of segments of which most lies beyond, as a sentence. */
function describeBeyond(
  tried: NonNullable<RunView["summary"]["structure"]>["tried"],
): string {
  const beyond = tried.map(({ silhouette, expected }) => silhouette - expected);
  const most = beyond.reduce((a, b) => Math.max(a, b));
  const { k } = tried[beyond.indexOf(most)];
  return most <= 0
    ? "No number of segments is clearer than in data without any"
    : `${k} segments lie furthest beyond data without any: ${formatNumber(most, 2)}`;
}
