/** Which part each column of a survey has in the segments. Runs in Deno and browsers. */

import type { Features } from "../features/feature_matrix.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import type { Column } from "../survey/column.ts";
import type { VariablePart } from "./variables.ts";

/** Tells each column's part in the segments; null for those that are gone for good and for
 * metadata. */
export function columnParts(
  cleaned: Cleaned,
  features: Features,
): (column: Column) => VariablePart | null {
  const questions = new Map<string, string>();
  features.sources.forEach((source, f) => questions.set(source.column, features.questions[f]));
  const goneBy = new Map(cleaned.report.columnsDropped.map((column) => [column.name, column]));
  const unused = new Map(features.dropped.map((column) => [column.name, column]));
  return ({ name, question }) => {
    const gone = goneBy.get(name);
    if (gone?.cause === "excluded" || gone?.cause === "metadata") return null;
    const asked = questions.get(name) ?? question ?? name;
    if (gone !== undefined) return { role: "dropped", reason: gone.reason, question: asked };
    if (questions.has(name)) return { role: "segmenting", reason: "", question: asked };
    const left = unused.get(name);
    const role = left?.cause === "unusable" ? "dropped" : "describing";
    return { role, reason: left?.reason ?? "", question: asked };
  };
}
