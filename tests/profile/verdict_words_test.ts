/** Tests of the verdict in words. Runs in Deno. */

import assert from "node:assert/strict";
import { rivalWords, verdictWords } from "../../pipeline/profile/verdict_words.ts";
import type { Verdict } from "../../pipeline/structure/result.ts";

const NATURAL: Verdict = {
  kind: "natural",
  k: 4,
  suggested: 4,
  p: 0.01,
  excess: 0.08,
  samples: 100,
  foundAgain: 96,
  n: 1200,
};

const CASES: readonly (readonly [
  what: string,
  verdict: Verdict,
  finding: string,
  why: RegExp,
  advice: RegExp,
])[] = [
  [
    "natural",
    NATURAL,
    "Four natural segments, found again in 96 of 100 samples.",
    /^Their silhouette is 0\.08 above that of data without segments, .* \(1,200 respondents, p 0\.01\)\.$/,
    /^They may be named/,
  ],
  [
    "reproducible",
    { ...NATURAL, kind: "reproducible", k: 3, p: 0.4 },
    "No natural groups; three slices that come back in other samples.",
    /have silhouettes as high \(1,200 respondents, p 0\.40\); 96 of 100 samples lead to the same segments\.$/,
    /Four segments are better founded \(clustering\.n_clusters\)\.$/,
  ],
  [
    "constructed",
    { ...NATURAL, kind: "constructed", foundAgain: 20, p: 0.7 },
    "No clear segments: splits like these also come from data without any.",
    /only 20 of 100 samples/,
    /^Do not act on them\. [^.]*\.$/,
  ],
  [
    "natural, of which the borders do not come back",
    { ...NATURAL, foundAgain: 8 },
    "Natural groups, but these four segments come back in only 8 of 100 samples.",
    /^Their silhouette/,
    /^Respondents do group, .* do not act on single segments\./,
  ],
  [
    "a small p",
    { ...NATURAL, p: 0.005 },
    "Four natural segments, found again in 96 of 100 samples.",
    /p under 0\.01\)/,
    /./,
  ],
];

for (const [what, verdict, finding, why, advice] of CASES) {
  Deno.test(`verdictWords() says one sentence why and one what to do: ${what}`, () => {
    const words = verdictWords(verdict, verdict.k);
    assert.equal(words.finding, finding);
    assert.match(words.why, why);
    assert.match(words.advice, advice);
  });
}

Deno.test("verdictWords() says that a number was not tried", () => {
  const { finding, advice } = verdictWords(null, 12);
  assert.equal(finding, "12 segments, not judged: more than were tried.");
  assert.match(advice, /clustering\.max_clusters/);
});

Deno.test("rivalWords() says how nearly the best rival fits and how many it moves", () => {
  const rival = { worse_by: 0.0031, agreement: 0.55, elsewhere: 0.312 };
  assert.equal(
    rivalWords([rival], 4),
    "Another division into four fits nearly as well (0.3 % worse) but puts 31 % of the respondents elsewhere.",
  );
  assert.equal(
    rivalWords([{ ...rival, worse_by: 0.0001 }, rival], 4),
    "Two other divisions into four fit nearly as well; the best of them, under 0.1 % worse, puts 31 % of " +
      "the respondents elsewhere.",
  );
  assert.equal(rivalWords([], 4), "");
});
