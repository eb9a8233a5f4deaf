/** Tests of names and sentences of segments, by kind of question and language. Runs in Deno. */

import assert from "node:assert/strict";
import { nameDifference } from "../../pipeline/profile/names.ts";
import { nameSegments } from "../../pipeline/profile/naming/name_segments.ts";
import { rankDifferences } from "../../pipeline/profile/differences.ts";
import { describeSegments } from "../../pipeline/profile/words.ts";
import { type Wording, wordingOf } from "../../pipeline/profile/wording.ts";
import type { ProfileRow, SegmentFigure } from "../../pipeline/profile/segment_profile.ts";
import type { Column, ColumnKind } from "../../pipeline/survey/column.ts";
import type { QuestionKind } from "../../pipeline/survey/survey.ts";

/** One variable: what it is, and its figures for all and in the two segments. */
interface Variable {
  readonly label: string;
  readonly kind: ColumnKind;
  readonly question?: QuestionKind;
  readonly categories?: readonly string[];
  /** By category, or one: all, first segment, second segment. */
  readonly figures: readonly (readonly [all: number, first: number, second: number])[];
}

const BASE = 200;

function wordingFor(variables: readonly Variable[]): Wording {
  const columns = variables.map(({ label, kind, categories = null }, v) =>
    ({ name: `v${v + 1}`, label, kind, categories, question: null }) as unknown as Column
  );
  const questions = variables.map(({ question = "scale" }, v) => (
    { name: `v${v + 1}`, kind: question, columns: [`v${v + 1}`], reason: "" }
  ));
  return wordingOf({ columns, questions });
}

function rowsOf(variables: readonly Variable[], wording: Wording, base = BASE): ProfileRow[] {
  return variables.flatMap(({ label, kind, categories, figures }, v) => {
    const isYes = kind === "binary";
    return figures.map(([all, ...own], f): ProfileRow => {
      const figure = (value: number): SegmentFigure => (
        { value, base, index: null, difference: value - all }
      );
      const isShare = categories !== undefined || isYes;
      return {
        text: wording.texts.of(`v${v + 1}`),
        category: isYes ? categories?.[1] ?? "1" : categories?.[f] ?? null,
        ...{ variable: `v${v + 1}`, label, question: `v${v + 1}`, kind },
        ...{ role: "segmenting", roleReason: "", statistic: isShare ? "share" : "mean" },
        total: figure(all),
        segments: own.map(figure),
        ...{ deviation: isShare ? 0.4 : 1, effect: 0.3 },
      };
    });
  });
}

function namesOf(variable: Variable): string[] {
  const wording = wordingFor([variable]);
  const rows = rowsOf([variable], wording);
  return [0, 1].flatMap((segment) =>
    rankDifferences(rows, segment, wording).map((each) => nameDifference(each, wording))
  );
}

const YES = ["No", "Yes"];
const USEFUL = ["Not useful", "Useful", "Very useful"];
/** All, first and second segment by category, so that the first is higher. */
const HIGHER = [[0.3, 0.1, 0.5], [0.4, 0.3, 0.4], [0.3, 0.6, 0.1]] as const;

