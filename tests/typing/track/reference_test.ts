/** Tests of a later wave's figures against SciPy, statsmodels and scikit-learn. Runs in Deno. */

import assert from "node:assert/strict";
import { matrix } from "../../../pipeline/numeric/matrix.ts";
import { effectiveBase } from "../../../pipeline/numeric/weights.ts";
import type { Baseline, ModelColumn } from "../../../pipeline/typing/model.ts";
import { compareCentres } from "../../../pipeline/typing/track/drift.ts";
import { measureTogether } from "../../../pipeline/typing/track/lie_together.ts";
import { centresOf, measuresOf } from "../../../pipeline/typing/track/measures.ts";
import { compareTogether } from "../../../pipeline/typing/track/new_segment.ts";
import { followPanel } from "../../../pipeline/typing/track/panel.ts";
import { compareShares, sharesOf } from "../../../pipeline/typing/track/shares.ts";
import golden from "../../golden/track_python.json" with { type: "json" };
import { surveyOf } from "../../support/survey_text.ts";

const K = 3;
const COLUMN: ModelColumn = {
  ...{ name: "q", label: "q", kind: "numeric", isAsked: false },
  ...{ answers: null, range: null, fill: 0 },
};
const MEASURES = measuresOf([{ column: COLUMN, at: 0 }]);

function assertNear(actual: number, expected: number, what: string, relative = 1e-8): void {
  const gap = Math.abs(actual - expected);
  assert.ok(
    gap <= relative * Math.abs(expected) || gap < 1e-13,
    `${what}: ${actual}, ${expected}`,
  );
}

function assertAllNear(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, what);
  actual.forEach((value, at) => assertNear(value, expected[at], `${what} ${at}`));
}

/** As tests/golden/make_track_golden.py makes them. */
function waveOf(
  n: number,
  { segmentOf, shift, isWeighted }: {
    readonly segmentOf: (i: number) => number;
    readonly shift: number;
    readonly isWeighted: boolean;
  },
) {
  const labels = Int32Array.from({ length: n }, (_, i) => segmentOf(i));
  const answer = Float64Array.from(
    labels,
    (label, i) => 1 + (i * i + Math.floor(i / 7) + 2 * label + shift) % 5,
  );
  const weights = isWeighted ? Float64Array.from(labels, (_, i) => 1 + (13 * i % 7) / 4) : null;
  return { labels, answers: [answer], weights, k: K };
}

const segmentBefore = (i: number) => (7 * i + Math.floor(i / 5)) % K;
const segmentAfter = (i: number) => (5 * i + Math.floor(i / 4)) % K;

function baselineOf(run: ReturnType<typeof waveOf>): Baseline {
  const { all, segments } = centresOf(MEASURES[0], run);
  const n = run.labels.length;
  return {
    base: n,
    ...(run.weights === null ? {} : { effectiveBase: effectiveBase(run.weights) }),
    ...{ quality: {} as Baseline["quality"], pattern: null },
    segments: sharesOf(run).map((each) => ({ ...each, ownShare: each.share })),
    measures: [{ column: "q", category: null, deviation: all.deviation, segments }],
    unlike: { base: n, share: 0.01, silhouette: 0.6 },
  };
}

