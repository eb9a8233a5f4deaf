/** What a name of a segment may be, and which segments names are given to. Runs in Deno and browsers. */

import { isOfUsableSize, LARGEST_SIZE } from "../base/magnitudes.ts";
import { isObject } from "../base/objects.ts";

/** A name that follows its segment: where that lay among the questions when it was named. */
export interface AnchoredName {
  /** At most {@link MOST_NAME} characters. */
  readonly name: string;
  /** Means and shares by column, or by `column=category`, on the questions' own scale. */
  readonly centre: Readonly<Record<string, number>>;
}

/** `segments.names`: names that follow their segments, or names by number (from 1). */
export type SegmentNames = readonly AnchoredName[] | Readonly<Record<string, string>>;

/** Characters of a name: what still stands whole at the head of a table's column. */
export const MOST_NAME = 60;
/** Names, of segments and resting ones: bounds what matching them costs. */
export const MOST_NAMES = 100;
/** Questions that say where a segment lay. */
const MOST_ANCHORS = 100;
/** In names by number: this one goes by the words of the profile. */
export const NO_NAME = "auto";

// Characters that reverse the order of what follows would rearrange the line a name stands in.
const UNPRINTED = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Says what a name has to be, if it is not; null where all is well. What a spreadsheet would run is made
 * harmless where it is written. */
export function nameProblem(name: string): string | null {
  if (name.trim() === "") return "a name that is not empty";
  if (name.trim() !== name) return "a name without blanks at its ends";
  if (UNPRINTED.test(name)) return "a name on one line, without control characters";
  if ([...name].length > MOST_NAME) return `a name of at most ${MOST_NAME} characters`;
  return null;
}

/** A name as it is compared: no two segments may have names that people read as the same. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether names are by number. */
export function areByNumber(names: SegmentNames): names is Readonly<Record<string, string>> {
  return !Array.isArray(names);
}

/** Whether no segment is named. */
export function areNone(names: SegmentNames): boolean {
  return Object.keys(names).length === 0;
}

/** What is wrong with one of several names, and where. */
export interface NamesProblem {
  readonly path: readonly (string | number)[];
  /** What is expected there. */
  readonly message: string;
}

/** Lists what is wrong with names that have the right form. */
export function namesProblems(names: SegmentNames): NamesProblem[] {
  const taken = new Set<string>();
  const problems = areByNumber(names) ? numberProblems(names) : names.flatMap(centreProblems);
  if (Object.keys(names).length > MOST_NAMES) {
    problems.push({ path: [], message: `at most ${MOST_NAMES} names` });
  }
  for (const { path, name } of placedNames(names)) {
    const message = nameProblem(name) ??
      (taken.has(foldName(name)) ? "a name of its own, as another segment is called so" : null);
    if (message !== null) problems.push({ path, message });
    taken.add(foldName(name));
  }
  return problems;
}

/** Whether somebody's value, such as that of an address, is names that are sound. */
export function areSoundNames(value: unknown): value is SegmentNames {
  const isNamed = (each: unknown): boolean =>
    isObject(each) && typeof each.name === "string" && isObject(each.centre) &&
    Object.values(each.centre).every(Number.isFinite);
  const hasForm = Array.isArray(value)
    ? value.every(isNamed)
    : isObject(value) && Object.values(value).every((name) => typeof name === "string");
  return hasForm && namesProblems(value as SegmentNames).length === 0;
}

function numberProblems(names: Readonly<Record<string, string>>): NamesProblem[] {
  return Object.keys(names).filter((key) => !/^[1-9]\d{0,3}$/.test(key))
    .map((key) => ({ path: [key], message: "names below numbers of segments, from 1" }));
}

function centreProblems({ centre }: AnchoredName, at: number): NamesProblem[] {
  const path = [at, "centre"];
  const count = Object.keys(centre).length;
  const message = `columns with their means or shares, 1 to ${MOST_ANCHORS} of them`;
  return [
    ...(count === 0 || count > MOST_ANCHORS ? [{ path, message }] : []),
    ...Object.keys(centre).filter((key) => !isOfUsableSize(centre[key]))
      .map((key) => ({ path: [...path, key], message: `a number within ${LARGEST_SIZE} of 0` })),
  ];
}

function placedNames(names: SegmentNames): { path: (string | number)[]; name: string }[] {
  return areByNumber(names)
    ? Object.entries(names).filter(([, name]) => name !== NO_NAME)
      .map(([key, name]) => ({ path: [key], name }))
    : names.map(({ name }, at) => ({ path: [at, "name"], name }));
}
