/** Tests of rows that are no respondents: totals, footers, headers again, other tables, previews. Runs in Deno. */

import assert from "node:assert/strict";
import { columnOf } from "../../support/survey_text.ts";
import { cellTexts, readText, rowTexts } from "../support.ts";

const FIRST = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 2, 4];
const SECOND = [5, 3, 1, 2, 4, 4, 2, 5, 3, 1, 1, 2];
const ANSWERS = FIRST.map((first, i) => [`${i + 1}`, `${first}`, `${SECOND[i]}`]);

function csv(
  rows: readonly (readonly string[])[],
  header = ["id", "q1", "q2"],
  mark = ",",
): string {
  const cell = (text: string) => text.includes(mark) ? `"${text}"` : text;
  return [header, ...rows].map((cells) => cells.map(cell).join(mark)).join("\n") + "\n";
}

/** Rows below twelve respondents, and what the note calls them. */
const BELOW: readonly [name: string, rows: string[][], said: RegExp][] = [
  [
    "a total and a mean",
    [["Total", "36", "33"], ["Mean", "3.0", "2.75"]],
    /rows? 14 \("Total": sums.*row 15 \("Mean": means/,
  ],
  [
    "a sum in German",
    [["Summe", "36", "33"], ["Mittelwert", "3", "2,75"]],
    /"Summe": sums.*"Mittelwert"/,
  ],
  [
    "a total in French",
    [["Total général", "36", "33"], ["Moyenne", "3.00", "2.75"]],
    /"Moyenne": means/,
  ],
  ["a mean in Spanish", [["Promedio", "3", "2.75"]], /"Promedio": means/],
  ["a mean in Italian", [["Media", "3", "2.8"]], /"Media": means/],
  [
    "a total in Portuguese",
    [["Total geral", "36", "33"], ["Média", "3", "2.75"]],
    /"Média": means/,
  ],
  ["a total in Greek", [["Σύνολο", "36", "33"], ["Μέσος όρος", "3", "2.75"]], /"Σύνολο": sums/],
  ["a total in Dutch", [["Totaal", "36", "33"], ["Gemiddelde", "3", "2.75"]], /"Totaal": sums/],
  ["a total in Polish", [["Razem", "36", "33"], ["Średnia", "3", "2.75"]], /"Razem": sums/],
  ["a total in Turkish", [["Toplam", "36", "33"], ["Ortalama", "3", "2.75"]], /"Toplam": sums/],
  ["a base", [["Base", "12", "12"]], /"Base": counts of the rows above/],
  ["n with its number", [["n = 12", "", ""]], /"n = 12": a label/],
  [
    "per cents",
    [["Top 2 box", "42%", "33 %"]],
    /"Top 2 box": a label where respondents have a number/,
  ],
  ["a spread", [["SD", "1.38", "1.42"], ["Median", "3", "2.5"]], /"SD": a label/],
  ["a weighted mean, which is no mean of the rows", [["Mean", "3.2", "2.9"]], /"Mean": a label/],
  [
    "a total with a gloss",
    [["Total (all respondents)", "36", "33"]],
    /"Total \(all respondents\)": sums/,
  ],
  ["sums without a label", [["", "36", "33"]], /row 14 \(sums of the rows above\)/],
  ["means without a label, of which one may be an answer", [["", "3.00", "2.75"]], /^$/],
  ["a source", [["Source: survey of 2024", "", ""]], /row 14 \(a footer\)/],
  ["a source in German", [["Quelle: Befragung 2024", "", ""]], /a footer/],
  ["a note in French", [["Remarque : données non pondérées", "", ""]], /a footer/],
  ["a source in Polish", [["Źródło: badanie własne", "", ""]], /a footer/],
  ["what a program wrote", [["Exported on 2024-03-01 10:00", "", ""]], /a footer/],
  [
    "a total, then a footer",
    [["Total", "36", "33"], ["Note: unweighted", "", ""]],
    /"Total": sums.*a footer/,
  ],
  [
    "a sentence apart",
    [["", "", ""], ["All answers were given in March", "", ""]],
    /row 15 \(a footer\)/,
  ],
  ["the header again", [["id", "q1", "q2"]], /row 14 \(the header again\)/],
  ["a ruled line", [["---", "---", "---"]], /row 14 \(a ruled line\)/],
  [
    "another table",
    [["", "", ""], ["code", "label", ""], ["1", "Yes", ""], ["2", "No", ""]],
    /rows 15 to 17 \(another table/,
  ],
  ["another table with a title", [["", "", ""], ["Codes", "", ""], ["code", "label", ""], [
    "1",
    "Yes",
    "",
  ]], /rows 15 to 17 \(another table/],
  ["a wider table", [["", "", ""], ["brand", "name", "share", "rank"], ["7", "A", "3", "1"], [
    "8",
    "B",
    "4",
    "2",
  ]], /rows 15 to 17 \(another table/],
];

Deno.test("ingest() leaves out rows that are no respondents, and says which", async (t) => {
  for (const [name, rows, said] of BELOW) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(csv([...ANSWERS, ...rows]));
      const note = warnings.find((text) => text.includes("left out")) ?? "";
      assert.match(note, said);
      if (note === "") return;
      assert.match(note, /To keep (?:it|them), set ingest\.keep_rows to true\.$/);
      assert.deepEqual(rowTexts(survey), ANSWERS);
      assert.equal(columnOf(survey, "q1").kind, "ordinal");
      assert.equal(columnOf(survey, "id").kind, "id");
      const kept = await readText(csv([...ANSWERS, ...rows]), { keep_rows: true });
      const filled = rows.filter((cells) => cells.some((cell) => cell !== ""));
      assert.equal(kept.survey.rows, ANSWERS.length + filled.length);
      assert.deepEqual(kept.survey.report.rowsLeftOut, []);
    });
  }
});

/** Tables in which every row is a respondent. */
const RESPONDENTS: readonly [name: string, text: string][] = [
  [
    "Total as a brand",
    csv([["Total", "3", "4"], ["Shell", "2", "1"], ["Total", "1", "5"], ["BP", "4", "2"], [
      "Total",
      "3",
      "3",
    ]], ["brand", "q1", "q2"]),
  ],
  [
    "Total as the last brand",
    csv([["Shell", "2", "1"], ["BP", "4", "2"], ["Esso", "3", "2"], ["Total", "5", "4"]], [
      "brand",
      "q1",
      "q2",
    ]),
  ],
  [
    "Average as an answer",
    csv(
      ["Good", "Average", "Poor", "Average", "Good", "Average"].map((
        word,
        i,
      ) => [word, `${i + 1}`, "2"]),
      ["rating", "q1", "q2"],
    ),
  ],
  [
    "None, Basis and Media as courses",
    csv(["Media", "Basis", "Law", "Art", "Media"].map((word, i) => [word, `${i % 3 + 1}`, "2"]), [
      "course",
      "q1",
      "q2",
    ]),
  ],
  ["the last one chose the most of all", csv([...ANSWERS, ["13", "5", "5"]])],
  [
    "all options ticked, by their headers",
    csv([["Price", "Quality"], ["", "Quality"], ["Price", ""], ["Price", "Quality"], [
      "",
      "Quality",
    ]], ["Price", "Quality"]),
  ],
  [
    "open text that begins like a footer",
    csv([["nothing", "1", "2"], ["Note: I like it", "2", "3"], ["fine", "2", "2"], [
      "Source: a friend",
      "3",
      "1",
    ]], ["comment", "q1", "q2"]),
  ],
  ["blank rows between respondents", csv(ANSWERS.flatMap((row) => [row, ["", "", ""]]))],
  [
    "a last part with fewer answers",
    csv([...ANSWERS, ["", "", ""], ["13", "", ""], ["14", "2", ""]]),
  ],
  [
    "a column called Status",
    csv([["Test", "1", "2"], ["Live", "2", "3"], ["Test", "3", "1"]], ["Status", "q1", "q2"]),
  ],
];

Deno.test("ingest() keeps every respondent", async (t) => {
  for (const [name, text] of RESPONDENTS) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.deepEqual(warnings.filter((said) => said.includes("left out")), []);
      const filled = text.trim().split("\n").slice(1).filter((line) => /[^,]/.test(line));
      assert.equal(survey.rows, filled.length);
    });
  }
});

