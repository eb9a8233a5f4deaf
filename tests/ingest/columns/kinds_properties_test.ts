/** Properties of how columns are understood, on surveys made at random. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { missingCodes, readText } from "../support.ts";
import { PRINTED_SCALES } from "../cells/printed_scales.ts";
import { SCALES } from "../cells/scale_cases.ts";

const FORMS = [
  ...PRINTED_SCALES,
  ...Object.values(SCALES).flatMap((byLanguage) => Object.values(byLanguage)),
  "1|2|3|4|5",
  "0|1|2|3|4|99",
  "Tea|Coffee|Water",
  "No|Yes",
].map((answers) => answers.split("|"));
const EXTRAS = ["", "Don't know", "Keine Angabe", "NSP"];

/** Every answer of the form twice, then answers at random: what was chosen, by number. */
const column = fc.constantFrom(...FORMS).chain((form) =>
  fc.record({
    answers: fc.constant([...form, ...EXTRAS]),
    choices: fc.array(fc.nat({ max: form.length + EXTRAS.length - 1 }), {
      minLength: 12,
      maxLength: 12,
    }).map((random) => [...form.keys(), ...form.keys(), ...random].slice(-24)),
  })
).filter(({ answers, choices }) => choices.length === 24 && answers.length <= 16);

type MadeColumn = typeof column extends fc.Arbitrary<infer T> ? T : never;

function write(
  columns: readonly MadeColumn[],
  order: readonly number[],
  spell: (text: string) => string,
): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const header = columns.map((_, c) => quote(`field ${"abcdef"[c]}`)).join(",");
  const rows = order.map((i) =>
    ["x", ...columns.map(({ answers, choices }) => quote(spell(answers[choices[i]])))].join(",")
  );
  return [`respondent,${header}`, ...rows].join("\n");
}

/** What must not depend on the order of respondents, on case or on blanks around answers. */
function understood({ columns, questions, report }: Survey, back: readonly number[]) {
  return {
    columns: columns.slice(1).map((one) => {
      const values = columnValues(one);
      const missing = missingCodes(one);
      const isOrdered = one.kind !== "nominal";
      return {
        kind: one.kind,
        confidence: one.confidence,
        points: one.categories?.length ?? 0,
        values: isOrdered ? back.map((at) => values[at]) : null,
        missing: back.map((at) => missing[at]),
      };
    }),
    questions: questions.map(({ kind, columns: items }) => [kind, items]),
    proposals: report.missingProposals.map((
      { column: name, count, reason },
    ) => [name, count, reason])
      .map((proposal) => proposal.join()).sort(),
  };
}

Deno.test("ingest() understands a survey alike in any order, case and with blanks around", async () => {
  const spellings: ((text: string) => string)[] = [
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    (text) => `  ${text} `,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(column, { minLength: 1, maxLength: 5 }),
      fc.shuffledSubarray(Array.from({ length: 24 }, (_, i) => i), { minLength: 24 }),
      fc.constantFrom(...spellings),
      async (columns, order, spell) => {
        const rows = Array.from({ length: 24 }, (_, i) => i);
        const plain = (await readText(write(columns, rows, (text) => text))).survey;
        const other = (await readText(write(columns, order, spell))).survey;
        const back = rows.map((row) => order.indexOf(row));
        assert.deepEqual(understood(other, back), understood(plain, rows));
      },
    ),
    { seed: 62, numRuns: 150 },
  );
});
