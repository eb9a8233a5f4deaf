/** Multiple correspondence analysis for pages. Runs in Deno and browsers. */

import { contributionsOf } from "../../reduce/mca.ts";
import type { AnswerLevel } from "../../features/feature_matrix.ts";
import { surveyTexts } from "../../survey/labels.ts";
import type { McaModel } from "../../reduce/embedding.ts";
import type { StageRun } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import type { McaView } from "../types.ts";

const MOST_DIMENSIONS = 30;

/** Makes the inertia of the dimensions that count, at most 30, and the categories on those used. */
export function viewMca({ embedding: space, map, survey }: StageRun): McaView | null {
  const embedding = [space, map].find(({ method }) => method === "mca");
  if (embedding?.method !== "mca") return null;
  const { mca, n: respondents } = embedding;
  const { coordinates: { n, d: used }, inertia, levels, masses, share, correctedShare } = mca;
  const columns = new Map(survey.columns.map((column) => [column.name, column]));
  const texts = surveyTexts(survey);
  const questions = new Set(levels.map(({ column }) => column)).size;
  const counting = correctedShare.reduce((count, each) => count + (each > 0 ? 1 : 0), 0);
  const shown = Math.min(MOST_DIMENSIONS, Math.max(used, counting));
  const contributions = contributionsOf(mca).values;
  const cells = (of: (p: number, m: number) => number, j: number): number[] =>
    Array.from({ length: used }, (_, m) => of(j * used + m, m));
  return {
    correctedShare: [...correctedShare.subarray(0, shown)],
    share: [...share.subarray(0, shown)],
    used,
    questions,
    categories: Array.from({ length: n }, (_, j) => ({
      column: levels[j].column,
      label: columns.get(levels[j].column)!.label,
      text: texts.of(levels[j].column),
      category: categoryOf(levels[j], columns.get(levels[j].column)!),
      chosen: Math.round(masses[j] * questions * respondents),
      coordinates: cells((p, m) => principal(mca, { p, inertia: inertia[m] }), j),
      contributions: cells((p) => contributions[p], j),
    })),
  };
}

function principal(
  { coordinates }: McaModel,
  { p, inertia }: { readonly p: number; readonly inertia: number },
): number {
  return coordinates.values[p] * Math.sqrt(Math.max(0, inertia));
}

function categoryOf({ level }: AnswerLevel, { categories }: Column): string {
  return typeof level === "string" ? level : categories?.[level] ?? String(level);
}
