/** Segments in plain words: names and sentences. Runs in Deno and browsers. */

import { countOf, formatNumber, formatShare, joinWords } from "../base/text.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Evaluation, Silhouette } from "../evaluate/evaluation.ts";
import type {
  Profile,
  ProfileRow,
  SegmentFigure,
  SegmentProfile,
  SegmentWeight,
} from "./segment_profile.ts";

/** What is known of one segment. */
export interface SegmentFacts {
  /** From 0. */
  readonly segment: number;
  readonly size: number;
  readonly share: number;
  /** Null where all respondents count alike. */
  readonly weighted: SegmentWeight | null;
  readonly respondents: number;
  readonly silhouette: number | null;
  /** Whether the silhouette is by Gower's distance, not on the map. */
  readonly isByGower: boolean;
  readonly rows: readonly ProfileRow[];
}

/** The results that a headline is written from. */
export interface HeadlineFacts {
  readonly profile: Profile;
  readonly clustering: Clustering;
  readonly evaluation: Evaluation;
}

/** One variable that sets a segment apart. */
interface Difference {
  readonly row: ProfileRow;
  readonly figure: SegmentFigure;
  /** The segment's value and that of all. */
  readonly value: number;
  readonly total: number;
  /** Difference to the total in within-segment standard deviations. */
  readonly strength: number;
}

/** Figures on fewer answers than this are not put into words where better ones exist. */
const LEAST_BASE = 30;
/** Differences below this many standard deviations are not worth a sentence. */
const LEAST_STRENGTH = 0.2;
const COUNT_WORDS = [
  "",
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
];
const MOST_NAMED = 2;

/** Writes a segment's name and three to five sentences, the most telling first. */
export function describeSegment(facts: SegmentFacts): SegmentProfile {
  const differences = rankDifferences(facts);
  const forming = differences.filter(({ row }) => row.role === "segmenting");
  const others = differences.filter(({ row }) => row.role !== "segmenting");
  const apart = directionSentences(forming);
  const insights = [
    sizeSentence(facts),
    ...(apart.length > 0
      ? apart
      : ["No answer sets it clearly apart from the respondents as a whole."]),
    ...others.slice(0, 1).map((difference) =>
      `Beyond the answers that formed it: ${describeDifference(difference)}.`
    ),
    clearnessSentence(facts),
  ];
  return {
    number: facts.segment + 1,
    name: nameOf(forming, facts.segment),
    size: facts.size,
    share: facts.share,
    ...(facts.weighted === null ? {} : { weighted: facts.weighted }),
    silhouette: facts.silhouette,
    insights,
  };
}

/** The finding of a run in one or two sentences: how many segments, how large, how clear. */
export function headline({ profile, clustering, evaluation }: HeadlineFacts): string {
  const count = COUNT_WORDS[clustering.k] ?? formatNumber(clustering.k);
  const largest = formatShare(
    profile.segments.map(shareOf).reduce((a, b) => Math.max(a, b), -Infinity),
  );
  const by = profile.weighting === undefined ? "" : " by weight";
  const sizes = `${count} segments; the largest holds ${largest}${by}.`;
  if (evaluation.reduced === null || evaluation.features === null) return sizes;
  const onMap = measured(evaluation.reduced, "on the map");
  // Segments that were formed on the answers are judged by these; the map only draws them.
  const silhouettes = evaluation.gower === null
    ? [onMap, measured(evaluation.features, "among the full answers")]
    : [measured(evaluation.gower, "by Gower's distance"), onMap];
  return `${sizes} Silhouette ${silhouettes.join(", ")}.`;
}

function measured({ mean }: Silhouette, where: string): string {
  return `${formatNumber(mean, 2)} ${where} (${silhouetteVerdict(mean)})`;
}

/** The share of a segment that is shown: by weight where there are weights, 0..1. */
export function shareOf({ share, weighted }: Pick<SegmentProfile, "share" | "weighted">): number {
  return weighted?.share ?? share;
}

/** Puts a silhouette into words.
 * @see Kaufman and Rousseeuw, Finding Groups in Data, 1990, for the bands.
 */
export function silhouetteVerdict(silhouette: number): string {
  if (silhouette >= 0.7) return "strong";
  if (silhouette >= 0.5) return "reasonable";
  if (silhouette >= 0.25) return "weak";
  return "very weak";
}

/** One difference a variable, strongest first; ties in the order of the rows. */
function rankDifferences({ rows, segment }: SegmentFacts): Difference[] {
  const all = rows.filter((row) => row.statistic !== "answered").flatMap((row) => {
    const figure = row.segments[segment];
    const { value, difference } = figure;
    const total = row.total.value;
    if (difference === null || value === null || total === null) return [];
    const deviation = row.deviation > 0 ? row.deviation : Math.abs(difference);
    const strength = deviation === 0 ? 0 : difference / deviation;
    return Math.abs(strength) < LEAST_STRENGTH ? [] : [{ row, figure, value, total, strength }];
  });
  const based = all.filter(({ figure }) => figure.base >= LEAST_BASE);
  const ranked = (based.length > 0 ? based : all)
    .sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
  const seen = new Set<string>();
  return ranked.filter(({ row }) => !seen.has(row.variable) && seen.add(row.variable));
}

function sizeSentence({ size, share, weighted, respondents }: SegmentFacts): string {
  const counted = `${formatNumber(size)} of ${formatNumber(respondents)}`;
  return weighted === null
    ? `It holds ${formatShare(share)} of the respondents (${counted}).`
    : `It holds ${
      formatShare(weighted.share)
    } of the respondents by weight (${counted} respondents).`;
}

function directionSentences(forming: readonly Difference[]): string[] {
  const directions = [
    { lead: "More than others", picked: forming.filter(({ strength }) => strength > 0) },
    { lead: "Less than others", picked: forming.filter(({ strength }) => strength < 0) },
  ];
  return directions.filter(({ picked }) => picked.length > 0)
    .sort((a, b) => Math.abs(b.picked[0].strength) - Math.abs(a.picked[0].strength))
    .map(({ lead, picked }) =>
      `${lead}: ${joinWords(picked.slice(0, MOST_NAMED).map(describeDifference))}.`
    );
}

function describeDifference({ row, figure, value, total }: Difference): string {
  const few = figure.base < LEAST_BASE ? `, on ${countOf(figure.base, "answer")} only` : "";
  if (row.statistic === "mean") {
    const decimals = Math.abs(total) < 10 ? 1 : 0;
    const mean = formatNumber(value, decimals);
    return `${row.variable} (mean ${mean}, all ${formatNumber(total, decimals)}${few})`;
  }
  return `${labelOf(row)} (${formatShare(value)}, all ${formatShare(total)}${few})`;
}

function clearnessSentence({ silhouette, isByGower }: SegmentFacts): string {
  if (silhouette === null) return "How clearly it stands apart was not measured.";
  return `How clearly it stands apart is ${silhouetteVerdict(silhouette)} (silhouette ${
    formatNumber(silhouette, 2)
  } ${isByGower ? "by Gower's distance" : "on the map"}).`;
}

function nameOf(forming: readonly Difference[], segment: number): string {
  if (forming.length === 0) return `Segment ${segment + 1}`;
  const words = forming.slice(0, MOST_NAMED).map(({ row, strength }) =>
    `${strength > 0 ? "more" : "less"} ${labelOf(row)}`
  ).join(", ");
  return words[0].toUpperCase() + words.slice(1);
}

/** The variable, with its category where that is not simply yes. */
function labelOf({ variable, category, kind }: ProfileRow): string {
  return category === null || kind === "binary" ? variable : `${variable} ${category}`;
}
