/** Headlines of pages, each a finding in one sentence. Runs in browsers. */

import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import { clearestOf, measuredOf } from "../kit/words/clearness.js";
import { cutWords } from "../kit/words/figure_words.js";
import { itemTexts } from "../kit/words/item_texts.js";
import { engineRules } from "../kit/engine_rules.js";
import { countOf, formatNumber, formatShare, joinWords } from "../kit/words/format.js";
import { interimOf } from "../session/interim.js";
import type { SessionState } from "../session/session_types.js";

/** The verdict, or what is known before it; null without results. It alone changes when a search for
 * the verdict is stopped, so that nothing is drawn anew.
 */
export function overviewHeadline(state: SessionState): string | null {
  const words = interimOf(state);
  if (words === null) return state.view?.headline ?? null;
  return words[state.status === "running" ? "underWay" : "unfinished"].finding;
}

/** Who was asked what, what of it makes the segments, and how much is missing. */
export function qualityHeadline({ columns, survey, summary }: RunView): string {
  const { define, describe, aside } = summary.features.questions;
  const cells = columns.reduce((sum, { answered }) => sum + answered, 0);
  const share = 1 - cells / (survey.rows * Math.max(1, columns.length));
  return `${countOf(define + describe + aside, "question")} to ${
    countOf(survey.rows, "respondent")
  }: ${formatNumber(define)} ${define === 1 ? "defines" : "define"} the segments, and ${
    cells === survey.rows * columns.length ? "no answer is" : `${formatShare(share)} of answers are`
  } missing`;
}

/** How many segments stand out most. */
export function exploreHeadline(
  { summary }: RunView,
  scan: readonly ScanPoint[] | null,
): string {
  const { k } = summary.clustering;
  if (summary.structure !== undefined) return summary.structure.words.finding;
  const best = scan && clearestOf(scan);
  if (scan === null || best === null) return `${formatNumber(k)} segments`;
  const measured = measuredOf(scan);
  return best.k === k
    ? `${formatNumber(k)} segments stand apart most clearly of ${measured[0].k} to ${
      measured[measured.length - 1].k
    }`
    : `${formatNumber(best.k)} segments would stand apart more clearly than the ${
      formatNumber(k)
    } shown`;
}

/** How many segments there are, and what sets them apart most. */
export function segmentsHeadline({ profile, summary }: RunView): string {
  const leading = profile.rows.filter(({ role, statistic }) =>
    role === "segmenting" && statistic !== "answered"
  );
  const items = itemTexts(leading.map(({ text }) => text));
  const texts = new Map(leading.map(({ variable }, i) => [variable, items[i]]));
  const names = [...texts.values()].slice(0, 3).map((text) => `“${cutWords(text)}”`);
  const { k } = summary.clustering;
  const many = `${engineRules().countWord(k)} ${k === 1 ? "segment" : "segments"}`;
  return names.length === 0
    ? `${many}, and nothing that sets them apart`
    : `${many}, set apart most by ${joinWords(names)}`;
}

/** How many surveys there are to look at. */
export function homeHeadline(surveys: readonly { readonly status: string }[]): string {
  const broken = surveys.filter(({ status }) => status === "failed").length;
  const whole = countOf(surveys.length - broken, "survey");
  if (surveys.length === 0) return "No surveys yet";
  return broken === 0
    ? `${whole}, segmented`
    : `${whole}, segmented; ${formatNumber(broken)} cannot be read`;
}
