/** The columns of the profile table that tell how surely segments differ. Runs in browsers. */

import type { ProfileRow } from "../../../../pipeline/profile/segment_profile.ts";
import type { TestFigure } from "../../../../pipeline/profile/testing/segment_tests.ts";
import type { TestsView } from "../../../../pipeline/view/testing/test_types.ts";
import { html } from "../../kit/elements.js";
import { helpTip } from "../../kit/help_tip.js";
import type { TableColumn } from "../../kit/table/data_table.js";
import { formatNumber } from "../../kit/words/format.js";

type Column = TableColumn<ProfileRow>;
type Question = TestsView["questions"][number];

const LEAST_TOLD = 0.001;
const P_DECIMALS = 3;

const TEST_WORDS: Readonly<Record<TestFigure["name"], string>> = {
  "welch": "Welch",
  "kruskal-wallis": "Kruskal-Wallis",
  "chi-square": "chi-square",
  "fisher": "exact",
  "fisher-monte-carlo": "exact, drawn",
};

const SHORT_MEASURES = {
  "epsilon squared": "ε²",
  "epsilon squared of ranks": "ε² of ranks",
  "Cramér's V": "V",
} as const;

/** Difference and adjusted p, each with what it rests on behind it. */
export function testColumns(tests: TestsView): Column[] {
  const questions = new Map(tests.questions.map((each) => [each.variable, each]));
  const of = (row: ProfileRow): Question | undefined => questions.get(row.variable);
  return [
    {
      name: "effect size",
      label: "Difference",
      isNumeric: true,
      value: (row) => of(row)?.effect?.value ?? null,
      render: (row) => differenceCell(of(row)),
      taken: [
        { name: "effect size", value: (row) => of(row)?.effect?.value ?? null },
        { name: "effect measure", value: (row) => of(row)?.effect?.measure ?? null },
        { name: "effect band", value: (row) => of(row)?.effect?.band ?? null },
      ],
      help:
        "How far all segments differ in the question, whatever its p: ε² of numbers and ranks is " +
        "small from 0.01, medium from 0.06, large from 0.14; Cramér's V of tables by Cohen's w from " +
        "0.1, 0.3 and 0.5.",
    },
    {
      name: "adjusted p",
      label: "Adjusted p",
      isNumeric: true,
      value: (row) => of(row)?.adjusted ?? null,
      render: (row) => pCell(of(row)),
      taken: [
        { name: "test", value: (row) => of(row)?.test?.name ?? null },
        { name: "p", value: (row) => of(row)?.test?.p ?? null },
        { name: "adjusted p", value: (row) => of(row)?.adjusted ?? null },
        { name: "why no p", value: (row) => of(row)?.reason ?? null },
      ],
      help: "Probability of as large a difference where there is none, adjusted by Benjamini and " +
        `Hochberg for the ${formatNumber(tests.tested)} questions tested.`,
    },
  ];
}

/** v of a segment in a row and its adjusted p, in words; empty where there is none. */
export function apartWords(tests: TestsView): (row: ProfileRow, segment: number) => string {
  const keyOf = ({ variable, category }: Pick<ProfileRow, "variable" | "category">) =>
    JSON.stringify([variable, category]);
  const rows = new Map(tests.apart.map((each) => [keyOf(each), each]));
  return (row, segment) => {
    const own = rows.get(keyOf(row));
    const v = own?.v[segment] ?? null, p = own?.adjusted[segment] ?? null;
    if (v === null) return "";
    return `v ${formatNumber(v, 1)} against all${p === null ? "" : `, adjusted p ${writeP(p)}`}`;
  };
}

function differenceCell(question: Question | undefined): Node | string {
  if (question === undefined || question.effect === null) return "—";
  const { measure, value, band } = question.effect;
  return twoLines(band, `${SHORT_MEASURES[measure]} ${formatNumber(value, 2)}`);
}

function pCell(question: Question | undefined): Node | string {
  if (question === undefined) return "—";
  const { test, adjusted, mark, told, variable } = question;
  const isTested = test !== null && adjusted !== null;
  const trigger = isTested ? `${writeP(adjusted)}${mark}` : "no p";
  return twoLines(
    helpTip(told, { label: `test of ${variable}`, trigger }),
    isTested ? TEST_WORDS[test.name] : whyWords(question),
  );
}

/** Why there is no p, in as few words as a cell holds. */
function whyWords({ role, reason }: Question): string {
  if (reason.startsWith("Withheld")) return "too few";
  if (role === "segmenting") return "made segments";
  return role === "dropped" ? "left out" : "not tested";
}

function twoLines(first: Node | string, second: string): HTMLElement {
  return html("span", [
    html("span", [first], { class: "figure-main" }),
    html("span", second, { class: "figure-base" }),
  ], { class: "figure" });
}

function writeP(p: number): string {
  return p < LEAST_TOLD ? `< ${LEAST_TOLD}` : formatNumber(p, P_DECIMALS);
}
