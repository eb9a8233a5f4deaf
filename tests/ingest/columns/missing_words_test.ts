/** Tests of answers that are none: at their place in a scale, in a file's own labels, among codes. Runs in Deno. */

import assert from "node:assert/strict";
import type { Column } from "../../../pipeline/survey/column.ts";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import { writeSav } from "../../support/sav_writer.ts";
import { columnOf } from "../../support/survey_text.ts";
import { columnText, missingCodes, readBytes, readText } from "../support.ts";

/** Reasons of a column's missing cells by text. */
function missingTexts({ texts, missing }: Column): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text, level) =>
      missing[level] === 0 ? [] : [[text, MISSING_REASONS[missing[level]]]]
    ),
  );
}

/** Low to high in each language, and what stands beside it. */
const BESIDE: readonly (readonly [scale: string, words: Readonly<Record<string, string>>])[] = [
  ["Disagree|Neutral|Agree", {
    DK: "dont_know",
    "DK/NA": "dont_know",
    RF: "refused",
    REF: "refused",
    NR: "refused",
    "N/R": "refused",
    "n/a": "not_applicable",
    "Don't know (do not read)": "dont_know",
    "(VOL) Don't know / Refused": "dont_know",
    "98. Refused": "refused",
    "I don't do this": "not_applicable",
  }],
  ["Nie|Manchmal|Immer", {
    "k. A.": "refused",
    "keine Angabe": "refused",
    "w. n.": "dont_know",
    "weiß nicht": "dont_know",
    "Weiß nicht oder keine Angabe": "dont_know",
  }],
  ["Jamais|Parfois|Toujours", {
    NSP: "dont_know",
    "NSP/NRP": "dont_know",
    "Sans objet": "not_applicable",
  }],
  ["Nunca|A veces|Siempre", {
    "NS/NC": "dont_know",
    "NS/NP": "dont_know",
    NS: "dont_know",
    NC: "refused",
  }],
  ["Mai|A volte|Sempre", {
    "NS/NR": "dont_know",
    "Non so": "dont_know",
    "Non risponde": "refused",
  }],
  ["Nunca|Às vezes|Sempre", { "NS/NR": "dont_know", "Não sabe": "dont_know", NR: "refused" }],
  ["Ποτέ|Σπάνια|Συχνά", { "ΔΓ/ΔΑ": "dont_know", ΔΓ: "dont_know", ΔΑ: "refused" }],
  ["Nooit|Soms|Altijd", {
    "w/n": "dont_know",
    "weet niet": "dont_know",
    "g.a.": "refused",
    "Geen antwoord": "refused",
    "n.v.t.": "not_applicable",
  }],
  ["Nigdy|Czasami|Zawsze", {
    "Nie wiem": "dont_know",
    "Trudno powiedzieć": "dont_know",
    Odmowa: "refused",
    "Nie dotyczy": "not_applicable",
  }],
  ["Hiçbir zaman|Bazen|Her zaman", {
    Bilmiyorum: "dont_know",
    "Fikrim yok": "dont_know",
    "Cevap yok": "refused",
    "BİLMİYORUM": "dont_know",
  }],
];

Deno.test("ingest() sets aside what means no answer in ten languages, short forms included", async (t) => {
  for (const [scale, words] of BESIDE) {
    const points = scale.split("|");
    for (const [word, reason] of Object.entries(words)) {
      await t.step(`${word} beside ${scale}`, async () => {
        const { survey } = await readText(columnText([...points, word, ...points]));
        const [column] = survey.columns;
        // Never doing something is the lowest of all frequencies.
        assert.deepEqual([column.kind, column.categories, missingTexts(column)], [
          "ordinal",
          points,
          { [word]: reason },
        ]);
      });
    }
  }
});

const LEFT_RIGHT: readonly (readonly [code: number, label: string])[] = [
  [1, "Left"],
  [2, "Rather left"],
  [3, "Middle"],
  [4, "Right"],
];
const LEFT_TO_RIGHT = LEFT_RIGHT.map(([, label]) => label);

