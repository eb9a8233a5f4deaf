/** How structure is looked for. Runs in Deno and browsers. */

/** Every setting; those who call say them all. */
export interface StructureSettings {
  /** The most segments that are tried, at least 2. */
  readonly mostSegments: number;
  /** Principal components in which segments are formed; null for the answers themselves. */
  readonly components: number | null;
  /** Respondents above which a sample of so many is taken. */
  readonly sample: number;
  /** Sets drawn without structure, at most; a multiple of 20 less 1. */
  readonly draws: number;
  /** Pairs of bootstrap samples for every number of segments. */
  readonly pairs: number;
  /** Pairs for the suggested number, at least as many. */
  readonly pairsOfChosen: number;
  /** Starts of k-means for each drawn set and sample. */
  readonly starts: number;
  /** Starts for the respondents themselves; rivals are sought among them. */
  readonly startsOfFit: number;
  /** The most iterations of one start. */
  readonly maxIter: number;
}

/** What the field and our own calibration (docs/calibration.md) give good answers with. */
export const USUAL_SETTINGS: StructureSettings = {
  mostSegments: 8,
  components: null,
  sample: 2000,
  draws: 99,
  pairs: 20,
  pairsOfChosen: 50,
  starts: 2,
  startsOfFit: 20,
  maxIter: 100,
};

/** What a first verdict rests on, before the search goes on: with 19 drawn sets p is 0.05 at the least. */
export const FIRST_LOOK = { draws: 19, pairs: 5 } as const;
