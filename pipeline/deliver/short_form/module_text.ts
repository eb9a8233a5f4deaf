/** The short form as a JavaScript module without imports. Runs in Deno and browsers. */

import { formatShare } from "../../base/text.ts";
import type { ShortForm } from "../../typing/short/short_form.ts";

/** What the module does with its data; it stands in the file as it is here. */
const CODE = `
/** Points of each segment.
 * @param {Record<string, string | number | null | undefined>} answers By the question's name: the answer in
 * words, as a number or by its code; none where nothing was answered.
 * @returns {number[]}
 */
export function scores(answers) {
  const totals = [...START];
  for (const question of QUESTIONS) {
    const points = pointsOf(question, answers[question.name]);
    for (let s = 0; s < totals.length; s++) totals[s] += points[s];
  }
  return totals;
}

/** The segment of a respondent, from 1, its name, and how likely it is.
 * @param {Record<string, string | number | null | undefined>} answers As for scores.
 */
export function segmentOf(answers) {
  const totals = scores(answers);
  let best = 0;
  for (let s = 1; s < totals.length; s++) if (totals[s] > totals[best]) best = s;
  const sum = totals.reduce((all, each) => all + Math.exp((each - totals[best]) / UNIT), 0);
  return { segment: best + 1, name: SEGMENTS[best], probability: 1 / sum };
}

function pointsOf({ answers, perUnit, missing }, given) {
  const text = given === null || given === undefined ? "" : String(given);
  if (text.trim() === "") return missing;
  if (perUnit === null) {
    const found = answers.find(({ answer }) =>
      typeof answer === "number" ? answer === Number(text) : answer === text
    ) ??
      answers.find(({ code }) => code === text);
    return found === undefined ? missing : found.points;
  }
  const value = Number(text);
  if (Number.isNaN(value)) return missing;
  const within = Math.max(perUnit.low, Math.min(perUnit.high, value));
  return perUnit.points.map((each) => each * within);
}
`;

/** Writes the module: its questions with their points, `segmentOf` and `scores`; a few KB. */
export function shortFormModule(form: ShortForm): string {
  const { accuracy, low, high, items, start, unit, names } = form;
  const questions = items.map(({ name, text, answers, perUnit, missing }) =>
    `  ${JSON.stringify({ name, ...(text === name ? {} : { text }), answers, perUnit, missing })},`
  );
  return [
    `// Places a respondent by ${items.length} questions. Right for ${
      formatShare(accuracy)
    } of respondents who ` +
    `had no part in making it (${formatShare(low)} to ${formatShare(high)}).`,
    `export const SEGMENTS = ${JSON.stringify(names)};`,
    `export const QUESTIONS = [`,
    ...questions,
    `];`,
    `const START = ${JSON.stringify(start)};`,
    `const UNIT = ${unit};`,
  ].join("\n") + "\n" + CODE;
}
