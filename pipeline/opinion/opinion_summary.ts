/** A second opinion as one plain object, in words and figures. Runs in Deno and browsers. */

import type { Opinion, OpinionCheck, OpinionSubject, OtherProgram } from "./result.ts";
import { opinionWords } from "./words.ts";

/** What `--json` prints of it, and pages show. */
export interface OpinionSummary {
  /** Whether all that was computed again agrees; null where nothing could be. */
  readonly agrees: boolean | null;
  /** The same as a sentence. */
  readonly finding: string;
  /** The parts of the run. */
  readonly checks: readonly CheckSummary[];
}

/** What others say of one part of the run. */
export interface CheckSummary {
  /** The part. */
  readonly of: OpinionSubject;
  /** The part in words, as `Segments`. */
  readonly title: string;
  /** Who computed it again; null where nobody could. */
  readonly program: OtherProgram | null;
  /** Null where nobody could be asked. */
  readonly agrees: boolean | null;
  /** What was found, or why nobody was asked. */
  readonly sentence: string;
  /** What differs by design. */
  readonly by_design: string;
  /** How far both agree, by name; none where nobody could be asked. Shares are 0..1. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Summarises a second opinion. */
export function summarizeOpinion(opinion: Opinion): OpinionSummary {
  const { finding, parts } = opinionWords(opinion);
  return {
    agrees: opinion.agrees,
    finding,
    checks: opinion.checks.map((check, at) => ({
      of: check.of,
      title: parts[at].title,
      program: check.kind === "none" ? null : check.by,
      agrees: check.kind === "none" ? null : check.agrees,
      sentence: parts[at].sentence,
      by_design: parts[at].byDesign,
      figures: figuresOf(check),
    })),
  };
}

function figuresOf(check: OpinionCheck): Record<string, number> {
  switch (check.kind) {
    case "segments":
      return {
        agreement: check.agreement,
        respondents_elsewhere: check.elsewhere,
        inertia_difference: check.inertiaDifference,
      };
    case "tree":
      return {
        agreement: check.agreement,
        respondents_elsewhere: check.elsewhere,
        height_difference: check.heightDifference,
        ...(check.untied === null ? {} : {
          agreement_without_ties: check.untied.agreement,
          height_difference_without_ties: check.untied.heightDifference,
        }),
      };
    case "components":
      return { components: check.count, share_difference: check.shareDifference };
    case "neighbours":
      return {
        neighbours: check.near,
        kept: check.kept,
        kept_by_other: check.keptByOther,
      };
    case "none":
      return {};
  }
}
