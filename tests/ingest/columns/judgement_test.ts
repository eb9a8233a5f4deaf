/** Tests of the judgement of a column by all evidence: the same from CSV and from SPSS files of any measure. Runs in Deno. */

import assert from "node:assert/strict";
import type { ColumnKind } from "../../../pipeline/survey/column.ts";
import { writeSav } from "../../support/sav_writer.ts";
import { csvOf } from "../../support/survey_text.ts";
import { readBytes, type ReadResult, readText } from "../support.ts";
import { AROUND_ONE, many, MEASURES, mixed, N, RATING, WITH_GAPS } from "./respondent_numbers.ts";

/** A column of numbers behind a rating, as CSV and as SPSS file of every measure. */
async function readEachWay(
  header: string,
  values: readonly number[],
): Promise<readonly (readonly [way: string, result: ReadResult])[]> {
  const rating = RATING.slice(0, values.length);
  const csv = await readText(csvOf({ q1: rating, [header]: values }));
  const results: (readonly [string, ReadResult])[] = [["csv", csv]];
  for (const measure of MEASURES) {
    const told = measure === undefined ? {} : { measure };
    const bytes = writeSav([
      { name: "q1", values: rating },
      { name: header.replace(/[^\p{L}\d_$]/gu, "_"), label: header, values, ...told },
    ]);
    results.push([`sav, ${measure ?? "no"} measure`, await readBytes(bytes)]);
  }
  return results;
}

async function checkEachWay(
  t: Deno.TestContext,
  cases: readonly (readonly [header: string, values: readonly number[]])[],
  kind: ColumnKind,
): Promise<void> {
  for (const [header, values] of cases) {
    await t.step(header, async () => {
      for (const [way, { survey, warnings }] of await readEachWay(header, values)) {
        const column = survey.columns[1];
        assert.equal(column.kind, kind, `${way}: ${column.reason}`);
        assert.notEqual(column.reason, "", way);
        assert.ok(column.confidence >= 0.5 && column.confidence < 1, way);
        // Amounts that a file marks nominal or ordinal are told of; identifiers and weights have no measure.
        const isTold = kind === "numeric" && /nominal|ordinal/.test(way);
        assert.equal(warnings.length, isTold ? 1 : 0, `${way}: ${warnings}`);
      }
    });
  }
}

Deno.test("numbers of questionnaires identify, in every language and file", async (t) => {
  const headers = [
    ..."questionnaire|case|caseno|respno|RespNum|folio|cuestionario|idnum|Case ID|record".split(
      "|",
    ),
    ..."Fragebogen|Fragebogennummer|lfd. Nr.|Fallnummer|Nummer".split("|"),
    ..."Numéro|Numéro de questionnaire|dossier|répondant".split("|"),
    ..."encuesta|Número de caso|registro|entrevistado".split("|"),
    ..."questionario|scheda|intervista".split("|"),
    ..."inquérito|inquirido|ficha".split("|"),
    ..."vragenlijst|volgnummer|respondentnummer".split("|"),
    ..."ερωτηματολόγιο|Α/Α|αριθμός".split("|"),
    ..."ankieta|kwestionariusz|numer|lp".split("|"),
    ..."anket|anket no|sıra no|katılımcı".split("|"),
  ];
  assert.ok(headers.length >= 40);
  await checkEachWay(t, headers.map((header) => [header, WITH_GAPS] as const), "id");
});

Deno.test("few and unordered numbers of cases identify where the header says so", async (t) => {
  await checkEachWay(t, [
    ["questionnaire", [1, 2, 3, 6, 7, 9, 12, 15, 20, 21, 23, 25]],
    ["respno", many((i) => 10_000 + mixed(i))],
    ["case", many((i) => 10_000 + mixed(i))],
  ], "id");
});

Deno.test("words of cases in questions, and numbers that repeat, identify nobody", async (t) => {
  const cases: [header: string, values: number[]][] = [
    ["case", RATING],
    ["How many cases of wine do you buy in a usual year", many((i) => mixed(i) % 60)],
    ["number of children", many((i) => mixed(i) % 5)],
    ["interview", many((i) => mixed(i) / 10)],
    ["Number of steps", many((i) => 2000 + mixed(i))],
    ["Subject of the call, in seconds", many((i) => 2000 + mixed(i))],
  ];
  for (const [header, values] of cases) {
    await t.step(header, async () => {
      const { survey } = await readText(csvOf({ q1: RATING, [header]: values }));
      assert.notEqual(survey.columns[1].kind, "id");
    });
  }
});

const EXPANDING = many((i) => 300 + mixed(i));

