/** The verdict on segments in plain words. Runs in Deno and browsers. */

import { formatNumber } from "../base/text.ts";
import type { StructureKind, Verdict } from "../structure/result.ts";
import { countWord } from "./count_words.ts";

/** The verdict as people read it. */
export interface VerdictWords {
  /** Whether there are segments, how many, how stable: one sentence. */
  readonly finding: string;
  /** What it rests on. */
  readonly why: string;
  /** What to do with it. */
  readonly advice: string;
}

const ADVICE: Readonly<Record<StructureKind, string>> = {
  natural: "They may be named and acted on; look at the least stable of them before you do.",
  reproducible:
    "Use them as a convenient division of a continuum, not as groups that exist: where they are cut is yours to choose.",
  constructed:
    "Do not act on them. Ask for what tells people apart more, or describe respondents by single answers.",
};

/** With fewer samples that find natural segments again, the groups are there, but not these borders. */
const MOSTLY = 0.5;
const ELSEWHERE =
  "Respondents do group, but other samples draw the borders elsewhere: do not act on single segments. " +
  "Choose a number that comes back more often, or define with fewer questions.";

/** Writes the verdict on a run's segments.
 * @param verdict On the number of segments that are shown; null where that number was not tried.
 * @param k That number.
 */
export function verdictWords(verdict: Verdict | null, k: number): VerdictWords {
  const count = countWord(k);
  if (verdict === null) {
    return {
      finding: `${count} segments, not judged: more than were tried.`,
      why: "Whether there are segments was asked for fewer of them.",
      advice: "Raise clustering.max_clusters to have them judged.",
    };
  }
  const { kind, samples, foundAgain, suggested } = verdict;
  const again = `${formatNumber(foundAgain)} of ${formatNumber(samples)} samples`;
  const isElsewhere = kind === "natural" && foundAgain < MOSTLY * samples;
  const findings: Readonly<Record<StructureKind, string>> = {
    natural: isElsewhere
      ? `Natural groups, but these ${count.toLowerCase()} segments come back in only ${again}.`
      : `${count} natural segments, found again in ${again}.`,
    reproducible:
      `No natural groups; ${count.toLowerCase()} slices that come back in other samples.`,
    constructed: "No clear segments: splits like these also come from data without any.",
  };
  const other = suggested === k || kind === "constructed"
    ? ""
    : ` ${countWord(suggested)} segments are better founded (clustering.n_clusters).`;
  return {
    finding: findings[kind],
    why: whyOf(verdict),
    advice: (isElsewhere ? ELSEWHERE : ADVICE[kind]) + other,
  };
}

/** Another division into as many segments that fits nearly as well. */
export interface RivalFacts {
  /** How much worse it fits: its criterion over the chosen one's, less 1. */
  readonly worse_by: number;
  /** Adjusted Rand index with the chosen division. */
  readonly agreement: number;
  /** Share of the respondents whom it puts into another segment, 0..1. */
  readonly elsewhere: number;
}

/** Says what other divisions there are; empty where there are none.
 * @param rivals The best fitting first. @param k The number of segments.
 */
export function rivalWords(rivals: readonly RivalFacts[], k: number): string {
  if (rivals.length === 0) return "";
  const [{ worse_by, elsewhere }] = rivals;
  const worse = `${worse_by < 0.0005 ? "under 0.1" : formatNumber(100 * worse_by, 1)} % worse`;
  const into = countWord(k).toLowerCase();
  const puts = `puts ${formatNumber(100 * elsewhere)} % of the respondents elsewhere.`;
  return rivals.length === 1
    ? `Another division into ${into} fits nearly as well (${worse}) but ${puts}`
    : `${countWord(rivals.length)} other divisions into ${into} fit nearly as well; ` +
      `the best of them, ${worse}, ${puts}`;
}

function whyOf({ kind, p, excess, samples, foundAgain, n }: Verdict): string {
  const chance = p < 0.01 ? "under 0.01" : formatNumber(p, 2);
  const asked = `(${formatNumber(n)} respondents, p ${chance})`;
  if (kind === "natural") {
    return `Their silhouette is ${
      formatNumber(excess, 2)
    } above that of data without segments, with ` +
      `the same answers and correlations ${asked}.`;
  }
  const again = `${formatNumber(foundAgain)} of ${formatNumber(samples)} samples`;
  const only = kind === "reproducible" ? "" : "only ";
  return "Data without segments, with the same answers and correlations, have silhouettes as high " +
    `${asked}; ${only}${again} lead to the same segments.`;
}