const CASES: readonly (readonly [Variable, string, string])[] = [
  // Yes/no questions that are whole sentences, quoted, without the words that only ask.
  [
    {
      label: "Have you seen any of the 6 films?",
      kind: "binary",
      categories: YES,
      figures: [[0.79, 0.99, 0]],
    },
    "Most say yes: “Seen any of the 6 films”",
    "Few say yes: “Seen any of the 6 films”",
  ],
  [
    {
      label: "Haben Sie schon einmal gespendet?",
      kind: "binary",
      categories: ["Nein", "Ja"],
      figures: [[0.5, 0.8, 0.1]],
    },
    "Most say ja: “Gespendet”",
    "Few say ja: “Gespendet”",
  ],
  [
    {
      label: "Avez-vous déjà acheté en ligne ?",
      kind: "binary",
      categories: ["non", "oui"],
      figures: [[0.5, 0.8, 0.1]],
    },
    "Most say oui: “Acheté en ligne”",
    "Few say oui: “Acheté en ligne”",
  ],
  [
    {
      label: "¿Ha comprado alguna vez en línea?",
      kind: "binary",
      categories: ["No", "Sí"],
      figures: [[0.5, 0.8, 0.1]],
    },
    "Most say sí: “Comprado alguna vez en…”",
    "Few say sí: “Comprado alguna vez en…”",
  ],
  [
    { label: "Czy kupuje Pan(i) chleb?", kind: "binary", figures: [[0.5, 0.8, 0.1]] },
    "Most say yes: “Czy kupuje Pan(i) chleb”",
    "Few say yes: “Czy kupuje Pan(i) chleb”",
  ],
  // Items that were ticked.
  [
    { label: "Fresh vegetables", kind: "binary", figures: [[0.5, 0.8, 0.1]] },
    "Most say “Fresh vegetables”",
    "Few say “Fresh vegetables”",
  ],
  // Categories.
  [
    {
      label: "Location (Census Region)",
      kind: "nominal",
      categories: ["East North Central", "Pacific"],
      figures: [[0.14, 0.34, 0.1], [0.2, 0.2, 0.21]],
    },
    "Location: more often East North Central",
    "",
  ],
  [
    {
      label: "Which of the two characters shot first?",
      kind: "nominal",
      categories: ["The one called Greedo", "Han"],
      figures: [[0.3, 0.6, 0.1], [0.5, 0.45, 0.55]],
    },
    "More say “The one called Greedo”",
    "Few say “The one called Greedo”",
  ],
  // Scales by the words of their ends.
  [
    {
      label: "I like to try new dishes",
      kind: "ordinal",
      question: "grid",
      categories: ["Strongly disagree", "Neither", "Strongly agree"],
      figures: HIGHER,
    },
    "Agrees more: I like to try new dishes",
    "Agrees less: I like to try new dishes",
  ],
  [
    {
      label: "Ich koche gern für andere",
      kind: "ordinal",
      categories: ["stimme voll zu", "teils/teils", "stimme nicht zu"],
      figures: HIGHER,
    },
    "Agrees less: Ich koche gern für andere",
    "Agrees more: Ich koche gern für andere",
  ],
  [
    {
      label: "J'aime cuisiner",
      kind: "ordinal",
      categories: ["Pas du tout d'accord", "Neutre", "Tout à fait d'accord"],
      figures: HIGHER,
    },
    "Agrees more: J'aime cuisiner",
    "Agrees less: J'aime cuisiner",
  ],
  [
    {
      label: "How useful is the career center to you?",
      kind: "ordinal",
      categories: USEFUL,
      figures: HIGHER,
    },
    "“How … center to you”: Very useful",
    "“How … center to you”: Not useful",
  ],
  [
    { label: "Age", kind: "ordinal", categories: ["18-29", "30-44", "> 45"], figures: HIGHER },
    "Age: > 45",
    "Age: 18-29",
  ],
  // Means.
  [
    {
      label: "The box arrives on time",
      kind: "ordinal",
      question: "grid",
      figures: [[3.1, 4.2, 2]],
    },
    "Rates higher: The box arrives on time",
    "Rates lower: The box arrives on time",
  ],
  [
    { label: "Age in years", kind: "numeric", question: "number", figures: [[40.2, 51, 22.4]] },
    "Higher: Age in years",
    "Lower: Age in years",
  ],
  [
    {
      label: "How many people live in your household?",
      kind: "numeric",
      question: "number",
      figures: [[2.4, 4, 1.2]],
    },
    "Higher: How many … in your household?",
    "Lower: How many … in your household?",
  ],
  [
    { label: "Return of the Jedi", kind: "ordinal", question: "ranking", figures: [[3, 1.5, 5]] },
    "Places higher: Return of the Jedi",
    "Places lower: Return of the Jedi",
  ],
];

