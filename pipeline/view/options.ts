/** What a caller of a view decides. Runs in Deno and browsers. */

/** What a view may show of single respondents. */
export interface ViewOptions {
  /** Whether it holds points of the map. */
  readonly hasPoints: boolean;
  /** Whether, where the points are a sample, all of them come packed beside it. */
  readonly hasEveryone?: boolean;
  /** Whether the points carry the file's identifiers, and its row numbers are the respondents' own;
   * absent: they do not, and rows are those of a published order. */
  readonly hasIdentities?: boolean;
  /** Number under which each respondent of the survey is shown, from 1; absent: its own order. */
  readonly rowNumbers?: Int32Array;
}
