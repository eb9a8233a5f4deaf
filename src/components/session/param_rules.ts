/** What a field may hold, when it does nothing, and what a change of it runs again. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { StageName } from "../../../pipeline/plan/stages.ts";
import { formatNumber } from "../kit/words/format.js";
import { differences } from "./params_text.js";
import type { Field } from "./param_schema.js";

/** A text read as a parameter, or the rule that it breaks. */
export type Reading = { readonly value: unknown } | { readonly rule: string };

/** Texts that a field of text takes as numbers. */
const NUMBERS = { none: /(?!)/, whole: /^[1-9]\d*$/, any: /^\d+(\.\d+)?$/ };

/** Reads what a person typed into a field of numbers or text. */
export function readText(field: Field, text: string): Reading {
  const trimmed = text.trim();
  if (field.control === "number") return readNumber(field, trimmed);
  if (field.needsText && trimmed === "") return { rule: "Needs text that is not empty." };
  if (NUMBERS[field.takesNumber].test(trimmed)) return { value: Number(trimmed) };
  if (field.path === "features.question_pattern" && !capturesQuestion(text)) {
    return {
      rule: "Needs a regular expression with one group ( ) that captures the question.",
    };
  }
  return { value: text };
}

function readNumber(field: Field, text: string): Reading {
  const value = Number(text);
  const isLegal = text !== "" && Number.isFinite(value) && value >= field.min &&
    value <= field.max && (!field.isWhole || Number.isSafeInteger(value));
  if (isLegal) return { value };
  const shown = text === "" ? "This" : `${text}`;
  return { rule: `Needs ${describeRange(field)}. ${shown} was not used.` };
}

/** The rule of a number in words, such as `a whole number from 2 to 1000`. */
export function describeRange({ min, max, isWhole }: Field): string {
  const noun = isWhole ? "a whole number" : "a number";
  if (Number.isFinite(min) && Number.isFinite(max)) return `${noun} from ${min} to ${max}`;
  if (Number.isFinite(min)) return `${noun} from ${min} up`;
  return Number.isFinite(max) ? `${noun} up to ${max}` : noun;
}

/** The bounds of a number as they stand beside its name, such as `2 to 1,000`; empty if it has none. */
export function shortRange({ min, max }: Field): string {
  if (Number.isFinite(min) && Number.isFinite(max)) {
    return `${formatBound(min)} to ${formatBound(max)}`;
  }
  return Number.isFinite(min) ? `${formatBound(min)} or more` : "";
}

function formatBound(bound: number): string {
  return formatNumber(bound, Number.isInteger(bound) ? 0 : 2);
}

function capturesQuestion(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec("")!.length > 1;
  } catch {
    return false;
  }
}

/** What the rules need to know of the survey. */
export interface SurveyFacts {
  /** Name of the file. */
  readonly name: string;
  /** Respondents; 0 where not known yet. */
  readonly rows: number;
  /** Whether the file itself is there to be read. */
  readonly isFile: boolean;
}

/** The engine measures every respondent up to this many with `silhouette: auto`. */
const MOST_EXACT = 20_000;
/** The engine uses mini-batches from this many respondents on. */
const LEAST_FOR_BATCHES = 100_000;
const WORKBOOK = /\.xlsx(\.gz)?$/i;
const TYPED = /\.(sav|zsav|parquet|arrow|feather)(\.gz)?$/i;

const READ_BEFORE = "Off: read when the site was built.";

/** Says why a field does nothing under the present methods; empty if it does something. */
export function whyIdle(path: string, params: Params, survey: SurveyFacts): string {
  const { reduction, clustering, cleaning, features } = params;
  const isWorkbook = WORKBOOK.test(survey.name);
  const isTyped = TYPED.test(survey.name);
  if (path.startsWith("ingest.") && !survey.isFile) return READ_BEFORE;
  switch (path) {
    case "ingest.sheet":
      if (isTyped) return "Off: such a file has no sheets.";
      return isWorkbook ? "" : "Off: a text file has no sheets.";
    case "ingest.delimiter":
    case "ingest.decimal":
    case "ingest.encoding":
      if (isTyped) return "Off: only text files need it; this file tells by itself.";
      return isWorkbook ? "Off: only text files need it; this is a workbook." : "";
    case "cleaning.fill_value":
      return cleaning.imputation_method === "fill"
        ? ""
        : "Off: missing answers are filled from the answers given.";
    case "cleaning.imputation_neighbors":
      return cleaning.imputation_method === "nearest"
        ? ""
        : "Off: only filling from the nearest respondents uses it.";
    case "features.max_categories":
      return features.encode_nominal === "onehot"
        ? ""
        : "Off: answers without an order are only profiled.";
    case "features.within_respondent":
      return features.within_respondent === "none" && comparesAsGiven(params)
        ? "Off: k-modes, k-prototypes, Gower's distance and MCA compare answers as they were given."
        : "";
    case "reduction.n_components":
      return reduction.method === "none" ? "Off: needs the reduction PCA, UMAP or MCA." : "";
    case "reduction.n_neighbors":
    case "reduction.min_dist":
      return reduction.method === "umap" ? "" : "Off: only the reduction UMAP uses it.";
    case "clustering.n_init":
    case "clustering.max_iter":
      return hasStarts(params) ? "" : "Off: agglomerative starts once and ends by itself.";
    case "clustering.algorithm":
    case "clustering.batch_size":
      return whyNoBatches(path, clustering, survey.rows);
    case "clustering.linkage":
      return clustering.method === "agglomerative" ? "" : "Off: only agglomerative uses it.";
    case "clustering.distance":
      return clustering.method === "agglomerative" || clustering.method === "kmedoids"
        ? ""
        : "Off: only agglomerative and k-medoids use it.";
    case "clustering.gamma":
      return clustering.method === "kprototypes" ? "" : "Off: only k-prototypes uses it.";
    case "evaluation.sample":
      return whyNoSample(params, survey.rows);
    case "seed":
      return isSeeded(params, survey.rows) ? "" : "Off: these methods draw no random numbers.";
    default:
      return "";
  }
}

