/** Tests of how words are put in order. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { findScale, isScale } from "../../../pipeline/ingest/cells/scales/find_scale.ts";
import { fold, splitLabel } from "../../../pipeline/ingest/cells/scales/fold.ts";
import { PRINTED_SCALES, UNORDERED } from "./printed_scales.ts";
import { ENGLISH_FORMS, NO_SCALES, OTHER_SCALES, SCALES } from "./scale_cases.ts";

const LANGUAGES = ["English", "German", "French", "Spanish", "Italian", "Portuguese", "Greek"];

function ordered(answers: readonly string[]): { categories: readonly string[]; reason: string } {
  const found = findScale(answers);
  assert.ok(isScale(found), `no order for ${answers.join(" | ")}: ${JSON.stringify(found)}`);
  assert.deepEqual(
    answers.map((_, i) => found.categories[found.positions[i]]),
    answers.map((text) =>
      found.categories.find((category) => category === text) ??
        found.categories.find((category) => fold(category) === fold(text))
    ),
  );
  return found;
}

function checkFamily(family: string, answers: readonly string[], language: string): void {
  const { categories, reason } = ordered(answers.toReversed());
  assert.deepEqual(categories, answers);
  assert.match(reason, new RegExp(`^answers of an? ${family} scale \\(${language}\\)`));
}

Deno.test("findScale() orders 16 families in 7 languages, low to high", async (t) => {
  assert.ok(Object.keys(SCALES).length >= 15);
  for (const [family, byLanguage] of Object.entries(SCALES)) {
    assert.deepEqual(Object.keys(byLanguage), LANGUAGES);
    for (const [language, answers] of Object.entries(byLanguage)) {
      await t.step(`${family}, ${language}`, () => {
        // Bare degrees are of an extent as well; either is right, their order is the same.
        const name = family === "intensity" ? "(?:intensity|extent)" : family;
        checkFamily(name, answers.split("|"), language);
      });
    }
  }
});

Deno.test("findScale() orders short, long and unipolar forms", async (t) => {
  for (const [family, answers] of ENGLISH_FORMS) {
    await t.step(answers, () => checkFamily(family, answers.split("|"), "English"));
  }
});

Deno.test("findScale() orders frequencies, bands, labelled ends and degrees of any word", async (t) => {
  for (const [what, answers] of OTHER_SCALES) {
    await t.step(answers, () => {
      const { categories, reason } = ordered(answers.split("|").toReversed());
      assert.deepEqual(categories, answers.split("|"));
      assert.ok(reason.startsWith(what), reason);
    });
  }
});

Deno.test("findScale() orders scales as they are printed", async (t) => {
  for (const answers of PRINTED_SCALES) {
    await t.step(answers, () => {
      assert.deepEqual(ordered(answers.split("|").toSorted()).categories, answers.split("|"));
    });
  }
});

Deno.test("findScale() gives names and things no order", async (t) => {
  for (const answers of UNORDERED) {
    await t.step(answers, () => assert.ok(!isScale(findScale(answers.split("|")))));
  }
});

Deno.test("findScale() leaves answers without an order alone and says what is in the way", async (t) => {
  for (const [note, answers] of NO_SCALES) {
    await t.step(answers, () => assert.deepEqual(findScale(answers.split("|")), { note }));
  }
});

const all = Object.entries(SCALES).flatMap(([family, byLanguage]) =>
  Object.values(byLanguage).map((answers) => ({ family, answers: answers.split("|") }))
);

const EDGES = [
  "",
  "&#x110000;",
  "&#0;",
  "\ud800",
  "~",
  "*",
  "- 5",
  "+",
  "<",
  "(1,2]",
  "1-",
  "%",
  "neither",
];

Deno.test("findScale() heeds neither the order of answers, nor case, accents, entities, numbers", () => {
  const forms: ((text: string, i: number) => string)[] = [
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    (text) => text.normalize("NFD"),
    (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
    (text) => text.replaceAll("'", "’"),
    (text) => text.replaceAll("'", "&#39;").replaceAll("é", "&eacute;").replaceAll("ü", "&uuml;"),
    (text) => `<b>${text}</b>`,
    (text) => `${text}.`,
    (text, i) => `${i + 1} - ${text}`,
    (text, i) => `${i + 1}. ${text}`,
    (text, i) => `(${i + 1}) ${text}`,
    (text, i) => `${text} (${i + 1})`,
    (text, i) => `${text}=${i - 3}`,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.constantFrom(...forms), fc.infiniteStream(fc.nat()), (
      { answers },
      form,
      random,
    ) => {
      const written = answers.map(form);
      const keys = written.map(() => random.next().value as number);
      const shuffled = written.map((_, i) => i).sort((a, b) => keys[a] - keys[b]);
      const { categories } = ordered(shuffled.map((i) => written[i]));
      assert.deepEqual(categories, written);
    }),
    { seed: 61, numRuns: 500 },
  );
});

Deno.test("findScale() bears any texts, and gives each a place where it finds a scale", () => {
  const word = fc.constantFrom(...all.flatMap(({ answers }) => answers), ...EDGES);
  const text = fc.oneof(
    word,
    fc.string({ unit: "binary" }),
    fc.array(fc.oneof(word, fc.string(), fc.nat().map(String)), { maxLength: 3 })
      .map((parts) => parts.join(" ")),
  );
  fc.assert(
    fc.property(fc.array(text.map((one) => one.trim()), { maxLength: 8 }), (texts) => {
      const found = findScale(texts);
      if (!isScale(found)) return;
      assert.equal(found.positions.length, texts.length);
      assert.ok(found.positions.every((position) => found.categories[position] !== undefined));
      assert.equal(new Set(found.categories).size, found.categories.length);
      assert.ok(found.confidence > 0 && found.confidence < 1);
    }),
    { seed: 63, numRuns: 2000 },
  );
});

Deno.test("findScale() orders by words where numbers run the other way, and says so", () => {
  const { categories, reason } = ordered(["1 = Strongly agree", "2 = Agree", "3 = Disagree"]);
  assert.deepEqual(categories, ["3 = Disagree", "2 = Agree", "1 = Strongly agree"]);
  assert.match(reason, /ordered by their words as their numbers run the other way/);
});

Deno.test("findScale() takes spellings of one answer as one point", () => {
  const { categories } = ordered(
    ["agree", "Agree", "AGREE ", "disagree", "Disagree"].map((s) => s.trim()),
  );
  assert.deepEqual(categories, ["Disagree", "AGREE"]);
});

Deno.test("fold() drops case, accents, marks, markup and endings for both genders", async (t) => {
  const cases: [string, string][] = [
    ["  Très  SATISFAIT(E)! ", "tres satisfait"],
    ["satisfait·e", "satisfait"],
    ["Satisfecho/a", "satisfecho"],
    ["Yes/No", "yes no"],
    ["völlig", "vollig"],
    ["voellig", "vollig"],
    ["Don&#x2019;t know&nbsp;", "dont know"],
    ["d&eacute;&ccedil;u", "decu"],
    ["<p>Good</p>", "good"],
    ["ΔΙΑΦΩΝΏ ΑΠΌΛΥΤΑ", "διαφωνω απολυτα"],
    ["ποτές", "ποτεσ"],
    ["größer", "grosser"],
    ["&bogus; &#99999999;", "bogus 99999999"],
  ];
  for (const [text, folded] of cases) await t.step(text, () => assert.equal(fold(text), folded));
});

Deno.test("splitLabel() parts a number from words, before or behind them", async (t) => {
  const cases: [string, { number: number; words: string } | null][] = [
    ["1 - Strongly disagree", { number: 1, words: "Strongly disagree" }],
    ["I hate it!-5", { number: -5, words: "I hate it!" }],
    ["I love it!+5", { number: 5, words: "I love it!" }],
    ["Good (4)", { number: 4, words: "Good " }],
    ["10. Best", { number: 10, words: "Best" }],
    ["4", null],
    ["Best", null],
    ["18-24", null],
  ];
  for (const [text, parts] of cases) {
    await t.step(text, () => {
      const found = splitLabel(text);
      assert.deepEqual(
        found && { ...found, words: found.words.trim() },
        parts && { ...parts, words: parts.words.trim() },
      );
    });
  }
});
