/** The report as a workbook: `report.xlsx`. Runs in Deno and browsers. */

import type { PipelineResult } from "../run/run_result.ts";
import { surveyTexts } from "../survey/labels.ts";
import { missingByReason } from "../survey/read_column.ts";
import { describeScale } from "../features/within_words.ts";
import { structureOf, summarize, type Summary } from "../run/summary.ts";
import type { SegmentFigure } from "../profile/segment_profile.ts";
import { countOf } from "../base/text.ts";
import { MISSING_WORDS } from "../survey/missing.ts";
import { apartSheet, testsSheet, typicalSheet } from "./test_sheets.ts";
import { MOST_CHARACTERS, type PlainCell, writePlainWorkbook } from "./workbook/plain_workbook.ts";

type Cell = PlainCell;

/** Sheets on which two decimals would hide what counts. */
const SMALL_NUMBERS: ReadonlySet<string> = new Set(["Tests", "Against all", "Typical"]);
/** Letters of a list of rows, within what a cell holds. */
const ROWS_LETTERS = MOST_CHARACTERS - 10;

/** Writes `report.xlsx` with the sheets Summary, Segments, Profiles, Tests, Against all, Typical, Data quality,
 * Response quality and Parameters.
 * Texts that a spreadsheet program could take for a formula get a leading apostrophe.
 */
export async function writeReport(result: PipelineResult): Promise<Uint8Array<ArrayBuffer>> {
  const sheets: [string, Cell[][]][] = [
    ["Summary", summarySheet(result)],
    ["Segments", segmentsSheet(result)],
    ["Profiles", profilesSheet(result)],
    ["Tests", testsSheet(result)],
    ["Against all", apartSheet(result)],
    ["Typical", typicalSheet(result)],
    ["Data quality", qualitySheet(result)],
    ["Response quality", responseSheet(result)],
    ["Parameters", parametersSheet(result)],
  ];
  return await writePlainWorkbook(
    sheets.map(([name, rows]) => ({ name, rows, hasSmall: SMALL_NUMBERS.has(name) })),
    "Segments",
  );
}

function summarySheet(result: PipelineResult): Cell[][] {
  const { evaluation, features, profile, warnings } = result;
  const summary = summarize(result, null);
  const { explained_variance_ratio: variance, inertia_ratio: inertia } = summary.reduction;
  const corrected = summary.reduction.inertia_ratio_corrected;
  const silhouettes: Cell[][] = evaluation.reduced === null || evaluation.features === null ? [] : [
    ["Silhouette where segments are formed", evaluation.reduced.mean],
    ["Silhouette among the full answers", evaluation.features.mean],
    ...(evaluation.gower === null
      ? []
      : [["Silhouette by Gower's distance", evaluation.gower.mean]]),
  ];
  const { structure } = summary;
  const verdict: Cell[][] = structure === undefined ? [] : [
    ["Verdict", structure.words.finding],
    ["Why", structure.words.why],
    ["What to do", structure.words.advice],
    ...(structure.words.rivals === "" ? [] : [["Mind", structure.words.rivals]]),
  ];
  return [
    ...verdict,
    ...opinionRows(summary),
    ["Run", summary.run_id],
    ["Survey, SHA-256", summary.input.sha256],
    ["Respondents in the file", summary.input.rows],
    ["Respondents segmented", profile.respondents],
    ...(profile.weighting === undefined ? [] : [
      ["Weighted by", profile.weighting.column],
      ["Effective base", profile.weighting.effectiveBase, "(sum of weights)² / sum of squares"],
    ]),
    ["Columns", summary.input.columns],
    ["Features", features.d],
    ...withinRows(features),
    ["Scaling", features.scaling, features.scalingReason],
    ["Reduction", summary.reduction.method, `${summary.reduction.dims} dimensions`],
    ...(variance === undefined ? [] : [["Variance kept", sumOf(variance)]]),
    ...(inertia === undefined ? [] : [["Inertia kept", sumOf(inertia)]]),
    ...(corrected === undefined ? [] : [["Inertia kept, corrected", sumOf(corrected)]]),
    ["Clustering", summary.clustering.method, `${summary.clustering.k} segments`],
    ...(summary.clustering.distance === undefined
      ? []
      : [["Distance", summary.clustering.distance, "among the answers themselves"]]),
    ...(summary.clustering.cost === undefined ? [] : [["Cost", summary.clustering.cost]]),
    ...silhouettes,
    ["Calinski-Harabasz", evaluation.calinskiHarabasz, "higher is better"],
    ["Davies-Bouldin", evaluation.daviesBouldin, "lower is better"],
    ...warnings.map(({ text }) => ["Note", text]),
  ];
}

function opinionRows({ second_opinion: opinion }: Summary): Cell[][] {
  if (opinion === undefined) return [];
  return [
    ["Second opinion", opinion.finding],
    ...opinion.checks.map(({ title, program, sentence, by_design }) => [
      `Second opinion: ${title.toLowerCase()}`,
      sentence,
      program === null ? "" : `${program.name} ${program.version}. ${by_design}`,
    ]),
  ];
}

function withinRows({ within }: PipelineResult["features"]): Cell[][] {
  if (within === null) return [];
  return within.scales.map((scale) => [
    "Within respondents",
    within.method,
    `${describeScale(scale)}; without differences: ${countOf(scale.flat, "respondent")}`,
  ]);
}

function sumOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}

