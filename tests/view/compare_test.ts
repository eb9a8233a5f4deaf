/** Tests of two solutions beside each other. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError } from "../../pipeline/base/errors.ts";
import { compareSolutions, parseParams, runPipeline } from "../../pipeline/mod.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { makeAggregateView } from "../../pipeline/view/rare/rare_view.ts";
import { withoutIdentities } from "../../pipeline/view/publish.ts";
import { compareNumbers } from "../../pipeline/view/compare/compare_numbers.ts";
import { comparisonHeadline } from "../../pipeline/view/compare/comparison_words.ts";
import {
  agreementBand,
  comparePartitions,
  type Partition,
} from "../../pipeline/view/compare/partitions.ts";
import python from "../golden/comparison_python.json" with { type: "json" };
import { NESTED_GROUPS } from "../support/nested_groups.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { bytesOf } from "../support/survey_text.ts";

const QUICK = {
  structure: { draws: 19, pairs: 6 },
  features: { include: ["q1", "q2", "q3", "q4"] },
};

/** Respondents 0, 1, 2, ... in segments. */
function partition(labels: readonly number[], more: Partial<Partition> = {}): Partition {
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 1);
  return { respondents: labels.map((_, i) => i), labels, k, ...more };
}

const labelsOf = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n });
const pairs = fc.integer({ min: 2, max: 40 }).chain((n) =>
  fc.record({ a: labelsOf(n), b: labelsOf(n) })
);

// By tests/golden/make_comparison_golden.py: scikit-learn 1.9.1 (adjusted_rand_score) and SciPy 1.17.1
// (linear_sum_assignment).
Deno.test("comparePartitions() agrees with scikit-learn and SciPy", () => {
  for (const { a, b, k, other, adjusted_rand: index, movers } of python.cases) {
    const { agreement } = comparePartitions(partition(a, { k }), partition(b, { k: other }));
    assert.ok(Math.abs(agreement.adjustedRand! - index) < 1e-12, `${agreement.adjustedRand}`);
    assert.equal(agreement.movers, movers);
  }
});

Deno.test("comparePartitions() finds the least number of movers there is", () => {
  fc.assert(
    fc.property(pairs, ({ a, b }) => {
      const [before, after] = [partition(a), partition(b)];
      const { agreement: { partners, movers } } = comparePartitions(before, after);
      const taken = partners.filter((partner) => partner !== null);
      assert.equal(new Set(taken).size, taken.length);
      assert.equal(taken.length, Math.min(before.k, after.k));
      assert.equal(movers, a.filter((label, i) => partners[label] !== b[i]).length);
      assert.equal(movers, a.length - mostStaying(before, after));
    }),
    { seed: 3, numRuns: 200 },
  );
});

/** The most respondents who can stay, by trying every assignment. */
function mostStaying(before: Partition, after: Partition): number {
  const tally = (g: number, h: number): number =>
    Array.from(before.labels).filter((label, i) => label === g && after.labels[i] === h).length;
  const place = (g: number, free: readonly number[]): number =>
    g === before.k ? 0 : Math.max(
      place(g + 1, free),
      ...free.map((h) => tally(g, h) + place(g + 1, free.filter((other) => other !== h))),
    );
  return place(0, Array.from({ length: after.k }, (_, h) => h));
}

Deno.test("comparePartitions() is the same from both sides, whatever segments are called", () => {
  fc.assert(
    fc.property(pairs, ({ a, b }) => {
      const forth = comparePartitions(partition(a), partition(b));
      const back = comparePartitions(partition(b), partition(a));
      assert.equal(forth.agreement.movers, back.agreement.movers);
      assert.ok(Math.abs(forth.agreement.adjustedRand! - back.agreement.adjustedRand!) < 1e-12);
      assert.deepEqual(
        forth.flows.map(({ source, target, respondents }) => `${source} ${target} ${respondents}`)
          .sort(),
        back.flows.map(({ source, target, respondents }) => `${target} ${source} ${respondents}`)
          .sort(),
      );
      const renamed = comparePartitions(
        partition(a.map((label) => 4 - label), { k: 5 }),
        partition(b),
      );
      assert.equal(renamed.agreement.movers, forth.agreement.movers);
      assert.ok(Math.abs(renamed.agreement.adjustedRand! - forth.agreement.adjustedRand!) < 1e-12);
    }),
    { seed: 4, numRuns: 100 },
  );
});

