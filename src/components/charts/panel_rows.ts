/** Rows of bars to the left and right of zero, a panel a dimension. Runs in browsers. */

import { drawing, label, line, rect } from "../kit/drawing/shapes.js";
import { html, svg } from "../kit/elements.js";
import { MUTED, TICK_SIZE } from "../kit/drawing/theme.js";
import { groupBy, largest } from "../kit/lists.js";
import { fitNames, fitText, textWidth } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { formatNumber } from "../kit/words/format.js";
import { showAll } from "./show_all.js";

/** One bar of a row. */
export interface PanelBar {
  /** Its length, and below 0 to the left. */
  readonly value: number;
  /** The figure at its end. */
  readonly text: string;
  /** Whether it matters little. */
  readonly isFaint: boolean;
  /** A second figure, at the right edge of the panel. */
  readonly aside?: string;
}

/** What a row shows: a feature or a category. */
export interface PanelRow {
  /** The question whose rows stand together. */
  readonly group: string;
  readonly text: string;
  /** The same under the group's heading; its text where absent. */
  readonly textWithin?: string;
  /** What is told of it on pointing; its text where absent. */
  readonly told?: string;
  /** One a panel. */
  readonly bars: readonly PanelBar[];
}

/** How the rows are drawn. */
export interface PanelOptions {
  /** Pixels. */
  readonly width: number;
  /** Rows before "show all". */
  readonly most: number;
  /** What the panels are: `Component`, `Dimension`. */
  readonly noun: string;
  /** Their number. */
  readonly panels: number;
  /** What the second figures are; empty where there are none. */
  readonly aside: string;
  /** What the rows are of, such as `Loadings`. */
  readonly name: string;
  /** Names the drawing for those who do not see it. */
  readonly finding: string;
  /** Whether a group of a single row has its heading too. */
  readonly hasEveryHeading: boolean;
}

const ROW = 20;
const HEAD = 24;
const LEAST_PANEL = 96;
const MOST_PANEL = 300;
const ASIDE = 70;
const COLOR = { negative: segmentColor(5), positive: segmentColor(0) };

/** Draws the rows, the first at the top, those of one group together. Where panels do not fit, the
 * chart scrolls sideways within its place.
 * @param rows The most telling first.
 */
export function panelRows(rows: readonly PanelRow[], options: PanelOptions): HTMLElement {
  const { most, noun } = options;
  const host = html("div", [], { class: "chart-host" });
  const place = html("div", [], { class: "chart-scroll", tabindex: 0, role: "group" });
  place.setAttribute(
    "aria-label",
    `${options.name}; scrolls sideways where ${noun.toLowerCase()}s do not fit`,
  );
  const toggle = showAll(place, {
    hasMore: rows.length > most,
    all: `Show all ${formatNumber(rows.length)}`,
    fewer: `Show the ${most} largest`,
    draw: (isAll) => [draw(rows, isAll ? rows.length : most, options)],
  });
  host.append(place, ...toggle);
  return host;
}

function draw(all: readonly PanelRow[], most: number, options: PanelOptions): SVGSVGElement {
  const { width, panels, noun, aside } = options;
  const lines = grouped(all.slice(0, most), options);
  const left = Math.min(
    Math.max(90, width * 0.4),
    largest(lines.map(({ text, indent, type }) => indent + textWidth(text, type)), 0) + 14,
  );
  const members = lines.filter(({ bars }) => bars.length > 0);
  const rowTexts = fitNames(
    members.map(({ text }) => text),
    left - largest(members.map(({ indent }) => indent), 0) - 14,
  );
  const fitted = lines.map((line) => line.bars.length > 0 ? rowTexts[members.indexOf(line)] : null);
  const side = aside === "" ? 0 : ASIDE;
  const panel = Math.max(
    LEAST_PANEL + side,
    Math.min(MOST_PANEL + side, (width - left) / Math.max(1, panels)),
  );
  const longest = largest(
    all.flatMap(({ bars }) => bars.map(({ value }) => Math.abs(value))),
    1e-9,
  );
  const height = HEAD + lines.length * ROW;
  const edge = (p: number) => left + p * panel;
  const zero = (p: number) => edge(p) + (panel - side) / 2;
  const heads = Array.from({ length: panels }, (_, p) =>
    svg("g", [
      label(`${noun} ${p + 1}`, { x: zero(p), y: 9, anchor: "middle", weight: 600 }),
      side === 0 ? null : note(aside, { x: edge(p + 1) - 4, y: 9 }),
      line([zero(p), HEAD - 6, zero(p), height]),
    ]));
  return drawing([
    ...heads,
    ...lines.map(({ text, told, indent, type, bars }, i) =>
      svg("g", [
        svg("title", told),
        label(fitted[i] ?? fitText(text, left - indent - 14, type), {
          ...type,
          x: indent,
          y: ROW / 2,
        }),
        ...bars.flatMap((each, p) => [
          ...bar(each, { zero: zero(p), room: (panel - side) / 2, longest }),
          ...(each.aside === undefined
            ? []
            : [note(each.aside, { x: edge(p + 1) - 4, y: ROW / 2 })]),
        ]),
      ], { transform: `translate(0 ${HEAD + i * ROW})` })
    ),
  ], { width: Math.max(width, edge(panels)), height, label: options.finding });
}

function note(text: string, place: { readonly x: number; readonly y: number }): SVGTextElement {
  return label(text, { ...place, anchor: "end", size: TICK_SIZE, color: MUTED });
}

function bar(
  { value, text, isFaint }: PanelBar,
  { zero, room, longest }: {
    readonly zero: number;
    readonly room: number;
    readonly longest: number;
  },
): SVGElement[] {
  // The figure stands beyond the bar's end, so the bar leaves it room.
  const free = room - textWidth("+0.00", { size: TICK_SIZE }) - 6;
  const length = Math.abs(value) / longest * Math.max(4, free);
  const end = value < 0 ? zero - length : zero + length;
  return [
    rect([Math.min(zero, end), 5, length, ROW - 10], {
      fill: value < 0 ? COLOR.negative : COLOR.positive,
      opacity: isFaint ? 0.5 : 1,
    }),
    label(text, {
      x: end + (value < 0 ? -3 : 3),
      y: ROW / 2,
      anchor: value < 0 ? "end" : "start",
      size: TICK_SIZE,
      ...(isFaint ? { color: MUTED } : {}),
    }),
  ];
}

interface Line {
  readonly text: string;
  readonly told: string;
  readonly indent: number;
  readonly type: { readonly weight: number };
  /** None for a heading. */
  readonly bars: readonly PanelBar[];
}

/** Puts rows of one group under its heading. */
function grouped(rows: readonly PanelRow[], { hasEveryHeading }: PanelOptions): Line[] {
  return [...groupBy(rows, ({ group }) => group)].flatMap(([text, members]) => {
    const hasHeading = hasEveryHeading || members.length > 1;
    const heading = hasHeading
      ? [{ text, told: text, indent: 0, type: { weight: 600 }, bars: [] }]
      : [];
    const indent = hasHeading ? 10 : 0;
    return [
      ...heading,
      ...members.map(({ text, textWithin = text, told = text, bars }) => ({
        ...{ told, indent, bars, type: { weight: 400 } },
        text: hasHeading ? textWithin : text,
      })),
    ];
  });
}
