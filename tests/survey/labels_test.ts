/** Tests of columns in words for people: codes, stems, items. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { surveyTexts } from "../../pipeline/survey/labels.ts";
import { withoutCodes } from "../../pipeline/survey/label_text.ts";
import type { Column } from "../../pipeline/survey/column.ts";
import type { Question } from "../../pipeline/survey/survey.ts";

/** Columns of one question each, or of the questions given by their sizes. */
function textsOf(
  labels: readonly string[],
  { names = labels.map((_, c) => `Q${c + 1}`), question = null, sizes = [labels.length] }: {
    readonly names?: readonly string[];
    readonly question?: string | null;
    readonly sizes?: readonly number[];
  } = {},
) {
  const columns = labels.map((label, c) =>
    ({ name: names[c], label, question, kind: "ordinal" }) as unknown as Column
  );
  let from = 0;
  const questions = sizes.map((size): Question => {
    const own = names.slice(from, from += size);
    return { name: own[0], kind: "grid", columns: own, reason: "" };
  });
  return { texts: surveyTexts({ columns, questions }), names };
}

Deno.test("withoutCodes() takes the codes of tools away and leaves what is said", () => {
  const cases: [string, string, string][] = [
    ["Q13_1. How often do you cook?", "Q13_1", "How often do you cook?"],
    ["Q13 How often do you cook?", "Q13", "How often do you cook?"],
    ["[BLOCK A] How often do you cook?", "x", "How often do you cook?"],
    ["[BLOCK A] Q4. [ASK ALL] How often?", "x", "How often?"],
    ["F4a: Wie oft kochen Sie?", "v12", "Wie oft kochen Sie?"],
    ["12. ¿Con qué frecuencia cocina?", "x", "¿Con qué frecuencia cocina?"],
    ["3) Combien de fois cuisinez-vous ?", "x", "Combien de fois cuisinez-vous ?"],
    ["gndr - Gender of respondent", "gndr", "Gender of respondent"],
    ["C-3P0", "x", "C-3P0"],
    ["18 - 29 years", "x", "18 - 29 years"],
    ["R2 D2", "x", "R2 D2"],
    ["[Price] How satisfied are you?", "x", "[Price] How satisfied are you?"],
    ["Q7", "Q7", "Q7"],
    ["core_q4_3", "core_q4_3", "core_q4_3"],
    ["2019 income", "x", "2019 income"],
  ];
  for (const [label, name, expected] of cases) assert.equal(withoutCodes(label, name), expected);
});

/** What is tried, labels, stem, items, and the question where a tool tells it. */
const BATTERIES: [string, string[], string, string[], (string | null)?][] = [
  ["dash", ["How often? - Bread", "How often? - Milk"], "How often?", ["Bread", "Milk"]],
  ["codes and dash", ["Q13_1. How often? - Bread", "Q13_2. How often? - Milk"], "How often?", [
    "Bread",
    "Milk",
  ]],
  ["colon", ["Satisfaction: price", "Satisfaction: taste"], "Satisfaction", ["price", "taste"]],
  [
    "brackets",
    ["Wie wichtig ist Ihnen? [Preis]", "Wie wichtig ist Ihnen? [Geschmack]"],
    "Wie wichtig ist Ihnen?",
    ["Preis", "Geschmack"],
  ],
  ["round brackets", ["Importance (price)", "Importance (taste)"], "Importance", [
    "price",
    "taste",
  ]],
  [
    "item first",
    ["Prix : à quel point est-ce important ?", "Goût : à quel point est-ce important ?"],
    "à quel point est-ce important ?",
    ["Prix", "Goût"],
  ],
  [
    "bracketed item first",
    ["[Price] How satisfied are you?", "[Taste] How satisfied are you?"],
    "How satisfied are you?",
    ["Price", "Taste"],
  ],
  ["dots", ["When I cook … I relax", "When I cook … I hurry"], "When I cook …", [
    "I relax",
    "I hurry",
  ]],
  [
    "within",
    [
      "How satisfied are you with the price of our boxes?",
      "How satisfied are you with the taste of our boxes?",
      "How satisfied are you with the size of our boxes?",
    ],
    "How satisfied are you with the … of our boxes?",
    ["price", "taste", "size"],
  ],
  ["own text", ["¿Qué compra? - Pan: blanco", "¿Qué compra? - Pan: negro"], "¿Qué compra?", [
    "Pan: blanco",
    "Pan: negro",
  ], "¿Qué compra?"],
  [
    "question apart",
    ["Bread", "Milk"],
    "Which of these do you buy?",
    ["Bread", "Milk"],
    "Which of these do you buy?",
  ],
  ["nothing shared", ["I like to cook", "My kitchen is small"], "", [
    "I like to cook",
    "My kitchen is small",
  ]],
  ["a word by chance", ["I cook", "I eat"], "", ["I cook", "I eat"]],
  ["names alone", ["core_q1_1", "core_q1_2"], "", ["core_q1_1", "core_q1_2"]],
];

