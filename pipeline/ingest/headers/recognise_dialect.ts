/** Recognises the survey tool that wrote a file, and its header, by the first rows. Runs in Deno and browsers. */

import type { Params } from "../../plan/params.ts";
import type { Dialect } from "../../survey/survey.ts";
import { ALCHEMER } from "./dialects/alchemer.ts";
import { GOOGLE_FORMS, MICROSOFT_FORMS } from "./dialects/forms.ts";
import { KOBOTOOLBOX } from "./dialects/kobotoolbox.ts";
import { LIMESURVEY } from "./dialects/limesurvey.ts";
import { QUALTRICS } from "./dialects/qualtrics.ts";
import {
  type DialectReader,
  type HeaderCell,
  isWord,
  type Rows,
  type ShownCells,
} from "./dialects/reader.ts";
import { REDCAP } from "./dialects/redcap.ts";
import { readGroups } from "./grouped_header.ts";
import { planPlainHeader } from "./plain_header.ts";
import { SURVEYMONKEY } from "./dialects/surveymonkey.ts";
import { TYPEFORM } from "./dialects/typeform.ts";
import { setParadataAside } from "./paradata/set_aside.ts";
import type { HeaderPlan, RawTable } from "../table/table.ts";

/** The dialect of a file, and which rows are its header. */
export interface DialectFound {
  readonly dialect: Dialect;
  /** The evidence, in words. */
  readonly reason: string;
  readonly plan: HeaderPlan;
  /** What a person should know of which rows are the header; empty where it is as usual. */
  readonly note: string;
  /** What separates the options of a multi-select question that fill one cell, likeliest first. */
  readonly separators: readonly string[];
  /** The answer that a trimmed cell stands for. */
  readonly readCell: (cell: string) => string;
  /** What the tool writes where a question was not shown; null if it writes nothing. */
  readonly notShown: string | null;
  /** Says what the header tells of each column of the table. */
  readHeader(table: RawTable): HeaderCell[];
}

/** In the order of how sure their evidence is. */
const READERS: readonly DialectReader[] = [
  QUALTRICS,
  KOBOTOOLBOX,
  REDCAP,
  TYPEFORM,
  ALCHEMER,
  LIMESURVEY,
  SURVEYMONKEY,
  MICROSOFT_FORMS,
  GOOGLE_FORMS,
];
const OWN_COLUMN = "set aside as what the survey tool notes beside the answers";
const MOST_PREAMBLE = 20;
const MOST_SHOWN = 200;
/** Narrower tables have no rows that are "far narrower". */
const LEAST_WIDTH = 4;
const MOST_CELLS = 3;
const NARROW_SHARE = 0.25;
const LEAST_FILLED = 0.8;

/** Recognises dialect and header.
 * Rows before the header are passed over where each fills at most three cells, a quarter of those that
 * the row below them does, and that row reads as a header: at least 80 % of its cells filled, by distinct
 * words. Of the dialects the first one with evidence is taken; without any the file is plain, and
 * its header what {@link planPlainHeader} says.
 * @param rows The first rows that are not blank, at least one.
 * @param options.format `ingest.format`.
 * @param options.header_rows `ingest.header_rows`.
 */
export function recogniseDialect(
  rows: readonly (readonly string[])[],
  { format: wanted, header_rows: headerRows }: Pick<Params["ingest"], "format" | "header_rows">,
): DialectFound {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  const trimmed = rows.map((cells) =>
    Array.from({ length: width }, (_, c) => (cells[c] ?? "").trim())
  );
  // One question with many options over its row of options looks like a title line, too.
  const isWide = SURVEYMONKEY.findHeader(trimmed, false) !== null;
  const preamble = isWide ? 0 : countPreamble(trimmed);
  const body = trimmed.slice(preamble);
  for (const reader of READERS) {
    if (wanted !== "auto" && wanted !== reader.dialect) continue;
    const found = reader.findHeader(body, wanted !== "auto");
    if (found === null) continue;
    const set = wanted === "auto" ? [] : ["set in ingest.format"];
    return {
      dialect: reader.dialect,
      reason: [...set, ...(found.evidence === "" ? [] : [found.evidence])].join("; "),
      plan: { preamble, rows: Math.min(found.rows, body.length) },
      note: "",
      separators: reader.separators,
      readCell: reader.readCell ?? asWritten,
      notShown: reader.notShown ?? null,
      readHeader: (table) => readWith(reader, table),
    };
  }
  const cells = rows.map((row) => row.length);
  const { plan, note } = planPlainHeader(trimmed, { preamble, wanted: headerRows, cells });
  return {
    dialect: "plain",
    reason: wanted === "auto"
      ? "no sign of a survey tool whose exports are known"
      : "set in ingest.format",
    plan,
    note,
    separators: [";", "|", "\n", " / ", ", ", ","],
    readCell: asWritten,
    notShown: null,
    readHeader: (table) => setAside(readPlain(table), { table, cells: readShown(table) }),
  };
}

function asWritten(cell: string): string {
  return cell;
}

function countPreamble(rows: Rows): number {
  const filled = rows.slice(0, MOST_PREAMBLE + 1).map((cells) =>
    cells.filter((cell) => cell !== "").length
  );
  let widest = 0;
  for (let row = 1; row < filled.length; row++) {
    widest = Math.max(widest, filled[row - 1]);
    if (widest > MOST_CELLS) return 0;
    if (filled[row] < LEAST_WIDTH || widest > NARROW_SHARE * filled[row]) continue;
    return readsAsHeader(rows, row) ? row : 0;
  }
  return 0;
}

function readsAsHeader(rows: Rows, row: number): boolean {
  const words = rows[row].filter(isWord);
  const used = rows[row].findLastIndex((cell) => cell !== "") + 1;
  return words.length >= LEAST_FILLED * used &&
    new Set(words).size >= LEAST_FILLED * words.length &&
    rows.length > row + 1;
}

function readPlain({ columns, headers, headerRow }: RawTable): HeaderCell[] {
  if (headers.length > 1) {
    return readGroups(headers.map((cells) => columns.map((_, c) => (cells[c] ?? "").trim())));
  }
  const hasNames = headers.length > 0 || headerRow > 0;
  return columns.map(({ header, position }) => ({
    name: header,
    label: hasNames ? header : `column_${position}`,
    question: null,
    item: "",
    isMetadata: false,
  }));
}

/** Columns beyond the header have none. */
function readWith(reader: DialectReader, table: RawTable): HeaderCell[] {
  const { headers, columns } = table;
  const padded = headers.map((cells) => columns.map((_, c) => (cells[c] ?? "").trim()));
  const shown = readShown(table);
  const read = reader.readHeader(padded, shown).map((cell) =>
    cell.isMetadata && cell.aside === undefined ? { ...cell, aside: OWN_COLUMN } : cell
  );
  return setAside(read, { table, cells: shown });
}

function setAside(
  headers: readonly HeaderCell[],
  { table, cells }: { table: RawTable; cells: ShownCells },
): HeaderCell[] {
  const labels = table.columns.map(({ facts }) => facts?.label ?? "");
  return setParadataAside(headers, { cells, labels });
}

/** What each column holds; of many different cells the first ones tell enough. */
function readShown({ columns }: RawTable): ShownCells {
  return columns.map(({ texts }) => {
    const shown = new Set<string>();
    for (const text of texts) {
      if (shown.size === MOST_SHOWN) break;
      const trimmed = text.trim();
      if (trimmed !== "") shown.add(trimmed);
    }
    return [...shown];
  });
}
