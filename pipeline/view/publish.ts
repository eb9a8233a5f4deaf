/** What a built site may carry of a survey. Runs in Deno and browsers. */

import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import { describeImpossible } from "../clean/quality/impossible.ts";
import { findYesNo } from "../ingest/cells/yes_no.ts";
import { arePostalCodes } from "../ingest/columns/kinds/codes.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Params } from "../plan/params.ts";
import { profile, tellAgain } from "../profile/mod.ts";
import { publishedNames } from "../profile/naming/rename.ts";
import type { Profile } from "../profile/segment_profile.ts";
import { testSegments } from "../profile/testing/test_segments.ts";
import type { Embedding, McaModel } from "../reduce/embedding.ts";
import { createRng } from "../base/rng.ts";
import type { PipelineResult } from "../run/run_result.ts";
import { inputHash } from "../run/run_id.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import { publishedTargeting } from "./target/publish_targeting.ts";
import { type MaskedSurvey, maskRareWords, maskTexts } from "./rare/mask_words.ts";

/** What a site carries for re-running the stages in a browser. */
export type Artifact =
  /** Nothing: this site publishes no respondents. */
  | { readonly kind: "none" }
  /** The analysed answers, without what points to a person and the words of few, in another order. */
  | { readonly kind: "survey"; readonly survey: Survey; readonly sha256: string }
  /** The file itself. */
  | {
    readonly kind: "file";
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly codebook: CodebookFile | null;
  };

const IDENTIFYING_HEADER =
  /(^|[^a-z])(e-?mail|(first|last|full|sur|given|family|user|nick)?[ _-]?name|phone|mobile|telephone|fax|address|street|postcode|zip|ip|latitude|longitude|location(latitude|longitude)|ssn|passport|birth|dob|token|url|referrer|user[ _-]?agent|device|cookie|contact)([^a-z]|$)/i;
/** Questions may ask for numbers about devices or contacts, so that of numbers the whole header counts. */
const IDENTIFYING_NUMBER =
  /^((location|recipient|respondent|home|your)[ _.-]?)?(latitude|longitude|lat|lon|lng|zip|zip[ _.-]?code|post[ _.-]?code|postal[ _.-]?code|plz|ssn|dob|date[ _.-]of[ _.-]birth|birth[ _.-]?date|(phone|mobile|telephone|fax)[ _.-]?(number|no\.?))$/i;
const IDENTIFYING_ANSWER =
  /[^\s@]+@[^\s@]+\.[^\s@]+|https?:\/\/|^\+?\d[\d ()/-]{8,}$|^\d{1,3}(\.\d{1,3}){3}$|^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;
const NOT_SHOWN = "(not shown)";
const NOT_PUBLISHED = "not published: it may point to a person";
/** A single answer that looks like an address is enough: it is a person's. */
const FEWEST_IDENTIFYING = 1;
/** An answer that so many gave points to none of them. */
const FEWEST_SHARING = 10;

/** Whether a column may point to a person: metadata of the interview, identifiers, open text, dates,
 * addresses. */
export function isIdentifying(column: Column): boolean {
  const { kind, label, name, texts, missing, categories, metadata, source } = column;
  if (metadata) return true;
  // What many respondents gave as an answer is the name of an option's column.
  if (source !== null && IDENTIFYING_ANSWER.test(name.slice(source.length + 1).trim())) return true;
  if (kind === "id" || kind === "text" || kind === "date") return true;
  const headers = [label.trim(), name];
  const answers = texts.filter((_, level) => missing[level] === 0).map((text) => text.trim());
  if (headers.some((header) => IDENTIFYING_NUMBER.test(header))) return true;
  if (headers.some((header) => arePostalCodes(header, answers))) return true;
  if (categories === null) return false;
  const isNamed = headers.some((header) => IDENTIFYING_HEADER.test(header));
  if (isNamed && !isSharedYesNo(column)) return true;
  return answers.filter((text) => IDENTIFYING_ANSWER.test(text)).length >= FEWEST_IDENTIFYING;
}

/** Whether a column says yes or no, and each is many people's: "Offers by e-mail: yes" is nobody's address. */
function isSharedYesNo({ kind, codes, missing, categories }: Column): boolean {
  if (kind !== "binary" || categories === null || findYesNo(categories) === null) return false;
  const counts = new Array<number>(missing.length).fill(0);
  codes.forEach((code) => counts[code]++);
  return counts.every((count, level) => missing[level] !== 0 || count >= FEWEST_SHARING);
}