Deno.test("comparePartitions() finds respondents by their rows, and counts those of one alone", () => {
  fc.assert(
    fc.property(
      pairs,
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      ({ a, b }, kept) => {
        const rows = b.map((_, i) => i).filter((i) => kept[i]).reverse();
        const some = { respondents: rows, labels: rows.map((row) => b[row]), k: 5 };
        const { respondents, flows } = comparePartitions(partition(a), some);
        assert.deepEqual(respondents, {
          both: rows.length,
          onlyBefore: a.length - rows.length,
          onlyAfter: 0,
        });
        for (const { source, target, respondents } of flows) {
          assert.equal(
            respondents,
            rows.filter((row) => a[row] === source && b[row] === target).length,
          );
        }
      },
    ),
    { seed: 5, numRuns: 100 },
  );
});

Deno.test("comparePartitions() weighs shares, and no scale of weights matters", () => {
  const [a, b] = [[0, 0, 1, 1], [0, 1, 1, 1]];
  const weights = [1, 3, 2, 2];
  const { flows, agreement } = comparePartitions(partition(a, { weights }), partition(b));
  assert.deepEqual(flows.map(({ share }) => share), [1 / 8, 3 / 8, 4 / 8]);
  assert.equal(agreement.movers, 1);
  assert.equal(agreement.stay, 5 / 8);
  const tenfold = weights.map((weight) => 10 * weight);
  assert.deepEqual(
    comparePartitions(partition(a, { weights: tenfold }), partition(b)),
    comparePartitions(partition(a, { weights }), partition(b)),
  );
  const alike = comparePartitions(partition(a, { weights: [2, 2, 2, 2] }), partition(b));
  assert.deepEqual(alike, comparePartitions(partition(a), partition(b)));
});

Deno.test("agreementBand() begins each band where it is said to", () => {
  assert.deepEqual([1, 0.9, 0.899, 0.8, 0.799, 0.65, 0.649, -0.1].map(agreementBand), [
    ...["excellent", "excellent", "good", "good", "moderate", "moderate", "poor", "poor"],
  ]);
});

Deno.test("a segment that goes to two in equal parts is said to be joined with neither", () => {
  const share = (source: number, target: number) => ({
    ...{ source, target, respondents: 10, share: 0.25 },
  });
  const solution = (k: number) => ({
    ...{ title: "", method: "kmeans" as const, k, respondents: 40, segments: [] },
    ...{ verdict: null, foundAgain: null, silhouette: null, featureSilhouette: null },
  });
  const told = comparisonHeadline({
    ...{ before: solution(3), after: solution(2) },
    flows: [share(0, 0), share(0, 1), share(1, 0), share(2, 1)],
    agreement: { adjustedRand: 0, band: "poor", partners: [0, null, 1], movers: 20, stay: 0.5 },
    respondents: { both: 40, onlyBefore: 0, onlyAfter: 0 },
  });
  assert.equal(
    told,
    "Going from 3 to 2 segments mixes respondents anew; 50 % of respondents keep their company",
  );
});

Deno.test("compareSolutions() tells what splits, by how many, and what differs", async () => {
  const run = (given: object) =>
    runPipeline(bytesOf(NESTED_GROUPS), "s.csv", parseParams({ ...QUICK, ...given }));
  const three = await run({ clustering: { n_clusters: 3 } });
  const four = await run({ clustering: { n_clusters: 4 } });
  const more = compareSolutions(three, four);
  assert.equal(
    more.headline,
    "Going from 3 to 4 segments splits Segment 1; 75 % of respondents keep their company",
  );
  assert.deepEqual(more.agreement.movers, 50);
  assert.deepEqual(more.parameters, [{ path: "clustering.n_clusters", before: 3, after: 4 }]);
  assert.deepEqual(more.before.segments.map(({ size }) => size), [...three.clustering.sizes]);
  assert.ok(more.after.segments.every(({ stability }) => stability !== null));
  assert.match(more.after.verdict!.finding, /four|Four/);
  const fewer = compareSolutions(four, three);
  assert.match(fewer.headline, /^Going from 4 to 3 segments joins Segments \d and \d; 75 % of/);
  const effects = more.questions!.map(({ before, after }) => Math.abs(after! - before!));
  assert.deepEqual(effects, effects.toSorted((x, y) => y - x));
  assert.equal(
    compareSolutions(three, three).headline,
    "Both solutions put every respondent into the same company",
  );
  const other = compareSolutions(
    four,
    await run({ clustering: { method: "kmedoids", n_clusters: 4 } }),
  );
  assert.equal(other.agreement.movers === 0, other.headline.startsWith("Both solutions"));
  assert.deepEqual(other.parameters.map(({ path }) => path), ["clustering.method"]);
});

