/** The one schema of all parameters: names, types, defaults, ranges, descriptions. Runs in Deno and browsers. */

import { z } from "zod";
import { FilterSyntaxError, parseFilter } from "./filter_parse.ts";
import { COLUMN_KINDS } from "../survey/column.ts";
import { MISSING_REASONS } from "../survey/missing.ts";
import { DIALECTS } from "../survey/survey.ts";

const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh"] as const;
const MOST_SEGMENTS = 1000;
const cellText = z.union([z.string(), z.number()]);
/** Texts that mean no answer: a list, or text to reason; `answered` overrules what was taken as none. */
const missingCodes = z.union([
  z.array(cellText),
  z.record(z.string(), z.enum(MISSING_REASONS).exclude(["error"])),
]);
const columnKind = z.enum([...COLUMN_KINDS, "paradata"]);
const columnSetting = z.strictObject({
  kind: columnKind.optional(),
  order: z.array(cellText).refine(
    (answers) => new Set(answers.map(String)).size === answers.length,
    { message: "a list of answers, each once" },
  ).optional(),
  question: z.string().min(1).optional(),
  missing: missingCodes.optional(),
}).refine(({ kind, order }) => order === undefined || (kind ?? "ordinal") === "ordinal", {
  message: "an order for the kind ordinal only",
});
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
  format: z.enum(["auto", ...DIALECTS]).default("auto").meta({
    title: "Survey tool",
    description: "The survey tool that wrote the file. auto: recognised by content.",
  }),
  sheet: z.union([z.string().min(1), z.int().min(1)]).default("auto").meta({
    title: "Sheet",
    description:
      "Name or number (from 1) of the workbook's sheet. auto: the one with most answers.",
  }),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto").meta({
    title: "Delimiter",
    description: "What separates the cells of a text file. auto: recognised by content.",
  }),
  decimal: z.enum(["auto", ".", ","]).default("auto").meta({
    title: "Decimal mark",
    description: "What separates whole from fraction in a text file. auto: recognised by content.",
  }),
  encoding: z.enum(["auto", ...ENCODINGS]).default("auto").meta({
    title: "Encoding",
    description: "How a text file stores its characters. auto: recognised by content.",
  }),
  missing_values: z.union([z.literal("auto"), z.array(z.string())]).default("auto").meta({
    title: "Missing answers",
    description:
      "Texts that mean no answer. A blank always does. auto: NA, N/A and the like, only on evidence " +
      "and never where they are a level of their column. A list replaces that judgement.",
  }),
  missing_codes: z.record(z.string(), missingCodes).default({}).meta({
    title: "Missing codes",
    description: "Column name or glob to the texts that mean no answer there: a list, or text to " +
      "reason (blank, marked, not_asked, dont_know, refused, not_applicable; answered: it is an answer).",
  }),
  columns: z.record(z.string(), z.union([columnKind, columnSetting])).default({}).meta({
    title: "Column kinds",
    description:
      `Column name to kind (${COLUMN_KINDS.join(", ")}), or to an object with kind, order (all ` +
      "answers of an ordinal column, low to high), question, missing (as in missing_codes), to " +
      "overrule what was detected; paradata sets a column aside that is no answer.",
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
    description:
      "A column stays when at least this share of respondents, rounded down, answered it; 0..1.",
  }),
  filter: z.string().superRefine((text, context) => {
    const problem = filterProblem(text);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  }).default("").meta({
    title: "Who takes part",
    description: 'A condition on columns, such as age >= 18 and region in ("North", "South") and ' +
      "not missing(q1_1). Empty: everybody. A name that is no plain word stands in brackets: " +
      "[Annual Income (k$)].",
  }),
  imputation_method: z.enum(["fill", "mode", "mean", "median", "nearest"]).default("fill").meta({
    title: "Fill missing answers with",
    description: "fill: the number in fill_value. mode: the column's most frequent answer " +
      "(the smallest of equally frequent ones). mean, median: of the column's answers; categories " +
      "without an order get the most frequent. nearest: the mean (categories: the most frequent) " +
      "among the respondents who answer most alike.",
  }),
  imputation_neighbors: z.int().min(1).max(1000).default(5).meta({
    title: "Nearest respondents",
    description: "How many respondents who answer alike fill a gap (nearest).",
  }),
  not_asked: z.enum(["drop", "indicator", "impute"]).default("drop").meta({
    title: "Questions not asked of all",
    description:
      "What becomes of columns that some respondents were not asked. drop: they leave. " +
      "indicator: they become asked or not asked. impute: filled like other missing answers.",
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

const keepOrDrop = (title: string, description: string) =>
  z.enum(["keep", "drop"]).default("keep").meta({ title, description });

const quality = z.strictObject({
  speeders: keepOrDrop(
    "Too fast",
    "Respondents whose time is below speeder_share of the median: kept, or dropped.",
  ),
  speeder_share: z.number().min(0).max(1).default(0.5).meta({
    title: "Too fast: share of the median",
    description: "Below this share of the median time a respondent counts as too fast, 0..1.",
  }),
  duration_column: z.string().min(1).default("auto").meta({
    title: "Column of times",
    description:
      "The column that holds how long each respondent took. auto: recognised by its name.",
  }),
  straight_liners: keepOrDrop(
    "Same answer throughout",
    "Respondents who gave one answer to every item of a battery: kept, or dropped.",
  ),
  battery_items: z.int().min(2).max(1000).default(5).meta({
    title: "Items of a battery",
    description: "Batteries of fewer items on one scale are not judged.",
  }),
  incomplete: keepOrDrop(
    "Much left unanswered",
    "Respondents who left more than most_missing unanswered: kept, or dropped.",
  ),
  most_missing: z.number().min(0).max(1).default(0.5).meta({
    title: "Unanswered share allowed",
    description: "Share of the questions asked that may be left unanswered, 0..1.",
  }),
  duplicates: keepOrDrop(
    "Same as someone before",
    "Respondents all of whose answers equal an earlier respondent's: kept, or dropped.",
  ),
  impossible: keepOrDrop(
    "Impossible values",
    "Respondents with an age outside 10 to 110, or a number absurdly far from all others: kept, or " +
      "dropped.",
  ),
  contradictory: keepOrDrop(
    "Contradictory answers",
    "Respondents who ticked an option such as None of these beside others: kept, or dropped.",
  ),
});

const features = z.strictObject({
  include: names("Names or globs of the columns to segment on.").default(["*"]).meta({
    title: "Segment on",
  }),
  exclude: names(
    "Names or globs of columns that are not segmented on but still profiled: describing, not defining.",
  ).default([]).meta({ title: "Describe only" }),
  min_unique: z.int().min(0).default(1).meta({
    title: "More distinct values than",
    description: "A feature of so few distinct values or fewer is left out.",
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
  question_weighting: z.enum(["none", "equal"]).default("none").meta({
    title: "Weight of questions",
    description:
      "none: every feature counts alike, so that a question of ten items counts ten times. " +
      "equal: every question counts once, whatever its number of items.",
  }),
  within_respondent: z.enum(["none", "center", "standardize"]).default("none").meta({
    title: "Within respondents",
    description:
      "What becomes of ratings (questions of 3 scale items or more) before scaling. center: each " +
      "answer minus the respondent's own mean over the ratings of one scale. standardize: that, " +
      "divided by the own standard deviation. Segments then rest on what one rates above the rest, " +
      "not on who rates high.",
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
  method: z.enum(["none", "pca", "umap", "mca"]).default("pca").meta({
    title: "Reduction",
    description: "How features become dimensions. none: cluster the features themselves. mca: " +
      "multiple correspondence analysis of answers as categories; numeric columns are left out.",
  }),
  n_components: z.int().min(1).default(2).meta({
    title: "Dimensions",
    description: "Dimensions to keep (pca, umap, mca).",
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
  method: z.enum(["kmeans", "agglomerative", "kmedoids", "kmodes", "kprototypes"])
    .default("kmeans").meta({
      title: "Clustering",
      description:
        "kmeans; agglomerative: a tree that is cut into segments; kmedoids: a respondent " +
        "stands for each segment. On the answers themselves, whatever the reduction: kmodes for " +
        "categories (numeric columns are left out), kprototypes for categories and numbers.",
    }),
  n_clusters: z.int().min(2).max(MOST_SEGMENTS).default(3).meta({
    title: "Segments",
    description: "How many segments to form.",
  }),
  n_init: z.int().min(1).max(10000).default(10).meta({
    title: "Starts",
    description:
      "How many times the method starts anew; the best result is kept (all but agglomerative).",
  }),
  max_iter: z.int().min(1).max(100000).default(300).meta({
    title: "Most iterations",
    description: "The most iterations of one start (all but agglomerative).",
  }),
  algorithm: z.enum(["full", "minibatch"]).default("full").meta({
    title: "Algorithm",
    description:
      "full: every iteration looks at all respondents. minibatch: at random batches of " +
      "them, from 100,000 respondents on; quicker, slightly less exact (kmeans).",
  }),
  batch_size: z.int().min(1).max(1_000_000).default(1024).meta({
    title: "Batch size",
    description: "Respondents a batch (kmeans with algorithm minibatch).",
  }),
  linkage: z.enum(["ward", "complete", "average", "single"]).default("ward").meta({
    title: "Linkage",
    description: "How the distance of two groups is measured (agglomerative). ward: by how much " +
      "joining them raises the spread within; complete, average, single: by the farthest two " +
      "respondents, the mean of all pairs, the nearest two.",
  }),
  distance: z.enum(["euclidean", "gower"]).default("euclidean").meta({
    title: "Distance",
    description: "How the distance of two respondents is measured (agglomerative, kmedoids). " +
      "euclidean: in the reduced space. gower: among the answers themselves, categories and " +
      "numbers alike, whatever the reduction; not with linkage ward.",
  }),
  gamma: z.union([z.literal("auto"), z.number().min(0)]).default("auto").meta({
    title: "Weight of categories",
    description: "What an unlike category adds to the squared distance of the numbers " +
      "(kprototypes). auto: half the mean standard deviation of the numbers.",
  }),
}).refine(
  ({ method, linkage, distance }) =>
    method !== "agglomerative" || linkage !== "ward" || distance === "euclidean",
  {
    path: ["distance"],
    message: "euclidean with linkage ward, which measures variances " +
      "(gower goes with complete, average and single)",
  },
);

const evaluation = z.strictObject({
  silhouette: z.enum(["auto", "exact", "sampled", "none"]).default("auto").meta({
    title: "Silhouette",
    description: "How clearly each respondent belongs to the own segment. auto: exact to 20,000 " +
      "respondents, sampled above. none: not measured.",
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
  quality: quality.prefault({}).meta({ title: "Response quality" }),
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

/** What keeps a text from being a filter, or null. */
function filterProblem(text: string): string | null {
  if (text.trim() === "") return null;
  try {
    parseFilter(text);
    return null;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return `a condition on columns (${error.message})`;
    throw error;
  }
}
