/** Tests in a sentence. Runs in Deno and browsers. */

import { countOf, formatNumber, joinWords } from "../../base/text.ts";
import type { QuestionTest, TestFigure } from "./segment_tests.ts";

/** p below this is told as such. */
const LEAST_TOLD = 0.001;
const P_DECIMALS = 3;

/** Why there is no p for a question that formed segments. */
export const BY_CONSTRUCTION =
  "Segments were made from this question, so that it differs by construction: it has no p.";

/** Why there is no test of answers without variation. */
export const ALL_SAME = "All answers are the same: there is nothing to test.";

/** Writes a p, such as `p = 0.012` or `p < 0.001`. */
export function writeP(p: number): string {
  return p < LEAST_TOLD ? `p < ${LEAST_TOLD}` : `p = ${formatNumber(p, P_DECIMALS)}`;
}

/** Says what was tested, with its figures and its base; the reason where nothing was. */
export function tellTest(question: Omit<QuestionTest, "told">): string {
  const { test, beside, effect, adjusted, reason, base, effectiveBase, without } = question;
  const size = effect === null
    ? ""
    : ` The difference is ${effect.band} (${effect.measure} ${formatNumber(effect.value, 2)}).`;
  const weight = effectiveBase === undefined
    ? ""
    : `, which count as ${formatNumber(effectiveBase)} of equal weight`;
  const left = without.length === 0
    ? ""
    : ` Left out, with fewer than 30 answers: ${without.length === 1 ? "segment" : "segments"} ${
      joinWords(without.map(String))
    }.`;
  const based = ` Base: ${countOf(base, "answer")}${weight}.${left}`;
  if (test === null) return `${reason}${size}${effect === null ? left : based}`;
  const also = beside === undefined ? "" : ` Beside it ${figureWords(beside)}.`;
  const corrected = adjusted === null ? "" : `; adjusted for many tests ${writeP(adjusted)}`;
  return `${capital(figureWords(test))}${corrected}.${size}${based}${also}`;
}

function figureWords({ name, statistic, freedom, p, tables = 0 }: TestFigure): string {
  const figure = formatNumber(statistic ?? 0, 2);
  const [first, second] = freedom;
  switch (name) {
    case "welch":
      return `Welch's F(${first}, ${formatNumber(second, 1)}) = ${figure}, ${writeP(p)}`;
    case "kruskal-wallis":
      return `Kruskal-Wallis H(${first}) = ${figure}, ${writeP(p)}`;
    case "chi-square":
      return `chi-square(${first}) = ${figure}, ${writeP(p)}`;
    case "fisher":
      return `exact test by all ${formatNumber(tables)} tables, ${writeP(p)}`;
    case "fisher-monte-carlo":
      return `exact test by ${formatNumber(tables)} tables drawn, ${writeP(p)}`;
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
