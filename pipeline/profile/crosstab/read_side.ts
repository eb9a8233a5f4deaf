/** A side of a crosstab: who gave which answer, of one column, of a question with several answers, or by segment. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Column } from "../../survey/column.ts";
import type { ColumnText, SurveyTexts } from "../../survey/labels.ts";
import { MISSING_REASONS, MISSING_WORDS } from "../../survey/missing.ts";
import { levelCounts } from "../../survey/read_column.ts";
import type { Survey } from "../../survey/survey.ts";
import { groupValues } from "./value_groups.ts";
import type { CrosstabOption } from "./crosstab_table.ts";

/** A side as it was read, before anything is counted. */
export interface ReadSide {
  readonly title: string;
  readonly text: ColumnText | null;
  readonly name: string | null;
  readonly isMultiple: boolean;
  readonly isGrouped: boolean;
  readonly options: readonly Pick<CrosstabOption, "label" | "kind">[];
  /** Each tells of every respondent which option it has, -1 for none; several where options overlap. */
  readonly tracks: readonly Int32Array[];
  /** Whether each respondent counts: has an option, or chose none of several. */
  readonly counts: Uint8Array;
}

/** How a side is read. */
export interface ReadSideOptions {
  /** Whether those without an answer count, by the reason. */
  readonly missing: boolean;
  /** Whether each respondent takes part: quartiles are of these. */
  readonly takesPart: Uint8Array;
  readonly texts: SurveyTexts;
  /** What numbers of a column are called, where it is not what they are. */
  readonly labels?: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

type Choices = Pick<ReadSide, "options" | "isGrouped"> & {
  /** The option of each level; -1 where it is none. */
  readonly optionOf: Int32Array;
};

/** Kinds whose answers are anybody's own. */
const WITHOUT_VALUES = new Set(["id", "text", "weight"]);

/** Reads the side of a column, or of a question that takes several answers.
 * @param name Of either; a column goes before a question of the same name.
 * @throws {DataError} If there is none of that name, or its answers cannot be counted.
 */
export function readSide(survey: Survey, name: string, options: ReadSideOptions): ReadSide {
  const column = survey.columns.find((each) => each.name === name);
  const question = survey.questions.find((each) =>
    each.name === name && each.kind === "multi_select"
  );
  if (column === undefined && question === undefined) throw unknownName(survey, name);
  return column !== undefined
    ? columnSide(column, options)
    : readSeveral(survey, question!, options);
}

function unknownName({ columns, questions }: Survey, name: string): DataError {
  const names = [...columns, ...questions.filter(({ kind }) => kind === "multi_select")]
    .map((each) => each.name);
  const near = nearestName(name, names);
  return new DataError(
    `Cannot cross answers: a side is a column or a question of several answers, but none is called ${
      JSON.stringify(name)
    }. ${near === null ? "columns() lists them." : `Did you mean ${near}?`}`,
  );
}

function columnSide(
  column: Column,
  { missing, takesPart, texts, labels }: ReadSideOptions,
): ReadSide {
  const { name, kind, metadata, codes } = column;
  if (metadata || WITHOUT_VALUES.has(kind)) {
    const what = metadata ? "the interview" : kind;
    throw new DataError(
      `Cannot cross answers by ${JSON.stringify(name)}: a side needs answers that many may give, ` +
        `but this column is one of ${what}. Choose one of scales, categories, numbers or dates.`,
    );
  }
  const given = called(choicesOf(column, takesPart), labels?.get(name));
  const { options, optionOf } = missing ? withMissing(column, given) : given;
  const track = Int32Array.from(codes, (code) => optionOf[code]);
  const text = texts.of(name);
  return {
    ...{ title: text.short, text, name, isMultiple: false, isGrouped: given.isGrouped },
    ...{ options, tracks: [track] },
    counts: Uint8Array.from(track, (option) => option < 0 ? 0 : 1),
  };
}

function choicesOf(column: Column, takesPart: Uint8Array): Choices {
  const { categories, values, missing } = column;
  if (categories === null) return groupValues(column, takesPart);
  return {
    options: categories.map((label) => ({ label, kind: "answer" })),
    isGrouped: false,
    optionOf: Int32Array.from(
      values,
      (value, level) => missing[level] !== 0 || Number.isNaN(value) ? -1 : value,
    ),
  };
}

function called(choices: Choices, labels: ReadonlyMap<number, string> | undefined): Choices {
  if (labels === undefined || choices.isGrouped) return choices;
  const options = choices.options.map(({ label, kind }) => ({
    label: labels.get(Number(label)) ?? label,
    kind,
  }));
  return { ...choices, options };
}

/** Behind the answers the reasons why there is none, in their own order. */
function withMissing({ missing }: Column, { options, optionOf, isGrouped }: Choices): Choices {
  const reasons = [...new Set(missing)].filter((reason) => reason !== 0).sort((a, b) => a - b);
  return {
    options: [...options, ...reasons.map(missingOption)],
    isGrouped,
    optionOf: optionOf.map((option, level) =>
      missing[level] === 0 ? option : options.length + reasons.indexOf(missing[level])
    ),
  };
}

function missingOption(reason: number): ReadSide["options"][number] {
  return { label: `(${MISSING_WORDS[MISSING_REASONS[reason]]})`, kind: "missing" };
}

/** Reads a question of which several options may be chosen: those count who answered any of them.
 * @param question Its name and those of its columns.
 */
export function readSeveral(
  survey: Survey,
  { name, columns: names }: { readonly name: string; readonly columns: readonly string[] },
  { missing, texts }: ReadSideOptions,
): ReadSide {
  const items = names.map((each) => survey.columns.find((column) => column.name === each)!)
    .filter(({ kind }) => kind === "binary");
  const counts = new Uint8Array(survey.rows);
  const tracks = items.map((column, option) => {
    const isChosen = chosenLevels(column);
    return Int32Array.from(column.codes, (code, row) => {
      if (column.missing[code] === 0) counts[row] = 1;
      return isChosen[code] === 1 ? option : -1;
    });
  });
  const told = items.map((column) => texts.of(column.name));
  const stem = told.find(({ stem }) => stem !== "")?.stem ?? "";
  const side = {
    title: stem === "" ? name : stem,
    text: { full: stem === "" ? name : stem, stem: "", item: stem, short: name },
    ...{ name, isMultiple: true, isGrouped: false },
    options: told.map(({ item }) => ({ label: item, kind: "answer" as const })),
    ...{ tracks, counts },
  };
  return missing && items.length > 0 ? withSilent(side, items[0]) : side;
}

/** With those who answered none of the options, by the reason at the first of them. */
function withSilent(side: ReadSide, first: Column): ReadSide {
  const silent = Int32Array.from(
    first.codes,
    (code, row) => side.counts[row] === 1 ? 0 : first.missing[code],
  );
  const reasons = [...new Set(silent)].filter((reason) => reason !== 0).sort((a, b) => a - b);
  const track = silent.map((reason) =>
    reason === 0 ? -1 : side.options.length + reasons.indexOf(reason)
  );
  return {
    ...side,
    options: [...side.options, ...reasons.map(missingOption)],
    tracks: [...side.tracks, track],
    counts: side.counts.map(() => 1),
  };
}

/** Which levels of a yes/no column say yes: the last category, or the highest number that was answered. */
function chosenLevels(column: Column): Uint8Array {
  const { values, missing, categories } = column;
  const counts = levelCounts(column);
  const given = [...values.keys()].filter((level) => missing[level] === 0 && counts[level] > 0)
    .map((level) => values[level]);
  const highest = given.reduce((a, b) => Math.max(a, b), -Infinity);
  // Where all say no, or all say yes, there is one number alone, and 1 is yes.
  const yes = categories === null ? (new Set(given).size > 1 ? highest : 1) : categories.length - 1;
  return Uint8Array.from(
    values,
    (value, level) => missing[level] === 0 && value === yes ? 1 : 0,
  );
}
