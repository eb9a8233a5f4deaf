/** What a name of a segment may be, and which segments names are given to. Runs in Deno and browsers. */

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
