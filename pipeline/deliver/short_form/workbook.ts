/** The short form as a workbook that places respondents while answers are typed. Runs in Deno and browsers. */

import type { CellObject, WorkSheet } from "xlsx";
import type { ShortForm } from "../../typing/short/short_form.ts";
import { pointRows } from "./points_text.ts";

type Cell = string | number | null | CellObject;

/** Rows that are ready for answers; the last can be copied down. */
const READY_ROWS = 500;
/** No time of writing: the same run gives the same bytes. */
const FIXED_DATE = new Date(0);
const SHARE = "0.0%";
/** Columns of the sheet Points: question, text, answer, code, then points. */
const ANSWERS = "C";
const CODES = "D";
const FIRST_POINTS = 4;

/** Writes the sheets Place (answers in, segments out, by formulas), Points and Accuracy.
 * Answers are compared letter by letter, in words or codes; numbers as numbers.
 * @param answers Of respondents who stand in the sheet already: a cell a question, null for none.
 */
export async function shortFormWorkbook(
  form: ShortForm,
  answers: readonly (readonly (string | number | null)[])[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const XLSX = await import("xlsx");
  const book = XLSX.utils.book_new();
  const sheets: [string, Cell[][], WorkSheet["!cols"]][] = [
    ["Place", placeSheet(form, answers), placeWidths(form)],
    ["Points", pointsSheet(form), [{ wch: 14 }, { wch: 40 }, { wch: 30 }, { wch: 8 }]],
    ["Accuracy", accuracySheet(form), [{ wch: 44 }]],
  ];
  for (const [name, rows, widths] of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    if (widths !== undefined) sheet["!cols"] = widths;
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  // Left alone, the library writes whatever number formats the last file it read had.
  Object.assign(book, { SSF: { 0: "General", 10: SHARE } });
  book.Props = { Title: "Short form", CreatedDate: FIXED_DATE, ModifiedDate: FIXED_DATE };
  return new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx", compression: true }));
}

/** Where things stand in the sheet Place: respondent, questions, segment, name, points, helpers. */
function layoutOf({ items, names }: ShortForm): {
  question: (q: number) => string;
  segment: string;
  points: (s: number) => string;
  helper: (q: number) => string;
} {
  const m = items.length, k = names.length;
  return {
    question: (q) => letters(1 + q),
    segment: letters(1 + m),
    points: (s) => letters(3 + m + s),
    helper: (q) => letters(3 + m + k + q),
  };
}

function placeWidths({ items, names }: ShortForm): WorkSheet["!cols"] {
  return [
    { wch: 12 },
    ...items.map(() => ({ wch: 30 })),
    ...[{ wch: 9 }, { wch: 36 }],
    ...names.map(() => ({ wch: 12 })),
    ...items.map(() => ({ wch: 10, hidden: true })),
  ];
}

function placeSheet(
  form: ShortForm,
  answers: readonly (readonly (string | number | null)[])[],
): Cell[][] {
  const { items, names } = form;
  const rows = Math.max(READY_ROWS, answers.length);
  const header = [
    "respondent",
    ...items.map(({ name }) => name),
    ...["segment", "name"],
    ...names.map((_, s) => `points ${s + 1}`),
    ...items.map(({ name }) => `helper ${name}`),
  ];
  const texts = ["", ...items.map(({ item }) => item)];
  const places = placesOf(form);
  return [
    header,
    texts,
    ...Array.from({ length: rows }, (_, i) => [
      i + 1,
      ...items.map((_, q) => answers[i]?.[q] ?? null),
      ...formulasOf(form, { row: i + 3, places }),
    ]),
  ];
}

/** First row, last row and the row of no answer in the sheet Points, a question each. */
interface Place {
  readonly first: number;
  readonly last: number;
  readonly missing: number;
}

function placesOf({ items }: ShortForm): Place[] {
  // Beneath the header stands the row of everybody's points.
  let row = 3;
  return items.map(({ answers, perUnit }) => {
    const first = row, last = row + (perUnit === null ? answers.length : 1) - 1;
    row = last + 2;
    return { first, last, missing: last + 1 };
  });
}

function formulasOf(
  form: ShortForm,
  { row, places }: { row: number; places: readonly Place[] },
): Cell[] {
  const { items, names } = form;
  const at = layoutOf(form);
  const end = places[places.length - 1].missing;
  const all = `${at.points(0)}${row}:${at.points(names.length - 1)}${row}`;
  const given = `${at.question(0)}${row}:${at.question(items.length - 1)}${row}`;
  const segment = `${at.segment}${row}`;
  const list = `Accuracy!$A$3:$A$${2 + names.length}`;
  return [
    number(`IF(COUNTA(${given})=0,"",MATCH(MAX(${all}),${all},0))`),
    text(`IF(${segment}="","",INDEX(${list},${segment}))`),
    ...names.map((_, s) => {
      const column = letters(FIRST_POINTS + s);
      const terms = items.map(({ perUnit }, q) => {
        const helper = `$${at.helper(q)}${row}`;
        const { first, missing } = places[q];
        return perUnit === null
          ? `INDEX(Points!${column}$1:${column}$${end},${helper})`
          : `IF(${helper}="",Points!${column}$${missing},Points!${column}$${first}*${helper})`;
      });
      return number([`Points!${column}$2`, ...terms].join("+"));
    }),
    ...items.map(({ answers, perUnit }, q) =>
      number(helperOf(`${at.question(q)}${row}`, { answers, perUnit, place: places[q] }))
    ),
  ];
}

/** Of listed answers the row of the points, of numbers the number between its ends. */
function helperOf(
  cell: string,
  { answers, perUnit, place: { first, last, missing } }:
    & Pick<ShortForm["items"][number], "answers" | "perUnit">
    & { readonly place: Place },
): string {
  const value = `IFERROR(VALUE(${cell}),"")`;
  if (perUnit !== null) {
    const { low, high } = perUnit;
    return `IF(${cell}="","",IF(ISNUMBER(${value}),MAX(${low},MIN(${high},${value})),""))`;
  }
  const range = (column: string) => `Points!$${column}$${first}:$${column}$${last}`;
  const row = (test: string, column: string) => `SUMPRODUCT(${test}*ROW(${range(column)}))`;
  const isNumber = answers.every(({ answer }) => typeof answer === "number");
  const word = isNumber
    ? row(`(${range(ANSWERS)}=${value})`, ANSWERS)
    : row(`EXACT(${range(ANSWERS)},${cell})`, ANSWERS);
  const code = row(`EXACT(${range(CODES)},${cell}&"")`, CODES);
  const coded = answers.some((each) => each.code !== undefined)
    ? `IF(${code}>0,${code},${missing})`
    : `${missing}`;
  return `IF(${cell}="",${missing},IF(${word}>0,${word},${coded}))`;
}

function pointsSheet(form: ShortForm): Cell[][] {
  return [
    ["question", "text", "answer", "code", ...form.names.map((_, s) => `points ${s + 1}`)],
    ...pointRows(form).map(({ question, text, answer, code, points }) => [
      ...[question, text, answer, code === "" ? null : code],
      ...points,
    ]),
  ];
}

function accuracySheet(form: ShortForm): Cell[][] {
  const { names, recall, confusion, curve } = form;
  const share = (value: number): CellObject => ({ t: "n", v: value, z: SHARE });
  const row = ({ questions, accuracy, low, high }: ShortForm["curve"][number]): Cell[] => [
    `${questions}`,
    ...[accuracy, low, high].map(share),
  ];
  return [
    ["Respondents who had no part in making the short form, by their own segment and the one it says"],
    ["own segment", "placed there", ...names.map((_, s) => `said ${s + 1}`)],
    ...names.map((name, s) => [name, share(recall[s]), ...confusion[s]]),
    [],
    ["all", share(form.accuracy), share(form.low), share(form.high)],
    [],
    ["questions", "right", "from", "to"],
    ...curve.map(row),
  ];
}

function number(formula: string): CellObject {
  return { t: "n", f: formula };
}

function text(formula: string): CellObject {
  return { t: "s", f: formula };
}

/** The letters of a column, from 0. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + column % 26);
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
