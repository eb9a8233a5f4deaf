/** All variables by segment, shaded by how far each segment is from the total. Runs in browsers. */

import type {
  Profile,
  ProfileRow,
  SegmentFigure,
} from "../../../../pipeline/profile/segment_profile.ts";
import { type Caption, segmentTitle, spoken } from "../frame/caption.js";
import { baseMark, countOf, formatNumber } from "../../kit/words/format.js";
import {
  cellText,
  type HeatmapMeasure,
  type HeatmapRow,
  heatmapRows,
  standardised,
} from "./heatmap_rows.js";
import { drawing, label, line, rect } from "../../kit/drawing/shapes.js";
import { html, svg } from "../../kit/elements.js";
import { inkOn, MUTED, TICK_SIZE } from "../../kit/drawing/theme.js";
import { quoteQuestion, rowFullTitle, rowItem } from "../../kit/words/figure_words.js";
import { fitNames, fitText, textWidth, widestText, wrapText } from "../../kit/drawing/measure.js";
import { codeOf } from "../../kit/variable_name.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { showAll } from "../show_all.js";
import { type Tooltip, tooltip } from "../../kit/tooltip.js";
import { weightingWords } from "../../kit/words/weighting.js";

/** Options of {@link profileHeatmap}. */
export interface HeatmapOptions {
  /** Pixels. */
  readonly width: number;
  /** Largest differences first, or questions together with the most telling question first. */
  readonly sort?: "difference" | "question";
  /** What stands in the cells: difference to the total, index (total = 100), or mean and share. */
  readonly measure?: HeatmapMeasure;
  /** Rows shown before "show all", 40 unless told. */
  readonly most?: number;
}

const ROW = 22;
const HEAD = 62;
/** Where columns are too narrow for names. */
const LOW_HEAD = 40;
const LEAST_NAMED = 72;
const LEAST_COLUMN = 40;
/** Rows under a heading stand in. */
const NEST = 12;
/** Left and right of a cell's figure together. */
const CELL_PADDING = 6;
const MOST_COLUMN = 150;
const TOTAL_COLUMN = 48;
/** Beyond one standard deviation a difference is as dark as shades get. */
const FULL_SHADE = 1;
/** Text stays readable on the darkest shade, on light paper and dark. */
const DARKEST = 0.55;
const COLOR = { below: "#c1661c", above: "#2b7bba" };
const MEASURES = {
  difference: "Difference to the total (means in their unit, shares in points)",
  index: "Index, total = 100",
  value: "Mean, or share of those who answered",
};

/** The caption of {@link profileHeatmap}. */
export function describeHeatmap(
  profile: Profile,
  { measure = "difference" }: Pick<HeatmapOptions, "measure"> = {},
): Caption {
  const [first] = heatmapRows(profile, "difference").flatMap(({ row }) =>
    row === null ? [] : [row]
  );
  const isSmall = profile.segments.some(({ size }) => size < 100);
  return {
    title: first === undefined
      ? "No variable can be compared"
      : `Segments differ most in ${quoteQuestion(rowItem(first))}`,
    subtitle: `${MEASURES[measure]}; shaded by standard deviations; ` +
      `n = ${formatNumber(profile.respondents)}` +
      (isSmall ? " (* base below 100, ** below 50)" : ""),
    note:
      "Blue is above the total, orange below; the strongest shade is one standard deviation or more." +
      (profile.weighting === undefined
        ? ""
        : ` Figures are ${weightingWords(profile.weighting)}; bases are not weighted.`),
    filename: "profile",
  };
}

/** Draws variables as rows and segments as columns. The chart scrolls within its place, its head
 * stays; a row that is pointed at or focused is told in full.
 */
