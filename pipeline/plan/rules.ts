/** What is said of a parameter as data: which stages it touches, and when it counts. Runs in Deno and browsers. */

import type { Condition } from "./condition.ts";
import type { StageName } from "./stages.ts";

/** A condition under which a parameter counts, and what is said where it does not hold. */
export interface Need {
  readonly when: Condition;
  /** Follows the word Off, such as `only k-means uses it`. */
  readonly otherwise: string;
}

/** A stage that depends on a parameter, if the condition holds. */
export interface Use {
  readonly stage: StageName;
  readonly when?: Condition;
}

/** Stands for the number of segments that the search for structure found, see {@link PlanFacts.segments}. */
export const FOUND_SEGMENTS = "@segments";

/** A value that stands for another one, if the condition holds. */
export interface Meaning {
  readonly of: unknown;
  readonly when: Condition;
  readonly is: unknown;
  /** What is told of it where the user would not expect it; `{rows}` stands for their number. */
  readonly note?: string;
}

/** All that is said of one parameter beside its type and its description. */
export interface ParamRule {
  /** Its name for people, such as `Segments`. */
  readonly title: string;
  /** The stages that depend on it; none for what no result depends on. */
  readonly uses: readonly Use[];
  /** All of them must hold for it to count. */
  readonly needs: readonly Need[];
  /** What is said where no stage uses it, though its needs hold; empty where that cannot be. */
  readonly idle: string;
  /** Looked through in order: the first that fits says what a value means in this run. */
  readonly means: readonly Meaning[];
  /** Whether a number above the respondents means all of them. */
  readonly isCapped: boolean;
  /** Whether its default asks for nothing, so that keys and the run's id leave it out and stay what they were
   * before there was such a parameter. */
  readonly isAddition?: true;
}

/** What rules may ask beside the parameters. */
export interface PlanFacts {
  /** Respondents that are segmented; null where not known yet. */
  readonly rows: number | null;
  /** Segments that the search for structure suggests; null or absent where not known yet. */
  readonly segments?: number | null;
  /** The form of the file: delimited text, a workbook, or columns that have types of their own; null
   * where not known yet. */
  readonly file: FileForm | null;
}

/** See {@link PlanFacts.file}. */
export type FileForm = "text" | "workbook" | "typed";

/** Nothing is known but the parameters. */
export const NO_FACTS: PlanFacts = { rows: null, file: null };
