/** Parameters of what segments are formed on. Runs in Deno and browsers. */

import { z } from "zod";
import { questionPatternProblem } from "../../base/pattern/question_pattern.ts";
import { RULE_NOTES } from "../rule_notes.ts";

const names = (description: string) => z.array(z.string()).meta({ description });

/** `features` */
export const features = z.strictObject({
  include: z.union([z.literal("auto"), z.array(z.string())]).default("auto").meta({
    title: "Segment on",
    description:
      "auto: what respondents think, need and do; who they are (age, sex, region, income, " +
      "education, occupation, household, origin) and when they were asked (wave, year) only " +
      "describes. Else names or globs of columns, auto among them: [auto, region].",
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
  question_pattern: z.string().superRefine((pattern, context) => {
    const problem = questionPatternProblem(pattern);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  }).default("^(.*?[qQ]\\d+)_\\d+$").meta({
    title: "Question pattern",
    description:
      "Regular expression on column names. Its first group is the question; columns of one question belong together.",
  }).register(RULE_NOTES, { uses: [{ stage: "clean" }, { stage: "features" }] }),
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
  }).register(RULE_NOTES, {
    needs: [{
      when: { "features.encode_nominal": ["onehot"] },
      otherwise: "answers without an order are only profiled",
    }],
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
  tails: z.enum(["auto", "none", "log", "winsorize"]).default("auto").meta({
    title: "Heavy tails",
    description:
      "What becomes of numbers far from the others (not of scales, yes/no, categories) before " +
      "scaling, so that one value forms no segment; profiles show the real values. log: amounts from " +
      "0 up count by their logarithm. winsorize: what lies more than 5 robust deviations from the " +
      "median counts as lying there. auto: only where such values occur; amounts by their logarithm " +
      "where that makes them more symmetric, and what still lies beyond is drawn in.",
  }),
  scaling: z.enum(["auto", "none", "standardize"]).default("auto").meta({
    title: "Scaling",
    description:
      "standardize: mean 0, standard deviation 1. auto: none when all features are yes/no, " +
      "or all are scale items whose observed minima and maxima differ by at most one point; else " +
      "standardize. Indicators of one nominal column are scaled as a block to total variance 1.",
  }),
});
