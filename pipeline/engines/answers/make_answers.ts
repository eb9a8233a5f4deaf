/** The answers of all rows that a run needs: those features are made of, and those that are profiled. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import type { ProfileRow } from "../../profile/segment_profile.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import { missingColumns } from "../../typing/place/read_answers.ts";
import type { Model, ModelColumn } from "../../typing/model.ts";
import type { Coding, Engine, Level } from "../engine.ts";
import type { ProfiledColumn } from "../sums/tally.ts";
import { codeColumn, MOST_LEVELS } from "./coding.ts";
import { answerName } from "./features.ts";

/** What the weights of rows are called. */
export const WEIGHT = "w";

/** Answers as they are to be made, and what is told of whom by them. */
export interface AnswersMade {
  readonly codings: readonly Coding[];
  readonly profiled: readonly ProfiledColumn[];
  /** Columns of the model that every row has answered. */
  readonly whole: ReadonlySet<string>;
  /** Columns of the sample's profile that are told of the sample alone, and why. */
  readonly left: readonly { readonly column: string; readonly reason: string }[];
}

/** Decides how each column is read on all rows, by its distinct cells where these are few.
 * @throws {DataError} If a column that segments are formed on cannot be read so.
 */
export async function makeAnswers(
  engine: Engine,
  { survey, profile, params }: PipelineResult,
  { placing: { columns } }: Model,
): Promise<AnswersMade> {
  const there = new Set(engine.facts.columns.map(({ name }) => name));
  const lost = columns.filter(({ name }) => !there.has(name));
  if (lost.length > 0) {
    throw missingColumns(lost, {
      of: columns.length,
      survey: { name: survey.name, columns: survey.columns.filter(({ name }) => there.has(name)) },
      hint: " On an engine segments are formed on columns of the files themselves.",
    });
  }
  const told = rowsByColumn(profile.rows);
  const shown = survey.columns.filter(({ name }) => told.has(name) && there.has(name));
  const names = [...new Set([...columns, ...shown].map(({ name }) => name))];
  const levels = await engine.levels(names, MOST_LEVELS);
  const levelsOf = new Map(names.map((name, c) => [name, levels[c]]));
  const own = new Map(survey.columns.map((column) => [column.name, column]));
  const codings = columns.map((model, c) =>
    codeColumn({
      ...{ as: answerName(c), model, sample: own.get(model.name)! },
      levels: levelsOf.get(model.name)!,
    })
  );
  const whole = new Set(
    columns.filter(({ name }, c) => {
      const { answers } = codings[c];
      return levelsOf.get(name)?.every(({ text }) => text !== null && answers?.has(text) === true);
    }).map(({ name }) => name),
  );
  const profiled: ProfiledColumn[] = [];
  const left = survey.columns
    .filter(({ name }) => told.has(name) && !there.has(name))
    .map(({ name }) => ({ column: name, reason: "made of another column of the file" }));
  for (const column of shown) {
    const coded = codeProfiled(column, levelsOf.get(column.name)!, `p${profiled.length}`);
    if (typeof coded === "string") left.push({ column: column.name, reason: coded });
    else {
      const same = codings.find((each) => isSameCoding(each, coded));
      if (same === undefined) codings.push(coded);
      profiled.push({
        answer: (same ?? coded).as,
        isCounted: coded.answers !== null,
        categories: column.categories,
        rows: told.get(column.name)!,
      });
    }
  }
  if (params.weighting.column !== "") codings.push(numbersOf(params.weighting.column, there));
  return { codings, profiled, whole, left };
}

/** Rows of the profile that are means or shares of answers. */
function rowsByColumn(rows: readonly ProfileRow[]): ReadonlyMap<string, readonly ProfileRow[]> {
  const found = new Map<string, ProfileRow[]>();
  for (const row of rows) {
    if (row.statistic === "answered") continue;
    found.set(row.variable, [...found.get(row.variable) ?? [], row]);
  }
  return found;
}

/** As ingested, unlike those that features are made of: the reason where it cannot be. */
function codeProfiled(
  column: Column,
  levels: readonly Level[] | null,
  as: string,
): Coding | string {
  const model: ModelColumn = {
    ...{ name: column.name, label: column.label, kind: column.kind },
    ...{ isAsked: false, answers: null, range: null, fill: NaN },
  };
  try {
    return codeColumn({ as, model: withWords(model, column), sample: column, levels });
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
}

/** Words that the sample has are answers; others are none. */
function withWords(model: ModelColumn, { categories }: Column): ModelColumn {
  if (categories === null) return model;
  return { ...model, answers: categories.map((text, value) => ({ text, value })) };
}

function isSameCoding(a: Coding, b: Coding): boolean {
  if (a.column !== b.column || a.answers?.size !== b.answers?.size) return false;
  if (a.answers === null) {
    return String(a.except) === String(b.except) && String(a.range) === String(b.range);
  }
  return [...a.answers].every(([text, value]) => b.answers!.get(text) === value);
}

function numbersOf(column: string, there: ReadonlySet<string>): Coding {
  if (there.has(column)) return { as: WEIGHT, column, answers: null, except: [], range: null };
  throw new DataError(
    `Cannot weight all rows by ${quoteValue(column)}: the files have no column of this name.`,
  );
}
