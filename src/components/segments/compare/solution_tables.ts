/** Both solutions of a comparison in tables: whether they can be trusted, and their segments. Runs in browsers. */

import type {
  ComparedSegment,
  ComparedSolution,
  Comparison,
} from "../../../../pipeline/view/compare/comparison.ts";
import { pictureButton } from "../../charts/frame/picture_button.js";
import { dataTable, type TableColumn } from "../../kit/table/data_table.js";
import { countOf, formatNumber, formatShare } from "../../kit/words/format.js";
import { BAND_NAMES } from "../../kit/words/stability.js";

interface Fact {
  readonly name: string;
  /** @param unknown What is said of what a search for structure would tell. */
  readonly of: (solution: ComparedSolution, unknown: string) => string;
}

const FACTS: readonly Fact[] = [
  { name: "Segments", of: ({ k }) => formatNumber(k) },
  { name: "Respondents", of: ({ respondents }) => formatNumber(respondents) },
  { name: "Verdict", of: verdictOf },
  {
    name: "Found again",
    of: ({ foundAgain }, unknown) =>
      foundAgain === null
        ? unknown
        : `in ${formatNumber(foundAgain.samples)} of ${countOf(foundAgain.all, "sample")}`,
  },
  { name: "Least stable segment", of: leastStable },
  { name: "Silhouette where segments are formed", of: ({ silhouette }) => clearness(silhouette) },
  {
    name: "Silhouette in the full answers",
    of: ({ featureSilhouette }) => clearness(featureSilhouette),
  },
];

function clearness(silhouette: number | null): string {
  return silhouette === null ? "not measured" : formatNumber(silhouette, 2);
}

/** Verdicts where the whole sentence is not known. */
const KINDS = {
  natural: "Natural segments",
  reproducible: "No natural groups, but slices that come back",
  constructed: "No clear segments",
  unjudged: "Not judged",
} as const;

function verdictOf({ verdict }: ComparedSolution, unknown: string): string {
  if (verdict === null) return unknown;
  return verdict.finding !== "" ? verdict.finding : KINDS[verdict.kind ?? "unjudged"];
}

function leastStable({ segments }: ComparedSolution, unknown: string): string {
  const known = segments.filter(({ stability }) => stability !== null);
  if (known.length === 0) return unknown;
  const least = known.reduce((a, b) => b.stability!.mean < a.stability!.mean ? b : a);
  return `${formatNumber(least.stability!.mean, 2)}, ${
    BAND_NAMES[least.stability!.band]
  } (segment ${least.number})`;
}

/** Verdict, stability and silhouettes of both.
 * @param isComing Whether the verdicts are being computed.
 */
export function solutionsCard(
  { before, after }: Comparison,
  { isComing = false }: { readonly isComing?: boolean } = {},
): HTMLElement {
  const unknown = isComing ? "being computed" : "not asked";
  return dataTable(FACTS, [
    { name: "fact", label: "What", value: ({ name }) => name },
    { name: "here", label: `Here\n${before.title}`, value: ({ of }) => of(before, unknown) },
    { name: "there", label: `There\n${after.title}`, value: ({ of }) => of(after, unknown) },
  ], {
    caption: "Can both be trusted?",
    filename: "solutions",
    search: false,
    sort: false,
  });
}

/** A segment and the one that stands for it. */
interface SegmentPair {
  readonly own: ComparedSegment | null;
  readonly other: ComparedSegment | null;
  /** Respondents in both; null where that is not told. */
  readonly stay: number | null;
}

/** The segments of both, those that stand for each other in one row. */
export function segmentsCard(comparison: Comparison): HTMLElement {
  const pairs = pairSegments(comparison);
  const columns: TableColumn<SegmentPair>[] = [
    ...sideColumns("here", ({ own }) => own),
    {
      name: "in both",
      label: "In both",
      value: ({ own, other, stay }) => own === null || other === null ? null : stay,
      isNumeric: true,
      help: "Respondents who are in both segments of the row.",
    },
    ...sideColumns("there", ({ other }) => other),
  ];
  const caption = "Segments that stand for each other";
  return dataTable(pairs, columns, {
    caption,
    filename: "segments-compared",
    search: false,
    tools: [pictureButton(
      { title: comparison.headline, subtitle: caption, filename: "segments-compared" },
      () => ({
        words: [0, 4],
        header: ["Here", "Size", "Stability", "In both", "There", "Size", "Stability"],
        rows: pairs.map(({ own, other, stay }) =>
          [
            ...sideTexts(own),
            own === null || other === null || stay === null ? "" : formatNumber(stay),
            ...sideTexts(other),
          ].map((text) => ({ text }))
        ),
      }),
    )],
  });
}

function pairSegments(
  { before, after, flows, agreement: { partners, movers } }: Comparison,
): SegmentPair[] {
  const alone = after.segments.filter((_, segment) => !partners.includes(segment));
  return [
    ...before.segments.map((own, source): SegmentPair => {
      const target = partners[source];
      const flow = flows.find((each) => each.source === source && each.target === target);
      return {
        own,
        other: target === null ? null : after.segments[target],
        stay: flow?.respondents ?? (movers === null ? null : 0),
      };
    }),
    ...alone.map((other): SegmentPair => ({ own: null, other, stay: 0 })),
  ];
}

function sideColumns(
  side: "here" | "there",
  of: (pair: SegmentPair) => ComparedSegment | null,
): TableColumn<SegmentPair>[] {
  const value = <T>(read: (segment: ComparedSegment) => T) => (pair: SegmentPair): T | null => {
    const segment = of(pair);
    return segment === null ? null : read(segment);
  };
  const name = `segment ${side}`;
  return [
    {
      ...{ name, label: side === "here" ? "Here" : "There" },
      value: (pair) => value(segmentWords)(pair) ?? "(none stands for it)",
    },
    { name: `size ${side}`, label: "Size", value: value(({ size }) => size), isNumeric: true },
    {
      name: `share ${side}`,
      label: "Share",
      value: value(({ share }) => share),
      render: (pair) => value(({ share }) => formatShare(share))(pair) ?? "",
      isNumeric: true,
    },
    {
      name: `stability ${side}`,
      label: "Stability",
      value: value(({ stability }) => stability?.mean ?? null),
      render: (pair) => value(stabilityText)(pair) ?? "",
      isNumeric: true,
    },
  ];
}

function sideTexts(segment: ComparedSegment | null): readonly string[] {
  return segment === null
    ? ["", "", ""]
    : [segmentWords(segment), formatNumber(segment.size), stabilityText(segment)];
}

function stabilityText({ stability }: ComparedSegment): string {
  return stability === null
    ? ""
    : `${formatNumber(stability.mean, 2)} ${BAND_NAMES[stability.band]}`;
}

/** `2 Price seekers`; `Segment 2` where no name is known. */
export function segmentWords({ number, name }: ComparedSegment): string {
  return name === "" ? `Segment ${number}` : `${number} ${name}`;
}
