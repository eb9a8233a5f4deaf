/** The sheets of the workbook with tests of segments. Runs in Deno and browsers. */

import type { PipelineResult } from "../run/run_result.ts";

type Cell = string | number | null;

/** What tests are called where people read them. */
export const TEST_NAMES = {
  "welch": "Welch's analysis of variance",
  "kruskal-wallis": "Kruskal-Wallis",
  "chi-square": "Chi-square",
  "fisher": "Exact (Fisher, Freeman, Halton)",
  "fisher-monte-carlo": "Exact, by tables drawn",
} as const;

/** One row a question: how far segments differ in it, by what test, on which base, or why there is none. */
export function testsSheet({ tests, profile }: PipelineResult): Cell[][] {
  const isWeighted = profile.weighting !== undefined;
  return [
    [
      ...["Question text", "Item", "Variable", "Role", "Difference", "Measure", "Size"],
      ...["Test", "Statistic", "Degrees of freedom", "p", "Adjusted p", "Why there is no p"],
      ...[
        "Base",
        ...(isWeighted ? ["Effective base"] : []),
        "Mark",
        "Segments left out",
        "In words",
      ],
    ],
    ...tests.questions.map(({ text, variable, role, effect, test, ...question }) => [
      ...[text.stem, text.item, variable, role],
      ...[effect?.band ?? null, effect?.measure ?? null, effect?.value ?? null],
      ...[test === null ? null : TEST_NAMES[test.name], test?.statistic ?? null],
      test === null ? null : test.freedom.map((each) => Number(each.toFixed(1))).join("; "),
      ...[test?.p ?? null, question.adjusted, question.reason],
      ...[question.base, ...(isWeighted ? [question.effectiveBase ?? null] : [])],
      ...[question.mark, question.without.join(", "), question.told],
    ]),
  ];
}

/** One row a row of the profile and segment: how far the segment lies from all. */
export function apartSheet({ tests, profile }: PipelineResult): Cell[][] {
  return [
    ["Segment", "Name", "Variable", "Category", "v", "p", "Adjusted p", "Mark", "Why withheld"],
    ...profile.segments.flatMap(({ number, name }, g) =>
      tests.apart.map(({ variable, category, segments }) => {
        const { v, p, adjusted, mark, reason } = segments[g];
        return [number, name, variable, category, v, p, adjusted, mark, reason];
      })
    ),
  ];
}

/** The respondents nearest to the centre of each segment. */
export function typicalSheet({ tests, profile, survey }: PipelineResult): Cell[][] {
  const id = survey.columns.find(({ kind }) => kind === "id");
  return [
    ["Segment", "Name", "Row", ...(id === undefined ? [] : [id.name]), "Distance to the centre"],
    ...profile.segments.flatMap(({ number, name }, g) =>
      tests.typical[g].map(({ row, distance }) => [
        ...[number, name, row],
        ...(id === undefined ? [] : [id.texts[id.codes[row - 1]]]),
        distance,
      ])
    ),
  ];
}
