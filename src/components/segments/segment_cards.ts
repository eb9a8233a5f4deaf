/** Who each segment is, one card a segment. Runs in browsers. */

import type { ProfileRow, SegmentProfile } from "../../../pipeline/profile/segment_profile.ts";
import type { TestsView } from "../../../pipeline/view/testing/test_types.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { standardised } from "../charts/heatmap/heatmap_rows.js";
import { rowFullTitle, rowTitles, writeValue } from "../kit/words/figure_words.js";
import { countOf, formatNumber, formatSigned } from "../kit/words/format.js";
import { drawing, label, line, rect } from "../kit/drawing/shapes.js";
import { html, svg } from "../kit/elements.js";
import { INK, inkOn, MUTED, TICK_SIZE } from "../kit/drawing/theme.js";
import { helpTip } from "../kit/help_tip.js";
import { stabilityHelp, stabilityWords } from "../kit/words/stability.js";
import { fitTexts } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { shareWords } from "../kit/words/weighting.js";
import type { Session } from "../session/session_types.js";
import { editableName } from "./naming/editable_name.js";

/** What the cards need of a run. */
export type CardsView = Pick<RunView, "profile" | "structure"> & Partial<Pick<RunView, "tests">>;

/** Options of {@link segmentCards}. */
export interface CardsOptions {
  /** Pixels. */
  readonly width: number;
  /** Differences shown on each card, 3 unless told. */
  readonly most?: number;
  /** By which names are changed; absent where they only stand there. */
  readonly session?: Session | null;
}

const LEAST_CARD = 260;
const GAP = 16;
const PADDING = 16;
const ROW = 42;
const NOT_KNOWN = "How stable it is, is not known";
const NOT_KNOWN_HELP =
  "Stability was measured on the best division into so many segments that was found. This segment is none " +
  "of those: formed by other starts or elsewhere than among the full answers, it is one of several ways to " +
  "divide respondents.";
/** Differences of this many deviations fill the bar's half. */
const FULL_BAR = 1.5;
/** Segments whose words are open, by number: a card that is drawn anew stays as tall as it was. */
const opened = new Set<number>();

/** Makes a card a segment: number, name, share and size, how stable it is, its leading differences against
 * the total, and what the engine says about it behind a disclosure.
 */
export function segmentCards(
  { profile, structure, tests }: CardsView,
  { width, most = 3, session = null }: CardsOptions,
): HTMLElement {
  const { segments, rows } = profile;
  const fits = Math.max(1, Math.floor((width + GAP) / (LEAST_CARD + GAP)));
  // Rows of equal length look calmer than one full row and one straggler.
  const across = Math.ceil(segments.length / Math.ceil(segments.length / fits));
  const inner = (width - GAP * (across - 1)) / across - 2 * PADDING - 2;
  const host = html(
    "div",
    segments.map((segment, g) => {
      const color = segmentColor(g);
      return html("article", [
        html("header", [
          html("span", String(segment.number), {
            class: "segment-badge",
            style: `background:${color};color:${inkOn(color)}`,
            "aria-hidden": "true",
          }),
          html("div", [
            session === null
              ? html("h2", segment.name)
              : editableName({ session, profile, segment: g }),
            html("p", `${shareWords(segment)} · ${countOf(segment.size, "respondent")}`),
            stabilityLine(structure, g),
          ]),
        ]),
        differences(leadingRows(rows, g, most), { g, width: inner, title: segment.name }),
        segment.insights.length === 0 ? null : inWords(segment, tests?.typical[g] ?? []),
      ], { class: "segment-card", "aria-label": `Segment ${segment.number}: ${segment.name}` });
    }),
    { class: "segment-cards" },
  );
  host.style.gridTemplateColumns = `repeat(${across}, minmax(0, 1fr))`;
  return host;
}

