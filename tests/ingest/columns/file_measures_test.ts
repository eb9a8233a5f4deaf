/** Tests of how far the measures that an SPSS file declares are followed. Runs in Deno. */

import assert from "node:assert/strict";
import type { ColumnKind } from "../../../pipeline/survey/column.ts";
import { type SavColumn, writeSav } from "../../support/sav_writer.ts";
import { readBytes, type ReadResult } from "../support.ts";
import { AROUND_ONE, many, MEASURES, mixed, RATING, WITH_GAPS } from "./respondent_numbers.ts";

/** A column of labels, by its words in the order of their codes. */
function labelled(
  labels: readonly string[],
  { measure, label = "Q", n = 60 }: {
    measure: SavColumn["measure"];
    label?: string;
    n?: number;
  },
): Promise<ReadResult> {
  const values = many((i) => mixed(i) % labels.length + 1, n);
  return readBytes(writeSav([{
    name: "q",
    label,
    values,
    labels: labels.map((text, i) => [i + 1, text]),
    ...(measure === undefined ? {} : { measure }),
  }]));
}

const SCALES = [
  "Strongly disagree|Disagree|Neither|Agree|Strongly agree",
  "Trifft gar nicht zu|Trifft eher nicht zu|Trifft eher zu|Trifft voll zu",
  "Jamais|Rarement|Parfois|Souvent|Toujours",
  "Muy insatisfecho|Insatisfecho|Satisfecho|Muy satisfecho",
].map((words) => words.split("|"));

Deno.test("words of a known scale are a scale, whatever the file's measure", async (t) => {
  for (const words of SCALES) {
    await t.step(words[0], async () => {
      for (const measure of MEASURES) {
        for (const labels of [words, words.toReversed()]) {
          const { survey, warnings } = await labelled(labels, { measure });
          const [{ kind, categories, reason }] = survey.columns;
          assert.deepEqual([kind, categories], ["ordinal", words], String(measure));
          assert.equal(warnings.length, measure === "nominal" ? 1 : 0);
          assert.equal(/; the file says nominal/.test(reason), measure === "nominal", reason);
        }
      }
    });
  }
  await t.step("the warning says which, and what would follow the file", async () => {
    const { warnings } = await labelled(SCALES[0], { measure: "nominal" });
    assert.deepEqual(warnings, [
      'The file\'s measure was not followed in 1 column: "q" is marked nominal, but its 5 answers ' +
      "are a scale. To follow it, give the kind in ingest.columns.",
    ]);
  });
});

const TOWNS = many((i) => `Town ${"ABCDEFGHIJKL"[i]}`, 12);
const PARTIES =
  "Greens|Labour|Liberals|Centre|Reform|Union|Pirates|Farmers|Workers|Alliance|People|Future";
const JOBS = "Baker|Cook|Driver|Farmer|Miner|Nurse|Painter|Teacher|Tailor";

Deno.test("many labels of no known order are categories, whatever the file's measure", async (t) => {
  const cases: [name: string, labels: readonly string[], label: string][] = [
    ["places", TOWNS, "District"],
    ["places without a word for it", TOWNS, "Q"],
    ["parties", PARTIES.split("|"), "Q"],
    ["occupations by alphabet", JOBS.split("|"), "Beruf"],
    ["a few regions", ["North", "West", "South", "East", "Islands"], "region"],
  ];
  for (const [name, labels, label] of cases) {
    await t.step(name, async () => {
      for (const measure of MEASURES) {
        const { survey, warnings } = await labelled(labels, { measure, label });
        const [{ kind, reason, categories }] = survey.columns;
        assert.deepEqual([kind, categories], ["nominal", labels], `${measure}: ${reason}`);
        assert.equal(warnings.length, measure === "ordinal" ? 1 : 0);
        assert.equal(/; the file says ordinal/.test(reason), measure === "ordinal", reason);
      }
    });
  }
});

Deno.test("an order that a file declares stands where little speaks against it", async (t) => {
  const cases: [name: string, labels: string[], label: string][] = [
    ["few labels", ["Seedling", "Sapling", "Tree", "Old tree"], "Q"],
    [
      "numbers that rise",
      many((i) => `${["Junior", "Plain", "Senior"][i % 3]} step ${i + 1}`, 13),
      "Q",
    ],
    [
      "many steps of education",
      many((i) => `Stage ${"kbxcawmzqtp"[i]}`, 11),
      "Highest level of education",
    ],
  ];
  for (const [name, labels, label] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await labelled(labels, { measure: "ordinal", label });
      assert.deepEqual([survey.columns[0].kind, survey.columns[0].categories], ["ordinal", labels]);
      assert.deepEqual(warnings, []);
    });
  }
});

Deno.test("measures of bare numbers are followed where the numbers can have them", async (t) => {
  const cases: [string, number[], SavColumn["measure"], ColumnKind, warnings: number][] = [
    ["a scale marked nominal stays codes", RATING, "nominal", "nominal", 0],
    ["a scale marked scale", RATING, "scale", "ordinal", 0],
    ["a scale marked ordinal", RATING, "ordinal", "ordinal", 0],
    ["ages marked ordinal", many((i) => 18 + mixed(i) % 60), "ordinal", "numeric", 1],
    ["codes marked nominal", many((i) => 3 * (mixed(i) % 15)), "nominal", "nominal", 0],
    ["fractions marked nominal", many((i) => (mixed(i) % 30) / 4), "nominal", "numeric", 1],
    ["0 and 1 marked nominal", many((i) => i % 2), "nominal", "binary", 0],
  ];
  for (const [name, values, measure, kind, warned] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readBytes(
        writeSav([{ name: "q", values, ...(measure === undefined ? {} : { measure }) }]),
      );
      assert.equal(survey.columns[0].kind, kind, survey.columns[0].reason);
      assert.equal(warnings.length, warned, warnings.join());
    });
  }
});

