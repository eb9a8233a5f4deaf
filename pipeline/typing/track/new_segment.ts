/** Whether a segment appeared that the run does not know. Runs in Deno and browsers. */

import { betaBinomialUpper, binomialUpper } from "../../numeric/distributions/binomial.ts";
import { studentTails } from "../../numeric/distributions/f_tail.ts";
import { differenceInterval, wilsonInterval } from "../../numeric/distributions/proportions.ts";
import { effectiveBase } from "../../numeric/weights.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { Baseline } from "../model.ts";
import { measureTogether, type Togetherness } from "./lie_together.ts";
import { centresOf, type Measure, type Placed } from "./measures.ts";
import { sharesOf } from "./shares.ts";
import { LEVEL, type ToldShare, type UnlikeDifference, type UnlikeFound } from "./tracked.ts";

/** Half a respondent more on either side, so that none counted is not known to be none (Jeffreys). */
const HALF = 0.5;
const MOST_DIFFERENCES = 8;
/** Fewer who are unlike say nothing of how they lie. */
const FEWEST_TOGETHER = 5;
/** Silhouettes that differ by less are equal but for rounding. */
const SPREAD = 1e-9;

/** The respondents of a wave, and who of them is unlike any segment. */
interface UnlikeWave extends Placed {
  readonly answers: readonly Float64Array[];
  readonly features: Matrix;
  readonly isUnlike: Uint8Array;
}

/** Tests whether more are unlike any segment than the run would have, and where they are more, what they answer
 * and whether they lie together.
 *
 * Limits were counted on the run and differ from what they stand for, the more the smaller it is: so the count
 * is held against the beta-binomial distribution, whose mean is the share of the run that was unlike
 * segments formed without it, and which knows as much as the run has respondents. Where the run is large it
 * is the exact binomial test, which is told beside it. Weights count by the effective bases, rounded.
 */
export function findUnlike(
  baseline: Baseline,
  measures: readonly Measure[],
  wave: UnlikeWave,
): UnlikeFound {
  const { labels, weights, k, isUnlike } = wave;
  const weightOf = (i: number) => weights === null ? 1 : weights[i];
  const nearest = new Array<number>(k).fill(0);
  let base = 0, mass = 0, all = 0;
  isUnlike.forEach((one, i) => {
    all += weightOf(i);
    if (one === 0) return;
    base++;
    mass += weightOf(i);
    nearest[labels[i]]++;
  });
  const own = weights === null ? labels.length : effectiveBase(weights);
  const share = mass / all;
  const [n, x] = [Math.round(own), Math.round(share * own)];
  const { base: lookedAt, share: found } = baseline.unlike;
  const expected = (found * lookedAt + HALF) / (lookedAt + 2 * HALF);
  const known = baseline.effectiveBase ?? baseline.base;
  const p = betaBinomialUpper(x, { n, hits: expected * known, misses: (1 - expected) * known });
  const isMore = p < LEVEL;
  const group = isMore && base >= FEWEST_TOGETHER
    ? measureTogether(wave.features, wave, isUnlike)
    : null;
  const together = group === null ? null : {
    size: sizeOf(group.members, { weights, base: own }),
    ...compareTogether(group, Math.max(0, baseline.unlike.silhouette ?? 0)),
  };
  const liesTogether = together !== null && together.p < LEVEL;
  const told = liesTogether ? group!.members : isUnlike;
  return {
    ...{ share, base, ...wilsonInterval({ share, base: own }), expected },
    excess: {
      value: share - expected,
      ...differenceInterval({ share: expected, base: known }, { share, base: own }),
    },
    ...{ p, binomial: binomialUpper(x, { n, chance: expected }), nearest },
    finding: !isMore ? "none" : liesTogether ? "together" : "scattered",
    together,
    differences: isMore ? differencesOf(baseline, measures, { ...wave, isUnlike: told }) : [],
  };
}

function sizeOf(
  members: Uint8Array,
  { weights, base }: { readonly weights: Float64Array | null; readonly base: number },
): ToldShare {
  const [, own] = sharesOf({ labels: Int32Array.from(members), weights, k: 2 });
  return { ...own, ...wilsonInterval({ share: own.share, base }) };
}

/** Whether silhouettes exceed a reference on the whole: Student's t, on one side. */
export function compareTogether(
  { silhouette, deviation, effectiveBase: n }: Togetherness,
  reference: number,
): { silhouette: number; reference: number; t: number | null; p: number } {
  const difference = silhouette - reference;
  // Those who all answer the same have no spread, and nothing to doubt.
  if (!(deviation > SPREAD) || !(n > 1)) {
    return { silhouette, reference, t: null, p: difference > 0 ? 0 : 1 };
  }
  const t = difference / (deviation / Math.sqrt(n - 1));
  const tails = studentTails(t, n - 1) / 2;
  return { silhouette, reference, t, p: t > 0 ? tails : 1 - tails };
}

/** In what those unlike differ most from all others of the wave, one difference a question. */
function differencesOf(
  { measures: run }: Baseline,
  measures: readonly Measure[],
  { answers, weights, isUnlike }: UnlikeWave,
): UnlikeDifference[] {
  const sides: Placed = { labels: Int32Array.from(isUnlike), weights, k: 2 };
  const all = measures.flatMap((measure, m): UnlikeDifference[] => {
    const { segments: [others, own] } = centresOf(measure, { ...sides, answers });
    const unit = run[m].deviation;
    if (own.base === 0 || others.base === 0 || !(unit > 0)) return [];
    return [{
      ...{ variable: measure.column.name, label: measure.column.label },
      ...{ category: measure.category, value: own.mean, others: others.mean },
      deviations: (own.mean - others.mean) / unit,
    }];
  });
  const ranked = all.sort((a, b) => Math.abs(b.deviations) - Math.abs(a.deviations));
  const seen = new Set<string>();
  return ranked.filter(({ variable }) => !seen.has(variable) && seen.add(variable))
    .slice(0, MOST_DIFFERENCES);
}
