/** What the sample survey asks, and how its segments tend to answer. Runs in Deno and browsers. */

/** What moves the answer to an item. */
export interface Tendency {
  /** What each unit of thrift, and of love of food, adds to the answer (1 to 5; for yes and no to the
   * inclination to say yes); negative for items worded the other way round. */
  readonly thrift: number;
  readonly food: number;
  /** How far the answer of the average respondent lies from the middle of the scale. */
  readonly lean: number;
}

/** One item of a question. */
export interface Item extends Tendency {
  readonly column: string;
  /** As the respondent read it. */
  readonly wording: string;
}

/** What respondents of one planted segment have in common. */
export interface Segment {
  readonly name: string;
  /** Respondents. */
  readonly size: number;
  /** Means of the two traits that move the answers. */
  readonly thrift: number;
  readonly food: number;
  /** Mean age in years, of a recommendation 0..10, of the logarithm of pounds a month. */
  readonly age: number;
  readonly recommend: number;
  readonly logSpend: number;
  /** Share of women among those who say female or male. */
  readonly female: number;
  /** Weight of each of {@link REGIONS}. */
  readonly regions: readonly number[];
}

/** Where respondents live. */
export const REGIONS = ["North Coast", "Lakes", "Central Valley", "Capital", "Hills", "South"];

/** The planted segments, largest first: half, three tenths and a fifth of those who are in one. */
export const SEGMENTS: readonly Segment[] = [
  {
    name: "Careful planners",
    size: 584,
    thrift: 1.25,
    food: -0.35,
    age: 48,
    recommend: 7.2,
    logSpend: 5.45,
    female: 0.56,
    regions: [3, 2, 4, 2, 2, 3],
  },
  {
    name: "Food lovers",
    size: 350,
    thrift: -1.0,
    food: 1.6,
    age: 54,
    recommend: 7.9,
    logSpend: 5.75,
    female: 0.58,
    regions: [2, 3, 2, 4, 3, 2],
  },
  {
    name: "Quick stoppers",
    size: 234,
    thrift: -1.5,
    food: -1.5,
    age: 36,
    recommend: 6.7,
    logSpend: 5.15,
    female: 0.45,
    regions: [2, 1, 3, 5, 1, 3],
  },
];

/** How many respondents answer without reading and are of no segment. */
export const CARELESS = 36;

/** Which of these of the Larkmead Box have you used? (0 no, 1 yes) */
export const USAGE: readonly Item[] = [
  ask("core_q1_1", "The loyalty points", { thrift: 0.5, food: 0.3, lean: 0.7 }),
  ask("core_q1_2", "The weekly offers by e-mail", { thrift: 0.7, food: 0, lean: 0.3 }),
  ask("core_q1_3", "The Larkmead app", { thrift: -0.2, food: -0.3, lean: 0 }),
  ask("core_q1_4", "Delivery in the evening", { thrift: -0.3, food: 0, lean: 0.2 }),
  ask("core_q1_5", "The pick-up point", { thrift: 0, food: -0.4, lean: -0.3 }),
  ask("core_q1_6", "The farm box", { thrift: -0.2, food: 0.7, lean: -0.2 }),
  ask("core_q1_7", "Cooking evenings online", { thrift: 0, food: 0.6, lean: -0.8 }),
  ask("core_q1_8", "Returning jars and cool packs", { thrift: 0, food: 0.4, lean: -0.6 }),
];

/** How much do you agree? (1 not at all .. 5 completely) */
export const ATTITUDES: readonly Item[] = [
  ask("core_q2_1", "I compare prices before I order.", {
    thrift: 0.8,
    food: 0,
    lean: 0.3,
  }),
  ask("core_q2_2", "I plan my orders around offers.", { thrift: 0.8, food: -0.1, lean: -0.2 }),
  ask("core_q2_3", "I plan the meals of a week and stick to the plan.", {
    thrift: 0.6,
    food: 0.1,
    lean: 0.4,
  }),
  ask("core_q2_4", "I often add things I had not planned to buy.", {
    thrift: -0.6,
    food: 0.1,
    lean: 0.1,
  }),
  ask("core_q2_5", "I know what a meal costs me.", {
    thrift: 0.7,
    food: 0.1,
    lean: 0.3,
  }),
  ask("core_q2_6", "A plain box is as good as a fine one.", { thrift: 0.6, food: -0.2, lean: 0.2 }),
  ask("core_q2_7", "I take the larger box when that saves money.", {
    thrift: 0.7,
    food: 0,
    lean: 0,
  }),
  ask("core_q2_8", "I hardly look at prices.", { thrift: -0.8, food: 0.1, lean: -0.5 }),
  ask("core_q2_9", "I would change the service for a lower bill.", {
    thrift: 0.7,
    food: -0.1,
    lean: -0.6,
  }),
  ask("core_q2_10", "I want an order to be done within a minute.", {
    thrift: -0.3,
    food: -0.6,
    lean: 0.2,
  }),
];

