/** A survey is the same read from an SPSS file and from text with its labels. Runs in Deno. */

import assert from "node:assert/strict";
import type { Column } from "../../pipeline/survey/column.ts";
import { MISSING_REASONS } from "../../pipeline/survey/missing.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import {
  asCsv,
  asSav,
  type Declaring,
  labelledSurvey,
  measuresOf,
} from "../support/labelled_survey.ts";
import { readBytes } from "./support.ts";

const SURVEYS = 10;

/** What a column says of each respondent: the answer, or why there is none. */
function saidBy({ codes, values, missing, categories, kind, texts }: Column): (string | number)[] {
  return Array.from(codes, (level) => {
    if (missing[level] !== 0) return `(${MISSING_REASONS[missing[level]]})`;
    if (kind === "id" || kind === "text") return texts[level].trim();
    return categories === null ? values[level] : categories[values[level]];
  });
}

/** A column as people would compare it. */
function described(column: Column) {
  const { kind, metadata } = column;
  const categories = kind === "nominal" ? column.categories!.toSorted() : column.categories;
  return { kind, metadata, order: categories, said: saidBy(column) };
}

function questionsOf({ columns, questions }: Survey) {
  const place = new Map(columns.map(({ name }, c) => [name, c]));
  return questions.map((question) => ({
    kind: question.kind,
    columns: question.columns.map((name) => place.get(name)),
  }));
}

/** Columns that a note says are read against their declared measure, as many as it names or counts. */
function contradicted(warnings: readonly string[]): number {
  const note = warnings.find((text) => text.startsWith("The file's measure was not followed"));
  return note === undefined ? 0 : Number(/in (\d+) column/.exec(note)![1]);
}

/** Whether somebody chose a measure that is none of this kind. */
function isAgainst(measure: string | undefined, kind: Column["kind"], name: string): boolean {
  // Slots of mentions are judged as the categories that they hold.
  const own = name.startsWith("brand_") ? "nominal" : kind;
  const isMeasured = own === "nominal" || own === "ordinal" || own === "numeric";
  return isMeasured && (measure === "nominal" || measure === "ordinal") && measure !== own;
}

for (const declaring of ["right", "absent", "wrong"] satisfies Declaring[]) {
  Deno.test(`ingest() reads a .sav with ${declaring} measures as the CSV of its labels`, async (t) => {
    for (let seed = 1; seed <= SURVEYS; seed++) {
      await t.step(`survey ${seed}`, async () => {
        const written = labelledSurvey(seed);
        const measures = measuresOf(written, declaring, seed);
        const { survey, warnings } = await readBytes(asSav(written, measures));
        for (const { sav, kind } of written.columns) {
          const found = survey.columns.find(({ name }) => name === sav.name)!;
          assert.equal(found.kind, kind, `${sav.name}: ${found.reason}`);
        }
        for (const header of ["name", "label"] as const) {
          const csv = await readBytes(asCsv(written, header));
          assert.equal(csv.survey.columns.length, survey.columns.length);
          for (const [c, column] of csv.survey.columns.entries()) {
            const { name, reason } = survey.columns[c];
            const why = `${name} under ${header}: ${reason}; in text: ${column.reason}`;
            assert.deepEqual(described(survey.columns[c]), described(column), why);
          }
          assert.deepEqual(questionsOf(survey), questionsOf(csv.survey));
        }
        const against = written.columns.filter(({ sav, kind }, c) =>
          isAgainst(measures[c], kind, sav.name)
        );
        assert.equal(contradicted(warnings), against.length, warnings.join());
        assert.equal(against.length > 0, declaring === "wrong");
        for (const { sav, kind } of against.filter(({ kind }) => kind !== "text")) {
          const { reason } = survey.columns.find(({ name }) => name === sav.name)!;
          assert.match(reason, /; the file says (?:nominal|ordinal)/, kind);
        }
      });
    }
  });
}
