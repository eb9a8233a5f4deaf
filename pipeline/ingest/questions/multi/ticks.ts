/** Options that have a column each: which hold ticks, and what a tick and a blank mean. Runs in Deno and browsers. */

import type { Column } from "../../../survey/column.ts";
import { missingCode } from "../../../survey/missing.ts";
import type { HeaderCell } from "../../headers/dialects/reader.ts";
import { cleanHeader } from "../../headers/header_text.ts";
import { saysOther } from "./option_words.ts";

/** What a tool writes for a ticked option instead of the option's text. */
const TICKS: ReadonlySet<string> = new Set(
  [
    "1",
    "Y",
    "Yes",
    "YES",
    "x",
    "X",
    "TRUE",
    "True",
    "Checked",
    "Selected",
    "Ja",
    "Oui",
    "Sí",
    "Sì",
  ],
);
/** What stands for an option that was not ticked, where the tool says so. */
const NO_TICKS: ReadonlySet<string> = new Set(
  (
    "N|No|NO|FALSE|False|Unchecked|Not selected|Nein|Nicht gewählt|Non|Non sélectionné"
  ).split("|"),
);
const LEAST_OPTIONS = 2;
/** A code of an option, and how many respondents have it on average. */
const CODE = /^\d{1,3}$/;
const LEAST_TICKS = 3;
const BLANK = missingCode("blank");
const MARKED = missingCode("marked");

/** The one text that a column holds besides blanks; "" for none, null for several. */
export function onlyText({ texts, missing }: Column): string | null {
  const found = new Set<string>();
  for (const [level, text] of texts.entries()) {
    const trimmed = text.trim();
    if (trimmed !== "" && missing[level] === 0) found.add(trimmed);
    if (found.size > 1) return null;
  }
  return [...found][0] ?? "";
}

/** What makes a yes/no column of an option, given who answered the question. */
export type TickReader = (wasAsked: Uint8Array) => Column;

/** Finds the options of one question, and how each is read; none where the columns are no ticks. */
export function readTicks(
  columns: readonly Column[],
  { group, open, headers }: {
    group: readonly number[];
    open: readonly number[];
    headers: readonly HeaderCell[];
  },
): [number, TickReader][] {
  const single = open.flatMap((c) => {
    const text = onlyText(columns[c]);
    return text === null ? [] : [{ c, text, item: headers[c].item }];
  });
  if (group.some((c) => saysNo(columns[c]))) {
    return single.filter(({ text }) => TICKS.has(text) || NO_TICKS.has(text))
      .map(({ c, text }) => [c, () => saidColumn(columns[c], TICKS.has(text))]);
  }
  const hasCodes = areOwnCodes(group.map((c) => columns[c]));
  const isTick = ({ text, item }: { text: string; item: string }) =>
    CODE.test(text) ? hasCodes : TICKS.has(text) || (item !== "" && cleanHeader(text) === item);
  const ticked = single.filter((option) => option.text !== "" && isTick(option));
  const isGap = ({ c }: { c: number }) =>
    columns[c].texts.some((text, level) =>
      text.trim() === "" || columns[c].missing[level] === MARKED
    );
  if (ticked.length < LEAST_OPTIONS || !ticked.some(isGap)) return [];
  const untouched = single.filter(({ text, item }) =>
    text === "" && item !== "" && !saysOther(item)
  );
  return [...ticked, ...untouched].map(({ c, text }) => [
    c,
    (wasAsked) => tickColumn(columns[c], text, wasAsked),
  ]);
}

/** Whether the columns of numbers hold one code each: 1 everywhere, or codes of their own that enough
 * respondents have, so that they are no points of a scale. */
function areOwnCodes(columns: readonly Column[]): boolean {
  const codes = new Set<string>();
  let coded = 0, ticks = 0;
  for (const column of columns) {
    const texts = new Set(column.texts.map((text) => text.trim()).filter((text) => text !== ""));
    if (texts.size === 0 || ![...texts].every((text) => CODE.test(text))) continue;
    if (texts.size > 1) return false;
    coded++;
    codes.add([...texts][0]);
    const isFilled = column.texts.map((text) => text.trim() === "" ? 0 : 1);
    for (const level of column.codes) ticks += isFilled[level];
  }
  return (codes.size === 1 && codes.has("1")) || ticks >= LEAST_TICKS * coded;
}

/** Sets 1 for each respondent for whom the column holds an answer. */
export function noteAnswered(answered: Uint8Array, { codes, texts, missing }: Column): void {
  const isFilled = texts.map((text, level) => text.trim() === "" || missing[level] !== 0 ? 0 : 1);
  for (let i = 0; i < codes.length; i++) answered[i] |= isFilled[codes[i]];
}

/** Whether a column says of each respondent that the option was ticked or was not. */
function saysNo({ texts }: Column): boolean {
  const found = new Set(texts.map((text) => text.trim()).filter((text) => text !== ""));
  return found.size === 2 && [...found].some((text) => TICKS.has(text)) &&
    [...found].some((text) => NO_TICKS.has(text));
}

/** A column that says the same of all respondents, beside others that say both. */
function saidColumn(column: Column, isTicked: boolean): Column {
  const value = isTicked ? 1 : 0;
  return {
    ...column,
    kind: "binary",
    reason: isTicked ? "ticked by all who were asked" : "ticked by nobody who was asked",
    values: Float64Array.from(column.missing, (reason) => reason === 0 ? value : NaN),
    categories: null,
  };
}

/** The column as 1 for ticked and 0 where a text says that it was not. */
export function saidOrNot(column: Column, no: string): Column {
  const isNo = column.texts.map((text) => text.trim() === no);
  const isBlank = column.texts.map((text) => text.trim() === "");
  const missing = column.missing.map((reason, level) => isBlank[level] ? reason : 0);
  return {
    ...column,
    kind: "binary",
    reason: `ticked where it holds the option, not where it says ${JSON.stringify(no)}`,
    values: Float64Array.from(
      missing,
      (reason, level) => reason !== 0 ? NaN : isNo[level] ? 0 : 1,
    ),
    missing,
    categories: null,
  };
}

/** The column as 1 for ticked, 0 for not ticked by one who answered the question, missing else. NA is a
 * blank; where the file says why there is no answer, that stays. */
export function tickColumn(column: Column, tick: string, wasAsked: Uint8Array): Column {
  const { texts, missing } = column;
  const isBlank = texts.map((text, level) =>
    text.trim() === "" || missing[level] === MARKED || missing[level] === BLANK
  );
  const reasons = texts.flatMap((_, level) =>
    isBlank[level] || missing[level] === 0 ? [] : [level]
  );
  const codes = Uint8Array.from(column.codes, (level, i) => {
    if (!isBlank[level]) return missing[level] === 0 ? 0 : 3 + reasons.indexOf(level);
    return wasAsked[i] === 1 ? 1 : 2;
  });
  const ticked = texts.find((_, level) => !isBlank[level] && missing[level] === 0);
  const reason = tick === ""
    ? "never ticked, though other options of its question were"
    : `ticked where it holds ${
      JSON.stringify(tick)
    }; a blank is "not ticked" where the respondent ` +
      "answered the question, else missing";
  return {
    ...column,
    kind: "binary",
    reason,
    codes,
    texts: [ticked ?? "", "", "", ...reasons.map((level) => texts[level])],
    values: Float64Array.from([1, 0, NaN, ...reasons.map(() => NaN)]),
    missing: Uint8Array.from([0, 0, BLANK, ...reasons.map((level) => missing[level])]),
    categories: null,
  };
}
