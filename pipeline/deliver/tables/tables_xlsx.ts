/** Tables with a banner as a workbook: `tables.xlsx`. Runs in Deno and browsers. */

import { countOf, joinWords } from "../../base/text.ts";
import type { Params } from "../../plan/params.ts";
import type { BannerTables } from "../../profile/tables/banner_table.ts";
import {
  type Sheet,
  type SheetCell,
  sheetName,
  writeWorkbook,
} from "../workbook/write_workbook.ts";
import { blockSheet, blockTitle, INDEX, oneSheet, TITLE_HEIGHT } from "./table_sheets.ts";

const INDEX_WIDTHS = [8, 80, 12, 30];
const INDEX_HEADS: readonly SheetCell[] = [
  { value: "Table", style: "headCount" },
  { value: "Question", style: "headText" },
  { value: "Base", style: "headCount" },
  { value: "  Role", style: "headText" },
];

/** Writes `tables.xlsx`: an index with a link to each table, then a sheet a table or one sheet with all.
 * @param survey The file's name, for the title.
 */
export async function writeTablesXlsx(
  tables: BannerTables,
  { survey, sheets }: { readonly survey: string; readonly sheets: Params["tables"]["sheets"] },
): Promise<Uint8Array<ArrayBuffer>> {
  const title = `Tables of ${survey}`;
  const facts = factsOf(tables);
  const firstRow = facts.length + 4;
  const rowOf = (block: number): number => firstRow + block;
  const targets: { sheet: string; row: number }[] = [];
  const made: Sheet[] = [];
  if (sheets === "one") {
    const name = "Tables";
    const { sheet, starts } = oneSheet(tables, { name, rowOf });
    made.push(sheet);
    for (const row of starts) targets.push({ sheet: name, row });
  } else {
    const taken = [INDEX];
    tables.blocks.forEach((block, b) => {
      const name = sheetName(`${b + 1} ${block.name}`, taken);
      taken.push(name);
      made.push(blockSheet(tables, block, { name, number: b + 1, row: rowOf(b) }));
      targets.push({ sheet: name, row: 1 });
    });
  }
  const index: Sheet = {
    ...{ name: INDEX, widths: INDEX_WIDTHS, merges: [], frozen: { rows: 0, columns: 0 } },
    heights: new Map([[0, TITLE_HEIGHT]]),
    rows: [
      [{ value: title, style: "title" }],
      ...facts.map((text): SheetCell[] => [{ value: text, style: "note" }]),
      [],
      INDEX_HEADS,
      ...tables.blocks.map((block, b): SheetCell[] => [
        { value: b + 1, style: "count" },
        { value: blockTitle(block), style: "link", link: targets[b] },
        { value: block.bases[0].base, style: "count" },
        { value: block.isDefining ? "defines the segments" : "describes", style: "label" },
      ]),
    ],
  };
  return await writeWorkbook([index, ...made], title);
}

/** What holds of all tables, a sentence a line. */
function factsOf(tables: BannerTables): string[] {
  const { respondents, weighting, groups, isCorrected, leastBase, blocks } = tables;
  const overlapping = groups.filter(({ isCompared }) => !isCompared).map(({ title }) => title);
  return [
    `${countOf(respondents, "respondent")} in segments; the columns are ${
      joinWords(["the total", ...groups.map(({ title }) => title)])
    }.`,
    weighting === null
      ? "All respondents count alike."
      : `Figures are weighted by ${weighting}; bases are given unweighted and weighted, and columns are ` +
        "compared by their effective bases (Kish).",
    "Each column is compared with the others of its group: shares by the z-test with pooled shares, means " +
    "and net promoter scores by Welch's t-test, at 0.05 (small letters) and 0.01 (capitals), " +
    `${isCorrected ? "corrected for many comparisons (Bonferroni)" : "each pair by itself"}.`,
    ...(overlapping.length === 0
      ? []
      : [`Not compared, as respondents may be in several columns: ${joinWords(overlapping)}.`]),
    ...(blocks.some(({ isDefining }) => isDefining) &&
        groups.some(({ name }) => name === "segments")
      ? [
        "Segments differ in the questions that they were formed on by construction: letters there tell " +
        "how, and prove nothing.",
      ]
      : []),
    ...(leastBase > 1
      ? [
        `What fewer than ${leastBase} respondents answered is withheld or counted with others ` +
        "(publish.least_base); publish.respondents: all shows it.",
      ]
      : []),
  ];
}
