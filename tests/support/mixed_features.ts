/** Features of small surveys of mixed kinds, for tests. Runs in Deno. */

import { clean } from "../../pipeline/clean/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import type { ColumnKind } from "../../pipeline/survey/column.ts";
import { csvOf, surveyOf } from "./survey_text.ts";
import { originalParams } from "./original.ts";

/** Columns by name with what each measures. */
export type MixedColumns = Record<string, readonly [ColumnKind, readonly (string | number)[]]>;

/** The features of columns whose kinds are set. */
export async function featuresOf(columns: MixedColumns, params: object = {}): Promise<Features> {
  const kinds = Object.fromEntries(Object.entries(columns).map(([name, [kind]]) => [name, kind]));
  const cells = Object.fromEntries(Object.entries(columns).map(([name, [, cell]]) => [name, cell]));
  const resolved = originalParams({ ingest: { columns: kinds }, ...params });
  const survey = await surveyOf(csvOf(cells), { ingest: { columns: kinds } });
  return await features(await clean(survey, resolved), resolved);
}

/** Seeded answers of n respondents of three planted kinds: two nominal columns, a yes/no, a scale and a
 * measure, each telling of the kind but not always. */
export function plantedColumns(n: number, seed: number): MixedColumns {
  const rng = createRng(seed);
  const kinds = Array.from({ length: n }, (_, i) => i % 3);
  const noisy = (kind: number): number => rng.uniform() < 0.15 ? rng.below(3) : kind;
  return {
    region: ["nominal", kinds.map((kind) => ["north", "south", "west"][noisy(kind)])],
    plan: ["nominal", kinds.map((kind) => ["basic", "family", "none at all"][noisy(kind)])],
    owns: ["binary", kinds.map((kind) => noisy(kind) === 1 ? "yes" : "no")],
    trust: ["ordinal", kinds.map((kind) => [1, 3, 5][noisy(kind)])],
    spend: ["numeric", kinds.map((kind) => (100 * noisy(kind) + 20 * rng.uniform()).toFixed(2))],
  };
}
