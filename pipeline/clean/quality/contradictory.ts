/** Who ticked "none of these" beside other options. Runs in Deno and browsers. */

import { columnValues } from "../../survey/read_column.ts";
import { countOf } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import type { Filter } from "../../plan/filter_parse.ts";
import type { Survey } from "../../survey/survey.ts";
import { compare, join, type Judgement } from "./judgement.ts";

/** Options that leave no room for another, in the languages that surveys come in. */
const EXCLUSIVE =
  /^(none|none of (the|these|those)\b.*|nothing|no one|nobody|keine?r?s?( davon| der genannten.*)?|nichts( davon)?|aucune?( de ces.*| des r[ée]ponses.*)?|rien|ningun[oa]s?( de (l[oa]s|est[oa]s).*)?|nada|nessun[oa]?( d(ei|elle|i quest[ei]).*)?|niente|nenhum[a]?( d(os|as|estes|estas).*)?|κανένα( από.*)?|τίποτα)$/iu;

/** Flags respondents who ticked an option such as "None of the above" together with another option of
 * the same multi-select question.
 * @returns null where no question has such an option.
 */
export function findContradictions(survey: Survey): Judgement | null {
  const columns = new Map(survey.columns.map((column) => [column.name, column]));
  const flagged = new Uint8Array(survey.rows);
  const both: Filter[] = [];
  for (const question of survey.questions) {
    if (question.kind !== "multi_select") continue;
    const options = question.columns.map((name) => columns.get(name)).filter(isTicked);
    const exclusive = options.filter((option) => EXCLUSIVE.test(itemOf(option)));
    if (exclusive.length === 0 || options.length === exclusive.length) continue;
    const others = options.filter((option) => !exclusive.includes(option));
    both.push(join("and", [exclusive, others].map(isAnyTicked)));
    const none = tickedAny(exclusive, survey.rows);
    const some = tickedAny(others, survey.rows);
    none.forEach((ticked, i) => flagged[i] |= ticked & some[i]);
  }
  if (both.length === 0) return null;
  const rows: number[] = [];
  flagged.forEach((flag, i) => {
    if (flag === 1) rows.push(i);
  });
  return {
    rows,
    who: join("or", both),
    detail: `an option such as "None of these" ticked beside others, in ${
      countOf(both.length, "question")
    }`,
  };
}

function isTicked(column: Column | undefined): column is Column {
  return column?.kind === "binary";
}

/** The option's own words, behind the question's. */
function itemOf({ label, name, question }: Column): string {
  const texts = [label, name].flatMap((text) => [
    text,
    ...[" - ", ": ", "["].map((mark) => text.slice(text.lastIndexOf(mark) + mark.length)),
    question !== null && text.startsWith(question) ? text.slice(question.length) : text,
  ]);
  const trimmed = texts.map((text) => text.replace(/[\]\s.:-]+$/, "").trim());
  return trimmed.find((text) => EXCLUSIVE.test(text)) ?? "";
}

function isAnyTicked(options: readonly Column[]): Filter {
  return join("or", options.map((option) => compare(option, "=", 1)));
}

function tickedAny(options: readonly Column[], rows: number): Uint8Array {
  const ticked = new Uint8Array(rows);
  for (const option of options) {
    columnValues(option).forEach((value, i) => {
      if (value === 1) ticked[i] = 1;
    });
  }
  return ticked;
}