Deno.test("compareSolutions() tells questions that define in one only, and respondents in one only", async () => {
  const run = (given: object) =>
    runPipeline(
      smallSurvey(),
      "s.csv",
      parseParams({ structure: { check: "none" }, clustering: { n_clusters: 2 }, ...given }),
    );
  const all = await run({});
  const some = await run({
    features: { exclude: ["q1_5"] },
    cleaning: { imputation_method: "fill" },
    weighting: { column: "wt" },
  });
  const { questions, weighting, respondents } = compareSolutions(some, all);
  const moved = questions!.filter(({ roleBefore, roleAfter }) => roleBefore !== roleAfter);
  assert.deepEqual(moved.map(({ variable }) => variable), ["q1_5"]);
  assert.deepEqual([moved[0].roleBefore, moved[0].roleAfter], ["describing", "segmenting"]);
  assert.equal(weighting, "wt");
  assert.equal(respondents.both + respondents.onlyAfter, all.clustering.labels.length);
  assert.throws(
    () => compareSolutions(all, { ...some, survey: { ...some.survey, rows: 12 } }),
    new DataError(
      "Cannot compare two solutions: both must have the same respondents in the same rows, but one has " +
        "60 rows and the other 12. Compare runs that read the file in the same way.",
    ),
  );
});

Deno.test("compareNumbers() tells of neighbours what the engine finds, without anybody's answers", async () => {
  const params = parseParams({ ...QUICK, clustering: { n_clusters: 3 } });
  const result = await runPipeline(bytesOf(NESTED_GROUPS), "s.csv", params);
  const told = compareNumbers(makeView(result, { hasPoints: false }), 4)!;
  const four = await runPipeline(
    bytesOf(NESTED_GROUPS),
    "s.csv",
    parseParams({ ...QUICK, clustering: { n_clusters: 4 } }),
  );
  const computed = compareSolutions(result, four);
  assert.equal(told.headline, computed.headline);
  assert.deepEqual(told.agreement.movers, computed.agreement.movers);
  assert.deepEqual(
    told.before.segments.map(({ size, name }) => [size, name]),
    computed.before.segments.map(({ size, name }) => [size, name]),
  );
  assert.equal(told.questions, null);
  const two = compareNumbers(makeView(result, { hasPoints: false }), 2)!;
  assert.match(two.headline, /^Going from 3 to 2 segments joins/);
  assert.equal(compareNumbers(makeView(result, { hasPoints: false }), 6), null);
});

Deno.test("compareNumbers() claims no numbers where moves of few are withheld", async () => {
  const params = parseParams({
    structure: QUICK.structure,
    clustering: { n_clusters: 2 },
    publish: { respondents: "none", least_base: 20 },
  });
  const result = await runPipeline(smallSurvey(), "s.csv", params);
  const published = makeAggregateView(await withoutIdentities(result));
  const { flows, agreement, headline, before, after } = compareNumbers(published, 3)!;
  assert.ok(flows.every(({ respondents }) => respondents >= 20));
  assert.ok(flows.reduce((sum, { respondents }) => sum + respondents, 0) < 60);
  assert.deepEqual([agreement.movers, agreement.stay], [null, null]);
  assert.match(headline, /^With 3 segments instead of 2 the largest holds \d+ % instead of \d+ %$/);
  agreement.partners.forEach((partner, segment) => {
    if (partner === null) return;
    const flow = flows.find(({ source, target }) => source === segment && target === partner)!;
    assert.ok(2 * flow.respondents > before.segments[segment].size);
    assert.ok(2 * flow.respondents > after.segments[partner].size);
  });
});
