/** Which answers make up each principal component. Runs in browsers. */

import type { PcaView } from "../../../pipeline/view/types.ts";
import { quoteQuestion } from "../kit/words/figure_words.js";
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

/** The caption of {@link loadings}. */
export function describeLoadings({ loadings: all, used }: PcaView): Caption {
  const first = strongest(all, 0).slice(0, 3)
    .map((each) => quoteQuestion(nameOf(each)));
  return {
    title: first.length === 0
      ? "No component is used"
      : `Component 1 is led by ${joinWords(first)}`,
    subtitle: `Loading of each feature on the ${used === 1 ? "component" : `${used} components`} ` +
      `used, \u22121 to 1; ${formatNumber(all.length)} features by question`,
    filename: "loadings",
  };
}

/** Draws a row a feature and a panel a component; features with the largest loadings first, those of one
 * question together.
 */
export function loadings(pca: PcaView, { width, most = 15 }: LoadingsOptions): HTMLElement {
  const rows = strongest(pca.loadings).map(({ text, question, values, ...rest }) => ({
    group: text.stem === "" ? question : text.stem,
    text: nameOf({ text, ...rest }),
    told: fullNameOf({ text, ...rest }),
    bars: values.map((value) => ({
      value,
      text: formatSigned(value, 2),
      isFaint: Math.abs(value) < SMALL,
    })),
  }));
  return panelRows(rows, {
    ...{ width, most, noun: "Component", panels: pca.used, aside: "", hasEveryHeading: false },
    name: "Loadings",
    finding: spoken(describeLoadings(pca)),
  });
}

/** The feature's column in short, and its category. */
function nameOf({ text, category }: Pick<Loading, "text" | "category">): string {
  return category === null ? text.short : `${text.short}: ${category}`;
}

function fullNameOf(
  { text, category, feature }: Pick<Loading, "text" | "category" | "feature">,
): string {
  const full = category === null ? text.full : `${text.full}: ${category}`;
  return full === feature ? full : `${full} (${feature})`;
}

/** Features by their largest absolute loading, on all components or on one. */
function strongest(all: readonly Loading[], component?: number): Loading[] {
  const strength = ({ values }: Loading) =>
    component === undefined ? largest(values.map(Math.abs), 0) : Math.abs(values[component] ?? 0);
  return [...all].sort((a, b) => strength(b) - strength(a));
}
