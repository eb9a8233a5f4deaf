/** Why a cell holds no answer, and answers that may mean that there is none. Runs in Deno and browsers. */

/** Why a cell holds no answer. The position in this list is the code in `Column.missing`. */
export const MISSING_REASONS = [
  "answered",
  "blank",
  "marked",
  "error",
  "not_asked",
  "dont_know",
  "refused",
  "not_applicable",
] as const;

/** One of {@link MISSING_REASONS}: `marked` is a text such as NA, `error` a spreadsheet's error value;
 * the last four are what people said, or were not asked. */
export type MissingReason = typeof MISSING_REASONS[number];

/** Why a cell holds no answer, as people write it. */
export const MISSING_WORDS: Readonly<Record<MissingReason, string>> = {
  answered: "answered",
  blank: "blank",
  marked: "marked as missing",
  error: "spreadsheet error",
  not_asked: "not asked",
  dont_know: "don't know",
  refused: "refused",
  not_applicable: "not applicable",
};

/** The code of a reason in `Column.missing`. */
export function missingCode(reason: MissingReason): number {
  return MISSING_REASONS.indexOf(reason);
}

/** An answer that may mean that there is none, offered and not applied. */
export interface MissingProposal {
  /** The column's name. */
  readonly column: string;
  /** The answer as the file has it. */
  readonly text: string;
  /** Cells that hold it. */
  readonly count: number;
  /** What it may mean. */
  readonly reason: "blank" | "not_asked" | "dont_know" | "refused" | "not_applicable";
  /** Why it is offered, in words. */
  readonly evidence: string;
}
