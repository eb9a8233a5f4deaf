/** The register of kinds that were once misread: each with the files it was seen in and its relatives. Runs in Deno.
 * More of a kind stands in the tables of the tests that its line names.
 */

import assert from "node:assert/strict";
import { columnOf } from "../../support/survey_text.ts";
import { readBytes } from "../support.ts";
import * as answers from "./answers.ts";
import * as columns from "./columns.ts";
import { type Relative, tell } from "./relative.ts";
import * as tools from "./tools.ts";

interface Kind {
  readonly kind: string;
  /** Files like those that it was seen in. */
  readonly likes: readonly string[];
  readonly tried: readonly Relative[];
  /** Tests with more of them. */
  readonly more: string;
}

const FEWEST_RELATIVES = 3;
const KINDS: readonly Kind[] = [
  {
    kind: "don't know and its kin, at whatever place of a scale",
    likes: ["m01_dk_top_of_scale.sav"],
    tried: answers.NON_ANSWERS,
    more: "columns/missing_words_test.ts, columns/missing_codes_test.ts, cells/non_answers_test.ts",
  },
  {
    kind: "weights",
    likes: ["m02_weight.sav"],
    tried: columns.WEIGHTS,
    more: "columns/judgement_test.ts",
  },
  {
    kind: "numbers of questionnaires",
    likes: ["questionnaire", "m03_questionnaire_number.sav"],
    tried: columns.NUMBERS,
    more: "columns/judgement_test.ts, columns/kinds_test.ts",
  },
  {
    kind: "results of earlier analyses",
    likes: ["m04_old_cluster.sav"],
    tried: columns.RESULTS,
    more: "columns/judgement_test.ts",
  },
  {
    kind: "places marked ordinal",
    likes: ["m05_places_ordinal.sav"],
    tried: answers.WRONG_MEASURES.ordinal,
    more: "columns/file_measures_test.ts",
  },
  {
    kind: "scales marked nominal",
    likes: ["m06_likert_nominal.sav"],
    tried: answers.WRONG_MEASURES.nominal,
    more: "columns/file_measures_test.ts",
  },
  {
    kind: "options ticked by a text",
    likes: ["m07_ticked_text.csv", "ticked.csv"],
    tried: tools.TICKED,
    more: "questions/tick_runs_test.ts, questions/multi_select_test.ts",
  },
  {
    kind: "options that say that they were not ticked",
    likes: ["notselected.csv"],
    tried: tools.NOT_SELECTED,
    more: "questions/tick_runs_test.ts",
  },
  {
    kind: "rows of totals and means",
    likes: ["m08_total_row.csv"],
    tried: columns.TOTALS,
    more: "table/respondents_test.ts",
  },
  {
    kind: "tools of the field",
    likes: ["m09_kobo.csv"],
    tried: tools.FIELD_TOOLS,
    more: "headers/tools_test.ts, headers/dialects_test.ts",
  },
  {
    kind: "LimeSurvey's N/A",
    likes: ["m10_limesurvey_na.csv"],
    tried: tools.NOT_SHOWN,
    more: "headers/languages_test.ts",
  },
  {
    kind: "one mark, one meaning in a file",
    likes: ["m11_na.csv"],
    tried: answers.MARKS,
    more: "columns/missing_test.ts, columns/missing_words_test.ts",
  },
  {
    kind: "amounts with as many digits as identifiers",
    likes: ["m12_amount_20.csv"],
    tried: answers.AMOUNTS,
    more: "columns/judgement_test.ts, cells/amounts_test.ts",
  },
  {
    kind: "unreadable cells",
    likes: ["m13_hash.csv"],
    tried: answers.ERRORS,
    more: "columns/missing_words_test.ts",
  },
  {
    kind: "frequencies with gaps and ties",
    likes: ["m14_frequency.csv", "freq.csv"],
    tried: answers.FREQUENCIES,
    more: "cells/loose_scales_test.ts, cells/scale_cases.ts",
  },
  {
    kind: "scales with glosses, odd wordings, labelled ends",
    likes: [
      "m15_scale_words.csv, gloss",
      "m15_scale_words.csv, yes and no",
      "ord.csv, know",
      "ord.csv, size",
      "m20_end_labelled.csv",
      "m20_end_labelled.csv, income",
    ],
    tried: answers.SCALES,
    more: "cells/loose_scales_test.ts, cells/printed_scales.ts",
  },
  {
    kind: "slots of mentions",
    likes: ["m16_mentions.csv"],
    tried: tools.MENTIONS,
    more: "questions/tick_runs_test.ts",
  },
  {
    kind: "equal columns, and sums of others",
    likes: ["m17_equal_columns.csv", "sum.csv"],
    tried: columns.REPEATS,
    more: "questions/derived_test.ts",
  },
  {
    kind: "LimeSurvey by structure; addresses, devices and interviewers anywhere",
    likes: ["m18_limesurvey_fr.csv", "m18b_limesurvey_en.csv", "m18c_ip_only.csv, no tool"],
    tried: tools.TOOLS_AND_PEOPLE,
    more: "headers/languages_test.ts, headers/paradata_test.ts",
  },
  {
    kind: "codes of places that look like marks",
    likes: ["m19_state_nc.csv"],
    tried: answers.CODES,
    more: "columns/missing_words_test.ts",
  },
];

async function check({ bytes, told, question, derived, left, dialect }: Relative): Promise<void> {
  const { survey } = await readBytes(bytes);
  const said = Object.keys(told).map((name) => [name, tell(columnOf(survey, name))]);
  assert.deepEqual(Object.fromEntries(said), told);
  if (question !== undefined) {
    const found = survey.questions.find(({ columns }) => columns.includes(question.columns[0]))!;
    assert.equal(found.kind, question.kind, found.reason);
    assert.deepEqual(question.columns.filter((name) => !found.columns.includes(name)), []);
  }
  if (derived !== undefined) {
    const repeats = survey.report.derived.map(({ column, how, of }) => `${column} ${how} ${of}`);
    assert.deepEqual(repeats, derived);
  }
  const rows = survey.report.rowsLeftOut.flatMap((out) => out.rows).sort((a, b) => a - b);
  assert.deepEqual(rows, left ?? []);
  if (dialect !== undefined) assert.equal(survey.report.dialect, dialect);
}

for (const { kind, likes, tried, more } of KINDS) {
  Deno.test(`ingest() understands ${kind} (${tried.length - likes.length} relatives)`, async (t) => {
    const names = tried.map(({ name }) => name);
    assert.deepEqual(likes.filter((name) => !names.includes(name)), [], "a file without its like");
    assert.ok(tried.length - likes.length >= FEWEST_RELATIVES);
    for (const path of more.split(", ")) {
      assert.ok((await Deno.stat(new URL(`../${path}`, import.meta.url))).isFile, path);
    }
    for (const relative of tried) await t.step(relative.name, () => check(relative));
  });
}
