/** Tests of slots named in words, of slots that everybody fills, and of joined cells under long headers. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../../pipeline/base/rng.ts";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import { writeSav } from "../../support/sav_writer.ts";
import { columnOf, csvOf } from "../../support/survey_text.ts";
import { readBytes, readText } from "../support.ts";

const N = 60;
const BRANDS = ["Acme", "Bolt", "Core", "Dune", "Echo", "Fern", "Gold"];
const SCORE = Array.from({ length: N }, (_, i) => 1 + i % 5);

/** What each respondent named, up to three, or three always. */
function named(isFull: boolean): string[][] {
  const rng = createRng(5);
  return SCORE.map((_, i) => {
    const left = [...BRANDS];
    return Array.from(
      { length: isFull ? 3 : 1 + i % 3 },
      () => left.splice(rng.below(left.length), 1)[0],
    );
  });
}

/** Headers of the first three slots, and the question. */
const HEADERS: readonly [headers: readonly [string, string, string], question: string][] = [
  [["First mention", "Second mention", "Third mention"], "mention"],
  [["1. Nennung", "2. Nennung", "3. Nennung"], "Nennung"],
  [["Erste Nennung", "Zweite Nennung", "Dritte Nennung"], "Nennung"],
  [["Primera mención", "Segunda mención", "Tercera mención"], "mención"],
  [["1ª menção", "2ª menção", "3ª menção"], "menção"],
  [["Première réponse", "Deuxième réponse", "Troisième réponse"], "réponse"],
  [["Prima risposta", "Seconda risposta", "Terza risposta"], "risposta"],
  [["Eerste antwoord", "Tweede antwoord", "Derde antwoord"], "antwoord"],
  [["Πρώτη αναφορά", "Δεύτερη αναφορά", "Τρίτη αναφορά"], "αναφορά"],
  [["Pierwsza odpowiedź", "Druga odpowiedź", "Trzecia odpowiedź"], "odpowiedź"],
  [["Birinci tercih", "İkinci tercih", "Üçüncü tercih"], "tercih"],
  [["1st choice", "2nd choice", "3rd choice"], "choice"],
  [["brand_first", "brand_second", "brand_third"], "brand"],
  [["Brand (first)", "Brand (second)", "Brand (third)"], "Brand"],
  [["Brand named [1]", "Brand named [2]", "Brand named [3]"], "Brand named"],
  [
    ["What comes to mind first?", "What comes to mind second?", "What comes to mind third?"],
    "What comes to mind?",
  ],
  [["Erstgenannt", "Zweitgenannt", "Drittgenannt"], "genannt"],
];

Deno.test("ingest() makes one multi-select of slots that are named in words", async (t) => {
  const own = named(false);
  for (const [headers, question] of HEADERS) {
    await t.step(headers[1], async () => {
      const cells = headers.map((header, k) => [header, own.map((all) => all[k] ?? "")]);
      const { survey } = await readText(csvOf({ ...Object.fromEntries(cells), score: SCORE }));
      const found = survey.questions.find(({ columns }) => columns.includes(headers[0]))!;
      assert.deepEqual([found.name, found.kind], [question, "multi_select"]);
      const dune = columnOf(survey, `${question}: Dune`);
      assert.deepEqual([...columnValues(dune)], own.map((all) => Number(all.includes("Dune"))));
    });
  }
  await t.step("by the labels of an SPSS file", async () => {
    const labels = BRANDS.map((brand, i) => [i + 1, brand] as const);
    const { survey } = await readBytes(writeSav(["a", "b", "c"].map((letter, k) => ({
      name: `q3${letter}`,
      label: `Brand you know (${["first", "second", "third"][k]} mention)`,
      values: own.map((all) => all[k] === undefined ? null : BRANDS.indexOf(all[k]) + 1),
      labels,
    }))));
    const found = survey.questions.find(({ columns }) => columns.includes("q3a"))!;
    assert.equal(found.kind, "multi_select");
    assert.equal(found.columns.length, 3 + BRANDS.length);
  });
});

