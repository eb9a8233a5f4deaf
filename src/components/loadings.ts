/** Which answers make up each principal component. Runs in browsers. */

import type { PcaView } from "../../pipeline/view/types.ts";
import { type Caption, spoken } from "./caption.js";
import { formatNumber, formatSigned } from "./format.js";
import { drawing, html, label, line, MUTED, rect, svg, TICK_SIZE } from "./ink.js";
import { fitText, textWidth } from "./measure.js";
import { segmentColor } from "./palette.js";
import { showAll } from "./show_all.js";

/** Options of {@link loadings}. */
export interface LoadingsOptions {
  /** Pixels. */
  readonly width: number;
  /** Features shown before "show all", 15 unless told. */
  readonly most?: number;
}

type Loading = PcaView["loadings"][number];

const ROW = 20;
const HEAD = 24;
const LEAST_PANEL = 96;
const COLOR = { negative: segmentColor(5), positive: segmentColor(0) };

/** The caption of {@link loadings}. */
export function describeLoadings({ loadings: all, used }: PcaView): Caption {
  const first = strongest(all, 0).slice(0, 3).map(({ feature }) => feature);
  return {
    title: first.length === 0 ? "No component is used" : `Component 1 is led by ${list(first)}`,
    subtitle: `Loading of each feature on the ${used === 1 ? "component" : `${used} components`} ` +
      `used, \u22121 to 1; ${formatNumber(all.length)} features by question`,
    filename: "loadings",
  };
}

/** Draws a row a feature and a panel a component, with bars to the left and right of zero; features
 * with the largest loadings first, those of one question together. Where components do not fit, the
 * chart scrolls sideways within its place.
 */
export function loadings(pca: PcaView, { width, most = 15 }: LoadingsOptions): HTMLElement {
  const host = html("div", [], { class: "chart-host" });
  const place = html("div", [], { class: "chart-scroll", tabindex: 0, role: "group" });
  place.setAttribute("aria-label", "Loadings; scrolls sideways where components do not fit");
  const total = pca.loadings.length;
  const toggle = showAll(
    { all: `Show all ${formatNumber(total)}`, fewer: `Show the ${most} largest` },
    (isAll) => place.replaceChildren(draw(pca, { width, most: isAll ? total : most })),
  );
  host.append(place);
  if (total > most) host.append(toggle);
  return host;
}

function draw(pca: PcaView, { width, most }: { width: number; most: number }): SVGSVGElement {
  const rows = grouped(strongest(pca.loadings).slice(0, most));
  const left = Math.min(
    Math.max(90, width * 0.4),
    Math.max(
      0,
      ...rows.map((row) => textWidth(row.text, { weight: row.values === null ? 600 : 400 })),
    ) +
      14,
  );
  const panel = Math.max(LEAST_PANEL, Math.min(200, (width - left) / Math.max(1, pca.used)));
  const largest = Math.max(0.1, ...pca.loadings.flatMap(({ values }) => values.map(Math.abs)));
  const height = HEAD + rows.length * ROW;
  const heads = Array.from({ length: pca.used }, (_, c) => {
    const zero = left + (c + 0.5) * panel;
    return svg("g", [
      label(`Component ${c + 1}`, {
        x: zero,
        y: 9,
        anchor: "middle",
        weight: 600,
      }),
      line([zero, HEAD - 6, zero, height]),
    ]);
  });
  return drawing([
    ...heads,
    ...rows.map((row, i) =>
      svg("g", [
        svg("title", row.text),
        label(fitText(row.text, left - 14, { weight: row.values === null ? 600 : 400 }), {
          x: row.values === null ? 0 : row.indent,
          y: ROW / 2,
          weight: row.values === null ? 600 : 400,
        }),
        ...(row.values ?? []).flatMap((value, c) =>
          bar(value, { zero: left + (c + 0.5) * panel, panel, largest })
        ),
      ], { transform: `translate(0 ${HEAD + i * ROW})` })
    ),
  ], {
    width: Math.max(width, left + panel * pca.used),
    height,
    label: spoken(describeLoadings(pca)),
  });
}

function bar(
  value: number,
  { zero, panel, largest }: { zero: number; panel: number; largest: number },
): SVGElement[] {
  // The number stands beyond the bar's end, so the bar leaves it room.
  const room = panel / 2 - textWidth("+0.00", { size: TICK_SIZE }) - 6;
  const length = Math.abs(value) / largest * Math.max(4, room);
  const isSmall = Math.abs(value) < 0.1;
  const end = value < 0 ? zero - length : zero + length;
  return [
    rect([Math.min(zero, end), 5, length, ROW - 10], {
      fill: value < 0 ? COLOR.negative : COLOR.positive,
      opacity: isSmall ? 0.5 : 1,
    }),
    label(formatSigned(value, 2), {
      x: end + (value < 0 ? -3 : 3),
      y: ROW / 2,
      anchor: value < 0 ? "end" : "start",
      size: TICK_SIZE,
      ...(isSmall ? { color: MUTED } : {}),
    }),
  ];
}

/** Features by their largest absolute loading, on all components or on one. */
function strongest(all: readonly Loading[], component?: number): Loading[] {
  const strength = ({ values }: Loading) =>
    component === undefined
      ? Math.max(0, ...values.map(Math.abs))
      : Math.abs(values[component] ?? 0);
  return [...all].sort((a, b) => strength(b) - strength(a));
}

interface Row {
  readonly text: string;
  readonly indent: number;
  /** Null for the heading of a question. */
  readonly values: readonly number[] | null;
}

/** Puts features of one question under its name; a question of one feature needs no heading. */
function grouped(features: readonly Loading[]): Row[] {
  const questions = new Map<string, Loading[]>();
  for (const loading of features) {
    const known = questions.get(loading.question);
    if (known === undefined) questions.set(loading.question, [loading]);
    else known.push(loading);
  }
  return [...questions].flatMap(([question, members]) => [
    ...(members.length > 1 ? [{ text: question, indent: 0, values: null }] : []),
    ...members.map(({ feature, values }) => ({
      text: feature,
      indent: members.length > 1 ? 10 : 0,
      values,
    })),
  ]);
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
