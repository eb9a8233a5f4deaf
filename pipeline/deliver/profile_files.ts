/** The profile as files: `profile.json` and `profile.csv`. Runs in Deno and browsers. */

import type { PipelineResult } from "../run/run_result.ts";
import type { ProfileRow, SegmentFigure } from "../profile/segment_profile.ts";
import { type CsvCell, writeCsv } from "./csv_text.ts";

/** Writes `profile.json`: segments in words, every row of the profile, and tests of them, figures not rounded. */
export function writeProfileJson({ profile, tests }: PipelineResult): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify({ ...profile, tests }, null, 1) + "\n");
}

const HEADER = [
  "question_text",
  "item_text",
  "category",
  "variable",
  "question",
  "kind",
  "role",
  "reason",
  "statistic",
  "effect",
  "segment",
  "value",
  "base",
  "index",
  "difference",
];

/** What tests say of a question, on each of its rows, and of each segment against all. */
const TEST_HEADER = [
  ...["effect_measure", "effect_size", "effect_band", "test", "p", "p_adjusted", "no_p_because"],
  ...["v", "v_p_adjusted", "v_mark"],
];

/** Writes `profile.csv`: a row for each variable (or category) and segment, `total` among the segments.
 * First what people read: the question where several columns share it, the item, the category.
 * With weights, figures are weighted, bases are not, and the effective base stands behind them. The
 * segment's name stands behind them, and at the end what tests say.
 */
export function writeProfileCsv(result: PipelineResult): Uint8Array<ArrayBuffer> {
  const { profile, params } = result;
  const tested = testCells(result);
  function* rows(): Generator<CsvCell[]> {
    for (const row of profile.rows) {
      const { ofQuestion, ofSegment } = tested(row);
      const described = [
        row.text.stem,
        row.text.item,
        row.category,
        row.variable,
        row.question,
        row.kind,
        row.role,
        row.roleReason,
        row.statistic,
      ];
      const figures: [CsvCell, CsvCell, SegmentFigure][] = [["total", null, row.total]];
      row.segments.forEach((figure, segment) =>
        figures.push([segment + 1, profile.segments[segment].name, figure])
      );
      for (const [at, [segment, name, figure]] of figures.entries()) {
        const { value, base, index, difference, effectiveBase } = figure;
        yield [
          ...[...described, row.effect, segment, value, base, index, difference],
          ...(effectiveBase === undefined ? [] : [effectiveBase]),
          name,
          ...ofQuestion,
          ...ofSegment(at - 1),
        ];
      }
    }
  }
  const weighted = profile.weighting === undefined ? [] : ["effective_base"];
  const header = [...HEADER, ...weighted, "segment_name", ...TEST_HEADER];
  return writeCsv(header, rows(), params.export.formulas);
}

/** The cells of tests behind a row of the profile. */
function testCells({ tests }: PipelineResult): (row: ProfileRow) => {
  readonly ofQuestion: readonly CsvCell[];
  readonly ofSegment: (segment: number) => readonly CsvCell[];
} {
  const questions = new Map(tests.questions.map((each) => [each.variable, each]));
  const keyOf = (row: Pick<ProfileRow, "variable" | "category">): string =>
    JSON.stringify([row.variable, row.category]);
  const apart = new Map(tests.apart.map((each) => [keyOf(each), each.segments]));
  return (row) => {
    const { effect, test, adjusted, reason } = questions.get(row.variable)!;
    return {
      ofQuestion: [
        ...[effect?.measure ?? null, effect?.value ?? null, effect?.band ?? null],
        ...[test?.name ?? null, test?.p ?? null, adjusted, reason],
      ],
      ofSegment: (segment) => {
        const own = apart.get(keyOf(row))?.[segment];
        return own === undefined ? [null, null, null] : [own.v, own.adjusted, own.mark];
      },
    };
  };
}
