/** Tests that a survey is read right from files with one thing wrong at any place. Runs in Deno.
 * The kinds are those of the Pollock benchmark (Vitagliano et al., PVLDB 16(8), 2023): a delimiter too
 * many or too few, a lone quotation mark, another delimiter in one row, other signs throughout.
 */

import assert from "node:assert/strict";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { readText, rowTexts } from "../support.ts";

const HEADER = ["id", "day", "age", "answer", "reason", "spent", "remark"];
const WORDS = ["fine", "it's fine", "very, very good", "nothing", 'a 24" screen', "5 of 5; really"];
const ROWS = Array.from({ length: 20 }, (_, i) => [
  `R-${101 + i}`,
  `2024-03-${10 + i}`,
  String(20 + (i * 7) % 40),
  ["yes", "no", "don't know"][i % 3],
  WORDS[i % WORDS.length],
  `$${10 + i}.50`,
  "",
]);

interface Style {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly end: string;
}

const COMMON: Style = { delimiter: ",", quote: '"', escape: '"', end: "\r\n" };

/** A cell, quoted where it must be; texts of the reason always are. */
function write(cell: string, column: number, { delimiter, quote, escape }: Style): string {
  const isQuoted = column === 4 || cell.includes(quote) || cell.includes(delimiter);
  return isQuoted ? quote + cell.replaceAll(quote, escape + quote) + quote : cell;
}

function lines(style: Style = COMMON): string[][] {
  return [HEADER, ...ROWS].map((cells) => cells.map((cell, c) => write(cell, c, style)));
}

function joined(rows: readonly (readonly string[])[], { delimiter, end }: Style = COMMON): string {
  return rows.map((cells) => cells.join(delimiter) + end).join("");
}

/** Whether names and all rows are right, one row aside. */
function isRight(survey: Survey, except: number): boolean {
  const names = survey.columns.slice(0, HEADER.length).map(({ name }) => name);
  if (except !== 0 && names.join("|") !== HEADER.join("|")) return false;
  const found = rowTexts(survey).map((cells) => HEADER.map((_, c) => cells[c] ?? "").join("|"));
  return found.length === ROWS.length &&
    ROWS.every((cells, row) => row + 1 === except || found[row] === cells.join("|"));
}

Deno.test("ingest() reads all other rows right when one cell is wrong", async (t) => {
  const kinds: [string, (row: string[], c: number) => string[]][] = [
    ["a quotation mark too many at the start", (row, c) => row.with(c, spoil(row[c], '"'))],
    ["a delimiter too many", (row, c) => row.toSpliced(c, 0, "")],
    ["a delimiter too few", (row, c) => row.toSpliced(c, 2, row[c] + (row[c + 1] ?? ""))],
    ["a lone quotation mark inside", (row, c) => row.with(c, row[c].replace(/(?<=.)(?=.$)/, '"'))],
  ];
  for (const [name, change] of kinds) {
    await t.step(name, async () => {
      const wrong: string[] = [];
      for (let row = 0; row <= ROWS.length; row++) {
        for (let c = 0; c < HEADER.length; c++) {
          const all = lines();
          all[row] = change(all[row], c);
          const { survey } = await readText(joined(all));
          if (!isRight(survey, row)) wrong.push(`row ${row + 1} cell ${c + 1}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});

/** A quotation mark before the text of a cell, inside its own if it has some. */
function spoil(cell: string, quote: string): string {
  return cell.startsWith(quote) ? quote + quote + cell.slice(1) : quote + cell;
}

Deno.test("ingest() reads a survey right whatever signs write it", async (t) => {
  const styles: [string, Style][] = [
    ["semicolons", { ...COMMON, delimiter: ";" }],
    ["tabs", { ...COMMON, delimiter: "\t" }],
    ["bars", { ...COMMON, delimiter: "|" }],
    ["commas and blanks", { ...COMMON, delimiter: ", " }],
    ["semicolons and blanks", { ...COMMON, delimiter: "; " }],
    ["bars twice", { ...COMMON, delimiter: "||" }],
    ["circumflexes", { ...COMMON, delimiter: "^" }],
    ["newlines", { ...COMMON, end: "\n" }],
    ["returns", { ...COMMON, end: "\r" }],
    ["apostrophes", { ...COMMON, quote: "'", escape: "'" }],
    ["apostrophes that nothing escapes", { ...COMMON, quote: "'", escape: "" }],
    ["backslashes", { ...COMMON, escape: "\\" }],
    ["quotation marks that nothing escapes", { ...COMMON, escape: "" }],
  ];
  for (const [name, style] of styles) {
    await t.step(name, async () => {
      const { survey } = await readText(joined(lines(style), style));
      assert.ok(isRight(survey, -1), JSON.stringify(rowTexts(survey).slice(0, 6)));
    });
  }
});

Deno.test("ingest() reads a survey right with other rows around it", async (t) => {
  const rows = lines();
  const blank = HEADER.map(() => "");
  const cases: [string, string][] = [
    ["a title and a blank row", joined([blank.with(0, "My survey"), blank, ...rows])],
    ["a title alone on its line", `My survey\r\n\r\n${joined(rows)}`],
    ["no last line end", joined(rows).trimEnd()],
    ["two line ends more", `${joined(rows)}\r\n\r\n`],
    ["the header twice", joined([rows[0], ...rows])],
    ["the header three times", joined([rows[0], rows[0], ...rows])],
    ["a blank row between", joined(rows.toSpliced(5, 0, blank))],
  ];
  for (const [name, text] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.ok(isRight(survey, -1), warnings.join("\n"));
    });
  }
});
