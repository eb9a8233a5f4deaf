/** Segments in plain words: names and sentences. Runs in Deno and browsers. */

import { countOf, formatNumber, formatShare, joinWords } from "../base/text.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Evaluation, Silhouette } from "../evaluate/evaluation.ts";
import type { Structure } from "../structure/result.ts";
import { verdictOn } from "../structure/verdict.ts";
import { countWord } from "./count_words.ts";
import type { Profile, ProfileRow, SegmentProfile, SegmentWeight } from "./segment_profile.ts";
import { LEAST_SHOWN } from "./bases.ts";
import { type Difference, rankDifferences } from "./differences.ts";
import { centreOf, figuresOf } from "./naming/centres.ts";
import { nameSegments } from "./naming/name_segments.ts";
import { verdictWords } from "./verdict_words.ts";
import { asksIn, type Wording } from "./wording.ts";

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
  /** The name given to it; null for none. */
  readonly named: string | null;
}

/** The results that a headline is written from. */
export interface HeadlineFacts {
  readonly profile: Profile;
  readonly clustering: Clustering;
  readonly evaluation: Evaluation;
  /** Whether there are segments; null where it was not asked. */
  readonly structure: Structure | null;
}

const MOST_NAMED = 2;
/** Characters of a variable in a sentence. */
const MOST_TEXT = 72;

/** Writes the name of each segment, what else it may be called, and three to five sentences, the most
 * telling first. No two have the same name.
 */
export function describeSegments(all: readonly SegmentFacts[], wording: Wording): SegmentProfile[] {
  const differences = all.map(({ rows, segment }) => rankDifferences(rows, segment, wording));
  const names = nameSegments(
    all.map(({ rows, segment, named }, s) => ({
      ...{ segment, named },
      forming: differences[s].filter(({ row }) => row.role === "segmenting"),
      describing: differences[s].filter(({ row }) => row.role !== "segmenting"),
      isCompared: rows.some(({ statistic }) => statistic !== "answered"),
    })),
    wording,
  );
  const figures = figuresOf(all[0]?.rows ?? []);
  return all.map((facts, s) => ({
    ...describeSegment(facts, { ...names[s], differences: differences[s], wording }),
    centre: centreOf(figures, facts.segment),
  }));
}

function describeSegment(
  facts: SegmentFacts,
  { name, proposals, differences, wording }: {
    readonly name: string;
    readonly proposals: readonly string[];
    readonly differences: readonly Difference[];
    readonly wording: Wording;
  },
): Omit<SegmentProfile, "centre"> {
  const forming = differences.filter(({ row }) => row.role === "segmenting");
  const others = differences.filter(({ row }) => row.role !== "segmenting");
  const apart = directionSentences(forming, wording);
  const insights = [
    sizeSentence(facts),
    ...(apart.length > 0
      ? apart
      : ["No answer sets it clearly apart from the respondents as a whole."]),
    ...others.slice(0, 1).map((difference) =>
      `Beyond the answers that formed it: ${describeDifference(difference, wording)}.`
    ),
    clearnessSentence(facts),
  ];
  return {
    number: facts.segment + 1,
    name,
    isNamed: facts.named !== null,
    proposals,
    size: facts.size,
    share: facts.share,
    ...(facts.weighted === null ? {} : { weighted: facts.weighted }),
    silhouette: facts.silhouette,
    insights,
  };
}

/** The finding of a run in one or two sentences: the verdict on its segments where that was asked, else how
 * many, how large, how clear. */
export function headline({ profile, clustering, evaluation, structure }: HeadlineFacts): string {
  if (structure !== null) {
    return verdictWords(verdictOn(structure, clustering.k), clustering.k).finding;
  }
  const count = countWord(clustering.k);
  const largest = formatShare(
    profile.segments.map(shareOf).reduce((a, b) => Math.max(a, b), -Infinity),
  );
  const by = profile.weighting === undefined ? "" : " by weight";
  const sizes = `${count} segments; the largest holds ${largest}${by}.`;
  if (evaluation.reduced === null || evaluation.features === null) return sizes;
  const inAnswers = measured(evaluation.features, "among the full answers");
  const isInAnswers = evaluation.reduced.mean === evaluation.features.mean;
  const inSpace = isInAnswers ? [] : [measured(evaluation.reduced, "where they are formed")];
  const silhouettes = evaluation.gower === null
    ? [...inSpace, inAnswers]
    : [measured(evaluation.gower, "by Gower's distance"), inAnswers];
  return `${sizes} Silhouette ${silhouettes.join(", ")}.`;
}

function measured({ mean }: Silhouette, where: string): string {
  return `${formatNumber(mean, 2)} ${where}`;
}

/** The share of a segment that is shown: by weight where there are weights, 0..1. */
export function shareOf({ share, weighted }: Pick<SegmentProfile, "share" | "weighted">): number {
  return weighted?.share ?? share;
}

function sizeSentence({ size, share, weighted, respondents }: SegmentFacts): string {
  const counted = `${formatNumber(size)} of ${formatNumber(respondents)}`;
  return weighted === null
    ? `It holds ${formatShare(share)} of the respondents (${counted}).`
    : `It holds ${
      formatShare(weighted.share)
    } of the respondents by weight (${counted} respondents).`;
}

function directionSentences(forming: readonly Difference[], wording: Wording): string[] {
  const directions = [
    { lead: "More than others", picked: forming.filter(({ value, total }) => value > total) },
    { lead: "Less than others", picked: forming.filter(({ value, total }) => value <= total) },
  ];
  return directions.filter(({ picked }) => picked.length > 0)
    .sort((a, b) => Math.abs(b.picked[0].strength) - Math.abs(a.picked[0].strength))
    .map(({ lead, picked }) => {
      const told = picked.slice(0, MOST_NAMED).map((each) => describeDifference(each, wording));
      return `${lead}: ${joinWords(told)}.`;
    });
}

function describeDifference({ row, figure, value, total }: Difference, wording: Wording): string {
  const few = figure.base < LEAST_SHOWN ? `, on ${countOf(figure.base, "answer")} only` : "";
  const isAsked = asksIn(wording, row.variable);
  const text = wording.texts.short(row.variable, MOST_TEXT);
  const subject = isAsked ? `“${text}”` : text;
  if (row.statistic === "mean") {
    const decimals = Math.abs(total) < 10 ? 1 : 0;
    const mean = formatNumber(value, decimals);
    return `${subject} (mean ${mean}, all ${formatNumber(total, decimals)}${few})`;
  }
  const figures = `(${formatShare(value)}, all ${formatShare(total)}${few})`;
  return `${subject}${answerWord(row, isAsked)} ${figures}`;
}

/** What was answered: a category, yes to a question; nothing where an item was ticked. */
function answerWord({ kind, category }: ProfileRow, isAsked: boolean): string {
  if (kind !== "binary") return `: ${category}`;
  if (!isAsked) return "";
  return ` ${category === null || category === "1" ? "yes" : category.toLowerCase()}`;
}

function clearnessSentence({ silhouette, isByGower }: SegmentFacts): string {
  if (silhouette === null) return "How clearly it stands apart was not measured.";
  const nearness = silhouette > 0 ? "nearer to each other than" : "no nearer to each other than";
  return `Its members are on the whole ${nearness} to the next segment (silhouette ${
    formatNumber(silhouette, 2)
  }${isByGower ? " by Gower's distance" : ""}).`;
}
