/** Parameters of what segments are called. Runs in Deno and browsers. */

import { z } from "zod";
import { isOfUsableSize, LARGEST_SIZE } from "../../base/magnitudes.ts";
import { RULE_NOTES } from "../rule_notes.ts";
import {
  areByNumber,
  foldName,
  MOST_NAMES,
  nameProblem,
  NO_NAME,
  type SegmentNames,
} from "../segment_names.ts";

/** Questions that say where a segment lay. */
const MOST_ANCHORS = 100;

const anchored = z.strictObject({ name: z.string(), centre: z.record(z.string(), z.number()) });
const names = z.union([z.array(anchored), z.record(z.string(), z.string())]);

/** A name with the place in the parameters that it stands at; null as name for what may not be one. */
interface Placed {
  readonly path: (string | number)[];
  readonly name: string;
}

/** `segments` */
export const segments = z.strictObject({
  names: names.superRefine((given, context) => {
    const say = (path: readonly (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path: [...path], message });
    if (Object.keys(given).length > MOST_NAMES) say([], `at most ${MOST_NAMES} names`);
    for (const [path, message] of areByNumber(given) ? numberProblems(given) : []) {
      say(path, message);
    }
    if (!areByNumber(given)) given.forEach(({ centre }, i) => sayOfCentre(centre, i, say));
    const taken = new Set<string>();
    for (const { path, name } of placedNames(given)) {
      const problem = nameProblem(name) ??
        (taken.has(foldName(name)) ? "a name of its own, as another segment is called so" : null);
      if (problem !== null) say(path, problem);
      taken.add(foldName(name));
    }
  }).default([]).meta({
    title: "Names",
    description:
      "What segments are called. By number, one for each of the segments, where auto keeps the " +
      "words of the profile: {1: Price seekers, 2: auto, 3: Cooks}; these hold only while there are " +
      "so many segments. Or a list of {name, centre}, by which a name follows its segment however it " +
      "is formed: centre says where it lies, by mean or share of a few questions, as the profile has " +
      "them (for a share of a category column=category). Names change no figure.",
  }).register(RULE_NOTES, { uses: [{ stage: "profile" }] }),
});

function* numberProblems(
  given: Readonly<Record<string, string>>,
): Generator<[path: string[], message: string]> {
  for (const key of Object.keys(given)) {
    if (!/^[1-9]\d{0,3}$/.test(key)) yield [[key], "names below numbers of segments, from 1"];
  }
}

function sayOfCentre(
  centre: Readonly<Record<string, number>>,
  at: number,
  say: (path: readonly (string | number)[], message: string) => void,
): void {
  const count = Object.keys(centre).length;
  if (count === 0 || count > MOST_ANCHORS) {
    say([at, "centre"], `columns with their means or shares, 1 to ${MOST_ANCHORS} of them`);
  }
  for (const [key, value] of Object.entries(centre)) {
    if (!isOfUsableSize(value)) {
      say([at, "centre", key], `a number within ${LARGEST_SIZE} of 0`);
    }
  }
}

function placedNames(given: SegmentNames): Placed[] {
  return areByNumber(given)
    ? Object.entries(given).filter(([, name]) => name !== NO_NAME)
      .map(([key, name]) => ({ path: [key], name }))
    : given.map(({ name }, at) => ({ path: [at, "name"], name }));
}
