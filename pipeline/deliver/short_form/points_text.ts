/** The points of the short form as text between tabs. Runs in Deno and browsers. */

import type { ShortForm } from "../../typing/short/short_form.ts";

/** What stands in the place of an answer. */
export const POINT_WORDS = {
  start: "(everybody)",
  perUnit: "(each unit",
  missing: "(no answer)",
} as const;

/** A row for everybody's points, for every answer and for none. */
export interface PointRow {
  readonly question: string;
  readonly text: string;
  readonly answer: string | number;
  readonly code: string;
  readonly points: readonly number[];
}

/** The rows of a short form: everybody's, then for each question its answers and none. */
export function pointRows({ items, start }: ShortForm): PointRow[] {
  return [
    { question: "", text: "", answer: POINT_WORDS.start, code: "", points: start },
    ...items.flatMap(({ name, text, answers, perUnit, missing }): PointRow[] => {
      const told = { question: name, text };
      const ends = perUnit === null ? "" : `, ${perUnit.low} to ${perUnit.high})`;
      return [
        ...answers.map(({ answer, code = "", points }) => ({ ...told, answer, code, points })),
        ...(perUnit === null
          ? []
          : [{ ...told, answer: POINT_WORDS.perUnit + ends, code: "", points: perUnit.points }]),
        { ...told, answer: POINT_WORDS.missing, code: "", points: missing },
      ];
    }),
  ];
}

/** Writes the rows under a header; tabs and line breaks in texts become spaces. */
export function shortFormTsv(form: ShortForm): string {
  const header = [
    "question",
    "text",
    "answer",
    "code",
    ...form.names.map((_, s) => `points_${s + 1}`),
  ];
  const rows = pointRows(form).map(({ question, text, answer, code, points }) => [
    ...[question, text, answer, code].map((cell) => String(cell).replace(/[\t\r\n]+/g, " ")),
    ...points.map(String),
  ]);
  return [header, ...rows].map((row) => row.join("\t") + "\n").join("");
}
