/** What rows that are no respondents are, for notes. Runs in Deno and browsers. */

/** A row that is no respondent, and what it is. */
export interface LeftRow {
  /** As a respondent, from 0. */
  readonly row: number;
  /** In words, such as `"Total": sums of the rows above`. */
  readonly what: string;
}
