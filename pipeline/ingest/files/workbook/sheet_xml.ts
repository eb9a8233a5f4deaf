/** The part of a sheet's XML that holds its cells, for the spreadsheet library. Runs in Deno and browsers. */

import {
  addressOf,
  columnOf,
  type FarCells,
  isWithin,
  Occupied,
  PARTING_COLUMNS,
  PARTING_ROWS,
  rowOf,
} from "./addresses.ts";

/** A sheet's XML without what holds no answers. */
export interface SheetXml {
  readonly xml: string;
  readonly far: FarCells | null;
}

interface FoundCell {
  readonly row: number;
  readonly column: number;
  readonly hasValue: boolean;
  /** Whether its address is another than its place: the library makes room for what that says. */
  readonly isOdd: boolean;
  /** Its opening tag within the text. */
  readonly from: number;
  readonly after: number;
}

const SHEET_DATA = /<((?:\w+:)?)sheetData(?:\s[^<>]*)?>/;
const WORKSHEET = /<((?:\w+:)?worksheet)\b[^<>]*>/;
const TAG = /<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>?/g;
const CELL_END = /<\/(?:\w+:)?c\s*>/g;
const FIRST_PLACE = ' r="';
const PLACE = /(?:^|\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** Keeps a sheet's cells only: links, merged cells and comments over whole columns make the library walk
 * through every cell that they could have. Cells far from all others are left out, and each keeps the address of its row. O(letters).
 * @throws {AddressError} If a cell stands where the format has none.
 */
export function keepCells(xml: string): SheetXml {
  const root = WORKSHEET.exec(xml);
  const opening = SHEET_DATA.exec(xml);
  if (root === null || opening === null) return { xml, far: null };
  const end = xml.indexOf(`</${opening[1]}sheetData`, opening.index);
  const from = opening.index + opening[0].length;
  const isEmpty = opening[0].endsWith("/>") || end < 0;
  const { kept, far } = leaveFar(isEmpty ? "" : xml.slice(from, end));
  const data = `<${opening[1]}sheetData>${kept}</${opening[1]}sheetData>`;
  return { xml: `${xml.slice(0, root.index)}${root[0]}${data}</${root[1]}>`, far };
}

function leaveFar(data: string): { kept: string; far: FarCells | null } {
  const occupied = new Occupied();
  let lastRow = 0, lastColumn = 0, isOdd = false;
  for (const cell of cellsOf(data)) {
    const { row, column, hasValue } = cell;
    if (hasValue) occupied.add(row, column);
    if (cell.isOdd) isOdd = true;
    if (row > lastRow) lastRow = row;
    if (column > lastColumn) lastColumn = column;
  }
  const range = occupied.nearRange();
  const isNear = range !== null && range.firstRow < PARTING_ROWS &&
    range.firstColumn < PARTING_COLUMNS && isWithin(range, lastRow, lastColumn);
  if (range === null || (isNear && !isOdd)) return { kept: data, far: null };
  const kept: string[] = [];
  const addresses: string[] = [];
  let at = 0;
  for (const cell of cellsOf(data)) {
    const { row, column, hasValue, from, after } = cell;
    if (isWithin(range, row, column)) {
      if (!cell.isOdd) continue;
      kept.push(
        data.slice(at, from),
        data.slice(from, after).replace(PLACE, ` r="${addressOf(row, column)}"`),
      );
      at = after;
      continue;
    }
    if (hasValue) addresses.push(addressOf(row, column));
    CELL_END.lastIndex = after;
    const isOpen = hasValue && CELL_END.exec(data) !== null;
    kept.push(data.slice(at, from));
    at = isOpen ? CELL_END.lastIndex : after;
  }
  const far = addresses.length === 0 ? null : { addresses, range };
  return { kept: [...kept, data.slice(at)].join(""), far };
}

/** The cells in the order of the text, the row as its row says, the column as the library reads it. */
function* cellsOf(data: string): Generator<FoundCell> {
  let row = -1, column = -1, digits = "0";
  TAG.lastIndex = 0;
  for (let found = TAG.exec(data); found !== null; found = TAG.exec(data)) {
    const after = TAG.lastIndex;
    const [, name, attributes] = found;
    const written = placeOf(attributes);
    if (name === "row") {
      row = written === undefined ? row + 1 : rowOf(written);
      digits = String(row + 1);
      column = -1;
      continue;
    }
    column = (written === undefined ? null : columnOf(written)) ?? column + 1;
    const hasValue = !attributes.endsWith("/") && !data.startsWith("</", after);
    const isOdd = written !== undefined &&
      (written.length !== lettersOf(column) + digits.length || !written.endsWith(digits));
    yield { row, column, hasValue, isOdd, from: found.index, after };
    TAG.lastIndex = after;
  }
}

function lettersOf(column: number): number {
  return column < 26 ? 1 : column < 702 ? 2 : 3;
}

function placeOf(attributes: string): string | undefined {
  if (attributes.startsWith(FIRST_PLACE)) {
    return attributes.slice(FIRST_PLACE.length, attributes.indexOf('"', FIRST_PLACE.length));
  }
  const found = PLACE.exec(attributes);
  return found?.[1] ?? found?.[2];
}