Deno.test("ingest.columns overrules every source, and then nothing is warned of", async () => {
  const bytes = writeSav([
    {
      name: "town",
      measure: "ordinal",
      values: many((i) => mixed(i) % 12 + 1),
      labels: TOWNS.map((t, i) => [i + 1, t]),
    },
    { name: "weight", measure: "scale", values: AROUND_ONE },
    { name: "caseno", measure: "scale", values: WITH_GAPS },
  ]);
  const { survey, warnings } = await readBytes(bytes, {
    columns: { town: "ordinal", weight: "numeric", caseno: "numeric" },
  });
  assert.deepEqual(survey.columns.map(({ kind, confidence }) => [kind, confidence]), [
    ["ordinal", 1],
    ["numeric", 1],
    ["numeric", 1],
  ]);
  assert.deepEqual(survey.columns[0].categories, TOWNS);
  assert.deepEqual(warnings, []);
});

Deno.test("names for the ends of a run of numbers are those of a scale, whatever the file's measure", async (t) => {
  const cases: [name: string, labels: [number, string][], low: number, high: number][] = [
    ["0 to 10 in English", [[0, "Not at all likely"], [10, "Extremely likely"]], 0, 10],
    ["1 to 7 in German", [[1, "Gar nicht"], [7, "Voll und ganz"]], 1, 7],
    ["1 to 5 in Spanish, and no answer", [[1, "Nada"], [5, "Mucho"], [9, "No sabe"]], 1, 5],
    ["-3 to 3 with a middle", [[-3, "Bad"], [0, "Neither"], [3, "Good"]], -3, 3],
    ["1 to 6 in Greek", [[1, "Καθόλου"], [6, "Απόλυτα"]], 1, 6],
  ];
  for (const [name, labels, low, high] of cases) {
    await t.step(name, async () => {
      for (const measure of MEASURES) {
        const values = many((i) => low + mixed(i) % (high - low + 1), 60);
        if (labels.at(-1)![0] === 9) values[7] = 9;
        const told = measure === undefined ? {} : { measure };
        const bytes = writeSav([{ name: "q", label: "Q", values, labels, ...told }]);
        const { survey, warnings } = await readBytes(bytes);
        const [{ kind, categories, reason }] = survey.columns;
        assert.deepEqual([kind, categories], ["ordinal", null], `${measure}: ${reason}`);
        assert.match(reason, /labels for the ends alone/);
        assert.equal(warnings.length, measure === "nominal" ? 1 : 0);
      }
    });
  }
  await t.step("but codes of which some have no label stay categories", async () => {
    const labels = [[1, "North"], [2, "South"], [3, "East"]] as const;
    const values = many((i) => mixed(i) % 5 + 1, 60);
    const { survey } = await readBytes(
      writeSav([{ name: "q", values, labels, measure: "nominal" }]),
    );
    assert.equal(survey.columns[0].kind, "nominal");
  });
});

Deno.test("what people are has no order, though a file calls it ordinal", async (t) => {
  const cases: [label: string, answers: string][] = [
    ["Gender", "Male|Female|Diverse"],
    ["Geschlecht", "Weiblich|Divers|Männlich"],
    ["Estado civil", "Soltero|Casado|Viudo|Divorciado"],
    ["État civil", "Marié|Célibataire|Veuf"],
    ["Płeć", "Kobieta|Mężczyzna|Inna"],
    ["Φύλο", "Άνδρας|Γυναίκα|Άλλο"],
  ];
  for (const [label, answers] of cases) {
    await t.step(label, async () => {
      const { survey, warnings } = await labelled(answers.split("|"), {
        measure: "ordinal",
        label,
      });
      assert.equal(survey.columns[0].kind, "nominal", survey.columns[0].reason);
      assert.equal(warnings.length, 1);
    });
  }
});

Deno.test("a header that names a quantity outweighs that a file calls its numbers codes", async (t) => {
  const spread = many((i) => mixed(i) % 40, 90);
  const cases: [label: string, kind: ColumnKind][] = [
    ["Age in years", "numeric"],
    ["Minutes on the way", "numeric"],
    ["Alter", "numeric"],
    ["Nombre de voyages", "numeric"],
    ["¿Cuántas horas?", "numeric"],
    ["Monthly rent", "numeric"],
    ["Occupation", "nominal"],
    ["Area code", "nominal"],
    ["Q17", "nominal"],
  ];
  for (const [label, kind] of cases) {
    await t.step(label, async () => {
      const sav = { name: "q", label, values: spread, measure: "nominal" } as const;
      const { survey, warnings } = await readBytes(writeSav([sav]));
      assert.equal(survey.columns[0].kind, kind, survey.columns[0].reason);
      assert.equal(warnings.length, kind === "numeric" ? 1 : 0);
    });
  }
});
