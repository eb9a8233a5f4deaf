/** Reads headers of two and three rows: heads of groups, names, texts, units. Runs in Deno and browsers. */

import { type HeaderCell, isWord, keepShared, type Rows } from "./dialects/reader.ts";
import { cleanHeader } from "./header_text.ts";

/** What a row of the header is to the names of columns. */
type Role = "group" | "name" | "label" | "unit" | "repeat";

const LEAST_HEADS = 2;
const MOSTLY = 0.8;
const CODE = /^[\p{L}_]{0,12}[\p{L}\d_.]{0,8}$/u;
/** Units as headers write them: in brackets, or the usual abbreviations and words of the languages. */
const UNIT = new RegExp(
  "^(?:[([].*[)\\]]|[%€$£¥]|\\d+\\s*(?:[-–—]|to|bis|à|a|do|tot)\\s*\\d+|kg|g|lbs?|cm|mm?|km|h|hrs?|min|sec|s|" +
    "years?|yrs?|months?|days?|hours?|minutes?|jahre?|monate?|tage?|stunden?|minuten?|ans|années|mois|" +
    "jours|heures|años|meses|días|horas|anni|mesi|giorni|ore|anos|lata|lat|jaar|yıl|χρόνια|eur|usd|gbp|" +
    "number|count|code|text|yes/no|ja/nein)$",
  "i",
);

/** Whether a row holds heads of groups: words with blanks to the right, over cells that are not blank; or
 * the same word over neighbours that differ. Two such heads, or one that begins behind the first column
 * and has no other words beside it.
 */
export function isGroupRow(above: readonly string[], below: readonly string[]): boolean {
  const heads = above.flatMap((cell, c) => cell === "" || cell === above[c - 1] ? [] : [c]);
  if (heads.some((c) => !isWord(above[c]) || above[c].endsWith(":"))) return false;
  const isWide = (c: number) =>
    (below[c + 1] ?? "") !== "" && below[c] !== below[c + 1] &&
    (above[c + 1] === "" || above[c + 1] === above[c]);
  const own = heads.filter((c) => below[c] !== "");
  const wide = own.filter(isWide).length;
  return wide >= LEAST_HEADS || (wide > 0 && wide === own.length && own[0] > 0);
}

/** Whether cells are nothing but units. */
export function isUnitRow(filled: readonly string[]): boolean {
  return filled.length > 0 && filled.every((cell) => UNIT.test(cell));
}

/** Names and texts of columns from a header of several rows. A head of a group counts for the blank cells
 * to its right; it becomes the question, its name and the item's are joined. Of a row of codes and one
 * of texts the codes name the columns. Units stand in brackets behind the text.
 */
export function readGroups(header: Rows): HeaderCell[] {
  const roles = header.map((_, row) => roleOf(header, row));
  const filled = header.map((cells, row) =>
    roles[row] === "group" ? fillForward(header, row) : cells
  );
  const cells = header[0].map((_, c): HeaderCell => {
    const of = (role: Role) =>
      distinct(filled.flatMap((row, r) => roles[r] === role ? [cleanHeader(row[c])] : []));
    const groups = of("group"), names = of("name"), labels = of("label"), units = of("unit");
    const item = labels.at(-1) ?? names.at(-1) ?? "";
    const texts = distinct([...groups, ...(labels.length > 0 ? labels : names)]);
    const unit = units.length === 0
      ? ""
      : ` (${units.join(", ").replace(/^[([](.*)[)\]]$/, "$1")})`;
    const label = `${texts.join(": ")}${unit}`.trim();
    const name = labels.length > 0 && names.length > 0 ? names.join(": ") : texts.join(": ");
    const isItem = groups.length > 0 && item !== "" && item !== groups.at(-1);
    return {
      name,
      label: label === "" ? name : label,
      question: groups.length > 0 ? groups.join(": ") : null,
      item: isItem ? item : "",
      isMetadata: false,
    };
  });
  return keepShared(cells);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))];
}

function roleOf(header: Rows, row: number): Role {
  const filled = header[row].filter((cell) => cell !== "");
  if (row > 0 && header[row].every((cell, c) => cell === header[0][c])) return "repeat";
  if (row > 0 && isUnitRow(filled)) return "unit";
  if (isGroup(header, row)) return "group";
  const others = header.filter((cells, other) =>
    other !== row && !isUnitRow(cells.filter((cell) => cell !== "")) && !isGroup(header, other)
  );
  return others.length > 0 && !areCodes(filled) &&
      others.some((cells) => areCodes(cells.filter((cell) => cell !== "")))
    ? "label"
    : "name";
}

/** Whether a row holds heads of groups over the last row that holds more than units. */
function isGroup(header: Rows, row: number): boolean {
  const last = header.findLastIndex((cells) => !isUnitRow(cells.filter((cell) => cell !== "")));
  return row < last && isGroupRow(header[row], header[last]);
}

function areCodes(filled: readonly string[]): boolean {
  return filled.filter((cell) => CODE.test(cell)).length >= MOSTLY * filled.length;
}

/** A head counts as far as the row below goes on, up to the next head or the end of the head above. */
function fillForward(header: Rows, row: number): string[] {
  const below = header.slice(row + 1);
  let head = "";
  return header[row].map((cell, c) => {
    const isNewAbove = header.slice(0, row).some((cells) => cells[c] !== "");
    if (cell !== "" || isNewAbove) head = cell;
    else if (below.every((cells) => cells[c] === "")) head = "";
    return head;
  });
}
