/** Which categories shape each dimension of a correspondence analysis. Runs in browsers. */

import type { McaView } from "../../../pipeline/view/types.ts";
import { type Caption, spoken } from "./frame/caption.js";
import {
  countOf,
  formatNumber,
  formatShare,
  formatSigned,
  joinWords,
} from "../kit/words/format.js";
import type { LoadingsOptions } from "./loadings.js";
import { panelRows } from "./panel_rows.js";
import { shortLabel } from "../kit/words/short_label.js";

type Category = McaView["categories"][number];

/** Categories named on a side of the first dimension. */
const MOST_NAMED = 2;
const NAME_LENGTH = 28;

/** The caption of {@link contributions}. */
export function describeContributions(mca: McaView): Caption {
  const { categories, used, questions } = mca;
  const leading = [...categories]
    .sort((a, b) => b.contributions[0] - a.contributions[0])
    .filter((each) => !isFaint(each, 0, categories.length));
  const sides = [1, -1].map((sign) =>
    leading.filter(({ coordinates }) => Math.sign(coordinates[0]) === sign)
      .slice(0, MOST_NAMED).map(nameOf)
  ).filter((names) => names.length > 0);
  const [one, other] = sides.map(joinWords);
  return {
    title: sides.length === 2
      ? `Dimension 1 sets ${one} apart from ${other}`
      : `Dimension 1 is led by ${one}`,
    subtitle:
      `Contribution of each category to the ${
        used === 1 ? "dimension" : `${used} dimensions`
      } used, per cent of the dimension's inertia, to the side of its coordinate; ` +
      `${formatNumber(categories.length)} categories of ${formatNumber(questions)} questions`,
    note: "Sorted by contribution to all dimensions used. In brackets: respondents who chose the " +
      "category; a rare one can lie far out and still contribute little. Paler: below the average " +
      `category's ${formatShare(1 / categories.length)}.`,
    filename: "contributions",
  };
}

/** Draws a row a category and a panel a dimension, bars to the side of the coordinate; categories that
 * contribute most first, those of one question together.
 */
export function contributions(mca: McaView, { width, most = 15 }: LoadingsOptions): HTMLElement {
  const { categories, used } = mca;
  const rows = sorted(mca).map((each) => ({
    group: each.text.short,
    text: `${each.category} (${formatNumber(each.chosen)})`,
    told: `${each.text.full}: ${each.category}, chosen by ${countOf(each.chosen, "respondent")}`,
    bars: each.coordinates.map((coordinate, m) => ({
      value: coordinate < 0 ? -each.contributions[m] : each.contributions[m],
      text: formatShare(each.contributions[m]),
      isFaint: isFaint(each, m, categories.length),
      aside: formatSigned(coordinate, 2),
    })),
  }));
  return panelRows(rows, {
    ...{ width, most, noun: "Dimension", panels: used, aside: "coordinate", hasEveryHeading: true },
    name: "Contributions",
    finding: spoken(describeContributions(mca)),
  });
}

function isFaint({ contributions }: Category, dimension: number, count: number): boolean {
  return contributions[dimension] < 1 / count;
}

/** The category with its question, unless it says that itself: `no tea time` of `tea time`. */
function nameOf({ text: { short: label }, category }: Category): string {
  const short = shortLabel(category, NAME_LENGTH);
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
  return plain(category).includes(plain(label))
    ? short
    : `${shortLabel(label, NAME_LENGTH)}: ${short}`;
}

/** Categories by their contribution to the inertia of all dimensions used. */
function sorted({ categories, share }: McaView): Category[] {
  const strength = ({ contributions }: Category) =>
    contributions.reduce((sum, each, m) => sum + each * share[m], 0);
  return [...categories].sort((a, b) => strength(b) - strength(a));
}
