/** What a rule of response quality says of a survey. Runs in Deno and browsers. */

import type { QualityExample } from "../cleaned.ts";

/** What a rule found. */
export interface Judgement {
  /** Respondents flagged (from 0), rising. */
  readonly rows: readonly number[];
  /** The bound and what was looked at, in words. */
  readonly detail: string;
  /** A few of the answers flagged, where they are to be named: respondents count from 0. */
  readonly examples?: readonly QualityExample[];
}
