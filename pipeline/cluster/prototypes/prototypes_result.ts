/** What k-prototypes gives. Runs in Deno and browsers. */

import type { Prototypes } from "./mixed_rows.ts";

/** A partition found by k-prototypes. */
export interface PrototypesResult extends Prototypes {
  /** Length n, in [0, k), numbered by falling size. */
  readonly labels: Int32Array;
  /** Sum over respondents of the squared distance to the own means plus gamma times the categories
   * that differ from the own modes. */
  readonly cost: number;
  /** Rounds over all respondents of the start that was kept. */
  readonly iterations: number;
  /** Whether that start came to rest: no respondent moved, or moving lowered the cost no further. */
  readonly converged: boolean;
}
