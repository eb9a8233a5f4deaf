/** The profile as files: `profile.json` and `profile.csv`. Runs in Deno and browsers. */

import type { PipelineResult } from "../run/run_result.ts";
import type { SegmentFigure } from "../profile/segment_profile.ts";
import { type CsvCell, writeCsv } from "./csv_text.ts";

/** Writes `profile.json`: segments in words and every row of the profile, figures not rounded. */
export function writeProfileJson({ profile }: PipelineResult): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(profile, null, 1) + "\n");
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

/** Writes `profile.csv`: a row for each variable (or category) and segment, `total` among the segments.
 * First what people read: the question where several columns share it, the item, the category.
 * With weights, figures are weighted, bases are not, and the effective base stands behind them. The
 * segment's name stands at the end.
 */
export function writeProfileCsv({ profile, params }: PipelineResult): Uint8Array<ArrayBuffer> {
  function* rows(): Generator<CsvCell[]> {
    for (const row of profile.rows) {
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
      for (const [segment, name, figure] of figures) {
        const { value, base, index, difference, effectiveBase } = figure;
        yield [
          ...[...described, row.effect, segment, value, base, index, difference],
          ...(effectiveBase === undefined ? [] : [effectiveBase]),
          name,
        ];
      }
    }
  }
  const weighted = profile.weighting === undefined ? [] : ["effective_base"];
  return writeCsv([...HEADER, ...weighted, "segment_name"], rows(), params.export.formulas);
}
