/** How the invented respondents of the sample survey answer. Runs in Deno and browsers. */

import type { Rng } from "../pipeline/base/rng.ts";
import type { Cell, SampleColumn } from "./sample_files.ts";
import type { Item, Segment } from "./sample_questions.ts";

/** Standard deviations: of the traits within a segment, of what else moves an answer (in points of
 * the scale), and of the factor by which people use the ends of a scale. The first two decide how far
 * the segments overlap; README.md states what comes of them. */
const TRAIT_SPREAD = 0.66;
const ITEM_NOISE = 1.2;
const USAGE_NOISE = 1.1;
const AGREEABLENESS = 0.3;
const EMPHASIS = 0.15;

/** Who a respondent is before any question is asked. */
export interface Person {
  /** Null for a respondent of no segment, who does not read the questions. */
  readonly segment: Segment | null;
  readonly thrift: number;
  readonly food: number;
  /** Added to every agreement, whatever it says. */
  readonly agreeableness: number;
  /** Above 1 for people who use the ends of a scale. */
  readonly emphasis: number;
}

/** How a column comes by its cells. */
export interface Question {
  /** Share of the answers that are lost, 0..1. */
  readonly missing: number;
  readonly answer: (person: Person, draw: Rng) => Cell;
}

/** Asks everybody one question. */
export type Asker = (name: string, question: Question) => SampleColumn;

/** Draws the people behind the answers.
 * @param segments Segment of each respondent, null for none.
 */
export function invent(segments: readonly (Segment | null)[], rng: Rng): Person[] {
  return segments.map((segment) => ({
    segment,
    thrift: (segment?.thrift ?? 0) + TRAIT_SPREAD * rng.normal(),
    food: (segment?.food ?? 0) + TRAIT_SPREAD * rng.normal(),
    agreeableness: AGREEABLENESS * rng.normal(),
    emphasis: 1 + EMPHASIS * rng.normal(),
  }));
}

/** Makes the function that asks everybody one question; each column draws from streams of its own. */
export function createAsker(people: readonly Person[], rng: Rng): Asker {
  return (name, { missing, answer }) => {
    const draw = rng.fork(name);
    const gaps = rng.fork(`${name} missing`);
    const cells = people.map((person) => {
      // Both are drawn in any case: a changed share of gaps then changes no answer.
      const value = answer(person, draw);
      return gaps.uniform() < missing ? null : value;
    });
    return { name, cells };
  };
}

/** An item and where its chance comes from. */
export interface Asked {
  readonly item: Item;
  readonly draw: Rng;
}

/** The answer to an agreement item, 1..5. */
export function agree(person: Person, { item, draw }: Asked): number {
  const noise = draw.normal();
  if (person.segment === null) return 1 + draw.below(5);
  const traits = item.thrift * person.thrift + item.food * person.food;
  const answer = person.emphasis * (item.lean + traits + ITEM_NOISE * noise);
  return Math.min(5, Math.max(1, Math.round(3 + answer + person.agreeableness)));
}

/** The answer to a usage item: 1 used, 0 not. */
export function knows(person: Person, { item, draw }: Asked): number {
  const noise = USAGE_NOISE * draw.normal();
  if (person.segment === null) return draw.below(2);
  const traits = item.thrift * person.thrift + item.food * person.food;
  return item.lean + traits + person.agreeableness + noise > 0 ? 1 : 0;
}

/** Draws a position with the given weights. */
export function drawWeighted(weights: readonly number[], draw: Rng): number {
  let left = draw.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.length - 1;
}
