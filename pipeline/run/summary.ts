/** The summary of a run as one plain object, as `--json` prints it. Runs in Deno and browsers. */

import { missingByReason } from "../survey/read_column.ts";
import type { Params } from "../plan/params.ts";
import { shareOf } from "../profile/words.ts";
import type { StageRun, Warning } from "./run_result.ts";
import { CLUSTERING_METHODS } from "../plan/methods.ts";
import type { StageName } from "../plan/stages.ts";
import type { Clustering, Distance } from "../cluster/clustering.ts";
import type { Silhouette } from "../evaluate/evaluation.ts";
import type {
  ColumnRole,
  Features,
  Scaling,
  WithinRespondent,
} from "../features/feature_matrix.ts";
import { type OpinionSummary, summarizeOpinion } from "../opinion/opinion_summary.ts";
import type { Embedding } from "../reduce/embedding.ts";
import type { MissingReason } from "../survey/missing.ts";
import {
  type RivalFacts,
  rivalWords,
  type VerdictWords,
  verdictWords,
} from "../profile/verdict_words.ts";
import type { Verdict } from "../structure/result.ts";
import { judgeShown } from "../structure/judge_shown.ts";
import { verdictOn } from "../structure/verdict.ts";
import type { Survey } from "../survey/survey.ts";

/** What `--json` prints; shares and figures are not rounded. */
export interface Summary {
  /** Name of the run: the same work has the same. */
  readonly run_id: string;
  /** Where the run folder was written; null if it was not. */
  readonly output: string | null;
  /** The survey: its name, fingerprint, respondents and columns. */
  readonly input: {
    name: string;
    sha256: string;
    /** The file of its texts and value labels, where there is one beside it. */
    codebook?: { name: string; sha256: string };
    rows: number;
    columns: number;
    /** Cells without an answer by reason, metadata aside; only reasons that occur. */
    missing: Readonly<Partial<Record<MissingReason, number>>>;
  };
  /** All parameters, resolved. */
  readonly params: Params;
  /** What cleaning kept, left out and filled in. */
  readonly clean: {
    columns_kept: number;
    columns_dropped: number;
    respondents_dropped: number;
    cells_imputed: number;
  };
  /** The column of the weights, and how many respondents of equal weight would be as precise; absent
   * where all count alike. */
  readonly weighting?: { column: string; effective_base: number };
  /** Number of features, how they were scaled, and what ratings were set against before that; absent
   * where answers count as they were given. */
  readonly features: {
    count: number;
    /** Questions that define segments, that only describe them, and that stand aside. */
    questions: Readonly<Record<ColumnRole["role"], number>>;
    scaling: Scaling;
    within_respondent?: { method: WithinRespondent["method"]; items: number; scales: number };
  };
  /** The reduction; shares of variance for PCA only, of inertia (plain, and as Benzecri corrects it)
   * for MCA only. */
  readonly reduction: {
    method: Embedding["method"];
    dims: number;
    explained_variance_ratio?: readonly number[];
    inertia_ratio?: readonly number[];
    inertia_ratio_corrected?: readonly number[];
  };
  /** Whether there are segments; absent where it was not asked. */
  readonly structure?: StructureSummary;
  /** The segments; distance where not Euclidean, cost where that is what the method makes small,
   * iterations and converged for all but trees. */
  readonly clustering: {
    method: Clustering["method"];
    k: number;
    distance?: Distance;
    sizes: readonly number[];
    /** What the segments are called, in the order of their numbers. */
    names: readonly string[];
    /** Shares of the segments by weight, 0..1; absent without weights. */
    weighted_shares?: readonly number[];
    inertia: number;
    cost?: number;
    iterations?: number;
    converged?: boolean;
  };
  /** The indices; silhouettes are null when not asked for. */
  readonly evaluation: {
    silhouette: number | null;
    silhouette_feature_space: number | null;
    /** By Gower's distance, where segments were formed on the answers themselves. */
    silhouette_gower?: number;
    /** Respondents of a sampled silhouette, and its standard error; absent where exact. */
    silhouette_sample?: number;
    silhouette_standard_error?: number;
    calinski_harabasz: number;
    davies_bouldin: number;
  };
  /** How far programs of others agree; absent where they were not asked. */
  readonly second_opinion?: OpinionSummary;
  /** What a researcher would want to know. */
  readonly warnings: readonly Warning[];
  /** Milliseconds of each stage. */
  readonly timings_ms: Readonly<Partial<Record<StageName, number>>>;
  /** Stages whose results were kept from before. */
  readonly cached: readonly StageName[];
}