for (const by of ["plain", "weighted"] as const) {
  const isWeighted = by === "weighted";
  const run = waveOf(400, { segmentOf: segmentBefore, shift: 0, isWeighted });
  const wave = waveOf(300, { segmentOf: segmentAfter, shift: 1, isWeighted });
  const expected = golden[by];

  // By tests/golden/make_track_golden.py: statsmodels 0.15.0 (proportion_confint wilson,
  // confint_proportions_2indep newcomb, proportions_ztest, multipletests fdr_bh), SciPy 1.17.1 (chi2_contingency).
  Deno.test(`shares, their intervals and tests are those of statsmodels and SciPy, ${by}`, () => {
    const baseline = baselineOf(run);
    const own = wave.weights === null ? 300 : effectiveBase(wave.weights);
    assertAllNear([baseline.effectiveBase ?? baseline.base, own], expected.bases, "bases");
    const { segments, test } = compareShares(baseline, {
      ...{ shares: sharesOf(wave), effectiveBase: own },
    }, ["a", "b", "c"]);
    segments.forEach(({ before, after, change, p, adjusted }, s) => {
      const { before: first, after: second, ...figures } = expected.shares[s];
      assertAllNear([before.share, before.low, before.high], first, "before");
      assertAllNear([after.share, after.low, after.high], second, "after");
      assertAllNear([change.low, change.high], figures.change, "change");
      assertAllNear([p, adjusted], [figures.p, figures.adjusted], "p");
    });
    assertAllNear([test.statistic, test.freedom, test.p], expected.chi_square, "all");
  });

  // By tests/golden/make_track_golden.py: SciPy 1.17.1 (ttest_ind_from_stats with unequal variances, t.isf,
  // norm.isf, chi2.sf), statsmodels 0.15.0 (DescrStatsW, multipletests fdr_bh).
  Deno.test(`centres, their shifts and tests are those of SciPy and statsmodels, ${by}`, () => {
    const [question] = compareCentres(baselineOf(run), MEASURES, wave);
    question.segments.forEach(({ before, after, shift, test, adjusted }, s) => {
      const figures = expected.centres[s];
      assertAllNear([before!, after!], figures.means, "means");
      assertAllNear([shift!.value, shift!.low, shift!.high], figures.shift, "shift");
      assertAllNear([test!.t, test!.freedom], [figures.t, figures.freedom], "t");
      assertNear(test!.p, figures.p, "p");
      assertNear(adjusted!, expected.adjusted[s], "adjusted");
    });
    const { statistic, freedom, p } = question.test!;
    assertAllNear([statistic, p], expected.question, "question");
    assert.equal(freedom, K);
  });
}

// By tests/golden/make_track_golden.py: statsmodels 0.15.0 (cohens_kappa), scikit-learn 1.9.1
// (adjusted_rand_score).
Deno.test("the flows of a panel have kappa of statsmodels and the index of scikit-learn", async () => {
  const ids = Array.from({ length: 300 }, (_, i) => `m${i}`);
  const survey = await surveyOf(`id,q\n${ids.map((id, i) => `${id},${i % 5}\n`).join("")}`);
  const segments = new Map(ids.map((id, i) => [id, segmentBefore(i) + 1]));
  const found = followPanel({ id: "id", segments }, survey, {
    rows: Int32Array.from(ids, (_, i) => i),
    segments: Int32Array.from(ids, (_, i) => segmentAfter(i)),
    k: K,
  })!;
  const { table, kappa, adjusted_rand: index, stayed } = golden.panel;
  assert.deepEqual(found.table, table);
  assertAllNear([found.kappa.value, found.kappa.low, found.kappa.high], kappa, "kappa");
  assertNear(found.adjustedRand, index, "adjusted Rand index");
  assertAllNear([found.stayed.low, found.stayed.high], stayed, "stayed");
});

// By tests/golden/make_track_golden.py: numpy over all pairs of points, SciPy 1.17.1 (ttest_1samp, greater).
Deno.test("silhouettes of those unlike any segment are those by all pairs, and their t is SciPy's", () => {
  const n = 240;
  const isUnlike = Uint8Array.from({ length: n }, (_, i) => i % 6 === 5 ? 1 : 0);
  const points = Array.from(
    isUnlike,
    (one, i) =>
      one === 1
        ? [9 + (i * 3 % 7) / 10, 1 + (i * 5 % 9) / 10]
        : [i % 2 * 4 + (i * 7 % 11) / 10, (i * 5 % 13) / 10 - i % 2],
  );
  const found = measureTogether(
    matrix(Float64Array.from(points.flat()), n, 2),
    { labels: Int32Array.from(isUnlike, (_, i) => i % 2), weights: null, k: 2 },
    isUnlike,
  )!;
  assert.deepEqual(found.members, isUnlike);
  const { silhouette, t, p } = compareTogether(found, 0.6);
  assertAllNear([silhouette, t!, p], Object.values(golden.together), "silhouette, t and p");
});
