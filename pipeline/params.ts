/** The one schema of all parameters: names, types, defaults, ranges, descriptions. Runs in Deno and browsers. */

import { z } from "zod";
import { COLUMN_KINDS } from "./types.ts";

const MOST_SEGMENTS = 1000;
const names = (description: string) => z.array(z.string()).meta({ description });

const storage = z.strictObject({
  backend: z.enum(["auto", "local", "s3"]).default("auto").meta({
    title: "Storage",
    description: "Where surveys come from. auto: s3 when S3_ENDPOINT is set, else local.",
  }),
  bucket: z.string().min(1).default("survey-dataset").meta({
    title: "Bucket",
    description: "The bucket that holds the surveys (s3).",
  }),
  object_name: z.string().min(1).default("dataset.xlsx").meta({
    title: "Survey file",
    description: "The survey to segment: an object of the bucket, or a file below local_path.",
  }),
  local_path: z.string().min(1).default("data").meta({
    title: "Local folder",
    description:
      "The folder that stands in for the bucket (local); with s3, downloads are kept in its .downloads/.",
  }),
});

const ingest = z.strictObject({
  sheet: z.union([z.string().min(1), z.int().min(1)]).default("auto").meta({
    title: "Sheet",
    description: "Name or number (from 1) of the workbook's sheet. auto: the first one with data.",
  }),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto").meta({
    title: "Delimiter",
    description: "What separates the cells of a text file. auto: recognised by content.",
  }),
  decimal: z.enum(["auto", ".", ","]).default("auto").meta({
    title: "Decimal mark",
    description: "What separates whole from fraction in a text file. auto: recognised by content.",
  }),
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1252"]).default("auto").meta({
    title: "Encoding",
    description: "How a text file stores its characters. auto: recognised by content.",
  }),
  missing_values: z.union([z.literal("auto"), z.array(z.string())]).default("auto").meta({
    title: "Missing answers",
    description:
      "Texts that mean no answer. A blank always does. auto: NA, N/A and the like, only on evidence " +
      "and never where they are a level of their column. A list replaces that judgement.",
  }),
  columns: z.record(z.string(), z.enum(COLUMN_KINDS)).default({}).meta({
    title: "Column kinds",
    description: `Column name to kind (${COLUMN_KINDS.join(", ")}), to overrule what was detected.`,
  }),
});

const cleaning = z.strictObject({
  exclude_recontact_features: z.boolean().default(false).meta({
    title: "Leave out re-contact questions",
    description: "Leave out columns whose name starts with core_re.",
  }),
  exclude_columns: names("Names or globs of columns that are gone for good, not even profiled.")
    .default([]).meta({ title: "Remove columns" }),
  drop_thresh: z.number().min(0).max(1).default(0.8).meta({
    title: "Answered share a column needs",
    description: "A column stays when at least floor(drop_thresh x respondents) answered it, 0..1.",
  }),
  imputation_method: z.enum(["fill", "mode"]).default("fill").meta({
    title: "Fill missing answers with",
    description: "fill: the number in fill_value. mode: the column's most frequent answer " +
      "(the smallest of equally frequent ones).",
  }),
  fill_value: z.number().default(0).meta({
    title: "Fill value",
    description: "The number that stands for a missing answer (fill). Columns of words get a " +
      "category of their own, (no answer).",
  }),
});

const weighting = z.strictObject({
  column: z.string().default("").meta({
    title: "Weight column",
    description: "Name of the numeric column that says how many respondents each one stands for. " +
      "Empty: all count alike. It is never applied unasked, and never a feature.",
  }),
});