Deno.test("ingest() leaves out totals of parts, and headers between them", async () => {
  const rows = [
    ...ANSWERS.slice(0, 6),
    ["Subtotal", "16", "19"],
    ["id", "q1", "q2"],
    ...ANSWERS.slice(6),
    ["Subtotal", "20", "14"],
    ["Total", "36", "33"],
  ];
  const { survey } = await readText(csv(rows));
  assert.deepEqual(rowTexts(survey), ANSWERS);
  assert.deepEqual(survey.report.rowsLeftOut, [
    { rows: [8, 16], reason: '"Subtotal": sums of the rows above' },
    { rows: [9], reason: "the header again" },
    { rows: [17], reason: '"Total": sums of the rows above' },
  ]);
});

Deno.test("ingest() takes the respondents below a repeated header as respondents", async () => {
  const again = [["", "", ""], ["id", "q1", "q2"], ["13", "2", "2"], ["14", "3", "1"]];
  const { survey, warnings } = await readText(csv([...ANSWERS, ...again]));
  assert.deepEqual(cellTexts(columnOf(survey, "id")).slice(12), ["13", "14"]);
  assert.equal(warnings.length, 1);
});

Deno.test("ingest() leaves out previews, tests and spam", async (t) => {
  const statuses: readonly [name: string, column: string, words: string[], stay: number][] = [
    ["in words", "Status", ["IP Address", "Survey Preview", "Survey Test", "Spam"], 1],
    [
      "in the words of offline answers",
      "Status",
      ["Offline", "Offline Survey Preview", "Imported"],
      2,
    ],
    ["in numbers", "Status", ["0", "1", "2", "4", "8", "9", "16"], 3],
    ["by the channel", "DistributionChannel", ["anonymous", "preview", "email", "test"], 2],
  ];
  for (const [name, column, words, stay] of statuses) {
    await t.step(name, async () => {
      const header = [
        "ResponseId",
        "RecordedDate",
        "UserLanguage",
        "LocationLatitude",
        column,
        "Q1",
      ];
      const rows = words.map((word, i) => [`R_${i}`, "2024-03-01", "EN", "1.5", word, `${i}`]);
      const { survey, warnings } = await readText(csv(rows, header));
      assert.equal(survey.report.dialect, "qualtrics");
      assert.equal(survey.rows, stay);
      assert.match(warnings[0], /left out: .*as the file says/);
    });
  }
  await t.step("but not where nobody else answered", async () => {
    const { survey } = await readText(
      csv([["Survey Preview", "1"], ["Survey Preview", "2"]], ["Status", "q"]),
    );
    assert.equal(survey.rows, 2);
  });
});