Deno.test("weights are weights in every language, file and measure", async (t) => {
  const headers = "weight|wt|Gewicht|Gewichtung|poids|pondération|peso|ponderación|ponderazione|" +
    "ponderação|weging|στάθμιση|waga|ağırlık|Weight_2024";
  const whatever = "ponderador|pondera|factor_expansion|pspwght|dweight|Expansion weight|" +
    "Hochrechnungsfaktor|coefficient de redressement|fator de expansão|wegingsfactor";
  await checkEachWay(t, [
    ...headers.split("|").map((header) => [header, AROUND_ONE] as const),
    ...whatever.split("|").map((header) => [header, EXPANDING] as const),
    ["weight", [0.5, 1.2, 0.8, 1.5, 0.9, 1.1, 0.7, 1.3, 0.6, 1.4, 1, 1.05]],
  ], "weight");
});

Deno.test("weights of bodies and things are numbers", async (t) => {
  await checkEachWay(t, [
    ["weight", many((i) => 50 + mixed(i) / 20)],
    ["Weight in kg", AROUND_ONE],
    ["Gewicht (kg)", many((i) => 50 + mixed(i) / 20)],
    ["Peso corporal", AROUND_ONE],
    ["poids en kilos", many((i) => 50 + mixed(i) / 20)],
    ["birth weight", many((i) => 2 + mixed(i) / 500)],
  ], "numeric");
});

Deno.test("distinct long numbers with a money word are amounts", async (t) => {
  const amounts = many((i) => 150_000 + 857 * mixed(i), 20);
  const headers = "revenue|Annual income|Jahresumsatz|chiffre d'affaires|ingresos|fatturato|" +
    "receita|omzet|εισόδημα|dochód|gelir|spend in EUR";
  for (const header of headers.split("|")) {
    await t.step(header, async () => {
      const { survey } = await readText(csvOf({ [header]: amounts, q1: RATING.slice(0, 20) }));
      assert.equal(survey.columns[0].kind, "numeric", survey.columns[0].reason);
    });
  }
  const written: [name: string, header: string, text: (value: number) => string, ColumnKind][] = [
    ["separated thousands", "x", (value) => `"${value.toLocaleString("en")}"`, "numeric"],
    ["decimals", "x", (value) => `${value}.5`, "numeric"],
    ["a currency", "x", (value) => `$${value}`, "numeric"],
    ["more and fewer digits", "x", (value) => String(value % 2 ? 10 * value : value), "numeric"],
    ["nothing of that", "x", String, "id"],
    ["an identifier of an account", "income id", String, "id"],
  ];
  for (const [name, header, text, kind] of written) {
    await t.step(name, async () => {
      const { survey } = await readText(
        csvOf({ [header]: amounts.map(text), q1: RATING.slice(0, 20) }),
      );
      assert.equal(survey.columns[0].kind, kind, survey.columns[0].reason);
    });
  }
});

Deno.test("codes of places, occupations and parties are categories", async (t) => {
  const codes = many((i) => 101 + (mixed(i) % 12) * 7, 60);
  const headers =
    "region|State|province|municipality code|isco08|occupation|party|NACE|Bundesland|" +
    "Beruf|commune|département|provincia|ocupación|regione|município|gemeente|περιφέρεια|gmina|ilçe";
  for (const header of headers.split("|")) {
    await t.step(header, async () => {
      const q1 = many((i) => mixed(i) % 5 + 1, 60);
      const csv = await readText(csvOf({ [header]: codes, q1 }));
      const sav = await readBytes(
        writeSav([{ name: "v", label: header, measure: "scale", values: codes }]),
      );
      for (const { survey } of [csv, sav]) {
        assert.equal(survey.columns[0].kind, "nominal", survey.columns[0].reason);
      }
    });
  }
  const measured = "How many countries have you visited|state income|distance to city|age|" +
    "language skills|Alter des Berufs|price of brand";
  for (const header of measured.split("|")) {
    await t.step(`${header}: measured`, async () => {
      const { survey } = await readText(csvOf({ [header]: codes, q1: codes }));
      assert.equal(survey.columns[0].kind, "numeric");
    });
  }
  await t.step("ratings of brands stay a scale", async () => {
    const { survey } = await readText(csvOf({ brand: RATING, q1: RATING }));
    assert.equal(survey.columns[0].kind, "ordinal");
  });
});

const CLUSTERS = many((i) => mixed(i) % 4 + 1);
const SCORES = (() => {
  const mean = RATING.reduce((a, b) => a + b, 0) / N;
  const variance = RATING.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (N - 1);
  return RATING.map((value) => (value - mean) / Math.sqrt(variance));
})();

