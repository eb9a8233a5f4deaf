/** What a decision matrix may be: criteria by which segments are judged, and how segments of it are found again. Runs in Deno and browsers. */

import { isOfUsableSize } from "../base/magnitudes.ts";
import { isObject } from "../base/objects.ts";

/** Whose attractiveness a criterion is of: how attractive a segment is, or how attractive the organisation is
 * to the segment. */
export type TargetSide = "segment" | "organisation";

/** One criterion of the decision matrix. */
export interface TargetCriterion {
  /** What it is called. */
  readonly name: string;
  /** Whose attractiveness it is of. */
  readonly side: TargetSide;
  /** How much it counts beside the others of its side, from 0. */
  readonly weight: number;
  /** Scores from 0 to {@link MOST_SCORE} by the segment's number, from 1. */
  readonly scores: Readonly<Record<string, number>>;
  /** What is measured instead of scored; empty for scores. */
  readonly measure: string;
}

/** `targeting`: the decision matrix. */
export interface Targeting {
  /** In the order in which they are shown. */
  readonly criteria: readonly TargetCriterion[];
  /** Where the segments lay that scores were given to, in the order of their numbers; none where scores
   * are by number alone. */
  readonly centres: readonly Readonly<Record<string, number>>[];
  /** What the area of a bubble stands for: a measure. */
  readonly bubble: string;
}

/** The highest score. */
export const MOST_SCORE = 10;
/** Criteria of a matrix: more than anybody weighs against each other. */
export const MOST_CRITERIA = 24;
/** Characters of a criterion's name. */
export const MOST_CRITERION = 80;
/** Segments whose places are kept. */
const MOST_CENTRES = 100;
/** Questions that say where a segment lay. */
const MOST_ANCHORS = 100;
const MOST_MEASURE = 500;
const MOST_WEIGHT = 1000;

// Characters that reverse the order of what follows would rearrange the line a name stands in.
const UNPRINTED = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with one of a matrix's values, and where. */
export interface TargetingProblem {
  readonly path: readonly (string | number)[];
  /** What is expected there. */
  readonly message: string;
}

/** Lists what is wrong with criteria that have the right form. */
export function criteriaProblems(criteria: readonly TargetCriterion[]): TargetingProblem[] {
  const taken = new Set<string>();
  const many = criteria.length > MOST_CRITERIA
    ? [{ path: [], message: `at most ${MOST_CRITERIA} criteria` }]
    : [];
  return [
    ...many,
    ...criteria.flatMap(({ name, side, weight, scores }, at): TargetingProblem[] => {
      const problem = criterionProblem(name);
      const key = `${side} ${name.toLowerCase()}`;
      const isTaken = taken.has(key);
      taken.add(key);
      return [
        ...(problem === null ? [] : [{ path: [at, "name"], message: problem }]),
        ...(isTaken ? [{ path: [at, "name"], message: "a name of its own on its side" }] : []),
        ...(weight >= 0 && weight <= MOST_WEIGHT ? [] : [
          { path: [at, "weight"], message: `a weight from 0 to ${MOST_WEIGHT}` },
        ]),
        ...scoreProblems(scores, at),
      ];
    }),
  ];
}

/** Says what the name of a criterion has to be, if it is not; null where all is well. */
export function criterionProblem(name: string): string | null {
  if (name.trim() === "" || name.trim() !== name) return "a name without blanks at its ends";
  if (UNPRINTED.test(name)) return "a name on one line, without control characters";
  return [...name].length > MOST_CRITERION
    ? `a name of at most ${MOST_CRITERION} characters`
    : null;
}

function scoreProblems(
  scores: TargetCriterion["scores"],
  at: number,
): TargetingProblem[] {
  return Object.entries(scores).flatMap(([key, score]) => {
    const path = [at, "scores", key];
    if (!/^[1-9]\d{0,3}$/.test(key)) {
      return [{ path, message: "scores below numbers of segments, from 1" }];
    }
    return score >= 0 && score <= MOST_SCORE
      ? []
      : [{ path, message: `a score from 0 to ${MOST_SCORE}` }];
  });
}

/** Lists what is wrong with places of segments. */
export function centresProblems(centres: Targeting["centres"]): TargetingProblem[] {
  const many = centres.length > MOST_CENTRES
    ? [{ path: [], message: `at most ${MOST_CENTRES} centres` }]
    : [];
  return [
    ...many,
    ...centres.flatMap((centre, at) => {
      const values = Object.values(centre);
      return values.length > 0 && values.length <= MOST_ANCHORS && values.every(isOfUsableSize)
        ? []
        : [{ path: [at], message: `columns with means or shares, 1 to ${MOST_ANCHORS} of them` }];
    }),
  ];
}

/** Whether somebody's values, such as those of an address, are a matrix that is sound. */
export function isSoundTargeting(value: unknown): value is Targeting {
  if (!isObject(value)) return false;
  const { criteria, centres, bubble } = value;
  const isNumbers = (each: unknown): boolean =>
    isObject(each) && Object.values(each).every(Number.isFinite);
  const isCriterion = (each: unknown): boolean =>
    isObject(each) && typeof each.name === "string" && typeof each.measure === "string" &&
    each.measure.length <= MOST_MEASURE &&
    (each.side === "segment" || each.side === "organisation") &&
    Number.isFinite(each.weight) && isNumbers(each.scores);
  return typeof bubble === "string" && bubble.length <= MOST_MEASURE &&
    Array.isArray(criteria) && criteria.every(isCriterion) &&
    Array.isArray(centres) && centres.every(isNumbers) &&
    criteriaProblems(criteria as TargetCriterion[]).length === 0 &&
    centresProblems(centres as Targeting["centres"]).length === 0;
}