/** Cells of the file's own columns without an answer, by reason; metadata aside. */
export function missingCells({ columns }: Survey): ReturnType<typeof missingByReason> {
  return missingByReason(columns.filter(({ metadata, source }) => !metadata && source === null));
}

/** Summarises a run.
 * @param output Where the run folder was written, or null.
 */
export function summarize(result: StageRun, output: string | null): Summary {
  const { survey, cleaned, features, embedding, evaluation, profile } = result;
  return {
    run_id: result.runId,
    output,
    input: {
      ...result.input,
      rows: survey.rows,
      columns: survey.columns.filter(({ source }) => source === null).length,
      missing: Object.fromEntries(
        missingCells(survey).map(({ reason, count }) => [reason, count]),
      ),
    },
    params: result.params,
    clean: {
      columns_kept: cleaned.report.columnsKept.length,
      columns_dropped: cleaned.report.columnsDropped.length,
      respondents_dropped: cleaned.report.respondentsDropped.length,
      cells_imputed: cleaned.report.cellsImputed,
    },
    ...(profile.weighting === undefined ? {} : {
      weighting: {
        column: profile.weighting.column,
        effective_base: profile.weighting.effectiveBase,
      },
    }),
    features: {
      count: features.d,
      questions: countRoles(features),
      scaling: features.scaling,
      ...withinOf(features),
    },
    reduction: reductionOf(embedding),
    ...structureOf(result),
    clustering: clusteringOf(result),
    evaluation: {
      silhouette: evaluation.reduced?.mean ?? null,
      silhouette_feature_space: evaluation.features?.mean ?? null,
      ...(evaluation.gower === null ? {} : { silhouette_gower: evaluation.gower.mean }),
      ...sampleOf(evaluation.reduced),
      calinski_harabasz: evaluation.calinskiHarabasz,
      davies_bouldin: evaluation.daviesBouldin,
    },
    ...(result.opinion === null ? {} : { second_opinion: summarizeOpinion(result.opinion) }),
    warnings: result.warnings,
    timings_ms: result.timings,
    cached: result.cached,
  };
}

function clusteringOf({ clustering, profile }: StageRun): Summary["clustering"] {
  return {
    method: clustering.method,
    k: clustering.k,
    ...(isByGower(clustering) ? { distance: "gower" } : {}),
    sizes: [...clustering.sizes],
    names: profile.segments.map(({ name }) => name),
    ...(profile.weighting === undefined ? {} : { weighted_shares: profile.segments.map(shareOf) }),
    inertia: clustering.inertia,
    ...("cost" in clustering ? { cost: clustering.cost } : {}),
    ...settlingOf(clustering),
  };
}

/** Whether segments were formed by Gower's distance. */
export function isByGower({ method, basis }: Clustering): boolean {
  return CLUSTERING_METHODS[method].space === "distance" && basis === "answers";
}

function settlingOf(
  clustering: Clustering,
): Pick<Summary["clustering"], "iterations" | "converged"> {
  if (clustering.form === "tree") return {};
  return { iterations: clustering.iterations, converged: clustering.converged };
}

