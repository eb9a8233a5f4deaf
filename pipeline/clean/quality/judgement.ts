/** What a rule of response quality says of a survey. Runs in Deno and browsers. */

import type { Comparison, Filter } from "../../plan/filter_parse.ts";
import type { Column } from "../../survey/column.ts";
import type { QualityExample } from "../cleaned.ts";

/** What a rule found. */
export interface Judgement {
  /** Respondents flagged (from 0), rising. */
  readonly rows: readonly number[];
  /** The same as a condition on their own answers, words by their place; null where others' answers tell too. */
  readonly who: Filter | null;
  /** The bound and what was looked at, in words. */
  readonly detail: string;
  /** A few of the answers flagged, where they are to be named: respondents count from 0. */
  readonly examples?: readonly QualityExample[];
}

/** That an answer is equal to, or on one side of, a number or another answer. */
export function compare(left: Column, by: Comparison, right: Column | number): Filter {
  return {
    ...{ kind: "compare", by, left: { kind: "column", name: left.name } },
    right: typeof right === "number"
      ? { kind: "number", value: right }
      : { kind: "column", name: right.name },
  };
}

/** That some conditions hold together, or one of them. */
export function join(kind: "and" | "or", parts: readonly Filter[]): Filter {
  return parts.length === 1 ? parts[0] : { kind, parts };
}
