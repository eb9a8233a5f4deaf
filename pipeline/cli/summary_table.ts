/** The summary of a run as text for people. Runs in Deno and browsers. */

import type { PipelineResult } from "../run/run_result.ts";
import { headline, shareOf } from "../profile/words.ts";
import { countRoles, isByGower, missingCells, structureOf } from "../run/summary.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Embedding } from "../reduce/embedding.ts";
import { opinionWords } from "../opinion/words.ts";
import { countOf, formatNumber, formatShare, joinWords } from "../base/text.ts";
import { MISSING_WORDS } from "../survey/missing.ts";

/** Writes what was found, how, what to beware of, and where the files are.
 * @param places Where parameters came from and where the run folder is.
 */
export function summaryText(
  result: PipelineResult,
  places: { parameters: readonly string[]; output: string },
): string {
  const { survey, cleaned, profile, warnings, cached, timings } = result;
  const { columnsKept, respondentsDropped } = cleaned.report;
  const seconds = Object.values(timings).reduce((sum, ms) => sum + ms, 0) / 1000;
  const left = respondentsDropped.length === 0
    ? ""
    : ` (${countOf(respondentsDropped.length, "respondent")} left out)`;
  const rows = profile.segments.map((segment) => {
    const { number, size, silhouette, name } = segment;
    return [
      String(number),
      formatNumber(size),
      formatShare(shareOf(segment)),
      silhouette === null ? "" : formatNumber(silhouette, 2),
      name,
    ];
  });
  const share = profile.weighting === undefined ? "Share" : "Weighted share";
  return [
    headline(result),
    ...verdictLines(result),
    "",
    ...table(["Segment", "Respondents", share, "Silhouette", "Name"], rows),
    "",
    `Survey      ${survey.name}: ${countOf(survey.rows, "respondent")}${left}, ` +
    `${countOf(survey.columns.length, "column")}, ${formatNumber(columnsKept.length)} kept`,
    ...missingLines(result),
    ...weightLines(result),
    ...howLines(result),
    ...opinionLines(result),
    `Parameters  ${places.parameters.join(" + ")}`,
    `Run         ${places.output}`,
    `Time        ${formatNumber(seconds, 2)} s${
      cached.length > 0 ? `, kept from before: ${cached.join(", ")}` : ""
    }`,
    ...warnings.flatMap(({ text, remedies = [] }) => [
      `Note        ${text}`,
      ...remedies.map(({ words, settings }) =>
        `            ${words}: ${settings.map(setOption).join(" ")}`
      ),
    ]),
  ].join("\n");
}

/** A parameter as the command line takes it, in quotation marks where a shell would read it otherwise. */
function setOption([path, value]: readonly [string, unknown]): string {
  const text = `${path}=${typeof value === "string" ? value : JSON.stringify(value)}`;
  return `--set ${/^[\w.=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`}`;
}

/** How far programs of others agree; nothing where they were not asked. */
function opinionLines({ opinion }: PipelineResult): string[] {
  if (opinion === null) return [];
  const { finding, parts } = opinionWords(opinion);
  return [`Opinion     ${[finding, ...parts.map(({ sentence }) => sentence)].join(" ")}`];
}

/** What the verdict rests on and what to do; nothing where it was not asked. */
function verdictLines(result: PipelineResult): string[] {
  const { structure } = structureOf(result);
  if (structure === undefined) return [];
  const { why, advice, rivals } = structure.words;
  return [why, advice, rivals].filter((text) => text !== "");
}

/** Cells without an answer, by reason. */
function missingLines({ survey }: PipelineResult): string[] {
  const counts = missingCells(survey);
  if (counts.length === 0) return [];
  const words = counts.map(({ reason, count }) =>
    `${formatNumber(count)} ${MISSING_WORDS[reason]}`
  );
  return [`No answer   ${joinWords(words)}`];
}

function weightLines({ profile: { weighting, respondents } }: PipelineResult): string[] {
  if (weighting === undefined) return [];
  return [
    `Weights     ${weighting.column}, effective base ${formatNumber(weighting.effectiveBase)} of ${
      formatNumber(respondents)
    }`,
  ];
}

function roleWords(features: Features): string {
  const { define, describe, aside } = countRoles(features);
  const rest = aside === 0
    ? ""
    : `, ${formatNumber(aside)} ${aside === 1 ? "stands" : "stand"} aside`;
  return `${formatNumber(define)} define the segments, ${
    formatNumber(describe)
  } describe them${rest}`;
}

function howLines(
  { features, embedding, clustering, evaluation }: PipelineResult,
): string[] {
  const distance = isByGower(clustering) ? " by Gower's distance" : "";
  const sample = evaluation.reduced?.sample ?? null;
  const error = evaluation.reduced?.standardError ?? 0;
  return [
    `Questions   ${roleWords(features)}`,
    `Features    ${formatNumber(features.d)}${
      withinWords(features)
    }, scaling ${features.scaling}: ${features.scalingReason}`,
    `Reduction   ${embedding.method}, ${countOf(embedding.d, "dimension")}${keptBy(embedding)}`,
    `Clustering  ${clustering.method}${distance}, Calinski-Harabasz ${
      formatNumber(evaluation.calinskiHarabasz, 1)
    }, ` +
    `Davies-Bouldin ${formatNumber(evaluation.daviesBouldin, 2)}`,
    ...(sample === null ? [] : [
      `Silhouette  from a sample of ${formatNumber(sample)}, standard error ${
        formatNumber(error, 4)
      }`,
    ]),
  ];
}

function withinWords({ within }: Features): string {
  if (within === null) return "";
  const items = within.scales.reduce((sum, { columns }) => sum + columns.length, 0);
  return `, ${countOf(items, "rating")} ${
    within.method === "center" ? "centred" : "standardised"
  } within respondents`;
}

function keptBy(embedding: Embedding): string {
  const sum = (shares: Float64Array) => formatShare(shares.reduce((all, share) => all + share, 0));
  if (embedding.method === "pca") {
    return `, ${sum(embedding.explainedVarianceRatio)} of the variance`;
  }
  if (embedding.method !== "mca") return "";
  const { mca, d } = embedding;
  return `, ${sum(mca.share.subarray(0, d))} of the inertia (corrected ${
    sum(mca.correctedShare.subarray(0, d))
  })`;
}

/** Lines of a table: numbers align right, the last column is free text. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, c) =>
    rows.reduce((width, row) => Math.max(width, row[c].length), title.length)
  );
  const last = header.length - 1;
  return [header, ...rows].map((row) =>
    row.map((cell, c) => c === last ? cell : cell.padStart(widths[c])).join("  ").trimEnd()
  );
}