/** The survey with every identifying column reduced to whether it was answered. */
function withoutIdentity(survey: Survey): Survey {
  const hidden = new Set(survey.columns.filter(isIdentifying).map(({ name }) => name));
  // The evidence quotes answers to the question that leads past others.
  const notAsked = survey.report.notAsked.map((found) =>
    found.gate !== null && hidden.has(found.gate) ? { ...found, reason: NOT_PUBLISHED } : found
  );
  return {
    ...survey,
    questions: survey.questions.map((question) =>
      question.columns.some((name) => hidden.has(name))
        ? { ...question, reason: NOT_PUBLISHED }
        : question
    ),
    columns: survey.columns.map((column) => isIdentifying(column) ? answeredOnly(column) : column),
    report: {
      ...survey.report,
      missingMarks: [],
      missingProposals: [],
      notAsked,
      // The evidence quotes answers, too.
      votes: survey.report.votes.filter(({ column }) => !hidden.has(column)),
    },
  };
}

/** The survey as it may be told of: identifying columns reduced, words that few gave hidden. */
function shownSurvey({ survey, params }: Pick<PipelineResult, "survey" | "params">): MaskedSurvey {
  return maskRareWords(withoutIdentity(survey), params.publish.least_base);
}

/** Prepares a run's results for pages of a site that publishes no identities: figures of identifying
 * columns shrink to whether they were answered, words that fewer than `publish.least_base` respondents
 * gave are hidden, names and sentences are written anew without them. Segments stay what they are.
 */
export async function withoutIdentities(result: PipelineResult): Promise<PipelineResult> {
  const hidden = new Set(
    result.survey.columns.filter(isIdentifying).map((column) => column.name),
  );
  const masked = shownSurvey(result);
  const { survey } = masked;
  const columns = new Map(
    result.survey.columns.map(({ name }, position) => [name, survey.columns[position]]),
  );
  const { cleaned, embedding, map, features } = result;
  const { quality } = cleaned.report;
  const withRows = describeImpossible(quality, { hasRows: true });
  const warnings = result.warnings.map((warning) =>
    withRows === "" || warning.text !== withRows
      ? warning
      : { ...warning, text: describeImpossible(quality, { hasRows: false }) }
  );
  const shown = {
    ...result,
    survey,
    warnings: maskTexts(warnings, masked).map((shown, i) => withTrueRemedies(shown, warnings[i])),
    cleaned: {
      ...cleaned,
      survey: {
        ...cleaned.survey,
        questions: survey.questions,
        report: survey.report,
        columns: cleaned.survey.columns.map((column) => columns.get(column.name)!),
      },
      report: maskTexts({
        ...cleaned.report,
        imputed: cleaned.report.imputed.map((filled) =>
          hidden.has(filled.name) ? { ...filled, value: NOT_SHOWN } : filled
        ),
      }, masked),
    },
    features: withoutWords(features, { hidden, masked }),
    embedding: withoutLevels(embedding, { hidden, masked }),
    map: withoutLevels(map, { hidden, masked }),
  };
  // Which segment has which name was decided by all answers, and stays so.
  const { rows } = await profile(shown);
  const told = withProfile(shown, tellAgain(shown, { rows, profile: result.profile }));
  return { ...told, tests: await testSegments(told) };
}

/** A run with the profile that a site shows, and names that lie by it. */
export function withProfile(result: PipelineResult, profile: Profile): PipelineResult {
  const { params } = result;
  const names = publishedNames(params.segments.names, profile);
  const targeting = publishedTargeting(params.targeting, {
    before: result.profile,
    shown: profile,
  });
  return {
    ...result,
    profile,
    params: { ...params, segments: { ...params.segments, names }, targeting },
  };
}

/** What would have to be done in other words than it is told is not offered. */
function withTrueRemedies(
  { remedies, ...shown }: PipelineResult["warnings"][number],
  before: PipelineResult["warnings"][number],
): PipelineResult["warnings"][number] {
  const isTrue = JSON.stringify(remedies) === JSON.stringify(before.remedies);
  return remedies === undefined || !isTrue ? shown : { ...shown, remedies };
}

