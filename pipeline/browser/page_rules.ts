/** What pages use of the engine without its worker, bundled by itself. Runs in Deno and browsers. */

import { buffersOf } from "../base/buffers.ts";
import { neutralizeFormula } from "../base/formulas.ts";
import { nameMatcher } from "../base/globs.ts";
import { questionPatternProblem, readQuestionPattern } from "../base/pattern/question_pattern.ts";
import type { Params } from "../plan/params.ts";
import { Plan, type PlanData } from "../plan/plan.ts";
import { areSoundNames, nameProblem, type SegmentNames } from "../plan/segment_names.ts";
import { criterionProblem, isSoundTargeting } from "../plan/targeting.ts";
import { renameSegment } from "../profile/naming/rename.ts";
import { shortenAll } from "../survey/short_texts.ts";
import { countWord } from "../profile/count_words.ts";
import { COLUMN_KINDS } from "../survey/column.ts";
import { compareNumbers } from "../view/compare/compare_numbers.ts";
import type { Comparison } from "../view/compare/comparison.ts";
import type { RunView } from "../view/types.ts";
import { MISSING_WORDS, type MissingReason } from "../survey/missing.ts";
import { nameView } from "../view/name_view.ts";
import { judgeTargets } from "../view/target/judge_targets.ts";
import { findMarkers } from "../view/target/markers.ts";
import { measuresOf } from "../view/target/measures.ts";
import { anchorScores } from "../view/target/scored_segments.ts";
import type { MarkerRow, Measured, TargetJudgement } from "../view/target/target_types.ts";

/** The engine's rules and words, as pages need them at once. */
export interface PageRules {
  /** What runs depend on, what a change runs again, what is off and why. */
  readonly plan: Plan;
  /** What a column may be read as. */
  readonly columnKinds: readonly string[];
  /** Why a cell holds no answer, as people write it. */
  readonly missingWords: Readonly<Record<MissingReason, string>>;
  /** Makes a test for names of a list of names and globs. */
  readonly matcher: (patterns: readonly string[]) => (name: string) => boolean;
  /** What is wrong with a `features.question_pattern`; null where all is well. */
  readonly questionPatternProblem: (pattern: string) => string | null;
  /** The question that such a pattern captures in a column's name; null for none. */
  readonly questionInName: (name: string, pattern: string) => string | null;
  /** What a name of a segment has to be, if it is not; null where all is well. */
  readonly nameProblem: (name: string) => string | null;
  /** What `segments.names` becomes when a segment (from 0) is named; an empty name takes its own away. */
  readonly renameSegment: (
    view: Pick<RunView, "params" | "profile">,
    named: { readonly segment: number; readonly name: string },
  ) => Params["segments"]["names"];
  /** A view with the names and the decision matrix of these parameters, which differ from the view's in nothing
   * else; as it is where they cannot be such. */
  readonly nameView: (view: RunView, params: Pick<Params, "segments" | "targeting">) => RunView;
  /** What the decision matrix of these parameters comes to; an empty one where they cannot be one. */
  readonly judgeTargets: (
    view: RunView,
    params: Pick<Params, "targeting">,
  ) => TargetJudgement;
  /** The decision matrix of these parameters with scores numbered by the segments that there are. */
  readonly anchorScores: (
    view: RunView,
    params: Pick<Params, "targeting">,
  ) => Params["targeting"];
  /** What segments may be judged by beside scores. */
  readonly measuresOf: (view: RunView) => Measured[];
  /** What is wrong with the name of a criterion; null where all is well. */
  readonly criterionProblem: (name: string) => string | null;
  /** The questions that formed segments, with those that mark each. */
  readonly findMarkers: (view: RunView) => MarkerRow[];
  /** Cuts texts to so many characters, and keeps what tells them apart. */
  readonly cutAll: (texts: readonly string[], most: number) => string[];
  /** Writes a number at the start of a sentence, small ones in words. */
  readonly countWord: (count: number) => string;
  /** Puts an apostrophe before what a spreadsheet program would run. */
  readonly harmless: (text: string) => string;
  /** What a run's view tells of its segments beside those of one more or one fewer; null for nothing. */
  readonly compareNumbers: (view: RunView, k: number) => Comparison | null;
  /** The buffers beneath plain data, which a message may hand over. */
  readonly buffersOf: (value: unknown) => ArrayBuffer[];
}

/** Opens the rules.
 * @param plan The plan's data, as `/schema.json` has it.
 */
export function openRules(plan: PlanData): PageRules {
  return {
    plan: new Plan(plan),
    columnKinds: [...COLUMN_KINDS, "paradata"],
    missingWords: MISSING_WORDS,
    matcher: nameMatcher,
    questionPatternProblem,
    // A name too long for the pattern fails the run, and must not fail the page.
    questionInName: (name, pattern) => {
      const { mostLetters, firstGroup } = readQuestionPattern(pattern);
      return name.length > mostLetters ? null : firstGroup(name);
    },
    nameProblem,
    renameSegment: ({ params, profile }, named) =>
      renameSegment(soundNames(params), profile, named),
    nameView: (view, params) =>
      areSoundNames(params.segments.names) && isSoundTargeting(params.targeting)
        ? nameView(view, params)
        : view,
    judgeTargets: (view, params) => judgeTargets(view, soundTargeting(params)),
    anchorScores: ({ profile }, params) => {
      const targeting = soundTargeting(params);
      return { ...targeting, ...anchorScores(profile, targeting) };
    },
    measuresOf,
    criterionProblem,
    findMarkers,
    cutAll: (texts, most) => shortenAll(texts, most, { isOnlyCut: true }),
    countWord,
    harmless: neutralizeFormula,
    compareNumbers,
    buffersOf,
  };
}

/** A decision matrix of an address that cannot be is none. */
function soundTargeting({ targeting }: Pick<Params, "targeting">): Params["targeting"] {
  return isSoundTargeting(targeting) ? targeting : { criteria: [], centres: [], bubble: "share" };
}

/** Names of an address that cannot be are none. */
function soundNames({ segments: { names } }: Params): SegmentNames {
  return areSoundNames(names) ? names : [];
}
