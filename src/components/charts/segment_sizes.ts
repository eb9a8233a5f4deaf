/** How large the segments are, as one strip. Runs in browsers. */

import type { Profile } from "../../../pipeline/profile/segment_profile.ts";
import { type Caption, fitTitles, segmentTitle, spoken } from "./frame/caption.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { shownShare, weightingWords } from "../kit/words/weighting.js";
import { textWidth, wrapText } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { drawing, label, rect } from "../kit/drawing/shapes.js";
import { html, svg } from "../kit/elements.js";
import { inkOn } from "../kit/drawing/theme.js";

/** A segment as this chart needs it. */
export type SizedSegment = Pick<
  Profile["segments"][number],
  "name" | "size" | "share" | "weighted"
>;

/** Options of {@link segmentSizes}. */
export interface SegmentSizesOptions {
  /** Pixels. */
  readonly width: number;
  /** What shares are weighted by; absent where all respondents count alike. */
  readonly weighting?: Profile["weighting"];
  /** Respondents in no segment. */
  readonly leftOut?: number;
  /** Called with the segment (from 0) whose part is pressed. */
  readonly onPick?: (segment: number) => void;
}

const BAR = 34;
const ROW = 40;
const LINE = 16;
const GAP = 2;
/** The narrowest column of names, where not all fit under their parts. */
const COLUMN = 250;
const MARK = 20;
/** Parts are at least so long, so that the smallest one shows. */
const LEAST_PART = 2;
const NAME_LINES = 2;

/** The caption of {@link segmentSizes}.
 * @param weighting What shares are weighted by, if they are.
 */
export function describeSizes(
  segments: readonly SizedSegment[],
  weighting?: Profile["weighting"],
  leftOut = 0,
): Caption {
  const n = segments.reduce((sum, { size }) => sum + size, 0);
  const shares = segments.map(shownShare).sort((a, b) => b - a);
  const sizes = shares.map(formatShare);
  const last = sizes.length - 1;
  const title = last === 0
    ? "One segment holds everybody"
    : `Segments from ${sizes[0]} down to ${sizes[last]} of respondents`;
  const notes = [
    ...(weighting === undefined ? [] : [`Shares are ${weightingWords(weighting)}.`]),
    // Without weights the strip itself shows them.
    ...(leftOut === 0 || weighting === undefined
      ? []
      : [`${countOf(leftOut, "more respondent")} ${leftOut === 1 ? "is" : "are"} in no segment.`]),
  ];
  return {
    title,
    subtitle: weighting === undefined
      ? `Share of respondents and how many, n = ${formatNumber(n)}`
      : `Weighted share of respondents and how many there are unweighted, n = ${formatNumber(n)}`,
    ...(notes.length === 0 ? {} : { note: notes.join(" ") }),
    filename: "segment-sizes",
  };
}

/** A part of the strip. */
interface Part {
  /** From 0; -1 for those in no segment. */
  readonly segment: number;
  readonly title: string;
  readonly facts: string;
  readonly told: string;
  readonly left: number;
  readonly length: number;
}

/** Draws one strip of all respondents, a part a segment as long as its share: number and share in it, name and
 * size under it, or in a list where parts are too short for names. Those in no segment are grey.
 * @param segments In the order of their numbers.
 */
export function segmentSizes(
  segments: readonly SizedSegment[],
  options: SegmentSizesOptions,
): HTMLElement {
  const { width, weighting, leftOut = 0, onPick } = options;
  const parts = partsOf(segments, options);
  const under = namesUnder(parts);
  const names = under ?? namesListed(parts, segments.map(({ name }) => name), width);
  const drawn = drawing([...names.marks, ...parts.map(partMark)], {
    width,
    height: names.bottom,
    label: `${spoken(describeSizes(segments, weighting, leftOut))} ${
      parts.map(({ told }) => told).join("; ")
    }`,
  });
  const buttons = onPick === undefined
    ? []
    : parts.filter(({ segment }) => segment >= 0).map((part) => pickButton(part, onPick));
  return html("div", [drawn, ...buttons], { class: "chart-host segment-strip" });
}

