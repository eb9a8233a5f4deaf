/** What a run's model needs to place others. Runs in Deno and browsers. */

import { numbersAt } from "../../base/buffers.ts";
import { LEAST_SHOWN } from "../../profile/bases.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Model, Placing } from "../model.ts";
import { answersText, fingerprintOf } from "../place/fingerprints.ts";
import { placeAnswers } from "../place/place_answers.ts";
import { nearestSegment } from "../place/probability.ts";
import { readAnswers } from "../place/read_answers.ts";
import { describeBaseline } from "./baseline.ts";
import { describeColumns } from "./columns.ts";
import { leaveOneOut, leaveOut, limitsOf } from "./leave_out.ts";
import { findRule } from "./rule.ts";

/** Describes how others are placed, O(n d k), for maps of near neighbours O(rows^2 d).
 * The run's own respondents are placed as strangers would be; those whom that puts elsewhere are kept by
 * fingerprints of their answers, unless `publish.respondents` is none.
 * @param model All else of the model.
 */
export function describePlacing(result: PipelineResult, model: Omit<Model, "placing">): Placing {
  const { cleaned: { respondents }, clustering: { labels, k } } = result;
  const read = describeColumns(result);
  const all = readAnswers(read.columns, result.survey);
  const areAll = respondents.length === result.survey.rows;
  const answers = areAll ? all : all.map((values) => numbersAt(values, respondents));
  const found = findRule(result);
  const draft: Model = {
    ...model,
    placing: {
      ...{ method: found.method, ...read, rule: found.rule, temperature: 1, limits: [] },
      exact: { fingerprints: {}, conflicts: 0 },
    },
  };
  const { features, space, ...own } = placeAnswers(draft, answers);
  const { distances, rows } = found.apart ?? { distances: own, rows: null };
  const limits = limitsOf(distances, { labels, k, rows });
  const least = Math.max(LEAST_SHOWN, result.params.publish.least_base);
  const placed = { labels, k, space, features };
  const left = found.without === null
    ? leaveOneOut(found, placed, limits)
    : leaveOut(found, placed, least);
  return {
    ...{ ...draft.placing, temperature: left.temperature, limits },
    exact: exceptions(own.toSegments, { answers, labels, result }),
    baseline: describeBaseline(result, draft, {
      ...{ answers, distances, features, left, least },
      rows: rows ?? Int32Array.from(labels, (_, i) => i),
    }),
  };
}

/** Respondents whom the rule alone would place elsewhere, by their answers: of equal answers in several
 * segments the most frequent one counts, ties the lowest. */
function exceptions(
  distances: Matrix,
  { answers, labels, result }: {
    answers: readonly Float64Array[];
    labels: Int32Array;
    result: PipelineResult;
  },
): Placing["exact"] {
  const { runId, clustering: { k }, params } = result;
  const nearest = labels.map((_, i) => nearestSegment(distances, i));
  const votes = new Map<string, Uint32Array>();
  labels.forEach((label, i) => {
    if (nearest[i] !== label) votes.set(answersText(answers, i), new Uint32Array(k));
  });
  const nearestOf = new Map<string, number>();
  if (votes.size > 0) {
    labels.forEach((label, i) => {
      const text = answersText(answers, i);
      const counts = votes.get(text);
      if (counts === undefined) return;
      counts[label]++;
      nearestOf.set(text, nearest[i]);
    });
  }
  const isPublic = params.publish.respondents === "none";
  const fingerprints: [string, number][] = [];
  let conflicts = 0;
  for (const [text, counts] of votes) {
    const most = counts.reduce((most, count) => Math.max(most, count), 0);
    const segment = isPublic ? nearestOf.get(text)! : counts.indexOf(most);
    conflicts += counts.reduce((sum, count) => sum + count, 0) - counts[segment];
    if (segment !== nearestOf.get(text)) fingerprints.push([fingerprintOf(text, runId), segment]);
  }
  // In an order that tells nothing of the file's.
  fingerprints.sort(([a], [b]) => a < b ? -1 : 1);
  return { fingerprints: Object.fromEntries(fingerprints), conflicts };
}