function inWords(
  { number, insights }: SegmentProfile,
  typical: TestsView["typical"][number],
): HTMLElement {
  const words = html("details", [
    html("summary", "In words"),
    html("ul", [
      ...insights.map((sentence) => html("li", sentence)),
      typical.length === 0 ? null : html("li", typicalWords(typical)),
    ]),
  ]);
  words.open = opened.has(number);
  words.addEventListener("toggle", () => {
    if (words.open) opened.add(number);
    else if (words.isConnected) opened.delete(number);
  });
  return words;
}

/** Who stands for a segment, by the numbers that the map's points have. */
function typicalWords(typical: TestsView["typical"][number]): string {
  const rows = typical.map(({ row }) => formatNumber(row)).join(", ");
  return `Nearest to its centre, and so typical: respondents ${rows}.`;
}

/** Whether other samples find the segment again; nothing where that was not asked of so many segments. */
function stabilityLine(structure: CardsView["structure"], g: number): HTMLElement | null {
  const shown = structure?.shown ?? null;
  if (shown === null) return null;
  const own = shown[g];
  const [words, help] = own === null
    ? [NOT_KNOWN, NOT_KNOWN_HELP]
    : [`Comes back in other samples: ${stabilityWords(own)}`, stabilityHelp(own)];
  return html("p", [`${words}\u00a0`, helpTip(help, { label: `stability of segment ${g + 1}` })], {
    class: "segment-stability",
    "data-band": own?.band ?? "none",
  });
}

/** The variables that set a segment apart most, one row a variable. */
function leadingRows(rows: readonly ProfileRow[], g: number, most: number): ProfileRow[] {
  const strength = (row: ProfileRow) => Math.abs(standardised(row, row.segments[g]));
  const seen = new Set<string>();
  return rows
    .filter((row) => row.role !== "dropped" && row.statistic !== "answered" && strength(row) > 0)
    .sort((a, b) => strength(b) - strength(a))
    .filter(({ variable }) => !seen.has(variable) && seen.add(variable))
    .slice(0, most);
}

function differences(
  rows: readonly ProfileRow[],
  { g, width, title }: { g: number; width: number; title: string },
): Element {
  if (rows.length === 0) {
    return html("p", "Nothing sets it apart from the total.", { class: "segment-card-empty" });
  }
  const middle = width / 2;
  const whole = rowTitles(rows);
  const titles = fitTexts(whole, width);
  const marks = rows.map((row, i) => {
    const z = standardised(row, row.segments[g]);
    const length = Math.min(1, Math.abs(z) / FULL_BAR) * (middle - 2);
    const figures = `${figure(row, row.segments[g].value)} vs ${figure(row, row.total.value)}`;
    return svg("g", [
      svg(
        "title",
        `${rowFullTitle(row)}: ${figures} in total (${formatSigned(z, 1)} standard deviations)`,
      ),
      label(titles[i], { x: 0, y: 8 }),
      rect([0, 19, width, 6], { fill: INK, opacity: 0.06, rx: 3 }),
      rect([z < 0 ? middle - length : middle, 19, length, 6], { fill: segmentColor(g), rx: 1 }),
      line([middle, 16, middle, 28], { color: INK, width: 1.5 }),
      label(figures, {
        x: z < 0 ? middle - 6 : middle + 6,
        y: 33,
        anchor: z < 0 ? "end" : "start",
        size: TICK_SIZE,
        color: MUTED,
      }),
    ], { transform: `translate(0 ${i * ROW})` });
  });
  const words = rows.map((row, i) =>
    `${whole[i]}: ` +
    `${figure(row, row.segments[g].value)}, total ${figure(row, row.total.value)}`
  );
  return drawing(marks, {
    width,
    height: rows.length * ROW,
    label: `Leading differences of ${title} against the total. ${words.join("; ")}`,
  });
}

function figure({ statistic }: ProfileRow, value: number | null): string {
  if (value === null) return "no answers";
  return writeValue(value, statistic);
}