/** How important is this to you? (1 not at all .. 5 very) */
export const NEEDS: readonly Item[] = [
  ask("core_q3_1", "Knowing where the food comes from", {
    thrift: -0.1,
    food: 0.8,
    lean: 0.4,
  }),
  ask("core_q3_2", "Produce of farms around here", {
    thrift: -0.4,
    food: 0.7,
    lean: -0.1,
  }),
  ask("core_q3_3", "Fresh ingredients to cook with", {
    thrift: 0.1,
    food: 0.8,
    lean: 0.5,
  }),
  ask("core_q3_4", "Meals that are ready in ten minutes", {
    thrift: -0.1,
    food: -0.7,
    lean: -0.2,
  }),
  ask("core_q3_5", "Organic produce", { thrift: -0.3, food: 0.7, lean: -0.3 }),
  ask("core_q3_6", "Recipes and advice from a cook", { thrift: 0, food: 0.6, lean: -0.5 }),
  ask("core_q3_7", "The same box every week", { thrift: 0, food: -0.6, lean: -0.4 }),
  ask("core_q3_8", "Products I do not know yet", {
    thrift: -0.2,
    food: 0.5,
    lean: 0.1,
  }),
  ask("core_q3_9", "A box to look forward to", { thrift: 0, food: 0.7, lean: 0 }),
];

/** Asked again four weeks later, of three in ten: how much do you agree? (1 .. 5) */
export const RECONTACT: readonly Item[] = [
  ask("core_re_q4_1", "I have ordered more boxes than before.", {
    thrift: 0.1,
    food: 0.3,
    lean: -0.2,
  }),
  ask("core_re_q4_2", "I have used my loyalty points.", { thrift: 0.5, food: 0.1, lean: 0.4 }),
  ask("core_re_q4_3", "I have told others about Larkmead.", { thrift: 0, food: 0.4, lean: -0.4 }),
  ask("core_re_q4_4", "I have bought something from the weekly offers.", {
    thrift: 0.6,
    food: 0,
    lean: 0,
  }),
  ask("core_re_q4_5", "I have tried a product that was new to me.", {
    thrift: -0.1,
    food: 0.5,
    lean: 0.1,
  }),
  ask("core_re_q4_6", "I have ordered from others instead.", { thrift: 0.2, food: -0.4, lean: 0 }),
];

/** A column's line in the codebook: its name, what was asked, words for its codes. */
export type CodebookLine = readonly [name: string, text: string, values: string];

const YES_NO = "0 = No; 1 = Yes";
const AGREEMENT = "1 = Not at all; 5 = Completely";
const IMPORTANCE = "1 = Not at all important; 5 = Very important";

/** Every column of the survey as the workbook's codebook has it, in its order. */
export const CODEBOOK: readonly CodebookLine[] = [
  ["respondent_id", "Respondent", ""],
  ["date", "Day of the interview", ""],
  ["wave", "Wave of the study", ""],
  ["region", "Where do you live?", ""],
  ["gender", "Are you …?", ""],
  ["age", "How old are you?", ""],
  ...lines(USAGE, "Which of these of the Larkmead Box have you used?", YES_NO),
  ...lines(ATTITUDES, "How much do you agree?", AGREEMENT),
  ...lines(NEEDS, "How important is this to you in a food box?", IMPORTANCE),
  [
    "recommend",
    "How likely are you to recommend the Larkmead Box?",
    "0 = Not at all likely; 10 = Certain",
  ],
  ["spend", "What does your household spend on boxes in a month, in pounds?", ""],
  ["open_comment", "Is there anything you would like to tell us?", ""],
  ...lines(RECONTACT, "Four weeks later, how much do you agree?", AGREEMENT),
  ["comments_internal", "Notes of the field team", ""],
];

function lines(items: readonly Item[], question: string, values: string): CodebookLine[] {
  return items.map(({ column, wording }) => [column, `${question} - ${wording}`, values]);
}

function ask(column: string, wording: string, tendency: Tendency): Item {
  return { column, wording, ...tendency };
}
