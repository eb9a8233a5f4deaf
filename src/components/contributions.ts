/** Which categories shape each dimension of a correspondence analysis. Runs in browsers. */

import type { McaView } from "../../pipeline/view/types.ts";
import { type Caption, spoken } from "./caption.js";
import { formatNumber, formatShare, joinWords } from "./format.js";
import type { LoadingsOptions } from "./loadings.js";
import { panelRows } from "./panel_rows.js";
import { shortLabel } from "./short_label.js";

type Category = McaView["categories"][number];

/** Categories named on a side of the first dimension. */
const MOST_NAMED = 2;
const LABEL_LENGTH = 40;

/** The caption of {@link contributions}. */
export function describeContributions({ categories, used, questions }: McaView): Caption {
  const sides = [1, -1].map((sign) =>
    joinWords(
      sorted(categories, 0)
        .filter((each) =>
          Math.sign(each.coordinates[0]) === sign && !isFaint(each, 0, categories.length)
        )
        .slice(0, MOST_NAMED).map(nameOf),
    )
  ).filter((names) => names !== "");
  return {
    title: sides.length === 2
      ? `Dimension 1 sets ${sides[0]} apart from ${sides[1]}`
      : `Dimension 1 is led by ${sides.join("")}`,
    subtitle: `Coordinate of each category (bar) and its contribution, per cent of the ` +
      `dimension's inertia, on the ${used === 1 ? "dimension" : `${used} dimensions`} used; ` +
      `${formatNumber(categories.length)} categories of ${formatNumber(questions)} questions`,
    note: `Sorted by contribution. Paler: below the average category's ` +
      `${
        formatShare(1 / categories.length)
      }. A rare answer can lie far out: mind how many chose it.`,
    filename: "contributions",
  };
}

/** Draws a row a category and a panel a dimension; categories that contribute most first, those of one
 * question together.
 */
export function contributions(mca: McaView, { width, most = 15 }: LoadingsOptions): HTMLElement {
  const { categories, used } = mca;
  const rows = sorted(categories).map((each) => ({
    group: shortLabel(each.label, 2 * LABEL_LENGTH),
    text: `${each.category} (${formatShare(each.chosen)} chose it)`,
    bars: each.coordinates.map((value, m) => ({
      value,
      isFaint: isFaint(each, m, categories.length),
      aside: formatShare(each.contributions[m]),
    })),
  }));
  return panelRows(rows, {
    ...{ width, most, noun: "Dimension", panels: used, aside: "share", hasEveryHeading: true },
    name: "Contributions",
    finding: spoken(describeContributions(mca)),
  });
}

function isFaint({ contributions }: Category, dimension: number, count: number): boolean {
  return contributions[dimension] < 1 / count;
}

function nameOf({ label, category }: Category): string {
  return `${shortLabel(label, LABEL_LENGTH)}: ${shortLabel(category, LABEL_LENGTH)}`;
}

/** Categories by their largest contribution, to all dimensions or to one. */
function sorted(all: readonly Category[], dimension?: number): Category[] {
  const strength = ({ contributions }: Category) =>
    dimension === undefined ? Math.max(0, ...contributions) : contributions[dimension] ?? 0;
  return [...all].sort((a, b) => strength(b) - strength(a));
}
