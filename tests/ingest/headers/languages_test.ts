/** Tests of LimeSurvey and Google Forms in the languages of their interfaces. Runs in Deno. */

import assert from "node:assert/strict";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import { columnOf } from "../../support/survey_text.ts";
import { columnsOf, csv, type Table } from "./tables.ts";
import { readText } from "../support.ts";

const TIME = ["2024-11-01 13:00:00", "2024-11-02 14:10:00"];
const SCALE = [1, 2, 3, 4, 5];

/** Headings of LimeSurvey's first columns, and of the time altogether, by language. */
const LIME_LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  fr: [
    "ID de la réponse",
    "Date de soumission",
    "Dernière page",
    "Langue de départ",
    "Temps total",
  ],
  de: ["Antwort-Nr.", "Abgeschickt am", "Seite", "Sprache", "Gesamtzeit"],
  es: ["ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Tiempo total"],
  it: ["ID risposta", "Data invio", "Ultima pagina", "Lingua iniziale", "Tempo totale"],
  pt: ["ID da resposta", "Data de envio", "Última página", "Língua inicial", "Tempo total"],
  el: [
    "Κωδικός απάντησης",
    "Ημερομηνία υποβολής",
    "Τελευταία σελίδα",
    "Γλώσσα",
    "Συνολικός χρόνος",
  ],
  nl: ["Antwoord ID", "Datum verzonden", "Laatste pagina", "Starttaal", "Totale tijd"],
  pl: ["ID odpowiedzi", "Data wysłania", "Ostatnia strona", "Język początkowy", "Całkowity czas"],
  tr: ["Yanıt kimliği", "Gönderim tarihi", "Son sayfa", "Başlangıç dili", "Toplam süre"],
};

Deno.test("ingest() knows LimeSurvey by the order of its columns, in any language", async (t) => {
  for (const [language, [id, time, page, start, total]] of Object.entries(LIME_LANGUAGES)) {
    await t.step(language, async () => {
      const { survey } = await readText(csv([
        [id, ["#"]],
        [time, ["2025-03-17 21:19:03", "2025-03-18 20:19:03", ""]],
        [page, [8, 8, 3]],
        [start, [language, "de-informal"]],
        ["X1", ["10000#"]],
        ["X2", ["192.0.2.1", "192.0.2.2"]],
        ["Client ?", ["Oui", "Non", "N/A"]],
        ["Note [A]", SCALE],
        ["Note [B]", SCALE],
        [total, ["12.25", "30.5", "#.75"]],
      ]));
      assert.equal(survey.report.dialect, "limesurvey");
      assert.deepEqual(columnsOf(survey), [
        ...[id, time, page, start, "X1", "X2"].map((name) => `(${name})`),
        "Client ? |  | binary",
        "Note [A] | Note | ordinal",
        "Note [B] | Note | ordinal",
        `(${total})`,
      ]);
      const client = columnOf(survey, "Client ?");
      assert.equal(MISSING_REASONS[client.missing[client.texts.indexOf("N/A")]], "not_asked");
    });
  }
});

Deno.test("ingest() reads LimeSurvey's headings of code and text", async () => {
  const { survey } = await readText(csv([
    ["id. ID de la réponse", ["#"]],
    ["submitdate. Date de soumission", TIME],
    ["lastpage. Dernière page", [3, 4]],
    ["startlanguage. Langue de départ", ["fr"]],
    ["interviewtime. Durée totale", ["12.25"]],
    ["G1. Êtes-vous client. Ou non ?", ["Oui", "Non"]],
    ["G2[A]. Que buvez-vous ? [Thé]", ["Oui", "Non", "N/A"]],
    ["G2[B]. Que buvez-vous ? [Café]", ["Non", "Oui", "N/A"]],
  ]));
  assert.equal(survey.report.dialect, "limesurvey");
  assert.deepEqual(columnsOf(survey), [
    "(id)",
    "(submitdate)",
    "(lastpage)",
    "(startlanguage)",
    "(interviewtime)",
    "G1 |  | binary",
    "G2[A] | G2 | binary",
    "G2[B] | G2 | binary",
  ]);
  assert.deepEqual(survey.columns.slice(5).map(({ label }) => label), [
    "Êtes-vous client. Ou non ?",
    "Que buvez-vous ? [Thé]",
    "Que buvez-vous ? [Café]",
  ]);
});

Deno.test("ingest.missing_codes makes an answer of what LimeSurvey writes for not shown", async () => {
  const table: Table = [["id", ["#"]], ["submitdate", TIME], ["lastpage", [3]], [
    "startlanguage",
    ["en"],
  ], ["Q1", ["Yes", "No", "N/A"]]];
  const { survey } = await readText(csv(table), { missing_codes: { Q1: { "N/A": "answered" } } });
  const column = columnOf(survey, "Q1");
  assert.equal(column.missing[column.texts.indexOf("N/A")], 0);
});

Deno.test("ingest() knows Google Forms by its first column in any language", async (t) => {
  const stamps = ("Horodateur|Zeitstempel|Marca temporal|Carimbo de data/hora|" +
    "Informazioni cronologiche|Tijdstempel|Sygnatura czasowa|Zaman damgası|Χρονική σήμανση|" +
    "Отметка времени|タイムスタンプ|Tidstämpel|Časová značka").split("|");
  for (const stamp of stamps) {
    await t.step(stamp, async () => {
      const { survey } = await readText(csv([
        [stamp, ["05.03.2024 09:15:22", "06.03.2024 10:15:22"]],
        ["Wie oft, und wann?", ["oft", "nie"]],
      ]));
      assert.equal(survey.report.dialect, "google-forms");
      assert.deepEqual(survey.report.metadata, [stamp]);
    });
  }
});
