/** Response quality: who should perhaps not take part, rule by rule. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Filter } from "../../plan/filter_parse.ts";
import type { Params } from "../../plan/params.ts";
import type { QualityAction, QualityFinding, QualityRule } from "../cleaned.ts";
import type { Survey } from "../../survey/survey.ts";
import { findContradictions } from "./contradictory.ts";
import { findDuplicates } from "./duplicates.ts";
import { findImpossible } from "./impossible.ts";
import { findIncomplete } from "./incomplete.ts";
import { findSpeeders } from "./speeders.ts";
import type { Judgement } from "./judgement.ts";
import { findStraightLines } from "./straight_lines.ts";

interface Asked {
  readonly quality: Params["quality"];
  readonly pattern: string;
}

const RULES: readonly {
  readonly rule: QualityRule;
  readonly title: string;
  readonly find: (survey: Survey, asked: Asked) => Judgement | null;
}[] = [
  {
    rule: "speeders",
    title: "Too fast",
    find: (survey, { quality }) => findSpeeders(survey, quality),
  },
  { rule: "straight_liners", title: "Same answer throughout", find: findStraightLines },
  {
    rule: "incomplete",
    title: "Much left unanswered",
    find: (survey, { quality }) => findIncomplete(survey, quality),
  },
  { rule: "duplicates", title: "Same as someone before", find: findDuplicates },
  { rule: "impossible", title: "Impossible values", find: findImpossible },
  { rule: "contradictory", title: "Contradictory answers", find: findContradictions },
];

const BECOMES: Readonly<Record<QualityAction, string>> = {
  auto: "dropped where segments would rest on what is filled in",
  keep: "kept",
  drop: "dropped",
};

/** Whom the rules that `quality` says to drop flag, as conditions on a respondent's own answers; their bounds
 * are those of these respondents. O(n x columns).
 * @throws {DataError} As {@link judgeQuality}.
 */
export function findDropped(survey: Survey, asked: Asked): Filter[] {
  return RULES.filter(({ rule }) => asked.quality[rule] === "drop")
    .flatMap(({ rule, find }) => find(judgedBy(rule, survey), asked)?.who ?? []);
}

/** Times are metadata; all other rules are about answers. */
function judgedBy(rule: QualityRule, survey: Survey): Survey {
  if (rule === "speeders") return survey;
  return { ...survey, columns: survey.columns.filter(({ metadata }) => !metadata) };
}

/** Judges every respondent by every rule that the survey allows, O(n x columns).
 * Nobody leaves by this alone: `quality` says for each rule what becomes of those flagged.
 * @throws {DataError} If `quality.duration_column` names no column of numbers.
 */
export async function judgeQuality(
  survey: Survey,
  asked: Asked,
  context: StageContext,
): Promise<QualityFinding[]> {
  const findings: QualityFinding[] = [];
  for (const [position, { rule, title, find }] of RULES.entries()) {
    const found = find(judgedBy(rule, survey), asked);
    if (found !== null) {
      const { rows, detail, examples } = found;
      findings.push({
        rule,
        title,
        detail,
        action: asked.quality[rule],
        becomes: BECOMES[asked.quality[rule]],
        rows: Int32Array.from(rows),
        ...(examples === undefined ? {} : { examples }),
      });
    }
    const pause = context.checkpoint(position, RULES.length, "response quality");
    if (pause !== undefined) await pause;
  }
  return findings;
}