export function profileHeatmap(profile: Profile, options: HeatmapOptions): HTMLElement {
  const { sort = "difference", most = 40 } = options;
  const host = html("div", [], { class: "chart-host profile-heatmap" });
  const rows = heatmapRows(profile, sort);
  if (rows.length === 0) {
    host.append(html("p", "No variable has answers to compare. Use more columns of the survey."));
    return host;
  }
  const total = rows.filter(({ row }) => row !== null).length;
  const place = html("div", [], {
    class: "chart-scroll profile-heatmap-scroll",
    tabindex: 0,
    role: "region",
    "aria-label": "Variables by segment, scrolls",
  });
  host.append(place);
  const tip = tooltip(host);
  const toggle = showAll(place, {
    hasMore: total > most,
    all: `Show all ${countOf(total, "row")}`,
    fewer: `Show the first ${most}`,
    draw: (isAll) => {
      const shown = isAll ? rows : firstRows(rows, most);
      return draw(profile, shown, { ...options, tip, host });
    },
  });
  host.append(...toggle);
  return host;
}

/** The first rows with figures, and the headings above them. */
function firstRows(rows: readonly HeatmapRow[], most: number): HeatmapRow[] {
  let count = 0;
  return rows.filter(({ row }) => row === null ? count < most : ++count <= most);
}

interface Layout {
  /** Height of the column heads. */
  readonly head: number;
  readonly left: number;
  readonly column: number;
  readonly width: number;
  readonly measure: HeatmapMeasure;
  readonly names: readonly string[];
  readonly tip: Tooltip;
  readonly host: HTMLElement;
}

function draw(
  profile: Profile,
  rows: readonly HeatmapRow[],
  { width, measure = "difference", tip, host }: HeatmapOptions & {
    tip: Tooltip;
    host: HTMLElement;
  },
): SVGSVGElement[] {
  const k = profile.segments.length;
  const wanted = widestText(rows.map(({ text }) => text)) + 24;
  const free = width - TOTAL_COLUMN - k * MOST_COLUMN;
  const left = Math.min(wanted, Math.max(110, width * 0.4, free));
  const column = Math.max(
    widestFigure(rows, measure),
    Math.min(MOST_COLUMN, (width - left - TOTAL_COLUMN) / k),
  );
  const names = profile.segments.map(({ name }) => name);
  const full = Math.max(width, left + TOTAL_COLUMN + k * column);
  const head = column < LEAST_NAMED ? LOW_HEAD : HEAD;
  const layout: Layout = { head, left, column, width: full, measure, names, tip, host };
  const heads = drawing(headings(profile, layout), {
    width: full,
    height: head,
    label: `Columns: total, ${names.map((_, g) => segmentTitle(g, names)).join(", ")}`,
  });
  heads.classList.add("profile-heatmap-head");
  const fitted = fitRows(rows, left);
  const body = drawing(
    fitted.map((row, i) =>
      drawRow(row, { ...layout, i, isAfterGroup: !row.isNested && rows[i - 1]?.isNested === true })
    ),
    {
      width: full,
      height: rows.length * ROW + 2,
      label: spoken(describeHeatmap(profile, { measure })),
      role: "group",
    },
  );
  return [heads, body];
}

/** Rows with their texts cut to the room before the figures; headings have the whole width. */
function fitRows(rows: readonly HeatmapRow[], left: number): HeatmapRow[] {
  const named = rows.filter(({ row }) => row !== null);
  const room = left - 8 - (named.some(({ isNested }) => isNested) ? NEST : 0);
  const texts = fitNames(named.map(({ text }) => text), room);
  let next = 0;
  return rows.map((row) => row.row === null ? row : { ...row, text: texts[next++] });
}

/** Pixels that a column needs so that no figure leaves its cell. */
function widestFigure(rows: readonly HeatmapRow[], measure: HeatmapMeasure): number {
  let widest = LEAST_COLUMN;
  for (const { row } of rows) {
    if (row === null) continue;
    for (const figure of row.segments) {
      widest = Math.max(widest, textWidth(cellWords(row, figure, measure)) + CELL_PADDING);
    }
  }
  return widest;
}

/** A cell's figure, marked where its base is small. */
function cellWords(row: ProfileRow, figure: SegmentFigure, measure: HeatmapMeasure): string {
  const mark = figure.value !== null && figure.base < 100 ? baseMark(figure.base) : "";
  return cellText(row, figure, measure) + mark;
}

