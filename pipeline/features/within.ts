/** Ratings set against each respondent's own use of their scale. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Params } from "../plan/params.ts";
import type { DroppedFeature, WithinRespondent } from "./feature_matrix.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import { type Candidate, type CandidateChoice, type OwnScale, readNumbers } from "./candidates.ts";
import {
  findRatingScales,
  type RatingItems,
  ScaleMeter,
  type ScaleUse,
} from "../survey/rating_scales.ts";

/** Differences below this share of the unit are left over from rounding. */
const ROUNDING = 1e-9;

/** What became of the candidates. */
export interface Related extends CandidateChoice {
  /** What was done; null where nothing was asked for. */
  readonly within: WithinRespondent | null;
}

/** Sets ratings against the respondent's own use of their scale, as `features.within_respondent` asks:
 * each scale on its own, over all of its items, whatever question they are of.
 *
 * Mean and standard deviation rest on the answers given. A filled gap gets 0, the own mean: what was
 * put in says nothing of how this respondent uses the scale, and set against the own mean it would
 * bring levels back in. So every respondent has mean 0 over a scale's items, and with standardize
 * population standard deviation 1 (ddof 0, as scipy.stats.zscore has it) over the answers given; one
 * answer throughout gives 0 everywhere. Items worded the other way round are not turned. Items that no
 * longer vary are dropped, and still count in the means. O(n d).
 * @see Cunningham, Cunningham, Green, The ipsative process to reduce response set bias, Public Opinion
 * Quarterly 41, 1977; Fischer, Standardization to account for cross-cultural response bias, Journal of
 * Cross-Cultural Psychology 35, 2004, whose within-subject standardisation takes all items together too.
 */
export async function relateWithin(
  candidates: readonly Candidate[],
  { survey, params }: Pick<Cleaned, "survey"> & { readonly params: Params["features"] },
  context: StageContext,
): Promise<Related> {
  const { within_respondent: method, question_pattern: pattern } = params;
  if (method === "none") return { candidates, dropped: [], within: null };
  const columns = candidates.map(({ column }) => column);
  const owns = new Map<string, OwnScale>();
  const scales: WithinRespondent["scales"][number][] = [];
  for (const scale of findRatingScales(survey, { columns, pattern })) {
    const { level, spread } = await measure(scale, context);
    const own = { level, spread: method === "standardize" ? spread : null };
    const names = scale.columns.map(({ name }) => name);
    for (const name of names) owns.set(name, own);
    scales.push({ ...scale, columns: names, flat: countFlat(spread) });
  }
  const related = candidates.map((candidate) => ({
    ...candidate,
    own: owns.get(candidate.column.name) ?? null,
  }));
  return { ...await dropUnvaried(related, survey.rows, context), within: { method, scales } };
}

async function measure({ columns }: RatingItems, context: StageContext): Promise<ScaleUse> {
  const meter = new ScaleMeter(columns[0].codes.length);
  for (const [c, column] of columns.entries()) {
    meter.add(column);
    const pause = context.checkpoint(c, columns.length, "own means");
    if (pause !== undefined) await pause;
  }
  return meter.read();
}

/** Respondents whose answers do not differ from each other. */
function countFlat(spread: Float64Array): number {
  return spread.reduce((count, own) => count + (own === 0 ? 1 : 0), 0);
}

async function dropUnvaried(
  candidates: readonly Candidate[],
  n: number,
  context: StageContext,
): Promise<CandidateChoice> {
  const kept: Candidate[] = [];
  const dropped: DroppedFeature[] = [];
  const numbers = new Float64Array(n);
  for (const [c, candidate] of candidates.entries()) {
    if (candidate.own !== null) readNumbers(candidate, numbers);
    if (candidate.own === null || rangeOf(numbers) > ROUNDING) kept.push(candidate);
    else {
      const reason = "constant once set against the respondent's own mean";
      dropped.push({ name: candidate.name, cause: "unusable", reason });
    }
    const pause = context.checkpoint(c, candidates.length, "own means");
    if (pause !== undefined) await pause;
  }
  return { candidates: kept, dropped };
}

function rangeOf(values: Float64Array): number {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return high - low;
}