Deno.test("surveyTexts() tells what items of a battery share once", () => {
  for (const [what, labels, stem, items, question = null] of BATTERIES) {
    const { texts, names } = textsOf(labels, { question });
    const found = names.map((name) => texts.of(name));
    assert.deepEqual(found.map(({ item }) => item), items, what);
    assert.deepEqual([...new Set(found.map((text) => text.stem))], [stem], what);
  }
});

Deno.test("surveyTexts() writes labels on one line, without tags", () => {
  const { texts } = textsOf(["<b>How</b> old&nbsp;are<br/>you,\n\tplease?&nbsp;"], {
    names: ["age"],
  });
  assert.equal(texts.of("age").full, "How old are you, please?");
});

Deno.test("surveyTexts() keeps the name where there is no other text, and codes that alone differ", () => {
  const { texts } = textsOf(["", "T1: stress", "T2: stress"], {
    names: ["v1", "v2", "v3"],
    sizes: [1, 1, 1],
  });
  assert.deepEqual(["v1", "v2", "v3", "gone"].map((name) => texts.of(name).full), [
    "v1",
    "T1: stress",
    "T2: stress",
    "gone",
  ]);
});

Deno.test("surveyTexts() says the question where the item alone does not tell enough", () => {
  const labels = [
    "Which films have you seen? - Jaws",
    "Which films have you seen? - Alien",
    "Please rank the films. - Jaws",
    "Please rank the films. - Alien",
    "How likely are you to recommend us?",
    "How likely are you to recommend us? - Group",
  ];
  const { texts, names } = textsOf(labels, { sizes: [2, 2, 2] });
  assert.deepEqual(names.map((name) => texts.of(name).short), [
    "Which films have you seen? Jaws",
    "Which films have you seen? Alien",
    "Please rank the films. Jaws",
    "Please rank the films. Alien",
    "How likely are you to recommend us?",
    "How likely … you to recommend us? Group",
  ]);
});

Deno.test("surveyTexts() tells columns of one text by their names", () => {
  const { texts } = textsOf(["Other, please specify", "Other, please specify"], {
    names: ["Q2_9", "Q4_7"],
    sizes: [1, 1],
  });
  assert.deepEqual(["Q2_9", "Q4_7"].map((name) => texts.of(name).short), [
    "Other, please specify (Q2_9)",
    "Other, please specify (Q4_7)",
  ]);
});

Deno.test("surveyTexts() gives different texts different short texts in random surveys", () => {
  const word = fc.stringMatching(/^[A-Za-zäöüé]{1,10}$/);
  const phrase = (most: number) =>
    fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(" "));
  const battery = fc.record({
    stem: phrase(14),
    items: fc.uniqueArray(phrase(9), { minLength: 1, maxLength: 6 }),
    end: fc.oneof(fc.constant(""), phrase(8)),
    separator: fc.constantFrom(" - ", ": ", " ", "? ", " [", " … "),
  });
  fc.assert(
    fc.property(fc.array(battery, { minLength: 1, maxLength: 5 }), (batteries) => {
      const labels = batteries.flatMap(({ stem, items, end, separator }) =>
        items.map((item) =>
          `${stem}${separator}${item}${separator === " [" ? "]" : ""} ${end}`.trim()
        )
      );
      const { texts, names } = textsOf(labels, {
        sizes: batteries.map(({ items }) => items.length),
      });
      for (const most of [16, 24, 40, 60]) {
        const byShort = new Map<string, string>();
        for (const name of names) {
          const short = texts.short(name, most);
          const { full } = texts.of(name);
          assert.ok(short.length <= most, short);
          assert.equal(byShort.get(short) ?? full, full);
          byShort.set(short, full);
        }
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});
