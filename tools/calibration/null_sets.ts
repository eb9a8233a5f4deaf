/** Data without segments, of eight kinds, seeded. Runs in Deno. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import type { FeatureSource } from "../../pipeline/features/feature_matrix.ts";
import type { Answers } from "../../pipeline/structure/null/margins.ts";

/** Answers 1..6 of real respondents to 25 items, from which margins are taken. */
export type RealItems = readonly (readonly number[])[];

/** A kind of data without segments. */
export interface NullKind {
  readonly words: string;
  /** Draws one set. */
  draw(rng: Rng, real: RealItems): Answers;
}

const CUTS = [-1.5, -0.5, 0.5, 1.5];

/** Answer 1..5 to a score. */
export function toScale(score: number): number {
  return 1 + CUTS.filter((cut) => score >= cut).length;
}

/** Every kind, in the order of the table. */
export const NULL_KINDS: readonly NullKind[] = [
  { words: "independent normals", draw: (rng) => byRow(rng, (d) => normals(rng, d)) },
  {
    words: "independent 1..6 with real margins",
    draw: (rng, real) =>
      byRow(rng, (d) => Array.from({ length: d }, (_, c) => real[rng.below(real.length)][c % 25])),
  },
  { words: "elongated clouds, continuous", draw: (rng) => byRow(rng, (d) => elongated(rng, d)) },
  {
    words: "elongated clouds, 1..5",
    draw: (rng) => byRow(rng, (d) => elongated(rng, d).map(toScale)),
  },
  {
    words: "two random yes/no columns",
    draw: (rng) => {
      const share = 0.2 + 0.6 * rng.uniform();
      return byRow(rng, () => [rng.uniform() < share ? 1 : 0, rng.below(2)]);
    },
  },
  { words: "permuted columns of real answers", draw: (rng, real) => permuted(rng, real) },
  {
    words: "one strong factor, 1..5",
    draw: (rng) =>
      byRow(rng, (d) => {
        const factor = rng.normal();
        return normals(rng, d).map((noise) => toScale(1.2 * factor + noise));
      }),
  },
  { words: "mixed data with categories", draw: mixed },
];

/** One set of a kind. */
export function drawNull(kind: number, set: number, real: RealItems): Answers {
  return NULL_KINDS[kind].draw(createRng(1000 + set).fork(`kind ${kind}`), real);
}

/** Rows as a matrix. */
export function toAnswers(rows: readonly (readonly number[])[]): Answers {
  return { values: Float64Array.from(rows.flat()), n: rows.length, d: rows[0].length };
}

function byRow(rng: Rng, row: (d: number) => number[]): Answers {
  const n = 300 + rng.below(900), d = 6 + rng.below(15);
  return toAnswers(Array.from({ length: n }, () => row(d)));
}

function normals(rng: Rng, d: number): number[] {
  return Array.from({ length: d }, () => rng.normal());
}

/** One long and one shorter direction, in two halves of the columns. */
function elongated(rng: Rng, d: number): number[] {
  const long = 1.8 * rng.normal(), short = 0.9 * rng.normal();
  return normals(rng, d).map((noise, c) => (c < d / 2 ? long : short) + noise);
}

function permuted(rng: Rng, real: RealItems): Answers {
  const n = Math.min(real.length, 300 + rng.below(900)), d = 11 + rng.below(15);
  const orders = Array.from({ length: d }, () => shuffled(real.length, rng));
  return toAnswers(
    Array.from({ length: n }, (_, i) => orders.map((order, c) => real[order[i]][c])),
  );
}

function shuffled(n: number, rng: Rng): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Five scales, a number and two questions of four categories, all of one factor; standardised as the
 * features of such a survey are. */
function mixed(rng: Rng): Answers {
  const n = 300 + rng.below(900);
  const rows = Array.from({ length: n }, () => {
    const factor = rng.normal();
    const scales = normals(rng, 5).map((noise) => (toScale(factor + noise) - 3) / 1.3);
    const categories = [0, 1].flatMap(() => {
      const score = 0.6 * factor + rng.normal();
      const taken = [-0.3, 0.6, 1.5].filter((cut) => score >= cut).length;
      return [0, 1, 2, 3].map((category) => category === taken ? 1.2 : 0);
    });
    return [...scales, rng.normal() + 0.5 * factor, ...categories];
  });
  const sources: FeatureSource[] = [
    ...Array.from({ length: 5 }, (_, c) => source(`scale ${c}`, "ordinal", null)),
    source("number", "numeric", null),
    ...[1, 2].flatMap((question) =>
      ["a", "b", "c", "d"].map((category) => source(`question ${question}`, "nominal", category))
    ),
  ];
  return { ...toAnswers(rows), sources };
}

function source(
  column: string,
  kind: FeatureSource["kind"],
  category: string | null,
): FeatureSource {
  return { column, kind, category };
}
