/** What pages show of tests of segments. Runs in Deno and browsers. */

import type { SegmentTests, TypicalRespondent } from "../../profile/testing/segment_tests.ts";
import type { ViewOptions } from "../options.ts";
import type { TestsView } from "./test_types.ts";

const V_DECIMALS = 1e2;
const P_DIGITS = 3;

/** Takes tests as they are, but for v and p of single rows, whose many digits no page shows. Respondents are
 * named by the numbers that the map's points have, and only where these may be shown.
 */
export function viewTests(
  tests: SegmentTests,
  { hasPoints, rowNumbers }: ViewOptions,
): TestsView {
  const numbered = ({ row, distance }: TypicalRespondent): TypicalRespondent => (
    { row: rowNumbers === undefined ? row : rowNumbers[row - 1], distance }
  );
  return {
    questions: tests.questions.map(({ text: _text, ...question }) => question),
    tested: tests.tested,
    apart: tests.apart.map(({ variable, category, segments }) => ({
      ...{ variable, category },
      v: segments.map(({ v }) => v === null ? null : roundV(v)),
      adjusted: segments.map(({ adjusted }) =>
        adjusted === null ? null : Number(adjusted.toPrecision(P_DIGITS))
      ),
    })),
    typical: tests.typical.map((own) => hasPoints ? own.map(numbered) : []),
  };
}

/** JSON knows no negative zero. */
function roundV(v: number): number {
  return Math.round(v * V_DECIMALS) / V_DECIMALS + 0;
}
