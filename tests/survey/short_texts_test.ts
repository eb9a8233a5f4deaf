/** Tests of short texts: what differs is kept. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { shorten, shortenAll } from "../../pipeline/survey/short_texts.ts";

const WORDS = fc.stringMatching(/^[a-zäéß]{1,12}$/);
const PHRASE = fc.array(WORDS, { minLength: 0, maxLength: 18 }).map((words) => words.join(" "));

Deno.test("shorten() keeps the question and leaves remarks and instructions out", () => {
  const cases: [string, string, number][] = [
    ["Age", "Age", 40],
    [
      "Thank you for taking part. Your answers help us.  How helpful is your academic advisor?",
      "How helpful is your academic advisor?",
      40,
    ],
    [
      "Which of these have you bought before? Please select all that apply.",
      "Which of these have you bought before?",
      40,
    ],
    [
      "Wie zufrieden sind Sie mit uns? (Bitte nur eine Antwort ankreuzen)",
      "Wie zufrieden sind Sie mit uns?",
      40,
    ],
    ["Location of the main residence (Census Region)", "Location of the main residence", 40],
    [
      "¿Ha comprado alguna vez con nosotros? Elija una respuesta, por favor",
      "¿Ha comprado alguna vez con nosotros?",
      40,
    ],
    [
      "How easy is it to get what you need from the library?",
      "How easy is … need from the library?",
      36,
    ],
  ];
  for (const [text, expected, most] of cases) assert.equal(shorten(text, most), expected);
});

Deno.test("shortenAll() keeps texts of any survey apart, within the characters given", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(PHRASE, fc.string({ maxLength: 90 })), { maxLength: 25 }),
      fc.integer({ min: 12, max: 60 }),
      (texts, most) => {
        const short = shortenAll(texts, most);
        assert.equal(new Set(short).size, texts.length);
        short.forEach((text) => assert.ok(text.length <= most, text));
      },
    ),
    { seed: 1, numRuns: 400 },
  );
});

Deno.test("shortenAll() keeps items of a battery apart wherever they differ", () => {
  fc.assert(
    fc.property(
      ...[PHRASE, PHRASE],
      fc.uniqueArray(WORDS, { minLength: 2, maxLength: 12 }),
      (before, after, items) => {
        const texts = items.map((item) => `${before} ${item} ${after}`.trim());
        const short = shortenAll(texts, 40);
        assert.equal(new Set(short).size, items.length, short.join("\n"));
        short.forEach((text, i) => {
          assert.ok(text.length <= 40);
          if (texts[i].length > 40) assert.ok(text.includes(items[i]), `${text}\n${texts[i]}`);
        });
      },
    ),
    { seed: 2, numRuns: 400 },
  );
});

Deno.test("shortenAll() gives a text the same short text whatever its place", () => {
  const texts = ["a".repeat(60), `${"a".repeat(59)}b`, "Where do you live?", `c${"a".repeat(59)}`];
  const short = shortenAll(texts, 20);
  assert.deepEqual(shortenAll(texts, 20), short);
  assert.equal(new Set(short).size, 4);
});

Deno.test("shortenAll() never splits a character of two units", () => {
  const texts = Array.from(
    { length: 6 },
    (_, i) => `${"😀".repeat(20 + i)} x ${"🎈".repeat(30 - i)}`,
  );
  for (let most = 12; most < 50; most++) {
    for (const text of shortenAll(texts, most)) assert.ok(text.isWellFormed(), text);
  }
});