Deno.test("ingest() sets aside what means no answer at its code in a .sav, declared or not", async (t) => {
  const cases: [name: string, word: string, code: number, reason: string][] = [
    ["don't know", "Don't know", 99, "dont_know"],
    ["in the middle of the codes", "Weiß nicht", 0, "dont_know"],
    ["Spanish", "NS/NC", 9, "dont_know"],
    ["Peruvian", "NS/NP", -1, "dont_know"],
    ["German", "Keine Angabe", 8, "refused"],
    ["no response", "No response", 88, "refused"],
    ["Polish", "Trudno powiedzieć", 7, "dont_know"],
  ];
  for (const [name, word, code, reason] of cases) {
    for (const declared of [false, true]) {
      await t.step(`${name}${declared ? ", declared" : ""}`, async () => {
        const { survey } = await readBytes(writeSav([{
          name: "POS",
          measure: "ordinal",
          labels: [...LEFT_RIGHT, [code, word]],
          missing: declared ? [code] : [],
          values: [1, 2, 3, 4, code, 1, 2, 3, 4],
        }]));
        const [column] = survey.columns;
        assert.deepEqual([column.kind, column.categories], ["ordinal", LEFT_TO_RIGHT]);
        if (!declared || word !== "No response") {
          assert.deepEqual(missingTexts(column), { [word]: reason });
        }
      });
    }
  }
});

Deno.test("ingest() counts no point of a scale of a .sav that means no answer", async (t) => {
  await t.step("that nobody chose is no point either", async () => {
    const { survey } = await readBytes(writeSav([{
      name: "POS",
      measure: "ordinal",
      labels: [...LEFT_RIGHT, [99, "Don't know"]],
      values: [1, 2, 3, 4],
    }]));
    assert.deepEqual(survey.columns[0].categories, LEFT_TO_RIGHT);
  });
  await t.step("beside numbers of which only the ends are labelled", async () => {
    const { survey } = await readBytes(writeSav([{
      name: "LIKE",
      measure: "scale",
      labels: [[0, "Not at all"], [10, "Completely"], [98, "Don't know"], [99, "Refused"]],
      values: [0, 5, 10, 98, 7, 99, 3],
    }]));
    const [column] = survey.columns;
    assert.deepEqual([...column.values], [0, 5, 10, NaN, 7, NaN, 3]);
    assert.deepEqual(missingTexts(column), { "Don't know": "dont_know", Refused: "refused" });
  });
  await t.step("unless the parameters list what is missing", async () => {
    const { survey } = await readBytes(
      writeSav([{
        name: "LIKE",
        measure: "scale",
        labels: [[99, "Don't know"]],
        values: [0, 5, 10, 99, 7],
      }]),
      { missing_values: [] },
    );
    assert.deepEqual([...survey.columns[0].values], [0, 5, 10, 99, 7]);
  });
});

Deno.test("ingest() takes what one column of a .sav declares missing as evidence for the others", async () => {
  const labels = [[1, "Left"], [2, "Middle"], [3, "Right"], [7, "Code not legible"]] as const;
  const points = [[1, "Bad"], [5, "Good"]] as const;
  const { survey } = await readBytes(writeSav([
    { name: "A", measure: "ordinal", labels, missing: [7], values: [1, 2, 3, 7, 1] },
    { name: "B", measure: "ordinal", labels, values: [7, 1, 2, 3, 1] },
    { name: "C", measure: "nominal", labels, values: [7, 1, 2, 3, 1] },
    { name: "D", measure: "scale", labels: points, missing: [99], values: [1, 2, 5, 99, 4] },
    { name: "E", measure: "scale", labels: points, values: [99, 2, 5, 3, 4] },
    { name: "AGE", measure: "scale", values: [99, 21, 34, 51, 72] },
  ]));
  const reasonOf = (name: string) => missingTexts(columnOf(survey, name));
  assert.deepEqual(reasonOf("B"), { "Code not legible": "marked" });
  assert.deepEqual(reasonOf("C"), {});
  assert.deepEqual(reasonOf("E"), { "99": "marked" });
  assert.deepEqual(reasonOf("AGE"), {});
  const marks = survey.report.missingMarks.filter(({ column }) => column === "B" || column === "E");
  assert.deepEqual(marks.map(({ reason }) => reason), [
    "declared missing in other columns of this file",
    "declared missing in other columns of this file",
  ]);
});

