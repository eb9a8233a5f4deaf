/** What the scales of one language are made of, as data. Runs in Deno and browsers. */

/** Phrases separated by `|`; `(x)` is optional, and `~` is where a word of degree stands (in front
 * where there is no `~`). They are folded like answers, so accents and case are for the reader.
 */
export type Phrases = string;

/** A place on a scale, low to high of the thing that the family is named after, and what says it. */
export type Places = readonly (readonly [place: number, phrases: Phrases])[];

/** One family of scales: two poles that words of degree strengthen, a middle, answers of their own. */
export interface FamilyWords {
  /** The high pole. Words of degree, denials among them, say how far. */
  readonly up?: Phrases;
  /** The low pole. Words of degree that do not deny say how far. */
  readonly down?: Phrases;
  /** The middle, 0. */
  readonly middle?: Phrases;
  /** Answers with a place of their own. */
  readonly points?: Places;
}

/** Words of "how often" and "how much", for answers that hold numbers. */
export interface CountingWords {
  /** How many times a year. */
  readonly units: Places;
  /** Words that say both a number and a unit: daily. */
  readonly adverbs: Places;
  /** Numbers in words, `once` among them. */
  readonly numbers: Places;
  /** `times`, articles, prepositions: they may stand anywhere. */
  readonly fillers: Phrases;
  readonly every: Phrases;
  /** Words that double the period: every other week. */
  readonly other: Phrases;
  readonly more: Phrases;
  readonly less: Phrases;
  /** Answers below every counted one: never, less often. */
  readonly lowest: Places;
  /** In bands of numbers: below, before the number or behind it. */
  readonly below: Phrases;
  /** In bands: from this number up. */
  readonly above: Phrases;
  readonly between: Phrases;
  /** Lengths of time in hours: most of the day. */
  readonly spans?: Places;
  /** What the numbers of bands count and what stands around them: years, old, per. */
  readonly nouns: Phrases;
}

/** The scales of one language. */
export interface Language {
  readonly name: string;
  /** Words of degree by strength: 4 is the bare word, 8 the most; below 0 they deny, -8 wholly.
   * A `*` stands for the words in between: `not * at all`. */
  readonly degrees: Places;
  readonly families: Readonly<Record<string, FamilyWords>>;
  /** Answers that are no point of any scale. */
  readonly nonAnswers: {
    readonly dont_know: Phrases;
    readonly refused: Phrases;
    readonly not_applicable: Phrases;
    readonly not_asked?: Phrases;
    /** That something is not done or was never used: the lowest point among frequencies, no answer
     * beside any other scale. */
    readonly not_done: Phrases;
    /** No answer beside a scale or numbers, an answer among categories. */
    readonly beside?: Phrases;
  };
  readonly counting: CountingWords;
}
