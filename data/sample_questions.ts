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

/** Which of these at Larkmead Market have you heard of? (0 no, 1 yes) */
export const AWARENESS: readonly Item[] = [
  ask("core_q1_1", "The Larkmead Card", { thrift: 0.5, food: 0.3, lean: 0.7 }),
  ask("core_q1_2", "The weekly offers leaflet", { thrift: 0.7, food: 0, lean: 0.3 }),
  ask("core_q1_3", "The Larkmead app", { thrift: -0.2, food: -0.3, lean: 0 }),
  ask("core_q1_4", "Home delivery", { thrift: -0.3, food: 0, lean: 0.2 }),
  ask("core_q1_5", "Click and collect", { thrift: 0, food: -0.4, lean: -0.3 }),
  ask("core_q1_6", "The From Our Farms shelf", { thrift: -0.2, food: 0.7, lean: -0.2 }),
  ask("core_q1_7", "Cooking evenings", { thrift: 0, food: 0.6, lean: -0.8 }),
  ask("core_q1_8", "The refill station", { thrift: 0, food: 0.4, lean: -0.6 }),
];

/** How much do you agree? Shopping (1 not at all .. 5 completely) */
export const SHOPPING: readonly Item[] = [
  ask("core_q2_1", "I compare prices before something goes into my basket.", {
    thrift: 0.8,
    food: 0,
    lean: 0.3,
  }),
  ask("core_q2_2", "I plan my shopping around offers.", { thrift: 0.8, food: -0.1, lean: -0.2 }),
  ask("core_q2_3", "I write a list and stick to it.", { thrift: 0.6, food: 0.1, lean: 0.4 }),
  ask("core_q2_4", "I often buy things I had not planned to buy.", {
    thrift: -0.6,
    food: 0.1,
    lean: 0.1,
  }),
  ask("core_q2_5", "I know what the things I buy regularly cost.", {
    thrift: 0.7,
    food: 0.1,
    lean: 0.3,
  }),
  ask("core_q2_6", "Own labels are as good as brands.", { thrift: 0.6, food: -0.2, lean: 0.2 }),
  ask("core_q2_7", "I buy larger packs when that saves money.", { thrift: 0.7, food: 0, lean: 0 }),
  ask("core_q2_8", "I hardly look at prices.", { thrift: -0.8, food: 0.1, lean: -0.5 }),
  ask("core_q2_9", "I would travel further for a lower bill.", {
    thrift: 0.7,
    food: -0.1,
    lean: -0.6,
  }),
  ask("core_q2_10", "I want to be out of the shop within minutes.", {
    thrift: -0.3,
    food: -0.6,
    lean: 0.2,
  }),
];

/** How much do you agree? Food (1 not at all .. 5 completely) */
export const FOOD: readonly Item[] = [
  ask("core_q3_1", "I want to know where my food comes from.", {
    thrift: -0.1,
    food: 0.8,
    lean: 0.4,
  }),
  ask("core_q3_2", "I prefer farms from around here, even if it costs more.", {
    thrift: -0.4,
    food: 0.7,
    lean: -0.1,
  }),
  ask("core_q3_3", "I enjoy cooking with fresh ingredients.", {
    thrift: 0.1,
    food: 0.8,
    lean: 0.5,
  }),
  ask("core_q3_4", "A ready meal is a good answer on a weekday.", {
    thrift: -0.1,
    food: -0.7,
    lean: -0.2,
  }),
  ask("core_q3_5", "Organic food is worth its price.", { thrift: -0.3, food: 0.7, lean: -0.3 }),
  ask("core_q3_6", "I ask for advice at the counter.", { thrift: 0, food: 0.6, lean: -0.5 }),
  ask("core_q3_7", "Packaging does not matter to me.", { thrift: 0, food: -0.6, lean: -0.4 }),
  ask("core_q3_8", "I like to try products I do not know yet.", {
    thrift: -0.2,
    food: 0.5,
    lean: 0.1,
  }),
  ask("core_q3_9", "Shopping for food is a pleasure.", { thrift: 0, food: 0.7, lean: 0 }),
];

/** Asked again four weeks later, of three in ten: how much do you agree? (1 .. 5) */
export const RECONTACT: readonly Item[] = [
  ask("core_re_q4_1", "Since then I have been at Larkmead more often.", {
    thrift: 0.1,
    food: 0.3,
    lean: -0.2,
  }),
  ask("core_re_q4_2", "I have used the Larkmead Card.", { thrift: 0.5, food: 0.1, lean: 0.4 }),
  ask("core_re_q4_3", "I have told others about Larkmead.", { thrift: 0, food: 0.4, lean: -0.4 }),
  ask("core_re_q4_4", "I have bought something I saw in the leaflet.", {
    thrift: 0.6,
    food: 0,
    lean: 0,
  }),
  ask("core_re_q4_5", "I have tried a product that was new to me.", {
    thrift: -0.1,
    food: 0.5,
    lean: 0.1,
  }),
  ask("core_re_q4_6", "I have shopped elsewhere instead.", { thrift: 0.2, food: -0.4, lean: 0 }),
];

function ask(column: string, wording: string, tendency: Tendency): Item {
  return { column, wording, ...tendency };
}