Deno.test("ingest() gives one mark one meaning in a file", async (t) => {
  const rows = (mark: string, [a, b, c]: readonly [string, string, string]) =>
    ["x,y", `${a},Red`, `${b},Blue`, `${mark},${mark}`, `${c},Green`, `${a},Red`].join("\n");
  const cases: [mark: string, others: readonly [string, string, string]][] = [
    ["NA", ["Never", "Often", "Sometimes"]],
    ["NA", ["Yes", "No", "Yes"]],
    ["NULL", ["Ja", "Nein", "Ja"]],
    ["#NV", ["Stimme zu", "Stimme nicht zu", "Stimme voll zu"]],
    ["<NA>", ["18-29", "30-44", "45+"]],
    ["\\N", ["1", "2", "3"]],
    ["n.a.", ["Tak", "Nie", "Tak"]],
  ];
  for (const [mark, others] of cases) {
    await t.step(`${mark} beside ${others.join(", ")}`, async () => {
      const { survey, warnings } = await readText(rows(mark, others));
      for (const name of ["x", "y"]) {
        assert.deepEqual(Object.keys(missingTexts(columnOf(survey, name))), [mark], name);
      }
      assert.deepEqual(warnings, []);
    });
  }
  await t.step("not among codes of its shape", async () => {
    const { survey } = await readText("x,country\nYes,DE\nNA,NA\nNo,GB\nYes,FR\n");
    assert.deepEqual(missingTexts(columnOf(survey, "country")), {});
  });
});

Deno.test("ingest() takes numbers too wide for their column and errors in ten languages as errors", async (t) => {
  for (
    const text of [
      "########",
      "##",
      "#WERT!",
      "#VALEUR!",
      "#¡VALOR!",
      "#RIF!",
      "#NÚM!",
      "#WAARDE!",
      "#ARG!",
      "#DEĞER!",
      "#ΤΙΜΗ!",
      "#SPILL!",
    ]
  ) {
    await t.step(text, async () => {
      const { survey } = await readText(`x,q\n20.6,1\n29.0,2\n${text},3\n73.3,4\n18.1,5\n`);
      const [column] = survey.columns;
      assert.equal(column.kind, "numeric");
      assert.deepEqual(missingTexts(column), { [text]: "error" });
      assert.match(
        survey.report.missingMarks[0].reason,
        /^(?:an error value of a spreadsheet|a number too wide for its column in a spreadsheet)$/,
      );
    });
  }
  await t.step("not tags and numbers of tickets", async () => {
    const { survey } = await readText("x,q\n#1,1\n#blue,2\n#1!,3\n# #,4\n");
    assert.deepEqual(missingCodes(survey.columns[0]), [0, 0, 0, 0]);
  });
});

Deno.test("ingest() leaves short names of places and brands alone", async (t) => {
  const cases: [name: string, answers: string][] = [
    ["US states", "CA|NC|TX|NY|NE"],
    ["Canadian provinces", "ON|NS|QC|BC"],
    ["countries", "DE|DK|NL|FR"],
    ["parties", "SP|NR|PS|UDC"],
    ["car brands", "VW|RF|KA|BM"],
    ["None among categories", "Car|Bus|None|Bike"],
    ["colours", "Red|None|Blue"],
  ];
  for (const [name, answers] of cases) {
    await t.step(name, async () => {
      const given = answers.split("|");
      const { survey, warnings } = await readText(columnText([...given, ...given, ...given]));
      const [column] = survey.columns;
      assert.equal(column.kind, "nominal");
      assert.deepEqual([missingTexts(column), survey.report.missingProposals, warnings], [
        {},
        [],
        [],
      ]);
    });
  }
});
