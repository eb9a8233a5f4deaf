/** Tests of segments as pages show them. Runs in Deno and browsers. */

import type { QuestionTest, RowTests, SegmentTests } from "../../profile/testing/segment_tests.ts";

/** What pages show of {@link SegmentTests}. */
export interface TestsView extends Pick<SegmentTests, "tested" | "typical"> {
  /** In the order of the profile, whose rows have their texts. */
  readonly questions: readonly Omit<QuestionTest, "text">[];
  /** Rows of the profile that have means or shares, in its order. */
  readonly apart: readonly (Pick<RowTests, "variable" | "category"> & {
    /** v of each segment, to two decimals; null where it is withheld. */
    readonly v: readonly (number | null)[];
    /** Adjusted p, to three digits; null where there is none. */
    readonly adjusted: readonly (number | null)[];
  })[];
}
