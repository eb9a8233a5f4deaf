/** What a file itself knows of its columns, beside their cells. Runs in Deno and browsers. */

import { MISSING_REASONS, type MissingReason } from "../../survey/missing.ts";
import type { ColumnKind } from "../../survey/column.ts";
import { nonAnswerReason } from "../cells/non_answers.ts";

const NO_ANSWER = /^no (?:answer|response)$/i;

/** A kind, the evidence for it in words, and how sure it is. */
export interface KindFound {
  readonly kind: ColumnKind;
  readonly reason: string;
  /** As `Column.confidence`. */
  readonly confidence: number;
}

/** What the file declares a column to measure. */
export interface Declared {
  /** `ordered` and `date` are types of the file that somebody chose; `ordinal` and `nominal` are SPSS's
   * measures; `scale` and `none` are what it has unasked. */
  readonly measure: "ordered" | "date" | "ordinal" | "nominal" | "scale" | "none";
  /** Whether the answers are labels of codes. */
  readonly areLabels: boolean;
  /** What the file says, in words. */
  readonly reason: string;
}

/** A multiple-response set of the file, as one of its columns has it. */
export interface ResponseSet {
  /** Unique in the file. */
  readonly name: string;
  /** The question's text; empty if the file has none. */
  readonly label: string;
  /** The option that the column stands for, where the set and not the column's label names it; else empty. */
  readonly option: string;
  /** Per level 1 where the option was ticked; null where columns hold what was named first, second and
   * so on. */
  readonly ticked: Uint8Array | null;
}

/** What the file knows of a column beside its cells; all of it is evidence, none of it final. */
export interface ColumnFacts {
  /** The question's text; empty if the file has none. */
  readonly label: string;
  /** What it measures, where the file tells. */
  readonly declared: Declared | null;
  /** Cells that are words, in the file's order, those that nobody chose among them; null where cells are
   * no labels. */
  readonly categories: readonly string[] | null;
  /** Number behind each level's text; NaN where there is none; null where cells are no labels. */
  readonly numbers: Float64Array | null;
  /** Per level: a position in {@link MISSING_REASONS}, 0 where the file declares no missing answer. */
  readonly missing: Uint8Array;
  /** The labels of the lowest and the highest number, where the file labels hardly more than these: a scale
   * with names for its ends. */
  readonly ends?: readonly [low: string, high: string];
  /** The multiple-response set that it belongs to with other columns. */
  readonly set?: ResponseSet;
  /** What it is for sure, where the engine made it itself. */
  readonly made?: KindFound;
}

/** The reason that a declared missing answer has: the one its label tells, as far as
 * {@link MISSING_REASONS} knows it, else `marked`. */
export function declaredReason(label: string): number {
  const told = REASON_WORDS.find(([, words]) => words.test(label))?.[0] ?? spokenReason(label);
  const known: readonly string[] = MISSING_REASONS;
  const code = told === undefined ? -1 : known.indexOf(told);
  return code === -1 ? known.indexOf("marked" satisfies MissingReason) : code;
}

/** "No answer" may be left blank as well as refused: declared, it says no more than that it is missing. */
function spokenReason(label: string): string | undefined {
  return NO_ANSWER.test(label) ? undefined : nonAnswerReason(label) ?? undefined;
}

/** Looked through in order: of two reasons in one label the first here counts. */
const REASON_WORDS: readonly (readonly [reason: string, words: RegExp])[] = [
  [
    "not_applicable",
    /\b(?:not applicable|n\/a|inapplicable|does(?: not|n['’]t) apply|trifft nicht zu|nicht zutreffend|sans objet|no aplica|non applicabile|não se aplica)\b|\biap\b/i,
  ],
  [
    "dont_know",
    /\b(?:do(?: not|n['’]?t) know|dk|unsure|weiß nicht|weiss nicht|ne sait pas|nsp|no sabe|non so|não sabe)\b|δεν γνωρίζ/i,
  ],
  [
    "refused",
    /\b(?:refus\w*|prefer not|declined?|rf|keine angabe|verweigert|no contesta|non risponde|não responde)\b|δεν απαντ/i,
  ],
  [
    "not_asked",
    /\b(?:not asked|skipped|not presented|nicht gefragt|nicht gestellt|non posée|no preguntad[ao])\b/i,
  ],
];
