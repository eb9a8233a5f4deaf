/** Parameters of how segments are formed, judged and published. Runs in Deno and browsers. */

import { z } from "zod";
import { isOfUsableSize, LARGEST_SIZE } from "../../base/magnitudes.ts";
import { RULE_NOTES } from "../rule_notes.ts";
import { FOUND_SEGMENTS } from "../rules.ts";

const MOST_SEGMENTS = 1000;
/** Respondents from which on mini-batches are used: below, all starts over all rows take two seconds at
 * most (50 features, 8 segments, two cores), and at this size mini-batches take a quarter to a tenth. */
const LEAST_FOR_BATCHES = 100_000;
/** Up to this many respondents every silhouette is measured. */
const MOST_EXACT = 20_000;
const CHECKED = {
  when: { "structure.check": ["auto"] },
  otherwise: "structure.check is none",
};
const ONLY_UMAP = { when: { "map.method": ["umap"] }, otherwise: "only a map by UMAP uses it" };

/** `reduction` */
export const reduction = z.strictObject({
  method: z.enum(["auto", "none", "pca", "umap", "mca"]).default("auto").meta({
    title: "Segment in",
    description:
      "The space in which segments are formed. none: the full answers. auto: these, or " +
      "above 50 features as many principal components as keep four fifths of the variance. mca: " +
      "multiple correspondence analysis of answers as categories; numeric columns are left out.",
  }),
  n_components: z.union([z.literal("auto"), z.int().min(1)]).default("auto").meta({
    title: "Dimensions",
    description: "Dimensions to keep (pca, umap, mca). auto: as many as keep four fifths of the " +
      "variance (pca), else 2.",
  }),
  n_neighbors: z.int().min(2).default(15).meta({
    title: "Neighbours",
    description: "How many nearest respondents shape the map (umap).",
  }),
  min_dist: z.number().min(0).max(1).default(0.1).meta({
    title: "Least distance",
    description: "How close respondents may lie (umap), 0..1.",
  }),
});

/** `map` */
export const map = z.strictObject({
  method: z.enum(["auto", "pca", "umap", "mca"]).default("auto").meta({
    title: "Map",
    description:
      "How respondents are drawn in two dimensions; segments are not formed there. auto: " +
      "as the space in which they are formed, where that has two dimensions, else pca (mca with mca).",
  }),
  n_neighbors: z.int().min(2).default(15).meta({
    title: "Map: neighbours",
    description: "How many nearest respondents shape the map (umap).",
  }).register(RULE_NOTES, { needs: [ONLY_UMAP] }),
  min_dist: z.number().min(0).max(1).default(0.1).meta({
    title: "Map: least distance",
    description: "How close respondents may lie on the map (umap), 0..1.",
  }).register(RULE_NOTES, { needs: [ONLY_UMAP] }),
});

