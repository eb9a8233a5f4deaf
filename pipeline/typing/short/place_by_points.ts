/** Places a person by the points of a short form. Runs in Deno and browsers. */

import { portableExp } from "../../numeric/portable_math.ts";
import type { ShortForm, ShortQuestion } from "./short_form.ts";

/** Where a short form puts a person. */
export interface PlacedByPoints {
  /** From 1, the one with the most points, ties the lowest; null where no question was answered. */
  readonly segment: number | null;
  /** How likely each segment is. */
  readonly chances: readonly number[];
  /** Columns of the questions without an answer that has points of its own. */
  readonly missing: readonly string[];
}

/** Adds the points of a person's answers up.
 * @param answers By the question's column: in words, by its code or as a number.
 */
export function placeByPoints(
  { items, start, unit }: ShortForm,
  answers: Readonly<Record<string, string>>,
): PlacedByPoints {
  const totals = [...start];
  const missing: string[] = [];
  for (const item of items) {
    const points = pointsOf(item, (answers[item.name] ?? "").trim());
    if (points === null) missing.push(item.name);
    (points ?? item.missing).forEach((each, s) => totals[s] += each);
  }
  const most = totals.reduce((most, total) => Math.max(most, total), -Infinity);
  const shares = totals.map((total) => portableExp((total - most) / unit));
  const sum = shares.reduce((sum, share) => sum + share, 0);
  return {
    segment: missing.length === items.length ? null : totals.indexOf(most) + 1,
    chances: shares.map((share) => share / sum),
    missing,
  };
}

/** The points of an answer; null where it is none that is known. */
function pointsOf({ answers, perUnit }: ShortQuestion, text: string): readonly number[] | null {
  if (text === "") return null;
  const number = Number(text.replace(",", "."));
  if (perUnit === null) {
    const found = answers.find(({ answer }) =>
      typeof answer === "number" ? answer === number : answer === text
    ) ?? answers.find(({ code }) =>
      code === text
    );
    return found?.points ?? null;
  }
  if (Number.isNaN(number)) return null;
  const within = Math.max(perUnit.low, Math.min(perUnit.high, number));
  return perUnit.points.map((each) => each * within);
}