function headings(profile: Profile, { head, left, column, names }: Layout): SVGElement[] {
  const end = left + TOTAL_COLUMN;
  // Lines break between words, and so hold less than their width.
  const fitted = fitNames(names, (column - 8) * 1.7, { size: TICK_SIZE });
  return [
    label("Total", { x: end - 8, y: 11, anchor: "end", weight: 600 }),
    label(formatNumber(profile.respondents), {
      x: end - 8,
      y: head - 10,
      anchor: "end",
      size: TICK_SIZE,
      color: MUTED,
    }),
    ...profile.segments.map(({ size, number }, g) => {
      const middle = end + (g + 0.5) * column;
      const lines = wrapText(fitted[g], column - 8, { size: TICK_SIZE, lines: 2 });
      return svg("g", [
        svg("title", `${segmentTitle(g, names)}: ${countOf(size, "respondent")}`),
        svg("circle", [], { cx: middle, cy: 10, r: 9, fill: segmentColor(g) }),
        label(String(number), {
          x: middle,
          y: 10,
          anchor: "middle",
          weight: 700,
          color: inkOn(segmentColor(g)),
        }),
        ...(column < LEAST_NAMED
          ? []
          : lines.map((text, i) =>
            label(text, { x: middle, y: 26 + i * 13, anchor: "middle", size: TICK_SIZE })
          )),
        label(`${formatNumber(size)}${baseMark(size)}`, {
          x: middle,
          y: head - 10,
          anchor: "middle",
          size: TICK_SIZE,
          color: MUTED,
        }),
      ]);
    }),
  ];
}

function drawRow(
  { text, row, isNested }: HeatmapRow,
  layout: Layout & { i: number; isAfterGroup: boolean },
): SVGGElement {
  const { left, column, width, measure, tip, host, i, isAfterGroup } = layout;
  const y = i * ROW;
  if (row === null) {
    return svg("g", [
      line([0, y + 0.5, width, y + 0.5]),
      label(fitText(text, width - 8, { weight: 600 }), { x: 0, y: y + ROW / 2 + 1, weight: 600 }),
    ]);
  }
  const code = codeOf({ name: row.variable, text: row.text });
  const told = [
    rowFullTitle(row),
    ...(code === "" ? [] : [code]),
    `Total ${cellText(row, row.total, "value")}, base ${formatNumber(row.total.base)}`,
    ...row.segments.map((figure, g) =>
      `${segmentTitle(g, layout.names)}: ${cellText(row, figure, "value")}` +
      ` (base ${formatNumber(figure.base)}${baseMark(figure.base)})`
    ),
  ];
  const indent = isNested ? NEST : 0;
  const element = svg("g", [
    label(text, { x: indent, y: y + ROW / 2 }),
    isAfterGroup ? line([0, y + 0.5, width, y + 0.5]) : null,
    label(cellText(row, row.total, "value"), {
      x: left + TOTAL_COLUMN - 8,
      y: y + ROW / 2,
      anchor: "end",
      color: MUTED,
    }),
    ...row.segments.flatMap((figure, g) => {
      const z = standardised(row, figure);
      const x = left + TOTAL_COLUMN + g * column;
      return [
        rect([x + 1, y + 1, column - 2, ROW - 2], {
          fill: z < 0 ? COLOR.below : COLOR.above,
          "fill-opacity": (Math.min(1, Math.abs(z) / FULL_SHADE) * DARKEST).toFixed(3),
          rx: 2,
        }),
        label(cellWords(row, figure, measure), {
          x: x + column / 2,
          y: y + ROW / 2,
          anchor: "middle",
        }),
      ];
    }),
  ], { tabindex: 0, role: "img", "aria-label": told.join(". "), class: "profile-heatmap-row" });
  const show = () => {
    const box = element.getBoundingClientRect();
    const origin = host.getBoundingClientRect();
    tip.show(told, { x: Math.min(left, 200), y: box.bottom - origin.top - 8 });
  };
  for (const event of ["pointerenter", "focus"]) element.addEventListener(event, show);
  for (const event of ["pointerleave", "blur"]) element.addEventListener(event, () => tip.hide());
  return element;
}