function segmentsSheet(result: PipelineResult): Cell[][] {
  const { profile } = result;
  const { structure } = structureOf(result);
  const most = profile.segments.reduce((most, { insights }) => Math.max(most, insights.length), 0);
  const shares = profile.weighting === undefined
    ? ["Share"]
    : ["Share", "Weighted share", "Effective base"];
  const judged = structure === undefined ? [] : ["Stability"];
  const header = ["Segment", "Name", "Respondents", ...shares, "Silhouette", ...judged];
  return [
    [...header, ...Array.from({ length: most }, (_, i) => i === 0 ? "What sets it apart" : "")],
    ...profile.segments.map(({ number, name, size, share, weighted, silhouette, insights }, g) => [
      number,
      name,
      size,
      share,
      ...(weighted === undefined ? [] : [weighted.share, weighted.effectiveBase]),
      silhouette,
      ...judged.map(() => structure?.segments?.[g] ?? null),
      ...insights,
    ]),
  ];
}

function profilesSheet({ profile }: PipelineResult): Cell[][] {
  const { weighting } = profile;
  const numbers = profile.segments.map(({ number }) => number);
  const block = (title: string): string[] => numbers.map((number) => `${title} ${number}`);
  const pick = (figures: readonly SegmentFigure[], key: keyof SegmentFigure): Cell[] =>
    figures.map((figure) => figure[key] ?? null);
  return [
    [
      "Question text",
      "Item",
      "Category",
      "Variable",
      "Question",
      "Kind",
      "Role",
      "Statistic",
      "Effect (eta squared)",
      "Total",
      "Base",
      ...profile.segments.map(({ number, name }) => `Segment ${number}: ${name}`),
      ...block("Base"),
      ...block("Index"),
      ...block("Difference"),
      ...(weighting === undefined ? [] : ["Effective base", ...block("Effective base")]),
    ],
    ...profile.rows.map((row) => [
      row.text.stem,
      row.text.item,
      row.category,
      row.variable,
      row.question,
      row.kind,
      row.role,
      row.statistic,
      row.effect,
      row.total.value,
      row.total.base,
      ...pick(row.segments, "value"),
      ...pick(row.segments, "base"),
      ...pick(row.segments, "index"),
      ...pick(row.segments, "difference"),
      ...(weighting === undefined ? [] : pick([row.total, ...row.segments], "effectiveBase")),
    ]),
  ];
}

const QUALITY_HEAD = ["Question text", "Item", "Column", "Kind", "Confidence", "Why", "Question"]
  .concat(["Question kind", "Answered", "Missing"]);

function qualitySheet({ survey, cleaned, features }: PipelineResult): Cell[][] {
  const left = new Map(cleaned.report.columnsDropped.map(({ name, reason }) => [name, reason]));
  const unused = new Map(features.dropped.map(({ name, reason }) => [name, reason]));
  const imputed = new Map(cleaned.report.imputed.map((column) => [column.name, column]));
  const used = new Set(features.sources.map(({ column }) => column));
  const reasons = missingByReason(survey.columns).map(({ reason }) => reason);
  const questions = new Map(
    survey.questions.flatMap((question) => question.columns.map((name) => [name, question])),
  );
  const offered = new Map<string, string[]>();
  for (const { column, text } of survey.report.missingProposals) {
    offered.set(column, [...offered.get(column) ?? [], text]);
  }
  const between = reasons.map(() => "");
  const texts = surveyTexts(survey);
  return [
    QUALITY_HEAD
      .concat(reasons.map((reason) => `Missing: ${MISSING_WORDS[reason]}`))
      .concat(["May mean no answer", "Use", "Reason", "Imputed", "Imputed value"]),
    ...survey.columns.map((column) => {
      const { name, kind, confidence, reason } = column;
      const missing = missingByReason([column]);
      const total = missing.reduce((sum, { count }) => sum + count, 0);
      const use = used.has(name) ? "feature" : left.has(name) ? "left out" : "profiled";
      const { stem, item } = texts.of(name);
      return [
        stem,
        item,
        name,
        kind,
        confidence,
        reason,
        questions.get(name)?.name ?? "",
        questions.get(name)?.kind.replaceAll("_", " ") ?? "",
        survey.rows - total,
        total,
        ...reasons.map((why) => missing.find((one) => one.reason === why)?.count ?? 0),
        offered.get(name)?.join(", ") ?? "",
        use,
        left.get(name) ?? unused.get(name) ?? "",
        imputed.get(name)?.count ?? 0,
        imputed.get(name)?.value ?? "",
      ];
    }),
    ...cleaned.report.respondentsDropped.map((
      { row, reason },
    ) => [
      ...[`Respondent ${row}`, ...QUALITY_HEAD.slice(1).map(() => ""), ...between, ""],
      ...["left out", reason],
    ]),
  ];
}

function responseSheet({ cleaned }: PipelineResult): Cell[][] {
  return [
    ["Rule", "What was looked at", "Respondents flagged", "Kept or dropped", "Rows"],
    ...cleaned.report.quality.map(({ title, detail, rows, becomes }) => [
      title,
      detail,
      rows.length,
      becomes,
      listRows(rows),
    ]),
  ];
}

/** Rows from 1, as many as a cell bears. */
function listRows(rows: Int32Array): string {
  const text = Array.from(rows, (row) => row + 1).join(" ");
  return text.length <= ROWS_LETTERS
    ? text
    : `${text.slice(0, ROWS_LETTERS).replace(/ \S*$/, "")} ...`;
}

function parametersSheet({ params }: PipelineResult): Cell[][] {
  const {
    storage: _storage,
    tables: _tables,
    typing: _typing,
    deliver: _deliver,
    publish: _publish,
    ...work
  } = params;
  const rows = Object.entries(work).flatMap(([section, value]) =>
    typeof value === "object"
      ? Object.entries(value).map(([key, inner]) => [`${section}.${key}`, writeValue(inner)])
      : [[section, writeValue(value)]]
  );
  return [["Parameter", "Value"], ...rows];
}

function writeValue(value: unknown): Cell {
  return typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
}
