/** Which variable and which figures a reader looks at. Runs in browsers. */

import { html } from "htl";
import type { RunView } from "../../../pipeline/view/types.ts";
import { itemTexts } from "../kit/words/item_texts.js";
import { entryOf } from "../kit/lists.js";
import { radioChoice } from "../kit/radio_choice.js";
import { type CardOptions, distributionCard } from "./chart_cards.js";
import type { HeatmapMeasure } from "../charts/heatmap/heatmap_rows.js";

type HeatmapValue = { sort: "difference" | "question"; measure: HeatmapMeasure };

/** How the heatmap is sorted and what its cells show. */
export function heatmapChoice(): HTMLElement & { value: HeatmapValue } {
  const sort = radioChoice<HeatmapValue["sort"]>("heatmap-sort", "Sorted by", [
    ["difference", "difference"],
    ["question", "question"],
  ]);
  const measure = radioChoice<HeatmapMeasure>("heatmap-measure", "Figures", [
    ["difference", "difference to all"],
    ["index", "index"],
    ["value", "mean or share"],
  ]);
  const both = html`<div class="choices">${sort}${measure}</div>` as HTMLElement & {
    value: HeatmapValue;
  };
  const read = (): HeatmapValue => ({ sort: sort.value, measure: measure.value });
  both.value = read();
  both.addEventListener("input", () => both.value = read());
  return both;
}

/** The variable whose answers are shown by segment; those that separate most come first. */
export function variableChoice(run: RunView | null): HTMLElement & { value: string } {
  const shown = new Set(
    run?.columns.filter(({ distribution }) => distribution !== null).map(({ name }) => name),
  );
  const names = [...new Set(run?.profile.rows.map(({ variable }) => variable) ?? [])]
    .filter((name) => shown.has(name));
  const texts = new Map(run?.columns.map(({ name, text }) => [name, text]));
  const kept = sessionStorage.getItem("variable");
  const initial = kept !== null && shown.has(kept) ? kept : names[0] ?? "";
  const items = itemTexts(names.map((name) => entryOf(texts, name)));
  const label = html`
    <label
      class="choice">Answers to <select style="max-width: min(34rem, 100%)">${names.map((name, i) =>
        html`<option value=${name} title=${entryOf(texts, name).full} selected=${
          name === initial
        }>${items[i]}</option>`
      )}</select> by segment</label>
  ` as HTMLElement & { value: string };
  label.value = initial;
  label.addEventListener("change", (event) => {
    label.value = (event.target as HTMLSelectElement).value;
    sessionStorage.setItem("variable", label.value);
    label.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return label;
}

/** Answers to one question by segment beneath the choice of the question, which they follow. */
export function distributionPanel(run: RunView, { width }: CardOptions): HTMLElement {
  const choice = variableChoice(run);
  const place = html`<div></div>` as HTMLElement;
  const draw = () => place.replaceChildren(distributionCard(run, { width, name: choice.value }));
  choice.addEventListener("input", draw);
  draw();
  return html`<div>${choice}${place}</div>` as HTMLElement;
}
