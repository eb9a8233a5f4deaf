/** Profile stage: who the segments are. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Profile, ProfileRow, ProfileWeighting, SegmentWeight } from "./segment_profile.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import { areNone, type SegmentNames } from "../plan/segment_names.ts";
import type { Survey } from "../survey/survey.ts";
import { effectiveBase } from "../numeric/weights.ts";
import { warnOfSilence } from "./answering.ts";
import { type Assignment, assignRespondents } from "./figures.ts";
import { matchNames } from "./naming/match_names.ts";
import { columnParts } from "./roles.ts";
import { profileColumn } from "./variables.ts";
import { wordingOf } from "./wording.ts";
import { describeSegments } from "./words.ts";

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
  /** What segments are to be called; where absent, each by what sets it apart. */
  readonly names?: SegmentNames;
}

/** What segments are told of by. */
type Told = Omit<ProfileInput, "features" | "names">;

/** Describes each segment by every column of the survey but those of `cleaning.exclude_columns`.
 * Figures are by weight where respondents have weights, bases count each once. O(n x columns). Rows are sorted by how
 * much of their variation the segments explain. Warns where not answering tells the segments apart, and
 * where it is not sure which segment a name given belongs to.
 */
export async function profile(
  { survey, cleaned, features, clustering, evaluation, names = [] }: ProfileInput,
  context: StageContext = createContext(),
): Promise<Profile> {
  const assignment = assignRespondents(survey.rows, cleaned, clustering);
  const partOf = columnParts(cleaned, features);
  const { texts } = wordingOf(survey);
  const rows: ProfileRow[] = [];
  for (const [position, column] of survey.columns.entries()) {
    const part = partOf(column);
    if (part !== null) {
      for (
        const row of profileColumn(
          column,
          { ...part, text: texts.of(column.name) },
          assignment,
        )
      ) rows.push(row);
    }
    const pause = context.checkpoint(position, survey.columns.length, "variables");
    if (pause !== undefined) await pause;
  }
  warnOfSilence({ cleaned, features, clustering }, context);
  rows.sort((a, b) => b.effect - a.effect);
  const { named, resting, notes } = matchNames(names, rows, clustering.k);
  for (const { text, remedy } of notes) {
    if (remedy === undefined) context.warn(text);
    else context.warn(text, remedy);
  }
  const told = tellSegments({ survey, cleaned, clustering, evaluation }, rows, named);
  return areNone(names) ? told : { ...told, naming: { resting, notes } };
}

/** Tells of each segment in words by rows of figures, sorted by falling effect.
 * @param named The name given to each segment, null for one without; absent where none is given.
 */
export function tellSegments(
  { survey, cleaned, clustering, evaluation }: Told,
  rows: readonly ProfileRow[],
  named: readonly (string | null)[] = [],
): Profile {
  const { labels } = clustering;
  const assignment = assignRespondents(survey.rows, cleaned, clustering);
  const measured = evaluation.gower ?? evaluation.reduced;
  const facts = Array.from(clustering.sizes, (size, segment) => (
    {
      segment,
      size,
      share: size / labels.length,
      weighted: weightOfSegment(assignment, segment),
      respondents: labels.length,
      silhouette: measured?.perSegment[segment] ?? null,
      isByGower: evaluation.gower !== null,
      rows,
      named: named[segment] ?? null,
    }
  ));
  const segments = describeSegments(facts, wordingOf(survey));
  const weighting = weightingOf(cleaned);
  return {
    ...{ segments, rows, respondents: labels.length },
    ...(weighting === null ? {} : { weighting }),
  };
}

/** A profile told anew of other rows, with the names that its segments have been given. */
export function tellAgain(told: Told, { rows, profile }: {
  readonly rows: readonly ProfileRow[];
  readonly profile: Profile;
}): Profile {
  const named = profile.segments.map(({ isNamed, name }) => isNamed ? name : null);
  const { naming } = profile;
  return { ...tellSegments(told, rows, named), ...(naming === undefined ? {} : { naming }) };
}

function weightingOf({ weights, report }: Cleaned): ProfileWeighting | null {
  if (weights === null || report.weightColumn === undefined) return null;
  return { column: report.weightColumn, effectiveBase: effectiveBase(weights) };
}

function weightOfSegment(
  { segmentOf, weightOf }: Assignment,
  segment: number,
): SegmentWeight | null {
  if (weightOf === null) return null;
  const own = weightOf.filter((_, row) => segmentOf[row] === segment);
  const [size, all] = [own, weightOf].map((some) => some.reduce((sum, weight) => sum + weight, 0));
  return { size, share: size / all, effectiveBase: effectiveBase(own) };
}
