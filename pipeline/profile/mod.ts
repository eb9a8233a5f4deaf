/** Profile stage: who the segments are. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../context.ts";
import type {
  Cleaned,
  Clustering,
  Column,
  Evaluation,
  Features,
  Profile,
  ProfileRow,
  Survey,
} from "../types.ts";
import { profileColumn, type VariablePart } from "./variables.ts";
import { describeSegment } from "./words.ts";

/** What is profiled. */
export interface ProfileInput {
  /** As ingested: figures rest on answers really given, never on imputed ones. */
  readonly survey: Survey;
  /** What cleaning kept and left out. */
  readonly cleaned: Cleaned;
  /** Which columns made the segments. */
  readonly features: Features;
  /** Segment of each respondent kept by cleaning. */
  readonly clustering: Clustering;
  /** Silhouettes, which say how clearly a segment stands apart. */
  readonly evaluation: Evaluation;
}

/** Describes each segment by every column of the survey but those of `cleaning.exclude_columns`.
 * O(n x columns). Rows are sorted by how much of their variation the segments explain.
 */
export async function profile(
  { survey, cleaned, features, clustering, evaluation }: ProfileInput,
  context: StageContext = createContext(),
): Promise<Profile> {
  const { k, labels } = clustering;
  const segmentOf = new Int32Array(survey.rows).fill(-1);
  cleaned.respondents.forEach((row, i) => segmentOf[row] = labels[i]);
  const partOf = rolesOf(cleaned, features);
  const rows: ProfileRow[] = [];
  for (const [position, column] of survey.columns.entries()) {
    const part = partOf(column);
    if (part !== null) rows.push(...profileColumn(column, part, { segmentOf, k }));
    const pause = context.checkpoint(position, survey.columns.length, "variables");
    if (pause !== undefined) await pause;
  }
  rows.sort((a, b) => b.effect - a.effect);
  const segments = Array.from(clustering.sizes, (size, segment) =>
    describeSegment({
      segment,
      size,
      share: size / labels.length,
      respondents: labels.length,
      silhouette: evaluation.reduced?.perSegment[segment] ?? null,
      rows,
    }));
  return { segments, rows, respondents: labels.length };
}

/** Tells each column's part in the segments; null for columns that are gone for good. */
function rolesOf(cleaned: Cleaned, features: Features): (column: Column) => VariablePart | null {
  const questions = new Map<string, string>();
  features.sources.forEach((source, f) => questions.set(source.column, features.questions[f]));
  const goneBy = new Map(cleaned.report.columnsDropped.map((column) => [column.name, column]));
  const unused = new Map(features.dropped.map((column) => [column.name, column]));
  return ({ name, question }) => {
    const gone = goneBy.get(name);
    if (gone?.cause === "excluded") return null;
    const asked = questions.get(name) ?? question ?? name;
    if (gone !== undefined) return { role: "dropped", reason: gone.reason, question: asked };
    if (questions.has(name)) return { role: "segmenting", reason: "", question: asked };
    const left = unused.get(name);
    const role = left?.cause === "unusable" ? "dropped" : "describing";
    return { role, reason: left?.reason ?? "", question: asked };
  };
}
