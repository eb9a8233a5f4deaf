/** A second opinion in plain words. Runs in Deno and browsers. */

import { countOf, formatNumber, joinWords } from "../base/text.ts";
import { CLUSTERING_METHODS, REDUCTION_METHODS } from "../plan/methods.ts";
import { SAME_FIGURE } from "./agreement.ts";
import { LIMITS, type OtherName } from "./limits.ts";
import type {
  ComponentsCheck,
  NeighboursCheck,
  NoOpinion,
  Opinion,
  OpinionCheck,
  OpinionSubject,
  SegmentsCheck,
  TreeCheck,
} from "./result.ts";

/** A second opinion as people read it. */
export interface OpinionWords {
  /** Whether others agree, as one sentence. */
  readonly finding: string;
  /** One for each part of the run, in the order of its checks. */
  readonly parts: readonly PartWords[];
}

/** What others say of one part of the run. */
export interface PartWords {
  /** The part, as `Segments`. */
  readonly title: string;
  /** What was found, or why nobody was asked. */
  readonly sentence: string;
  /** What differs by design, so that nobody takes it for an error; empty where nobody was asked. */
  readonly byDesign: string;
}

const TITLES: Readonly<Record<OpinionSubject, string>> = {
  clustering: "Segments",
  reduction: "Dimensions",
  map: "Map",
};

/** The package that does what a method does. */
const OTHERS: Readonly<Partial<Record<NoOpinion["method"], OtherName>>> = {
  kmeans: "ml-kmeans",
  agglomerative: "ml-hclust",
  pca: "ml-pca",
  umap: "umap-js",
};

/** The most decimals that are said to be equal: a number has no more than 16 digits. */
const MOST_DECIMALS = 15;

/** Writes a second opinion. */
export function opinionWords({ agrees, checks }: Opinion): OpinionWords {
  return {
    finding: findingOf(agrees, checks),
    parts: checks.map((check) => ({
      title: TITLES[check.of],
      sentence: sentenceOf(check),
      byDesign: byDesign(check),
    })),
  };
}

/** What a researcher should know before she relies on the run: a sentence for each part that others
 * compute otherwise, or as rightly otherwise. */
export function cautions(checks: readonly OpinionCheck[]): string[] {
  return checks.flatMap((check) => {
    if (check.kind === "none") return [];
    if (!check.agrees) return [`A second opinion disagrees. ${sentenceOf(check)}`];
    if (!isUndecided(check)) return [];
    return [
      `Other segments are as right as these, as some pairs are equally far apart: with the tree of ` +
      `${check.by.name} ${
        elsewhereOf(check)
      }. Fewer pairs are in components (reduction.method pca).`,
    ];
  });
}

/** Whether another tree, as right, has other segments. */
function isUndecided(check: OpinionCheck): check is TreeCheck {
  return check.kind === "tree" && check.untied !== null && check.agreement < 1;
}

function findingOf(agrees: Opinion["agrees"], checks: readonly OpinionCheck[]): string {
  if (agrees === null) {
    return "No independent program can compute this run again, so there is no second opinion.";
  }
  const subjects = (wanted: (check: OpinionCheck) => boolean) =>
    joinWords(checks.filter(wanted).map(({ of }) => `the ${TITLES[of].toLowerCase()}`));
  if (!agrees) {
    const wrong = subjects((check) => check.kind !== "none" && !check.agrees);
    return `Independent programs do not confirm ${wrong}.`;
  }
  const confirmed = `Independent programs confirm ${subjects(({ kind }) => kind !== "none")}`;
  return checks.some(isUndecided)
    ? `${confirmed}, but other segments are as right: some pairs are equally far apart.`
    : `${confirmed}.`;
}

function sentenceOf(check: OpinionCheck): string {
  switch (check.kind) {
    case "segments":
      return segmentsSentence(check);
    case "tree":
      return treeSentence(check);
    case "components":
      return componentsSentence(check);
    case "neighbours":
      return neighboursSentence(check);
    case "none":
      return noneSentence(check);
  }
}

function segmentsSentence(check: SegmentsCheck): string {
  const { by, agreement, inertiaDifference } = check;
  const start = `${by.name}, started at the same respondents, gives`;
  if (agreement < 1) return `${start} other segments: ${elsewhereOf(check)}.`;
  const same = `${start} the same segments (agreement ${formatNumber(agreement, 3)})`;
  return inertiaDifference <= SAME_FIGURE
    ? `${same}.`
    : `${same}, but another inertia: they differ ${partOf(inertiaDifference)}.`;
}

