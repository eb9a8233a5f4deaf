/** Features stage: cleaned answers to a matrix of numbers. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import { describeUnmatched } from "../base/globs.ts";
import type { Params } from "../plan/params.ts";
import { levelCounts } from "../survey/read_column.ts";
import { joinWords } from "../base/text.ts";
import type { Features, FeatureSource } from "./feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import { type Candidate, chooseCandidates, dropConstant, readNumbers } from "./candidates.ts";
import { computeScale, decideScaling, type Scale } from "./scale.ts";
import { assignRoles, includedNames } from "./roles.ts";
import { describeTails, tameTails } from "./tails.ts";
import { weighQuestions } from "./weigh_questions.ts";
import { relateWithin } from "./within.ts";
import { describeWithin } from "./within_words.ts";

const LEAST_FEATURES = 2;
const BY_PEOPLE =
  "Segments are formed on who respondents are (such as age, sex or region), as the survey holds next " +
  "to nothing else: they sort people by what is known of them anyway. Name other columns in " +
  "features.include if there are any.";

/** Builds the feature matrix: chooses columns, encodes them, drops what does not vary, sets ratings
 * against the respondent's own scale and tames heavy tails where asked, scales. O(n d). Warns of names
 * that match no column, and tells what became of ratings and tails.
 * @returns n x d for the respondents kept by cleaning.
 * @throws {DataError} If fewer than two usable features are left, or the matrix does not fit.
 */
export async function features(
  cleaned: Cleaned,
  { features: params }: Pick<Params, "features">,
  context: StageContext = createContext(),
): Promise<Features> {
  const names = cleaned.survey.columns.map((column) => column.name);
  const known = [...names, ...cleaned.report.columnsDropped.map((column) => column.name)];
  const patterns = { include: includedNames(params), exclude: params.exclude };
  for (const [key, names] of Object.entries(patterns)) {
    describeUnmatched(names, known, `features.${key}`).forEach((text) => context.warn(text));
  }
  const { roles, byPeople } = assignRoles(cleaned.survey, params);
  if (byPeople) context.warn(BY_PEOPLE);
  const chosen = chooseCandidates(cleaned.survey, { params, roles });
  const varying = dropConstant(chosen.candidates, params);
  const related = await relateWithin(varying.candidates, { ...cleaned, params }, context);
  const dropped = [...chosen.dropped, ...varying.dropped, ...related.dropped];
  const { within } = related;
  const { weights } = cleaned;
  const { candidates: used, tamed } = tameTails(related.candidates, { ...params, weights });
  if (used.length < LEAST_FEATURES) {
    throw tooFew(used.length, {
      considered: chosen.candidates.length,
      dropped,
      name: cleaned.survey.name,
    });
  }
  if (within !== null) context.warn(describeWithin(within, used, cleaned.report));
  const tails = describeTails(tamed);
  if (tails !== "") context.warn(tails);
  const { scaling, reason } = decideScaling(used, params.scaling, within);
  const scale = weighQuestions(
    used,
    computeScale(used, { scaling, weights }),
    params.question_weighting,
  );
  return {
    ...await fillMatrix(used, scale, context),
    ...(weights === null ? {} : { weights }),
    ...scale,
    names: used.map((candidate) => candidate.name),
    questions: used.map((candidate) => candidate.question),
    sources: used.map(sourceOf),
    within,
    ...(tamed.length === 0 ? {} : { tails: tamed }),
    scaling,
    scalingReason: reason,
    roles,
    dropped,
  };
}

function sourceOf({ column, category, levels }: Candidate): FeatureSource {
  const source = { column: column.name, kind: column.kind, category };
  if (category !== null || column.kind === "numeric") return source;
  const counts = levelCounts(column);
  const given = new Set(levels.filter((_, at) => column.missing[at] === 0 && counts[at] > 0));
  const answers = [...given].sort((a, b) => a - b);
  const isBetween = (value: number, at: number) =>
    counts[at] > 0 && !given.has(value) && value > answers[0] &&
    value < answers[answers.length - 1];
  return levels.some(isBetween) ? { ...source, answers } : source;
}

async function fillMatrix(
  candidates: readonly Candidate[],
  { center, scale }: Scale,
  context: StageContext,
): Promise<Matrix> {
  const n = candidates[0].column.codes.length;
  const d = candidates.length;
  const values = allocate(n, d, context);
  const numbers = new Float64Array(n);
  for (const [c, candidate] of candidates.entries()) {
    if (candidate.own === null) {
      const { column: { codes }, levels } = candidate;
      const scaled = levels.map((level) => (level - center[c]) / scale[c]);
      for (let i = 0, p = c; i < n; i++, p += d) values[p] = scaled[codes[i]];
    } else {
      readNumbers(candidate, numbers);
      for (let i = 0, p = c; i < n; i++, p += d) values[p] = (numbers[i] - center[c]) / scale[c];
    }
    const pause = context.checkpoint(c, d, "matrix");
    if (pause !== undefined) await pause;
  }
  return { values, n, d };
}

function allocate(n: number, d: number, { memory }: StageContext): Float64Array {
  const bytes = 8 * n * d;
  try {
    // Some platforms promise more than they have, and end the process that uses it.
    if (bytes <= memory) return new Float64Array(n * d);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const fits = Math.floor(Math.min(memory, bytes / 2) / (8 * d));
  throw new DataError(
    `Cannot build the features: ${n} respondents x ${d} features need ${
      Math.ceil(bytes / 1e6)
    } MB in one piece, which is more than there is. Up to ${fits} respondents would fit. Segment on ` +
      "fewer columns (features.include).",
  );
}

function tooFew(
  count: number,
  found: { considered: number; dropped: Features["dropped"]; name: string },
): DataError {
  const causes = found.dropped.slice(0, 3).map(({ name, reason }) => `${name} (${reason})`);
  const more = found.dropped.length > causes.length ? ", ..." : "";
  const state = found.considered > 0 && count === 0
    ? `all ${found.considered} are constant`
    : `there ${count === 1 ? "is" : "are"} ${count}`;
  const left = causes.length === 0 ? "" : ` Left out: ${joinWords(causes)}${more}.`;
  return new DataError(
    `Cannot segment ${
      JSON.stringify(found.name)
    }: at least ${LEAST_FEATURES} usable features are ` +
      `needed, but ${state}.${left} See features.include, features.exclude and cleaning.drop_thresh.`,
  );
}