function whyNoBatches(
  path: string,
  { method, algorithm }: Params["clustering"],
  rows: number,
): string {
  if (method !== "kmeans") return "Off: only k-means uses it.";
  // A survey that is not known yet may turn out to be large.
  if (rows > 0 && rows < LEAST_FOR_BATCHES) {
    return "Off: mini-batches pay from 100,000 respondents on.";
  }
  return path === "clustering.algorithm" || algorithm === "minibatch"
    ? ""
    : "Off: only the algorithm minibatch uses it.";
}

function whyNoSample({ evaluation }: Params, rows: number): string {
  if (evaluation.silhouette === "none") return "Off: no silhouette is computed.";
  if (isSampled({ evaluation }, rows)) return "";
  return evaluation.silhouette === "exact"
    ? "Off: every respondent is measured."
    : "Off: up to 20,000 respondents, every one is measured.";
}

/** A survey that is not known yet may turn out to be large. */
function isSampled({ evaluation }: Pick<Params, "evaluation">, rows: number): boolean {
  const isLarge = rows > MOST_EXACT || rows === 0;
  return evaluation.silhouette === "sampled" || (evaluation.silhouette === "auto" && isLarge);
}

function isSeeded(params: Params, rows: number): boolean {
  return params.reduction.method === "umap" || hasStarts(params) || isSampled(params, rows);
}

/** All methods but the tree start several times, at random. */
function hasStarts({ clustering }: Params): boolean {
  return clustering.method !== "agglomerative";
}

/** Whether segments are formed on the answers themselves, whatever the reduction. */
function isOnAnswers({ clustering: { method, distance } }: Params): boolean {
  if (method === "kmodes" || method === "kprototypes") return true;
  return method !== "kmeans" && distance === "gower";
}

/** Whether a method needs the answers as they were given. */
export function comparesAsGiven(params: Params): boolean {
  return isOnAnswers(params) || params.reduction.method === "mca";
}

const ORDER: readonly StageName[] = [
  "ingest",
  "clean",
  "features",
  "reduce",
  "tree",
  "cluster",
  "evaluate",
  "profile",
];
const FIRST_STAGE: Readonly<Record<string, StageName>> = {
  ingest: "ingest",
  cleaning: "clean",
  quality: "clean",
  weighting: "clean",
  features: "features",
  reduction: "reduce",
  clustering: "cluster",
  evaluation: "evaluate",
};

/** The stages that a change of one parameter runs again, in order; none if it does nothing. */
export function stagesAfter(path: string, params: Params, survey: SurveyFacts): StageName[] {
  if (whyIdle(path, params, survey) !== "") return [];
  const hasTree = params.clustering.method === "agglomerative";
  const first = firstStage(path, params);
  const skipped = skippedAfter(first, path, params);
  return ORDER.slice(ORDER.indexOf(first))
    .filter((stage) => (stage !== "tree" || hasTree) && !skipped.includes(stage));
}

/** Segments that are formed on the answers outlive another reduction. */
function skippedAfter(first: StageName, path: string, params: Params): readonly StageName[] {
  if (first !== "reduce" || !isOnAnswers(params)) return [];
  return path === "seed" && hasStarts(params) ? ["tree"] : ["tree", "cluster"];
}

function firstStage(path: string, params: Params): StageName {
  if (path === "clustering.linkage") return "tree";
  if (path === "clustering.method" || path === "clustering.distance") {
    return params.clustering.method === "agglomerative" ? "tree" : "cluster";
  }
  if (path !== "seed") return FIRST_STAGE[path.split(".")[0]] ?? "ingest";
  if (params.reduction.method === "umap") return "reduce";
  return hasStarts(params) ? "cluster" : "evaluate";
}

/** The stages that the present parameters run again, compared with those of the last result.
 * @param ran Parameters of the last result; null if there is none.
 */
export function stagesToRun(params: Params, ran: Params | null, survey: SurveyFacts): StageName[] {
  const hasTree = params.clustering.method === "agglomerative";
  if (ran === null) return ORDER.filter((stage) => stage !== "tree" || hasTree);
  const due = new Set(
    differences(params, ran).flatMap(([path]) => stagesAfter(path, params, survey)),
  );
  return ORDER.filter((stage) => due.has(stage));
}