/** `clustering` */
export const clustering = z.strictObject({
  method: z.enum(["kmeans", "agglomerative", "kmedoids", "kmodes", "kprototypes", "bisecting"])
    .default("kmeans").meta({
      title: "Clustering",
      description:
        "kmeans; bisecting: the segment with the largest spread is split in two, again and again; " +
        "agglomerative: a tree that is cut into segments; kmedoids: a respondent " +
        "stands for each segment. On the answers themselves, whatever the reduction: kmodes for " +
        "categories (numeric columns are left out), kprototypes for categories and numbers.",
    }),
  n_clusters: z.union([z.literal("auto"), z.int().min(2).max(MOST_SEGMENTS)]).default("auto").meta({
    title: "Segments",
    description: "How many segments to form. auto: as many as structure.check finds.",
  }).register(RULE_NOTES, {
    uses: [{ stage: "cluster" }],
    means: [{ of: "auto", when: {}, is: FOUND_SEGMENTS }],
  }),
  max_clusters: z.int().min(3).max(20).default(8).meta({
    title: "Most segments to try",
    description: "Up to how many segments are tried by structure.check.",
  }).register(RULE_NOTES, { uses: [{ stage: "structure" }], needs: [CHECKED] }),
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
  }).register(RULE_NOTES, {
    needs: [{
      when: { "@rows": { atLeast: LEAST_FOR_BATCHES } },
      otherwise: "mini-batches pay from 100,000 respondents on",
    }],
    means: [{
      of: "minibatch",
      when: { "@rows": { atMost: LEAST_FOR_BATCHES - 1 } },
      is: "full",
      note: "All {rows} respondents were looked at in every iteration, as with " +
        "clustering.algorithm full: mini-batches pay from 100,000 respondents on.",
    }],
  }),
  batch_size: z.int().min(1).max(1_000_000).default(1024).meta({
    title: "Batch size",
    description: "Respondents a batch (kmeans with algorithm minibatch).",
  }).register(RULE_NOTES, {
    needs: [
      {
        when: { "@rows": { atLeast: LEAST_FOR_BATCHES } },
        otherwise: "mini-batches pay from 100,000 respondents on",
      },
      {
        when: { "clustering.algorithm": ["minibatch"] },
        otherwise: "only the algorithm minibatch uses it",
      },
    ],
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
  gamma: z.union([z.literal("auto"), z.number().min(0)]).refine(
    (gamma) => gamma === "auto" || isOfUsableSize(gamma),
    { message: `"auto" or a number from 0 to ${LARGEST_SIZE}` },
  ).default("auto").meta({
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

/** `structure` */
export const structure = z.strictObject({
  check: z.enum(["auto", "none"]).default("auto").meta({
    title: "Are there segments?",
    description:
      "auto: segments are compared with those of data without any, of the same answers and " +
      "correlations, and formed again from other samples. none: not asked.",
  }),
  draws: z.int().min(19).max(999).refine((draws) => (draws + 1) % 20 === 0, {
    message: "a multiple of 20 less 1, such as 19, 99 or 199",
  }).default(99).meta({
    title: "Sets without segments",
    description: "How many are drawn to compare with, at most: fewer where the answer is clear.",
  }).register(RULE_NOTES, { needs: [CHECKED] }),
  pairs: z.int().min(1).max(500).default(20).meta({
    title: "Pairs of samples",
    description: "How many pairs of samples are segmented anew for each number of segments.",
  }).register(RULE_NOTES, { needs: [CHECKED] }),
  sample: z.int().min(100).max(20000).default(2000).meta({
    title: "Respondents asked of",
    description: "Of more respondents a sample of so many is taken.",
  }).register(RULE_NOTES, { needs: [CHECKED], isCapped: true }),
});

/** `evaluation` */
export const evaluation = z.strictObject({
  silhouette: z.enum(["auto", "exact", "sampled", "none"]).default("auto").meta({
    title: "Silhouette",
    description: "How clearly each respondent belongs to the own segment. auto: exact to 20,000 " +
      "respondents, sampled above. none: not measured.",
  }).register(RULE_NOTES, {
    means: [
      { of: "auto", when: { "@rows": { atMost: MOST_EXACT } }, is: "exact" },
      { of: "auto", when: { "@rows": { atLeast: MOST_EXACT + 1 } }, is: "sampled" },
    ],
  }),
  sample: z.int().min(10).default(10000).meta({
    title: "Sample",
    description: "Respondents in a sampled silhouette; respondents not sampled have a blank.",
  }).register(RULE_NOTES, {
    needs: [
      {
        when: { "evaluation.silhouette": ["auto", "exact", "sampled"] },
        otherwise: "no silhouette is computed",
      },
      {
        when: { "evaluation.silhouette": ["auto", "sampled"] },
        otherwise: "every respondent is measured",
      },
    ],
    isCapped: true,
  }),
  second_opinion: z.boolean().default(false).meta({
    title: "Second opinion",
    description:
      "Whether independent programs compute the run again, and the report says how far " +
      "they agree: ml-kmeans, ml-hclust (to 2,000 respondents), ml-pca and umap-js (to 5,000).",
  }).register(RULE_NOTES, { uses: [{ stage: "opinion" }] }),
});

/** `export` */
export const exporting = z.strictObject({
  formulas: z.enum(["neutralise", "keep"]).default("neutralise").meta({
    title: "Formulas",
    description:
      "neutralise: in CSV files texts that a spreadsheet program would run (= + - @ in front, no " +
      "numbers) get an apostrophe before them. keep: as they came.",
  }),
});

/** `typing` */
export const typing = z.strictObject({
  short_form: z.boolean().default(false).meta({
    title: "Short form",
    description:
      "Whether a run's files hold a short form, which places new respondents by few questions: a " +
      "workbook, a table, SQL and a JavaScript module.",
  }),
  questions: z.array(z.string().min(1)).default([]).meta({
    title: "Questions that it asks",
    description: "Names or globs of columns that the short form asks in any case, in this order.",
  }),
  accuracy: z.number().min(0.3).max(1).default(0.8).meta({
    title: "Accuracy",
    description:
      "Share of respondents whom the short form shall place in their own segment; it asks as few " +
      "questions as that takes.",
  }),
  most_questions: z.int().min(1).max(40).default(12).meta({
    title: "Most questions",
    description: "The short form asks no more than these, or those named if they are more.",
  }),
});

/** `publish` */
export const publish = z.strictObject({
  respondents: z.enum(["none", "pseudonymous", "all"]).default("pseudonymous").meta({
    title: "Published respondents",
    description: "What a built site carries of single respondents.",
  }),
  least_base: z.int().min(1).max(100).default(5).meta({
    title: "Smallest base",
    description:
      "What fewer respondents answered is not shown on a built site. none: counts, shares and means. " +
      "pseudonymous: words, as the respondents' rows are there. all: everything is shown.",
  }),
});