Deno.test("ingest() makes one multi-select of slots that everybody fills", async (t) => {
  const own = named(true);
  const cases: [name: string, headers: string[]][] = [
    ["numbered", ["Mention 1", "Mention 2", "Mention 3"]],
    ["in words", ["Erste Wahl", "Zweite Wahl", "Dritte Wahl"]],
    ["of no known word", ["brand_1", "brand_2", "brand_3"]],
  ];
  for (const [name, headers] of cases) {
    await t.step(name, async () => {
      const cells = headers.map((header, k) => [header, own.map((all) => all[k])]);
      const { survey } = await readText(csvOf({ ...Object.fromEntries(cells), score: SCORE }));
      const found = survey.questions.find(({ columns }) => columns.includes(headers[0]))!;
      assert.equal(found.kind, "multi_select");
      const dune = survey.columns.find(({ name }) => name.endsWith(": Dune"))!;
      assert.deepEqual([...columnValues(dune)], own.map((all) => Number(all.includes("Dune"))));
      assert.match(columnOf(survey, headers[0]).reason, /all of them filled/);
    });
  }
});

Deno.test("ingest() takes neither orders of all options nor separate questions for slots", async (t) => {
  const rng = createRng(9);
  const order = () => {
    const left = ["A", "B", "C"];
    return [0, 1, 2].map(() => left.splice(rng.below(left.length), 1)[0]);
  };
  const orders = SCORE.map(order);
  const free = SCORE.map(() => [0, 1, 2].map(() => BRANDS[rng.below(BRANDS.length)]));
  const cases: [name: string, headers: string[], cells: string[][]][] = [
    ["an order of all", ["Place 1", "Place 2", "Place 3"], orders],
    ["repeats", ["First brand", "Second brand", "Third brand"], free],
    ["numbered questions", ["1. Home", "2. Work", "3. Trip"], named(true)],
    ["ordinals of several things", ["First car", "Second home", "Third trip"], named(false)],
    [
      "days of the week in Portuguese",
      ["segunda-feira", "terça-feira", "quarta-feira"],
      named(true),
    ],
  ];
  for (const [name, headers, cells] of cases) {
    await t.step(name, async () => {
      const columns = headers.map((header, k) => [header, cells.map((all) => all[k] ?? "")]);
      const { survey } = await readText(csvOf({ ...Object.fromEntries(columns), score: SCORE }));
      assert.equal(survey.columns.length, 4);
    });
  }
});

const LONG =
  "Thinking of the last time that you bought something in one of our shops in the centre, which " +
  "of the following reasons made you go there? Please select all that apply - and think of all members " +
  "of your household: those who shop and those who do not";

Deno.test("ingest() splits joined cells, under long headers and whatever joins them", async (t) => {
  const rng = createRng(3);
  const options = ["Price", "Good quality, always", "Service", "Near my home"];
  const chosen = SCORE.map((_, i) => {
    const some = options.filter(() => rng.below(2) === 0);
    return some.length === 0 ? [options[i % 4]] : some;
  });
  const pairs = chosen.map((some) => some.slice(0, 2));
  for (const separator of ["; ", ";", " | ", "|", "\n", "\r\n", " / "]) {
    for (const [many, cells] of [["many", chosen], ["two at most", pairs]] as const) {
      if (many !== "many" && separator === " / ") continue;
      for (const header of ["Why", LONG]) {
        await t.step(
          `${JSON.stringify(separator)}, ${many}, ${header.length} letters`,
          async () => {
            const texts = cells.map((some) => `"${some.join(separator)}"`);
            const { survey } = await readText(csvOf({ [`"${header}"`]: texts, score: SCORE }));
            const found = survey.questions[0];
            assert.deepEqual([found.kind, found.name], ["multi_select", header]);
            for (const option of options) {
              const column = columnOf(survey, `${header}: ${option}`);
              const expected = cells.map((some) => Number(some.includes(option)));
              assert.deepEqual([...columnValues(column)], expected);
            }
          },
        );
      }
    }
  }
});

Deno.test("ingest() takes an answer of two lines for one answer", async () => {
  const towns = ["Köln", "two\nlines", "São Paulo, SP", "Αθήνα"];
  const cells = SCORE.map((_, i) => `"${towns[i % 4]}"`);
  const { survey } = await readText(csvOf({ town: cells, score: SCORE }));
  assert.equal(columnOf(survey, "town").kind, "nominal");
});