Deno.test("results of earlier analyses are set aside, with the reason", async (t) => {
  const cases: [name: string, label: string, values: number[]][] = [
    ["QCL_1", "Cluster Number of Case", CLUSTERS],
    ["QCL_2", "Distance of Case from its Classification Cluster Center", AROUND_ONE],
    ["TSC_6187", "TwoStep Cluster Number", CLUSTERS],
    ["CLU4_1", "Ward Method", CLUSTERS],
    ["FAC1_1", "REGR factor score   1 for analysis 1", SCORES],
    ["Dis_1", "Predicted Group for Analysis 1", CLUSTERS],
    ["PRE_1", "Unstandardized Predicted Value", AROUND_ONE],
    ["RES_1", "Unstandardized Residual", SCORES],
    ["filter_$", "q1 > 2 (FILTER)", many((i) => i % 2)],
    ["Zq1", "Zscore: Rating of the shop", SCORES],
    ["own", "Clusternummer des Falls", CLUSTERS],
    ["own", "Puntuación Z(edad)", SCORES],
  ];
  for (const [name, label, values] of cases) {
    await t.step(`${name}: ${label}`, async () => {
      const { survey, warnings } = await readBytes(
        writeSav([{ name: "q1", values: RATING }, { name, label, measure: "nominal", values }]),
      );
      const [, column] = survey.columns;
      assert.equal(column.metadata, true);
      assert.match(column.reason, /^result of an earlier analysis \(.+\), no answer: /);
      assert.deepEqual(survey.report.metadata, [name]);
      assert.equal(survey.questions[1].kind, "paradata");
      assert.deepEqual(warnings, []);
    });
  }
});

Deno.test("results of earlier analyses are known by names and values in CSV", async (t) => {
  const aside: [name: string, values: (string | number)[]][] = [
    ["QCL_1", CLUSTERS],
    ["TSC_6187", CLUSTERS],
    ["CLU3_1", CLUSTERS],
    ["filter_$", many((i) => i % 2)],
    ["FAC2_1", SCORES],
    ["Zq1", SCORES],
    ["PRE_1", SCORES],
    ["segment", CLUSTERS],
    ["segment_2", CLUSTERS],
    ["Segment", many((i) => i % 7 === 0 ? "" : CLUSTERS[i])],
    ["kmeans_cluster", CLUSTERS.map((value) => value - 1)],
    ["Cluster", CLUSTERS.map((value) => `Cluster ${value}`)],
    ["Clusternummer", CLUSTERS],
    ["conglomerado", CLUSTERS],
  ];
  for (const [name, values] of aside) {
    await t.step(name, async () => {
      const { survey } = await readText(csvOf({ q1: RATING, [name]: values }));
      assert.equal(survey.columns[1].metadata, true, survey.columns[1].reason);
    });
  }
  const answers: [name: string, values: (string | number)[]][] = [
    ["PRE_1", RATING],
    ["RES_2", RATING],
    ["Zq2", SCORES],
    ["Zq1", AROUND_ONE],
    ["FAC1_1", RATING],
    ["segment", many((i) => ["SMB", "Enterprise", "Public"][i % 3])],
    ["segment", many((i) => 10 * (i % 4))],
    ["Which segment of the market do you serve", CLUSTERS],
    ["class", CLUSTERS],
  ];
  for (const [name, values] of answers) {
    await t.step(`${name} is an answer`, async () => {
      const { survey } = await readText(csvOf({ q1: RATING, [name]: values }));
      assert.equal(survey.columns[1].metadata, false, survey.columns[1].reason);
    });
  }
  await t.step("ingest.columns overrules it", async () => {
    const text = csvOf({ q1: RATING, segment: CLUSTERS });
    const { survey } = await readText(text, { columns: { segment: "nominal" } });
    assert.deepEqual([survey.columns[1].metadata, survey.columns[1].kind], [false, "nominal"]);
  });
});

Deno.test("a few words among many different numbers are noise", async (t) => {
  const typed = (words: readonly string[], number: (i: number) => string) =>
    many((i) => i % 400 === 7 ? words[Math.trunc(i / 400) % words.length] : number(i), 2000);
  const amount = (i: number) => String((i * 7919 + 13) % 19997);
  const cases: [name: string, words: string[], number: (i: number) => string, ColumnKind][] = [
    ["words", ["abc", "too much", "see above"], amount, "numeric"],
    ["German", ["weiss ich grad nicht", "so um die 40"], amount, "numeric"],
    ["marks of doubt", ["?", "~300", "30 or 40"], amount, "numeric"],
    ["decimals", ["viel"], (i) => `${(i * 7919) % 997}.${i % 10}`, "numeric"],
    ["codes of one length", ["K1A-0B6"], (i) => String(10_000 + (i * 7919) % 1999), "text"],
  ];
  for (const [name, words, number, kind] of cases) {
    await t.step(name, async () => {
      const { survey } = await readText(
        csvOf({ answer: typed(words, number), y: many(() => 1, 2000) }),
      );
      const [column] = survey.columns;
      assert.equal(column.kind, kind, column.reason);
      if (kind !== "numeric") return;
      assert.deepEqual(
        new Set(survey.report.missingMarks.map(({ text }) => text)),
        new Set(words),
      );
    });
  }
  await t.step("many words make text of it", async () => {
    const answer = many((i) => i % 10 === 0 ? `word ${i}` : amount(i), 2000);
    const { survey } = await readText(csvOf({ answer, y: answer }));
    assert.equal(survey.columns[0].kind, "text");
  });
});