Deno.test("nameDifference() reads as language whatever the kind of question", () => {
  for (const [variable, first, second] of CASES) {
    const names = namesOf(variable);
    assert.deepEqual(names, [first, second].filter((name) => name !== ""), variable.label);
    names.forEach((name) => assert.ok(name.length <= 40, name));
  }
});

const SAME: Variable = { label: "Cooks", kind: "binary", figures: [[0.5, 0.9, 0.9]] };
const OTHER: Variable = { label: "Bakes", kind: "binary", figures: [[0.5, 0.8, 0.8]] };

/** What two segments are called that differ from all alike. */
function namesOfTwo(
  variables: readonly Variable[],
  named: readonly (string | null)[] = [null, null],
): { readonly name: string; readonly proposals: readonly string[] }[] {
  const wording = wordingFor(variables);
  const rows = rowsOf(variables, wording);
  return nameSegments(
    named.map((name, segment) => ({
      ...{ segment, named: name, describing: [], isCompared: true },
      forming: rankDifferences(rows, segment, wording),
    })),
    wording,
  );
}

Deno.test("nameSegments() never gives two segments the same name", () => {
  const names = (variables: readonly Variable[]) => namesOfTwo(variables).map(({ name }) => name);
  assert.deepEqual(names([SAME, OTHER]), ["Most say “Cooks”", "Most say “Bakes”"]);
  assert.deepEqual(names([SAME]), ["Most say “Cooks”", "Most say “Cooks” (segment 2)"]);
  assert.deepEqual(names([]), ["Near the average", "Near the average (segment 2)"]);
});

Deno.test("nameSegments() takes names given and proposes none that another segment has", () => {
  const other = { ...OTHER, figures: [[0.5, 0.8, 0.2]] as const };
  // Another spelling of what would be proposed for the first.
  const [first, second] = namesOfTwo([SAME, other], [null, "most say  “COOKS”"]);
  assert.equal(first.name, "Most say “Bakes”");
  assert.equal(second.name, "most say  “COOKS”");
  assert.deepEqual(second.proposals, ["Few say “Bakes”"], "what it would be called without");
});

Deno.test("names pass over codes that nobody has words for", () => {
  const coded: Variable = {
    label: "Does your organization have a program?",
    kind: "ordinal",
    question: "scale",
    figures: [[2.5, 3.9, 1.1]],
  };
  const [first] = namesOfTwo([coded, { ...OTHER, figures: [[0.5, 0.8, 0.2]] }]);
  assert.equal(first.name, "Most say “Bakes”");
  assert.equal(namesOfTwo([coded])[0].name, "Higher: Does your … have a program?");
});

Deno.test("describeSegments() quotes questions in its sentences and says few answers", () => {
  const variables: Variable[] = [
    {
      label: "Have you seen any of the films?",
      kind: "binary",
      categories: YES,
      figures: [[0.79, 0.99, 0]],
    },
    { label: "How useful is the center?", kind: "ordinal", categories: USEFUL, figures: HIGHER },
    { label: "I like to cook", kind: "ordinal", figures: [[3.1, 2.2, 4]] },
  ];
  const wording = wordingFor(variables);
  const told = (base: number) =>
    describeSegments(
      [0, 1].map((segment) => ({
        ...{ segment, size: 10, share: 0.5, respondents: 20, silhouette: null, weighted: null },
        ...{ isByGower: false, named: null, rows: rowsOf(variables, wording, base) },
      })),
      wording,
    )[0].insights.slice(1, 3);
  assert.deepEqual(told(200), [
    "Less than others: I like to cook (mean 2.2, all 3.1).",
    "More than others: “How useful is the center?”: Very useful (60 %, all 30 %) and “Have you seen any of the films?” yes (99 %, all 79 %).",
  ]);
  assert.match(told(12)[0], /\(mean 2\.2, all 3\.1, on 12 answers only\)\.$/);
});