function treeSentence(check: TreeCheck): string {
  const { by, linkage, agreement, heightDifference, agrees, untied } = check;
  const there = `(linkage ${linkage})`;
  const isElsewhere = agreement < 1;
  if (untied !== null) {
    const tied =
      `Some pairs are equally far apart, so more than one tree is right ${there}. That of ${by.name} gives ${
        isElsewhere ? `other segments: ${elsewhereOf(check)}` : "the same segments"
      }.`;
    return `${tied} Once all pairs differ by a millionth, ${
      agrees
        ? "both programs merge at the same heights and give the same segments"
        : `they merge at heights that differ ${partOf(untied.heightDifference)} (agreement ${
          formatNumber(untied.agreement, 3)
        })`
    }.`;
  }
  const heights = heightDifference <= SAME_FIGURE
    ? `${by.name} merges at the same heights ${there}`
    : `${by.name} merges at other heights ${there}: they differ ${partOf(heightDifference)}`;
  return `${heights}, and gives ${
    isElsewhere ? `other segments: ${elsewhereOf(check)}` : "the same segments (agreement 1.000)"
  }.`;
}

function componentsSentence({ by, count, shareDifference }: ComponentsCheck): string {
  const found = `${by.name} finds`;
  const components = countOf(count, "component");
  return shareDifference <= SAME_FIGURE
    ? `${found} the same ${components}: their shares of the variance are equal to ${
      decimalsAlike(shareDifference)
    } decimals.`
    : `${found} other components: a share of the variance, of ${components}, differs by ${
      formatNumber(100 * shareDifference, 4)
    } points.`;
}

function neighboursSentence({ by, near, kept, keptByOther }: NeighboursCheck): string {
  return `Of each respondent's ${near} nearest in the answers, this map keeps ${
    shareWords(kept)
  } and that of ${by.name} ${shareWords(keptByOther)}.`;
}

function noneSentence({ of, method, why }: NoOpinion): string {
  const words = { ...CLUSTERING_METHODS, ...REDUCTION_METHODS }[method].words;
  const other = OTHERS[method] ?? "";
  const nobody = `Nobody else was asked about the ${TITLES[of].toLowerCase()}:`;
  switch (why) {
    case "method":
      return `${nobody} none of the programs does ${words}.`;
    case "gower":
      return `${nobody} none of the programs measures answers by Gower's distance.`;
    case "minibatch":
      return `${nobody} none of the programs draws the same batches of respondents ` +
        "(clustering.algorithm full can be compared).";
    case "weights":
      return `${nobody} ${other} takes no weights.`;
    case "size":
      return `${nobody} ${other} is given up to ${mostOf(other as OtherName)}.`;
  }
}

function mostOf(other: OtherName): string {
  const { rows, columns, values } = LIMITS[other];
  return joinWords([
    ...(rows < Infinity ? [`${formatNumber(rows)} respondents`] : []),
    ...(columns < Infinity ? [`${formatNumber(columns)} features`] : []),
    ...(values < Infinity ? [`${formatNumber(values)} answers`] : []),
  ]);
}

function byDesign({ kind }: OpinionCheck): string {
  switch (kind) {
    case "segments":
      return "Sums are taken in another order, so someone equally near to two centres may fall to the " +
        "other; and a centre that loses all its respondents stays where it is, while ours moves.";
    case "tree":
      return "Where several pairs are equally far apart, each program merges another one first.";
    case "components":
      return "Sums are taken in another order, and a component may point the other way.";
    case "neighbours":
      return "Both draw random numbers and begin elsewhere, so the maps themselves look different.";
    case "none":
      return "";
  }
}

function elsewhereOf(
  { n, agreement, elsewhere }: Pick<SegmentsCheck, "n" | "agreement" | "elsewhere">,
): string {
  return `${formatNumber(elsewhere)} of ${countOf(n, "respondent")} ${
    elsewhere === 1 ? "stands" : "stand"
  } elsewhere (agreement ${formatNumber(agreement, 3)})`;
}

/** A share that may be tiny. */
function partOf(share: number): string {
  return share >= 0.0001
    ? `by ${formatNumber(100 * share, 2)} %`
    : `in decimal ${decimalsAlike(share) + 1}`;
}

function shareWords(share: number): string {
  return `${formatNumber(100 * share, 1)} %`;
}

/** Decimals to which two numbers at this distance are equal. */
function decimalsAlike(difference: number): number {
  let decimals = 0;
  for (let unit = 0.1; decimals < MOST_DECIMALS && difference < unit; unit /= 10) decimals++;
  return decimals;
}
