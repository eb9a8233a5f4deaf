/** Home's list of surveys: a map in small, the finding, its figures, a way in. Runs in browsers. */

import type { StructureKind } from "../../../pipeline/structure/result.ts";
import type { SmallMap } from "../../../pipeline/browser/project/contents.ts";
import type { MapView } from "../../../pipeline/view/types.ts";
import { countOf, formatNumber } from "../kit/words/format.js";
import { html, svg } from "../kit/elements.js";
import { largest, smallest } from "../kit/lists.js";
import { segmentColor } from "../kit/drawing/palette.js";

const KIND_WORDS: Readonly<Record<StructureKind, string>> = {
  natural: "natural segments",
  reproducible: "slices that come back",
  constructed: "no clear segments",
};

/** What was found in a survey. */
export interface SurveyFinding {
  /** Respondents in the file. */
  readonly rows: number;
  /** Columns in the file. */
  readonly columns: number;
  /** Of the file, where it is told. */
  readonly sha256?: string;
  /** Questions, where counted; else columns are told. */
  readonly questions?: number;
  readonly segments: number;
  /** Whether there are segments; null where that was not asked. */
  readonly kind: StructureKind | null;
  /** The finding in one sentence or two. */
  readonly headline: string;
  /** Points, or a grid where there are none. */
  readonly map: MapView;
}

/** A survey of the list. */
export interface SurveyEntry {
  readonly slug: string;
  /** Its object's name in the storage. */
  readonly name: string;
  readonly status: "ok" | "own" | "failed";
  /** Where it could be segmented. */
  readonly value?: SurveyFinding;
  /** The engine's words where it could not. */
  readonly message?: string;
}

/** How the list is made. */
export interface SurveyListOptions {
  /** Address of a survey's first page; `./<slug>/` if absent. */
  readonly hrefOf?: (slug: string) => string;
}

/** Width and height of a map in small. */
export const THUMB = 96;
const PADDING = 6;
const MOST_DOTS = 700;
const DOT = 1.4;
/** Size of the emptiest cell, as a share of the fullest. */
const LEAST_CELL = 0.4;

/** Lists surveys, each with a link; one that cannot be read shows the engine's message. */
export function surveyList(
  surveys: readonly SurveyEntry[],
  { hrefOf = (slug) => `./${slug}/` }: SurveyListOptions = {},
): HTMLElement {
  const items = surveys.map((survey) => {
    const link = html("a", survey.name, { href: hrefOf(survey.slug), class: "survey-link" });
    return survey.value === undefined ? brokenItem(survey, link) : item(survey.value, link);
  });
  return html("ul", items, { class: "survey-list", role: "list" });
}

function item(finding: SurveyFinding, link: HTMLElement): HTMLElement {
  const { rows, columns, questions, segments, kind, headline, map } = finding;
  const facts: [string, string][] = [
    ["respondents", formatNumber(rows)],
    questions === undefined
      ? ["columns", formatNumber(columns)]
      : ["questions", formatNumber(questions)],
    ["segments", formatNumber(segments)],
  ];
  if (kind !== null) facts.push(["found", KIND_WORDS[kind]]);
  return html("li", [
    thumbnail(map),
    html("div", [html("h2", [link]), html("p", headline)], { class: "survey-text" }),
    html(
      "dl",
      facts.map(([name, value]) => html("div", [html("dt", name), html("dd", value)])),
      { class: "survey-facts" },
    ),
  ], { class: "survey" });
}

function brokenItem({ message }: SurveyEntry, link: HTMLElement): HTMLElement {
  return html("li", [
    html("div", "!", { class: "survey-broken-mark", "aria-hidden": "true" }),
    html("div", [
      html("h2", [link]),
      html("p", "This survey cannot be shown."),
      html("p", message ?? "", { class: "survey-message" }),
    ], { class: "survey-text" }),
  ], { class: "survey is-broken" });
}

/** The map in small: dots of respondents, or of grid cells sized by their count. */
function thumbnail(map: MapView): SVGSVGElement {
  const dots = map.points === null ? gridDots(map) : pointDots(map.points);
  return drawing(dots, { n: map.n, segments: map.centers.length });
}

/** A map that is kept in small. */
export function dotsDrawing(map: SmallMap): SVGSVGElement {
  return drawing(pointDots(map), map);
}

function drawing(
  dots: readonly Dot[],
  { n, segments }: Pick<SmallMap, "n" | "segments">,
): SVGSVGElement {
  return svg("svg", fit(dots), {
    class: "survey-thumb",
    width: THUMB,
    height: THUMB,
    viewBox: `0 0 ${THUMB} ${THUMB}`,
    role: "img",
    "aria-label": `Map of ${countOf(n, "respondent")} in ${countOf(segments, "segment")}`,
  });
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly segment: number;
}

/** Every so-manyth point: the shape of the map needs no more. */
function pointDots({ x, y, segment }: Pick<SmallMap, "x" | "y" | "segment">): Dot[] {
  const step = Math.max(1, Math.ceil(x.length / MOST_DOTS));
  return x.map((left, i) => ({ x: left, y: y[i], radius: DOT, segment: segment[i] }))
    .filter((_, i) => i % step === 0);
}

function gridDots({ grid }: MapView): Dot[] {
  const { cells, counts, xDomain, yDomain } = grid;
  const most = largest(counts.map(([, , , count]) => count), 1);
  const widest = Math.max(DOT, (THUMB - 2 * PADDING) / cells / 1.6);
  const at = ([from, to]: readonly [number, number], cell: number) =>
    from + ((cell + 0.5) / cells) * (to - from);
  return counts.map(([column, row, segment, count]) => ({
    x: at(xDomain, column),
    y: at(yDomain, row),
    radius: widest * (LEAST_CELL + (1 - LEAST_CELL) * Math.sqrt(count / most)),
    segment,
  }));
}

/** Both axes on one scale, in the middle of the square. */
function fit(dots: readonly Dot[]): SVGCircleElement[] {
  const range = (values: readonly number[]): [number, number] => [
    smallest(values),
    largest(values),
  ];
  if (dots.length === 0) return [];
  const [left, right] = range(dots.map(({ x }) => x));
  const [bottom, top] = range(dots.map(({ y }) => y));
  const size = Math.max(right - left, top - bottom) || 1;
  const scale = (THUMB - 2 * PADDING) / size;
  const round = (value: number) => Math.round(value * 10) / 10;
  return dots.map(({ x, y, radius, segment }) =>
    svg("circle", [], {
      cx: round(THUMB / 2 + (x - (left + right) / 2) * scale),
      cy: round(THUMB / 2 - (y - (bottom + top) / 2) * scale),
      r: round(radius),
      fill: segmentColor(segment),
    })
  );
}
