/** The questions by which one person is placed, as a form asks them. Runs in Deno and browsers. */

import type { SurveyTexts } from "../../survey/labels.ts";
import type { Column } from "../../survey/column.ts";
import type { Model, ModelColumn } from "../model.ts";
import type { ShortForm } from "../short/short_form.ts";

/** What a person answers whether a question was put to them. */
export const ASKED = { yes: "asked", no: "not asked" } as const;

/** A question of the form. */
export interface FormQuestion {
  /** The column, by which its answer is told. */
  readonly name: string;
  /** The whole question. */
  readonly text: string;
  /** What it shares with the other items of its question; empty where it is a question of its own. */
  readonly stem: string;
  /** What tells it apart from them. */
  readonly item: string;
  /** The answers as the file words them; null where a number is wanted. */
  readonly options: readonly string[] | null;
  /** Words for the first and the last of the options, where these are numbers and something tells. */
  readonly ends: readonly [first: string, last: string] | null;
  /** What a number lies between, where others are no answers. */
  readonly range: readonly [low: number, high: number] | null;
  /** What stands in for a gap. */
  readonly fill: string;
  /** Whether a gap is filled from the other answers of its battery, where there are some. */
  readonly isInBattery: boolean;
  /** Whether it only asks if the question was put: that has an answer from the outset. */
  readonly isAsked: boolean;
}

/** What a form asks, and what it knows of itself. */
export interface PlacingForm {
  /** Every question by which the run's model places, in the survey's order, and those that the short form asks
   * besides. */
  readonly questions: readonly FormQuestion[];
  /** How many of them the model reads. */
  readonly read: number;
  /** The few that place nearly as well; null where a segment is too small to learn from. */
  readonly short:
    | Pick<ShortForm, "accuracy" | "low" | "high" | "wanted"> & {
      /** Their columns, in the order in which they tell most. */
      readonly names: readonly string[];
    }
    | null;
  readonly segments: readonly string[];
}

/** Whole numbers between so many ends are shown one by one. */
const MOST_STEPS = 11;
const DIGITS = 2;

/** Makes the form.
 * @param columns Of the survey, for words at the ends of scales.
 * @param also What the short form asks beside the model's own columns.
 */
export function makePlacingForm(
  model: Model,
  { short, texts, columns, also }: {
    readonly short: ShortForm | null;
    readonly texts: SurveyTexts;
    readonly columns: readonly Column[];
    readonly also: readonly ModelColumn[];
  },
): PlacingForm {
  const { placing, clustering: { names: segments } } = model;
  const batteries = new Set(
    placing.batteries.flatMap(({ items }) => items.map(({ name }) => name)),
  );
  const scales = new Map(columns.map(({ name, ends }) => [name, ends ?? null]));
  const questions = [...placing.columns, ...also].map((column): FormQuestion => {
    const { full: text, stem, item } = texts.of(column.name);
    const options = optionsOf(column);
    return {
      ...{ name: column.name, text, stem, item, options },
      ends: options !== null && column.answers === null ? scales.get(column.name) ?? null : null,
      range: options === null ? column.range : null,
      fill: fillWords(column),
      isInBattery: batteries.has(column.name),
      isAsked: column.isAsked,
    };
  });
  return {
    questions,
    read: placing.columns.length,
    short: short === null ? null : {
      ...{ accuracy: short.accuracy, low: short.low, high: short.high, wanted: short.wanted },
      names: short.items.map(({ name }) => name),
    },
    segments,
  };
}

function optionsOf({ answers, isAsked, range }: ModelColumn): string[] | null {
  if (isAsked) return [ASKED.yes, ASKED.no];
  if (answers !== null) return answers.map(({ text }) => text);
  if (range === null) return null;
  const [low, high] = range;
  const steps = high - low + 1;
  if (!Number.isInteger(low) || !Number.isInteger(high) || steps > MOST_STEPS) return null;
  return Array.from({ length: steps }, (_, step) => String(low + step));
}

function fillWords({ answers, isAsked, fill }: ModelColumn): string {
  if (isAsked) return fill === 0 ? ASKED.no : ASKED.yes;
  return answers?.find(({ value }) => value === fill)?.text ?? String(Number(fill.toFixed(DIGITS)));
}
