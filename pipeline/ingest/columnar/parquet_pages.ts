/** Checks the page headers of a Parquet file before anything is made of their sizes. Runs in Deno and browsers.
 *
 * The library trusts them: a header without a size would send it round for ever, and a large number
 * of values would take all memory.
 */

import type { ColumnMetaData } from "hyparquet";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { Damage } from "../damage.ts";

const DATA_PAGE = 0;
const INDEX_PAGE = 1;
const DICTIONARY_PAGE = 2;
const DATA_PAGE_V2 = 3;
const MOST_PAGE_BYTES = 1 << 30;

/** Checks the pages of one column of one row group.
 * @param rows Rows of the group.
 * @returns Bytes of its pages.
 * @throws {Damage} If a page is cut off, or has more values than the column.
 */
export function checkPages(
  bytes: Uint8Array,
  column: ColumnMetaData,
  { rows, isFlat }: { rows: number; isFlat: boolean },
): void {
  const dictionary = Number(column.dictionary_page_offset ?? 0);
  const first = Number(column.data_page_offset);
  const start = dictionary > 0 && dictionary < first ? dictionary : first;
  const end = start + Number(column.total_compressed_size);
  if (!(start >= 4 && end > start && end <= bytes.length)) throw new Damage("cut off");
  const values = Number(column.num_values);
  if (values < 0 || (isFlat && values !== rows)) throw new Damage("values without rows");
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, end), offset: start };
  let seen = 0;
  while (reader.offset < end && seen < values) {
    const header = deserializeTCompactProtocol(reader);
    const size = wholeNumber(header.field_2);
    reader.offset += wholeNumber(header.field_3);
    if (size > MOST_PAGE_BYTES || reader.offset > end) {
      throw new Damage("a page of impossible size");
    }
    seen += valuesOf(header, size);
    if (seen > values) throw new Damage("pages with more values than their column");
  }
  if (seen < values) throw new Damage("pages with fewer values than their column");
}

function valuesOf(header: ReturnType<typeof deserializeTCompactProtocol>, size: number): number {
  switch (header.field_1) {
    case DATA_PAGE:
      return wholeNumber(header.field_5?.field_1);
    case DATA_PAGE_V2: {
      const values = wholeNumber(header.field_8?.field_1);
      const levels = wholeNumber(header.field_8?.field_5) + wholeNumber(header.field_8?.field_6);
      const isPossible = wholeNumber(header.field_8?.field_2) <= values && levels <= size &&
        wholeNumber(header.field_8?.field_3) <= values;
      if (!isPossible) throw new Damage("a page whose numbers contradict each other");
      return values;
    }
    case DICTIONARY_PAGE:
      if (wholeNumber(header.field_7?.field_1) > 8 * size) throw new Damage("too many values");
      return 0;
    case INDEX_PAGE:
      return 0;
    default:
      throw new Damage("a page of no type");
  }
}

function wholeNumber(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new Damage("a page header without its sizes");
}
