/** Which answers make up each principal component. Runs in browsers. */

import type { PcaView } from "../../../pipeline/view/types.ts";
import { quoteQuestion } from "../kit/words/figure_words.js";
import { itemTexts } from "../kit/words/item_texts.js";
import { largest } from "../kit/lists.js";
import { type Caption, spoken } from "./frame/caption.js";
import { formatNumber, formatSigned, joinWords } from "../kit/words/format.js";
import { panelRows } from "./panel_rows.js";

/** Options of {@link loadings}. */
export interface LoadingsOptions {
  /** Pixels. */
  readonly width: number;
  /** Features shown before "show all", 15 unless told. */
  readonly most?: number;
}

type Loading = PcaView["loadings"][number];

const SMALL = 0.1;
/** Components drawn: of those used the first, which hold most. */
const MOST_COMPONENTS = 4;

/** The caption of {@link loadings}. */
export function describeLoadings(pca: PcaView): Caption {
  const { loadings: all, used } = pca;
  const first = strongest(pca, [0]).slice(0, 3).map((f) => quoteQuestion(itemOf(all[f])));
  const shown = Math.min(used, MOST_COMPONENTS);
  return {
    title: first.length === 0
      ? "No component is used"
      : `Component 1 is led by ${joinWords(first)}`,
    subtitle: `Loading of each feature on the ${
      shown < used
        ? `first ${shown} of ${formatNumber(used)} components`
        : used === 1
        ? "component"
        : `${used} components`
    } used, \u22121 to 1; ${formatNumber(all.length)} features by question`,
    filename: "loadings",
  };
}

/** Draws a row a feature and a panel a component; features with the largest loadings first, those of one
 * question together.
 */
export function loadings(pca: PcaView, { width, most = 15 }: LoadingsOptions): HTMLElement {
  const panels = Math.min(pca.used, MOST_COMPONENTS);
  const names = namesOf(pca.loadings);
  const rows = strongest(pca, [...Array(panels).keys()]).map((f) => {
    const { text, question, values, ...rest } = pca.loadings[f];
    return {
      group: text.stem === "" ? question : text.stem,
      text: names[f],
      textWithin: itemOf(pca.loadings[f]),
      told: fullNameOf({ text, ...rest }),
      bars: values.slice(0, panels).map((value) => ({
        value,
        text: formatSigned(value, 2),
        isFaint: Math.abs(value) < SMALL,
      })),
    };
  });
  return panelRows(rows, {
    ...{ width, most, noun: "Component", panels, aside: "", hasEveryHeading: false },
    name: "Loadings",
    finding: spoken(describeLoadings(pca)),
  });
}

/** Each feature's column by what tells it apart, and its category. */
function namesOf(all: readonly Loading[]): string[] {
  return itemTexts(all.map(({ text }) => text))
    .map((text, f) => all[f].category === null ? text : `${text}: ${all[f].category}`);
}

/** What tells the feature's column from others of its question, and its category. */
function itemOf({ text: { item }, category }: Loading): string {
  return category === null ? item : `${item}: ${category}`;
}

function fullNameOf(
  { text, category, feature }: Pick<Loading, "text" | "category" | "feature">,
): string {
  const full = category === null ? text.full : `${text.full}: ${category}`;
  return full === feature ? full : `${full} (${feature})`;
}

/** Positions of features by their largest absolute loading on some components, each counting by the variance that
 * it holds: what is strong on a small one tells little. */
function strongest({ loadings: all, variance }: PcaView, components: readonly number[]): number[] {
  const strength = all.map(({ values }) =>
    largest(components.map((m) => Math.abs(values[m] ?? 0) * Math.sqrt(variance[m] ?? 0)), 0)
  );
  return [...all.keys()].sort((a, b) => strength[b] - strength[a]);
}
