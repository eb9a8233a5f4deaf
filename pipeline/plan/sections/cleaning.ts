/** Parameters of who and what takes part, and of what fills gaps. Runs in Deno and browsers. */

import { z } from "zod";
import { isOfUsableSize, LARGEST_SIZE } from "../../base/magnitudes.ts";
import { FilterSyntaxError, parseFilter } from "../filter_parse.ts";
import { RULE_NOTES } from "../rule_notes.ts";

/** What `cleaning.drop_thresh: auto` comes to: a question leaves once more are silent than answer. */
const SHARE_NEEDED = 0.5;
const IMPUTATION_METHODS = ["auto", "twoway", "fill", "mode", "mean", "median", "nearest"] as const;

const names = (description: string) => z.array(z.string()).meta({ description });

/** `cleaning` */
export const cleaning = z.strictObject({
  exclude_recontact_features: z.boolean().default(false).meta({
    title: "Leave out re-contact questions",
    description: "Leave out columns whose name starts with core_re.",
  }),
  exclude_columns: names("Names or globs of columns that are gone for good, not even profiled.")
    .default([]).meta({ title: "Remove columns" }),
  drop_thresh: z.union([z.literal("auto"), z.number().min(0).max(1)]).default("auto").meta({
    title: "Answered share a column needs",
    description:
      "A column stays when at least this share of respondents, rounded down, answered it; 0..1. " +
      "auto: half of them.",
  }).register(RULE_NOTES, { means: [{ of: "auto", when: {}, is: SHARE_NEEDED }] }),
  filter: z.string().superRefine((text, context) => {
    const problem = filterProblem(text);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  }).default("").meta({
    title: "Who takes part",
    description: 'A condition on columns, such as age >= 18 and region in ("North", "South") and ' +
      "not missing(q1_1). Empty: everybody. A name that is no plain word stands in brackets: " +
      "[Annual Income (k$)].",
  }),
  imputation_method: z.enum(IMPUTATION_METHODS).default("auto").meta({
    title: "Fill missing answers with",
    description: "auto: in a question of at least 3 items on one scale from the respondent's own " +
      "level and the item's (two-way imputation), within the answers given; other numbers and scales " +
      "get the median, categories and yes/no a category of their own, (no answer); yes/no with under " +
      "5 % gaps the most frequent answer. twoway: likewise, but categories and yes/no get the most " +
      "frequent answer. fill: the number in fill_value. mode: the column's most frequent answer " +
      "(the smallest of equally frequent ones). mean, median: of the column's answers; categories " +
      "without an order get the most frequent. nearest: the mean (categories: the most frequent) " +
      "among the respondents who answer most alike.",
  }),
  imputation_neighbors: z.int().min(1).max(1000).default(5).meta({
    title: "Nearest respondents",
    description: "How many respondents who answer alike fill a gap (nearest).",
  }).register(RULE_NOTES, {
    needs: [{
      when: { "cleaning.imputation_method": ["nearest"] },
      otherwise: "only filling from the nearest respondents uses it",
    }],
  }),
  not_asked: z.enum(["auto", "drop", "indicator", "impute"]).default("auto").meta({
    title: "Questions not asked of all",
    description:
      "What becomes of columns that some respondents were not asked. auto: they leave; but where " +
      "they are most of the survey, those who were not asked most of them take no part instead. " +
      "drop: they leave. " +
      "indicator: they become asked or not asked. impute: filled like other missing answers.",
  }),
  fill_value: z.number().refine(isOfUsableSize, {
    message: `a number within ${LARGEST_SIZE} of 0`,
  }).default(0).meta({
    title: "Fill value",
    description: "The number that stands for a missing answer (fill). Columns of words get a " +
      "category of their own, (no answer).",
  }).register(RULE_NOTES, {
    needs: [{
      when: { "cleaning.imputation_method": ["fill"] },
      otherwise: "missing answers are filled from the answers given",
    }],
  }),
});

/** `weighting` */
export const weighting = z.strictObject({
  column: z.string().default("").meta({
    title: "Weight column",
    description: "Name of the numeric column that says how many respondents each one stands for. " +
      "Empty: all count alike. It is never applied unasked, and never a feature.",
  }),
});

const keepOrDrop = (title: string, description: string) =>
  z.enum(["keep", "drop"]).default("keep").meta({ title, description });

/** `quality` */
export const quality = z.strictObject({
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
  incomplete: z.enum(["auto", "keep", "drop"]).default("auto").meta({
    title: "Much left unanswered",
    description:
      "Respondents who left more than most_missing unanswered. auto: they take no part " +
      "where that is so of the questions that stay and may define segments, as what is filled in " +
      "for them would form a segment of its own. keep, drop: by all questions asked.",
  }),
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