function withinOf({ within }: Features): Pick<Summary["features"], "within_respondent"> {
  if (within === null) return {};
  const items = within.scales.reduce((sum, { columns }) => sum + columns.length, 0);
  return {
    within_respondent: { method: within.method, items, scales: within.scales.length },
  };
}

/** What the verdict rests on. */
export interface StructureSummary {
  /** On the segments of the run; null where their number was not tried. */
  readonly verdict: Verdict | null;
  /** The verdict in words, and what other divisions fit nearly as well; empty where none does. */
  readonly words: VerdictWords & { readonly rivals: string };
  /** Numbers of segments that were tried, with mean silhouettes of the data and of data without segments,
   * and the median agreement of pairs of samples (adjusted Rand index). */
  readonly tried: readonly { k: number; silhouette: number; expected: number; agreement: number }[];
  /** Stability of each segment of the run, 0..1 (mean largest Jaccard index over pairs of samples); null for
   * one that is none of those that were judged, and where their number was not tried. */
  readonly segments: readonly (number | null)[] | null;
  /** Other divisions into as many segments that fit at most 1 % worse, the best first. */
  readonly rivals: readonly RivalFacts[];
}

/** What was found on structure, as one plain object. */
export function structureOf(
  { structure, clustering, features }: Pick<
    StageRun,
    "structure" | "clustering" | "features"
  >,
): Pick<Summary, "structure"> {
  if (structure === null) return {};
  const { test, stability } = structure;
  const { k } = clustering;
  const verdict = verdictOn(structure, k);
  const shown = judgeShown(structure, clustering, features);
  const rivals = (shown?.rivals ?? []).map(({ worseBy, agreement, elsewhere }) => ({
    worse_by: worseBy,
    ...{ agreement, elsewhere },
  }));
  return {
    structure: {
      verdict,
      words: { ...verdictWords(verdict, k), rivals: rivalWords(rivals, k) },
      tried: test.ks.map((k, at) => ({
        k,
        silhouette: test.observed[at],
        expected: test.expected[at],
        agreement: stability[at].median,
      })),
      segments: shown === null ? null : shown.stability,
      rivals,
    },
  };
}

function reductionOf(embedding: Embedding): Summary["reduction"] {
  return {
    method: embedding.method,
    dims: embedding.d,
    ...(embedding.method === "pca"
      ? { explained_variance_ratio: [...embedding.explainedVarianceRatio] }
      : {}),
    ...inertiaOf(embedding),
  };
}

function inertiaOf(
  embedding: Embedding,
): Pick<Summary["reduction"], "inertia_ratio" | "inertia_ratio_corrected"> {
  if (embedding.method !== "mca") return {};
  const { mca, d } = embedding;
  return {
    inertia_ratio: [...mca.share.subarray(0, d)],
    inertia_ratio_corrected: [...mca.correctedShare.subarray(0, d)],
  };
}

function sampleOf(
  silhouette: Silhouette | null,
): Pick<Summary["evaluation"], "silhouette_sample" | "silhouette_standard_error"> {
  if (silhouette === null || silhouette.sample === null) return {};
  return {
    silhouette_sample: silhouette.sample,
    silhouette_standard_error: silhouette.standardError!,
  };
}

/** How many questions have each role; one of several roles counts by the first of these. Questions that
 * could not serve, such as constant ones, define nothing. */
export function countRoles(
  { roles: all, sources }: Pick<Features, "roles" | "sources">,
): Record<ColumnRole["role"], number> {
  const counted = new Set<string>();
  const serving = new Set(sources.map(({ column }) => column));
  const roles = all.filter(({ role, column }) => role !== "define" || serving.has(column));
  const count = (wanted: ColumnRole["role"]): number => {
    const questions = new Set(
      roles.filter(({ role, question }) => role === wanted && !counted.has(question))
        .map(({ question }) => question),
    );
    for (const question of questions) counted.add(question);
    return questions.size;
  };
  return { define: count("define"), describe: count("describe"), aside: count("aside") };
}
