/** Reads a codebook, whatever its form. Runs in Deno and browsers. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";
import type { StageContext } from "../../base/context.ts";
import { quoteValue } from "../../base/errors.ts";
import { Damage } from "../files/damage.ts";
import { latin1 } from "../files/latin1.ts";
import { type Container, sniff } from "../files/sniff.ts";
import { detectEncoding, gunzip, textPieces } from "../files/text/decode.ts";
import { unreadable } from "../files/unreadable.ts";
import { isCodebookSheet } from "../files/workbook/sheets.ts";
import type { SheetBeside } from "../files/workbook/sheets_beside.ts";
import type { Codebook, CodebookFile } from "./codebook.ts";
import { readRows } from "./rows.ts";
import { isSyntax, readSyntax } from "./spss_syntax.ts";
import { readXlsForm } from "./xls_form.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const HEAD_BYTES = 64;
const PIECE_BYTES = 1 << 20;
const TABLE_FORM = "Its first row must name its columns: name, text, values.";

/** Reads the codebook that lies beside a survey: CSV, workbook, YAML, DDI or SPSS syntax, by its
 * content; YAML by the end of its name.
 * @throws {DataError} If it is damaged, or none of these.
 */
export async function readCodebook(
  { name, bytes }: CodebookFile,
  context: StageContext,
): Promise<Codebook> {
  const place = quoteValue(name);
  let file: Uint8Array = bytes;
  if (formOf(file, name) === "gzip") file = await gunzip(file, { name, context });
  const container = formOf(file, name);
  if (container === "zip") return { place, ...await readBook(file, { name, context }) };
  if (container !== "text") {
    throw unreadable(
      name,
      "a codebook must be CSV, XLSX, YAML, DDI or SPSS syntax, but is a survey.",
    );
  }
  const found = await detectEncoding(file, { name, wanted: "auto", context });
  const text = [...textPieces(file, found, { size: PIECE_BYTES, name })].join("");
  try {
    return { place, ...await readText(text, name) };
  } catch (error) {
    if (error instanceof Damage) throw unreadable(name, error.message);
    throw error;
  }
}

/** XML is no survey, but may be a codebook. */
function formOf(bytes: Uint8Array, name: string): Container {
  const head = latin1(bytes.subarray(0, HEAD_BYTES)).replace(/^(?:\xef\xbb\xbf)?\s*/, "");
  return head.startsWith("<") ? "text" : sniff(bytes, name);
}

async function readText(text: string, name: string): Promise<Omit<Codebook, "place">> {
  if (/^\s*<(?:\?xml|!--|\w+[\s:>])/.test(text)) {
    const { readDdi } = await import("./ddi.ts");
    return readDdi(text);
  }
  const isYaml = /\.(?:ya?ml|json)(?:\.gz)?$/i.test(name);
  if (isYaml) {
    const { readYamlBook } = await import("./yaml_book.ts");
    return readYamlBook(text);
  }
  if (isSyntax(text)) return readSyntax(text);
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: "greedy" });
    const read = readRows(data);
    if (read !== null) return read;
  }
  throw new Damage(`no row of it says what its columns hold. ${TABLE_FORM}`);
}

/** A workbook of its own: an XLSForm, or the first sheet that reads as a codebook. */
async function readBook(
  bytes: Uint8Array,
  { name, context }: { name: string; context: StageContext },
): Promise<Omit<Codebook, "place">> {
  const { readSheets } = await import("../files/workbook/sheets_beside.ts");
  const sheets = await readSheets(bytes, { name, context });
  const form = readXlsForm(new Map(sheets.map(({ sheet, rows }) => [sheet.toLowerCase(), rows])));
  if (form !== null) return form;
  for (const { rows } of sheets) {
    const read = readRows(rows);
    if (read !== null) return read;
  }
  throw unreadable(name, `no sheet of it is a codebook. ${TABLE_FORM}`);
}

/** Finds the codebook among the other sheets of a survey's workbook: one that is called so, else one
 * that has a codebook's head and names at least half of what it lists by columns of the survey.
 * @param names The columns, in small letters.
 */
export function findCodebookSheet(
  sheets: readonly SheetBeside[],
  names: ReadonlySet<string>,
): Codebook | null {
  const form = readXlsForm(new Map(sheets.map(({ sheet, rows }) => [sheet.toLowerCase(), rows])));
  if (form !== null && fits(form, names)) {
    return { place: 'sheets "survey" and "choices"', ...form };
  }
  const read = sheets.flatMap(({ sheet, rows }) => {
    const book = readRows(rows);
    const place = `sheet ${quoteValue(sheet)}`;
    if (book !== null) return [{ place, isNamed: isCodebookSheet(sheet), ...book }];
    if (!isCodebookSheet(sheet)) return [];
    const notes = [`No row of it says what its columns hold. ${TABLE_FORM}`];
    return [{ place, isNamed: true, variables: [], notes }];
  });
  const found = read.find((book) => fits(book, names)) ?? read.find(({ isNamed }) => isNamed);
  if (found === undefined) return null;
  const { place, variables, notes } = found;
  return { place, variables, notes };
}

function fits({ variables }: Pick<Codebook, "variables">, names: ReadonlySet<string>): boolean {
  const known = variables.filter(({ name }) => names.has(name.trim().toLowerCase())).length;
  return known > 0 && 2 * known >= Math.min(variables.length, names.size);
}
