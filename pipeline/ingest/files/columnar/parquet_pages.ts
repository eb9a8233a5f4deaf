/** Walks through the pages of a Parquet file and checks them before a library decodes them. Runs in Deno and browsers.
 *
 * The library trusts them: a header without a size would send it round for ever, and a large number
 * of values would take all memory.
 */

import type { ColumnMetaData } from "hyparquet";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { Damage } from "../damage.ts";
import { unpackPage } from "./codecs.ts";
import {
  checkLevels,
  checkPlain,
  checkValues,
  checkWholePage,
  type ColumnShape,
} from "./parquet_values.ts";
import { skimStruct } from "./thrift.ts";

/** One page, its header checked. */
export interface Page {
  readonly form: "whole" | "split" | "dictionary" | "index";
  readonly values: number;
  readonly encoding: number;
  /** The page as it is in the file. */
  readonly content: Uint8Array;
  /** Bytes of it when unpacked. */
  readonly size: number;
  /** Nulls, and the bytes of the levels, of a split page. */
  readonly nulls: number;
  readonly repetitionBytes: number;
  readonly definitionBytes: number;
  readonly isPacked: boolean;
}

/** Bytes of a page as they are in the file, and unpacked. */
export interface UnpackedPage {
  readonly packed: Uint8Array;
  readonly unpacked: Uint8Array;
}

type Header = ReturnType<typeof deserializeTCompactProtocol>;

/** By the number that a page's header has. */
const FORMS = ["whole", "index", "dictionary", "split"] as const;
const MOST_PAGE_BYTES = 1 << 30;
/** A value takes at least so many bytes in a dictionary, those of fixed length aside. */
const LEAST_VALUE_BYTES = 4;

/** Walks through the pages of one column of one row group, unpacking nothing.
 * @param options.rows Rows of the group.
 * @throws {Damage} If a page is cut off, or has more values than the column.
 */
export function* pagesOf(
  bytes: Uint8Array,
  column: ColumnMetaData,
  { rows, isFlat }: { rows: number; isFlat: boolean },
): Generator<Page> {
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
    skimStruct(bytes, reader.offset, end);
    const header = deserializeTCompactProtocol(reader);
    const size = wholeNumber(header.field_2);
    const at = reader.offset;
    reader.offset += wholeNumber(header.field_3);
    if (size > MOST_PAGE_BYTES || reader.offset > end) {
      throw new Damage("a page of impossible size");
    }
    const page = readHeader(header, bytes.subarray(at, reader.offset), size);
    if (page.form === "whole" || page.form === "split") seen += page.values;
    if (seen > values) throw new Damage("pages with more values than their column");
    yield page;
  }
  if (seen < values) throw new Damage("pages with fewer values than their column");
}

function readHeader(header: Header, content: Uint8Array, size: number): Page {
  const form = FORMS[header.field_1];
  const page = {
    ...{ content, size, isPacked: true },
    ...{ nulls: 0, repetitionBytes: 0, definitionBytes: 0 },
  };
  switch (form) {
    case "whole": {
      const { field_1: values, field_2: encoding } = header.field_5 ?? {};
      return { ...page, form, values: wholeNumber(values), encoding };
    }
    case "split": {
      const own = header.field_8 ?? {};
      const values = wholeNumber(own.field_1);
      const nulls = wholeNumber(own.field_2);
      const [definitionBytes, repetitionBytes] = [own.field_5, own.field_6].map(wholeNumber);
      const levels = definitionBytes + repetitionBytes;
      const isPossible = nulls <= values && levels <= size && levels <= content.length &&
        wholeNumber(own.field_3) <= values;
      if (!isPossible) throw new Damage("a page whose numbers contradict each other");
      return {
        ...{ ...page, form, values, nulls, encoding: own.field_4 },
        ...{ definitionBytes, repetitionBytes, isPacked: own.field_7 !== false },
      };
    }
    case "dictionary": {
      const values = wholeNumber(header.field_7?.field_1);
      return { ...page, form, values, encoding: header.field_7.field_2 };
    }
    case "index":
      return { ...page, form, values: 0, encoding: 0 };
    default:
      throw new Damage("a page of no type");
  }
}

/** Unpacks a page and checks its content.
 * @returns The bytes that were unpacked; null if none had to be.
 * @throws {Damage} If it does not hold what its header says.
 */
export function checkPage(page: Page, codec: string, shape: ColumnShape): UnpackedPage | null {
  const { form, values, encoding, content, size, repetitionBytes, definitionBytes } = page;
  if (form === "index") return null;
  const levels = repetitionBytes + definitionBytes;
  const packed = content.subarray(levels);
  const bytes = page.isPacked ? unpackPage(codec, packed, size - levels) : packed;
  const span = { bytes, at: 0, end: bytes.length };
  if (form === "whole") checkWholePage(bytes, { values, encoding }, shape);
  else if (form === "dictionary") {
    const least = shape.type === "FIXED_LEN_BYTE_ARRAY" ? 1 : LEAST_VALUE_BYTES;
    if (values * least > size) throw new Damage("a dictionary of impossible size");
    if (values > 0) checkPlain(span, values, shape);
  } else {
    checkLevels(content, { values, repetitionBytes }, shape);
    checkValues(span, { count: values - page.nulls, encoding }, shape);
  }
  return page.isPacked ? { packed, unpacked: bytes } : null;
}

function wholeNumber(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new Damage("a page header without its sizes");
}
