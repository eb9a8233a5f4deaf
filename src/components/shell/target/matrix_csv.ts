/** The decision matrix as a CSV file. Runs in browsers. */

import type { TargetJudgement } from "../../../../pipeline/view/target/target_types.ts";
import { toCsv } from "../../kit/table/table_text.js";

type Row = readonly (string | number | null)[];

/** Writes a line a criterion with its weight, that as a share of its side, and the score of each segment; then
 * a line a side with the weighted means, and one of what areas stand for. */
export function matrixCsv(judgement: TargetJudgement): Blob {
  const { criteria, segments, bubble } = judgement;
  const rows: Row[] = [
    ...criteria.map(({ name, side, weight, share, measured, scores }) => [
      ...[side, name, weight, share, measured === null ? "" : measured.measure],
      ...scores,
    ]),
    ["segment", "weighted mean", null, null, "", ...segments.map(({ attractive }) => attractive)],
    [
      "organisation",
      "weighted mean",
      null,
      null,
      "",
      ...segments.map(({ attracted }) => attracted),
    ],
    ...(bubble === null
      ? []
      : [["", bubble.title, null, null, bubble.measure, ...bubble.figures] as Row]),
  ];
  const heads = [
    ...["side", "criterion", "weight", "share_of_weights", "figure"],
    ...segments.map(({ number, name }) => `${number} ${name}`),
  ];
  const columns = heads.map((name, i) => ({ name, value: (row: Row) => row[i] }));
  return new Blob([toCsv(rows, columns)], { type: "text/csv;charset=utf-8" });
}