/** What is not told of answers. */
interface Untold {
  /** Names of identifying columns. */
  readonly hidden: ReadonlySet<string>;
  readonly masked: MaskedSurvey;
}

function withoutWords(features: Features, { hidden, masked }: Untold): Features {
  const { words, names } = masked;
  const { roles, dropped, within, questions } = features;
  return {
    ...features,
    ...maskTexts({ roles, dropped, within, questions }, masked),
    names: features.names.map((name, f) => {
      const { column, category } = features.sources[f];
      if (hidden.has(column)) return column;
      const mask = category === null ? undefined : words.get(column)?.get(category);
      return mask === undefined ? names.get(name) ?? name : `${column}=${mask}`;
    }),
    sources: features.sources.map((source) => {
      const { column, category } = source;
      const told = category === null ? null : words.get(column)?.get(category) ?? category;
      return {
        ...source,
        column: names.get(column) ?? column,
        category: hidden.has(column) ? null : told,
      };
    }),
  };
}

function withoutLevels(embedding: Embedding, untold: Untold): Embedding {
  return embedding.method === "mca"
    ? { ...embedding, mca: withoutCategories(embedding.mca, untold) }
    : embedding;
}

function withoutCategories(mca: McaModel, { hidden, masked }: Untold): McaModel {
  const levels = mca.levels.map(({ column, level }) => {
    const mask = typeof level === "string" ? masked.words.get(column)?.get(level) : undefined;
    return {
      column: masked.names.get(column) ?? column,
      level: hidden.has(column) ? NOT_SHOWN : mask ?? level,
    };
  });
  return { ...mca, levels };
}

/** What goes beside the pages for re-running in the browser, by `publish.respondents`.
 * @param file The survey's file; its SHA-256 seeds the order of the respondents, so that the order can
 * be undone by nobody who does not have the file anyway.
 */
export function makeArtifact(
  result: PipelineResult,
  publish: Params["publish"]["respondents"],
  file: {
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly codebook?: CodebookFile | null;
  },
): Artifact {
  if (publish === "none") return { kind: "none" };
  if (publish === "all") return { kind: "file", codebook: null, ...file };
  const order = publishedOrder(result.survey.rows, result.input.sha256);
  const { survey } = shownSurvey(result);
  return {
    kind: "survey",
    survey: { ...survey, columns: survey.columns.map((column) => reorder(column, order)) },
    sha256: inputHash(result.input),
  };
}

/** Row of the file (from 0) at each place of the published order. */
export function publishedOrder(rows: number, sha256: string): Int32Array {
  const rng = createRng(parseInt(sha256.slice(0, 12), 16)).fork(sha256);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const other = rng.below(i + 1);
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}

/** The number (from 1) under which each row of the file is published. */
export function publishedNumbers(rows: number, sha256: string): Int32Array {
  const numbers = new Int32Array(rows);
  publishedOrder(rows, sha256).forEach((row, place) => numbers[row] = place + 1);
  return numbers;
}

function answeredOnly(column: Column): Column {
  const codes = new Uint8Array(column.codes.length);
  const missing = [...new Set(column.missing)].sort();
  column.codes.forEach((code, i) => codes[i] = missing.indexOf(column.missing[code]));
  return {
    ...column,
    // What is no feature stays what it is; other kinds would promise values that are not there.
    kind: column.kind === "id" || column.kind === "date" ? column.kind : "text",
    reason: NOT_PUBLISHED,
    codes,
    // Nothing is told in the place of an answer: in files the cells are empty.
    texts: missing.map(() => ""),
    values: new Float64Array(missing.length).fill(NaN),
    missing: Uint8Array.from(missing),
    categories: null,
  };
}

/** The column in another order, its levels numbered by first appearance there, so that the numbering
 * does not give the old order away.
 */
function reorder(column: Column, order: Int32Array): Column {
  const levels: number[] = [];
  const newLevel = new Map<number, number>();
  const codes = column.codes.slice();
  order.forEach((row, place) => {
    const level = column.codes[row];
    const known = newLevel.get(level);
    codes[place] = known ?? levels.length;
    if (known !== undefined) return;
    newLevel.set(level, levels.length);
    levels.push(level);
  });
  return {
    ...column,
    codes,
    texts: levels.map((level) => column.texts[level]),
    values: Float64Array.from(levels, (level) => column.values[level]),
    missing: Uint8Array.from(levels, (level) => column.missing[level]),
  };
}