const features = z.strictObject({
  include: names("Names or globs of the columns to segment on.").default(["*"]).meta({
    title: "Segment on",
  }),
  exclude: names(
    "Names or globs of columns that are not segmented on but still profiled: describing, not defining.",
  ).default([]).meta({ title: "Describe only" }),
  min_unique: z.int().min(0).default(1).meta({
    title: "Distinct values",
    description: "A feature needs more distinct values than this.",
  }),
  use_variance_threshold: z.boolean().default(true).meta({
    title: "Drop constant features",
    description: "Drop features of zero variance.",
  }),
  question_pattern: z.string().refine(isRegExpWithGroup, {
    message: "a regular expression with one group that captures the question",
  }).default("^(.*?[qQ]\\d+)_\\d+$").meta({
    title: "Question pattern",
    description:
      "Regular expression on column names. Its first group is the question; columns of one question belong together.",
  }),
  drop_empty_questions: z.boolean().default(true).meta({
    title: "Drop empty questions",
    description: "A question whose answers are all zero or missing leaves as a whole.",
  }),
  encode_nominal: z.enum(["onehot", "drop"]).default("onehot").meta({
    title: "Answers without an order",
    description: "onehot: one indicator per category. drop: only profiled.",
  }),
  max_categories: z.int().min(2).default(20).meta({
    title: "Most categories",
    description: "A nominal column with more categories than this is only profiled.",
  }),
  scaling: z.enum(["auto", "none", "standardize"]).default("auto").meta({
    title: "Scaling",
    description:
      "standardize: mean 0, standard deviation 1. auto: none when all features are yes/no, " +
      "or all are scale items whose observed minima and maxima differ by at most one point; else " +
      "standardize. Indicators of one nominal column are scaled as a block to total variance 1.",
  }),
});

const reduction = z.strictObject({
  method: z.enum(["none", "pca", "umap"]).default("pca").meta({
    title: "Reduction",
    description: "How features become dimensions. none: cluster the features themselves.",
  }),
  n_components: z.int().min(1).default(2).meta({
    title: "Dimensions",
    description: "Dimensions to keep (pca, umap).",
  }),
  n_neighbors: z.int().min(2).default(15).meta({
    title: "Neighbours",
    description: "How many nearest respondents shape the map (umap).",
  }),
  min_dist: z.number().min(0).max(1).default(0.1).meta({
    title: "Least distance",
    description: "How close respondents may lie on the map (umap), 0..1.",
  }),
});

const clustering = z.strictObject({
  method: z.enum(["kmeans", "agglomerative"]).default("kmeans").meta({
    title: "Clustering",
    description: "kmeans, or agglomerative (a tree that is cut into segments).",
  }),
  n_clusters: z.int().min(2).max(MOST_SEGMENTS).default(3).meta({
    title: "Segments",
    description: "How many segments to form.",
  }),
  n_init: z.int().min(1).max(10000).default(10).meta({
    title: "Starts",
    description: "How many times kmeans starts anew; the best result is kept.",
  }),
  max_iter: z.int().min(1).max(100000).default(300).meta({
    title: "Iterations",
    description: "The most iterations of one start (kmeans).",
  }),
  linkage: z.enum(["ward", "complete", "average", "single"]).default("ward").meta({
    title: "Linkage",
    description: "How the distance of two groups is measured (agglomerative).",
  }),
});

const evaluation = z.strictObject({
  silhouette: z.enum(["auto", "exact", "sampled", "none"]).default("auto").meta({
    title: "Silhouette",
    description: "auto: exact to 20,000 respondents, sampled above.",
  }),
  sample: z.int().min(10).default(10000).meta({
    title: "Sample",
    description: "Respondents in a sampled silhouette; respondents not sampled have a blank.",
  }),
});

const publish = z.strictObject({
  respondents: z.enum(["none", "pseudonymous", "all"]).default("pseudonymous").meta({
    title: "Published respondents",
    description: "What a built site carries of single respondents.",
  }),
});

/** The schema of `config/params.yaml`. Every default lives here and nowhere else. */
export const PARAMS_SCHEMA = z.strictObject({
  storage: storage.prefault({}).meta({ title: "Survey file" }),
  ingest: ingest.prefault({}).meta({ title: "Reading" }),
  cleaning: cleaning.prefault({}).meta({ title: "Cleaning" }),
  weighting: weighting.prefault({}).meta({ title: "Weighting" }),
  features: features.prefault({}).meta({ title: "Features" }),
  reduction: reduction.prefault({}).meta({ title: "Reduction" }),
  clustering: clustering.prefault({}).meta({ title: "Clustering" }),
  evaluation: evaluation.prefault({}).meta({ title: "Evaluation" }),
  publish: publish.prefault({}).meta({ title: "Publishing" }),
  seed: z.int().min(0).default(42).meta({
    title: "Seed",
    description: "Same file, same parameters and same seed give the same bytes.",
  }),
});

/** All parameters, resolved: every key is there. */
export type Params = z.output<typeof PARAMS_SCHEMA>;

function isRegExpWithGroup(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec("")!.length > 1;
  } catch {
    return false;
  }
}
