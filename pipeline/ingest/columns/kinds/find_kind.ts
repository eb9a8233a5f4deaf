/** Judges what a column measures: all evidence votes, a parameter overrules it. Runs in Deno and browsers. */

import type { ColumnKind } from "../../../survey/column.ts";
import type { KindVote } from "../../../survey/survey.ts";
import type { KindFound } from "../../table/column_facts.ts";
import { isScale } from "../../cells/scales/find_scale.ts";
import type { Answers } from "../answers.ts";
import type { ColumnSource } from "../column_source.ts";
import type { FileOrder } from "../values/file_order.ts";
import { voteByAmount } from "./amounts.ts";
import { voteByCodes } from "./codes.ts";
import { contradictionOf, voteByEnds, voteByFile } from "./declared.ts";
import { describeEarlierResult } from "./earlier_results.ts";
import type { Evidence, Vote, Voter } from "./evidence.ts";
import { headerOf } from "./header_words.ts";
import { voteById } from "./ids.ts";
import { voteByNumbers } from "./numbers.ts";
import { voteByQuantity } from "./quantities.ts";
import { voteByDates, voteByDuration } from "./times.ts";
import { voteByWeight } from "./weights.ts";
import { voteByWords } from "./words.ts";

/** What a column was judged to be. */
export interface Judgement extends KindFound {
  /** Whether it holds results of an earlier analysis, which are no answers. */
  readonly isEarlierResult: boolean;
  /** How the kind goes against what the file declares; null where it does not. */
  readonly against: string | null;
  /** All evidence, as `IngestReport.votes`. */
  readonly votes: readonly KindVote[];
}

const VOTERS: readonly Voter[] = [
  voteByDates,
  voteByWords,
  voteByNumbers,
  voteByFile,
  voteByEnds,
  voteByWeight,
  voteById,
  voteByCodes,
  voteByAmount,
  voteByQuantity,
  voteByDuration,
];
/** Only a parameter is certain. */
const MOST_SURE = 0.99;
const LEAST_SURE = 0.5;
const MOST_REASONS = 3;
const MOST_VOTES = 6;

/** Judges a column's kind: a parameter overrules all, then what the engine made itself; else each source of evidence votes, and the kind
 * with the largest sum is taken among those that the answers can have, the first in doubt.
 * Weights are log odds, so that the confidence is the probability of the kind against the next one:
 * 0.9 and more where all answers have the form of one kind (dates, yes and no, points of one scale,
 * fractions), 0.7 to 0.8 where another kind has that form too (1 and 2 are two values or a short scale),
 * 0.5 and 0.6 for a guess, 0 without answers. O(levels).
 */
export function findKind(
  answers: Answers,
  { source, file }: { source: ColumnSource; file: FileOrder },
): Judgement {
  const open = { isEarlierResult: false, against: null, votes: [] };
  if (source.setting.kind !== null) {
    return { kind: source.setting.kind, reason: "set in ingest.columns", confidence: 1, ...open };
  }
  const made = source.raw.facts?.made;
  if (made !== undefined) return { ...made, ...open };
  if (answers.total === 0) {
    return { kind: "text", reason: "has no answers", confidence: 0, ...open };
  }
  const evidence: Evidence = { answers, source, file, header: headerOf(source) };
  const votes = VOTERS.flatMap((voter) => voter(evidence));
  const found = tally(votes, evidence);
  const earlier = describeEarlierResult(evidence);
  const against = contradictionOf(found.kind, evidence);
  const measure = source.raw.facts?.declared?.measure;
  return {
    ...found,
    reason: (earlier === null ? "" : `${earlier}: `) + found.reason +
      (against === null ? "" : `; the file says ${measure}`),
    isEarlierResult: earlier !== null,
    against: earlier === null ? against : null,
    votes: heaviest(votes),
  };
}

function heaviest(votes: readonly Vote[]): KindVote[] {
  return votes.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_VOTES)
    .map(({ kind, weight, reason }) => ({ kind, weight: Math.round(100 * weight) / 100, reason }));
}

/** The kind with the largest sum of votes, the evidence for it, and how sure it is. */
function tally(votes: readonly Vote[], evidence: Evidence): KindFound {
  const sums = new Map<ColumnKind, number>();
  for (const { kind, weight } of votes) sums.set(kind, (sums.get(kind) ?? 0) + weight);
  let best: ColumnKind = "text", most = -Infinity;
  for (const [kind, sum] of sums) {
    if (sum > most && isPossible(kind, evidence)) [best, most] = [kind, sum];
  }
  let next = 0;
  for (const [kind, sum] of sums) if (kind !== best && sum > next) next = sum;
  const sure = 1 / (1 + Math.exp(next - most));
  const reasons = votes.filter(({ kind, reason }) => kind === best && reason !== "")
    .sort((a, b) => b.weight - a.weight)
    .map(({ reason }) => reason);
  return {
    kind: best,
    reason: reasons.slice(0, MOST_REASONS).join("; "),
    confidence: Math.max(LEAST_SURE, Math.min(MOST_SURE, Math.round(100 * sure) / 100)),
  };
}

/** Whether the answers can be given values of a kind. */
function isPossible(kind: ColumnKind, { answers, file }: Evidence): boolean {
  const { numbers, dates } = answers;
  switch (kind) {
    case "numeric":
    case "weight":
      return numbers !== null;
    case "ordinal":
      return dates === null && (numbers !== null || isScale(file.scale) || file.order !== null);
    case "date":
      return dates !== null;
    case "binary":
    case "nominal":
    case "id":
    case "text":
      return true;
  }
}
