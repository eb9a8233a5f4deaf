/** Two runs of one survey beside each other. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import { formatNumber } from "../../base/text.ts";
import type { Params } from "../../plan/params.ts";
import type { Profile, ProfileRow } from "../../profile/segment_profile.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { structureOf } from "../../run/summary.ts";
import { viewStructure } from "../charts/structure.ts";
import type {
  ComparedSolution,
  Comparison,
  ParameterChange,
  QuestionChange,
} from "./comparison.ts";
import { comparisonHeadline, solutionTitle } from "./comparison_words.ts";
import { comparePartitions } from "./partitions.ts";

/** What is compared of a run. */
export type SolutionRun = Pick<
  PipelineResult,
  | "survey"
  | "params"
  | "cleaned"
  | "features"
  | "structure"
  | "clustering"
  | "evaluation"
  | "profile"
>;

/** Sections that say nothing of how segments are formed. */
const OUTSIDE = new Set([
  "storage",
  "publish",
  "export",
  "tables",
  "typing",
  "deliver",
  "segments",
]);

/** Lays two solutions of a survey over each other: who is with whom, how far they agree and by how many
 * respondents, what differs between them. Respondents are found by their rows, as two runs need not keep
 * the same ones; where there are weights, shares are by those of the first run. O(n + columns).
 * @param before The run that is compared. @param after What it is compared with, over the same file.
 * @throws {DataError} If the runs read the file into different rows.
 * @example
 * import { compareSolutions, parseParams, runPipeline } from "./mod.ts";
 * const text = "a,b\n" + Array.from({ length: 40 }, (_, i) => `${i % 4},${i % 4 * 2 + i % 3}`).join("\n");
 * const bytes = new TextEncoder().encode(text);
 * const run = (k: number) =>
 *   runPipeline(bytes, "s.csv", parseParams({
 *     clustering: { n_clusters: k }, structure: { check: "none" },
 *   }));
 * const { flows, agreement } = compareSolutions(await run(2), await run(3));
 * console.assert(flows.reduce((sum, { respondents }) => sum + respondents, 0) === 40);
 * console.assert(agreement.adjustedRand! < 1);
 */
export function compareSolutions(before: SolutionRun, after: SolutionRun): Comparison {
  const [rows, others] = [before.survey.rows, after.survey.rows];
  if (rows !== others) {
    throw new DataError(
      `Cannot compare two solutions: both must have the same respondents in the same rows, but one ` +
        `has ${formatNumber(rows)} rows and the other ${
          formatNumber(others)
        }. Compare runs that read ` +
        `the file in the same way.`,
    );
  }
  const compared = comparePartitions(partitionOf(before), partitionOf(after));
  const solutions = { before: solutionOf(before), after: solutionOf(after) };
  return {
    headline: comparisonHeadline({ ...solutions, ...compared }),
    ...solutions,
    ...compared,
    weighting: before.profile.weighting?.column ?? null,
    questions: questionChanges(before.profile, after.profile),
    parameters: parameterChanges(before.params, after.params),
  };
}

function partitionOf({ cleaned: { respondents, weights }, clustering }: SolutionRun) {
  const { labels, k } = clustering;
  return { respondents, labels, k, weights };
}

function solutionOf(run: SolutionRun): ComparedSolution {
  const { clustering: { method, k, labels }, evaluation, profile } = run;
  const view = viewStructure(run);
  const { structure } = structureOf(run);
  const tried = view?.numbers.find((each) => each.k === k);
  return {
    ...{ title: solutionTitle(method, k), method, k, respondents: labels.length },
    segments: profile.segments.map(({ number, name, size, share, weighted, silhouette }, g) => {
      const stability = view?.shown?.[g] ?? null;
      return {
        ...{ number, name, size, silhouette },
        share: weighted?.share ?? share,
        stability: stability && { mean: stability.mean, band: stability.band },
      };
    }),
    verdict: structure === undefined
      ? null
      : { finding: structure.words.finding, kind: structure.verdict?.kind ?? null },
    foundAgain: tried === undefined ? null : { samples: tried.foundAgain, all: tried.samples },
    silhouette: (evaluation.gower ?? evaluation.reduced)?.mean ?? null,
    featureSilhouette: evaluation.features?.mean ?? null,
  };
}

/** How far each question tells segments apart, those first that changed most; ties in the order of the
 * first solution. */
function questionChanges(before: Profile, after: Profile): QuestionChange[] {
  const [first, second] = [leadingRows(before), leadingRows(after)];
  const names = new Set([...first.keys(), ...second.keys()]);
  const changes = Array.from(names, (variable): QuestionChange => {
    const [a, b] = [first.get(variable), second.get(variable)];
    return {
      variable,
      text: (a ?? b)!.text,
      before: a?.effect ?? null,
      after: b?.effect ?? null,
      roleBefore: a?.role ?? null,
      roleAfter: b?.role ?? null,
    };
  });
  const size = ({ before, after }: QuestionChange) => Math.abs((after ?? 0) - (before ?? 0));
  return changes.sort((a, b) => size(b) - size(a));
}

/** The row of each variable whose variation the segments explain most of. */
function leadingRows({ rows }: Profile): ReadonlyMap<string, ProfileRow> {
  const leading = new Map<string, ProfileRow>();
  for (const row of rows) {
    if (row.statistic === "answered") continue;
    const known = leading.get(row.variable);
    if (known === undefined || row.effect > known.effect) leading.set(row.variable, row);
  }
  return leading;
}

/** The parameters that differ, by their paths. */
export function parameterChanges(before: Params, after: Params): ParameterChange[] {
  const [first, second] = [before, after].map(byPath);
  return [...first].flatMap(([path, value]) => {
    const other = second.get(path);
    return JSON.stringify(value) === JSON.stringify(other)
      ? []
      : [{ path, before: value, after: other }];
  });
}

function byPath(params: Params): Map<string, unknown> {
  const entries = Object.entries(params).filter(([section]) => !OUTSIDE.has(section));
  return new Map(
    entries.flatMap(([section, values]): [string, unknown][] =>
      typeof values === "object" && values !== null
        ? Object.entries(values).map(([key, value]) => [`${section}.${key}`, value])
        : [[section, values]]
    ),
  );
}