function partsOf(
  segments: readonly SizedSegment[],
  { width, weighting, leftOut = 0 }: SegmentSizesOptions,
): Part[] {
  const names = segments.map(({ name }) => name);
  const n = segments.reduce((sum, { size }) => sum + size, 0);
  // Weights tell nothing of those in no segment: no length of theirs would be comparable.
  const grey = weighting === undefined ? leftOut / Math.max(1, n) : 0;
  const shares = [...segments.map(shownShare), ...(grey > 0 ? [grey] : [])];
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = width - GAP * (shares.length - 1) - LEAST_PART * shares.length;
  let left = 0;
  return shares.map((share, i) => {
    const segment = i < segments.length ? i : -1;
    const size = segment < 0 ? leftOut : segments[i].size;
    const title = segment < 0 ? "In no segment" : segmentTitle(i, names);
    const length = LEAST_PART + room * share / Math.max(1e-9, whole);
    const part = {
      ...{ segment, title, left, length },
      facts: segment < 0 ? formatNumber(size) : `${formatShare(share)} · ${formatNumber(size)}`,
      told: segment < 0
        ? `${title}: ${countOf(size, "respondent")}`
        : `${title}: ${formatShare(share)}, ${countOf(size, "respondent")}`,
    };
    left += length + GAP;
    return part;
  });
}

function partMark({ segment, told, left, length }: Part): SVGElement {
  const color = segmentColor(segment);
  const number = String(segment + 1);
  return svg("g", [
    svg("title", told),
    rect([left, 0, length, BAR], { fill: color, rx: 2 }),
    segment < 0 || textWidth(number, { weight: 700 }) > length - 2 ? null : label(number, {
      x: left + length / 2,
      y: BAR / 2,
      anchor: "middle",
      weight: 700,
      color: inkOn(color),
    }),
  ], { "data-part": segment });
}

/** What stands below the strip, and where it ends. */
interface Names {
  readonly marks: SVGElement[];
  readonly bottom: number;
}

/** Names under their parts, whole; null where one does not fit. */
function namesUnder(parts: readonly Part[]): Names | null {
  const type = { weight: 600 };
  const wrapped = parts.map(({ title, length }) =>
    wrapText(title, length - 8, { ...type, lines: NAME_LINES })
  );
  const fits = parts.every(({ title, facts, length }, i) =>
    wrapped[i].join(" ") === title && textWidth(facts) <= length - 4
  );
  if (!fits) return null;
  const lines = wrapped.reduce((most, { length }) => Math.max(most, length), 0);
  const marks = parts.map(({ facts, left }, i) =>
    svg("g", [
      ...wrapped[i].map((text, at) =>
        label(text, { x: left, y: BAR + (at + 0.9) * LINE, ...type })
      ),
      label(facts, { x: left, y: BAR + (wrapped[i].length + 0.9) * LINE }),
    ])
  );
  return { marks, bottom: BAR + (lines + 1.5) * LINE };
}

/** Names in columns below the strip. */
function namesListed(parts: readonly Part[], names: readonly string[], width: number): Names {
  const columns = Math.max(1, Math.min(parts.length, Math.floor(width / COLUMN)));
  const rows = Math.ceil(parts.length / columns);
  const column = width / columns;
  const fitted = fitTitles(names, column - MARK - 12, { weight: 600 });
  const marks = parts.map(({ segment, title, facts, told }, i) => {
    const [x, y] = [Math.floor(i / rows) * column, BAR + 8 + (i % rows) * ROW];
    return svg("g", [
      svg("title", told),
      rect([x, y + 3, 12, 12], { fill: segmentColor(segment), rx: 2 }),
      label(segment < 0 ? title : fitted[segment], { x: x + MARK, y: y + 9, weight: 600 }),
      label(facts, { x: x + MARK, y: y + 25 }),
    ]);
  });
  return { marks, bottom: BAR + 8 + rows * ROW };
}

function pickButton({ segment, told, left, length }: Part, onPick: (segment: number) => void) {
  return html("button", "", {
    type: "button",
    class: "strip-pick",
    style: `left: ${left}px; width: ${length}px; height: ${BAR}px`,
    title: `${told}. Click to go to its card.`,
    "aria-label": `${told}. Go to its card.`,
    onclick: () => onPick(segment),
  });
}
