/** Tests of what a change is called, and of what a run is said to have done. Runs in Deno. */

import assert from "node:assert/strict";
import { parseParams } from "../../../../pipeline/plan/parse_params.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { changeWords } from "../../../../src/components/session/history/change_words.ts";
import {
  agreementOf,
  effectOf,
  effectWords,
} from "../../../../src/components/session/history/effects.ts";
import { sampleView } from "../../../support/controls_page.ts";
import { adjustedRandIndex } from "../../../support/rand_index.ts";
import "../../../support/with_rules.ts";

const DEFAULTS = parseParams({});

Deno.test("changes are told in the words of the controls", async (t) => {
  const cases: readonly [before: object, after: object, words: string][] = [
    [{ clustering: { n_clusters: 3 } }, { clustering: { n_clusters: 4 } }, "Segments: 3 → 4"],
    [{}, { clustering: { n_clusters: 4 } }, "Segments: auto → 4"],
    [{ clustering: { n_clusters: 4 } }, {}, "Segments: 4 → auto"],
    [
      {},
      { clustering: { method: "agglomerative" } },
      "Clustering: k-means → agglomerative",
    ],
    [{}, { features: { exclude: ["age"] } }, "Describe only: with age"],
    [
      { features: { exclude: ["age", "region"] } },
      { features: { exclude: ["region", "q1_*"] } },
      "Describe only: with q1_*, without age",
    ],
    [{}, { features: { exclude: ["a", "b", "c", "d"] } }, "Describe only: with a, b and 2 more"],
    [{}, { features: { include: ["q1_*"] } }, "Segment on: with q1_*, without auto"],
    [{}, { ingest: { columns: { age: "ordinal" } } }, "Column kinds: age as ordinal"],
    [{ ingest: { columns: { age: "ordinal" } } }, {}, "Column kinds: age as detected"],
    [
      {},
      { ingest: { columns: { age: { missing: ["99"] } } } },
      "Column kinds: age corrected",
    ],
    [{}, { evaluation: { second_opinion: true } }, "Second opinion: on"],
    [
      {},
      { clustering: { n_clusters: 5, n_init: 20 } },
      "Segments: auto → 5; Starts: 10 → 20",
    ],
    [
      {},
      { clustering: { n_clusters: 5, n_init: 20, max_iter: 100 }, seed: 7 },
      "4 settings: Segments, Starts and 2 more",
    ],
    [{ clustering: { n_clusters: 5 }, seed: 7 }, {}, "Reset to defaults"],
  ];
  for (const [before, after, words] of cases) {
    await t.step(words, () => {
      assert.equal(changeWords(parseParams(before), parseParams(after), DEFAULTS), words);
    });
  }
});

Deno.test("agreement is the adjusted Rand index of respondents that both maps show", async () => {
  const view = await sampleView();
  assert.equal(agreementOf(view, view), 1);
  const points = view.map.points!;
  // Every seventh respondent elsewhere, and some that only one map shows.
  const segment = points.segment.map((label, i) => i % 7 === 0 ? (label + 1) % 3 : label);
  const other: RunView = {
    ...view,
    map: {
      ...view.map,
      points: { ...points, row: points.row.slice(40), segment: segment.slice(40) },
    },
  };
  const expected = adjustedRandIndex(points.segment.slice(40), segment.slice(40));
  assert.ok(Math.abs(agreementOf(view, other)! - expected) < 1e-12);
  assert.ok(expected > 0.3 && expected < 0.95);
  const hidden: RunView = { ...view, map: { ...view.map, points: null } };
  assert.equal(agreementOf(view, hidden), null);
});

Deno.test("what a run did is told by number, sizes, verdict and agreement", async () => {
  const effect = effectOf(await sampleView(), null);
  assert.equal(effectWords(null, effect), "not run");
  const three = { sizes: [50, 30, 20], kind: "natural", agreement: null } as const;
  const four = { sizes: [40, 30, 20, 10], kind: "", agreement: 0.816 } as const;
  const text = (words: string) => words.replaceAll("\u00a0", " ");
  assert.equal(text(effectWords(three, null)), "3 segments: 50 %, 30 %, 20 %; natural");
  assert.equal(
    text(effectWords(four, three)),
    "3 → 4 segments: 40 %, 30 %, 20 %, 10 %; agreement 0.82",
  );
});
