/** Hostile workbooks: their XML changed, packed again with right sums. Runs in Deno. */

import * as XLSX from "xlsx";
import type { Rng } from "../../pipeline/base/rng.ts";
import { pick } from "./case.ts";
import { spoilBytes, spoilText } from "./spoil.ts";

const PARTS = [
  ...["/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"],
  ...["/xl/styles.xml", "/xl/workbook.xml", "/xl/_rels/workbook.xml.rels", "/[Content_Types].xml"],
  "/xl/sharedStrings.xml",
] as const;

const NUMBERS = [
  ...["0", "-1", "1048576", "1048577", "4294967295", "99999999999", "1e9", "1e308", "1e999", "NaN"],
  ...["", "16384", "2958466", "-2147483649", "0.1", "1,5", "0x10"],
] as const;
const ADDRESSES = [
  "A1",
  "XFD1048576",
  "A0",
  "ZZZZ1",
  "A1:XFD1048576",
  "B2:A1",
  "a1",
  "",
  "1A",
] as const;
const TYPES = ["s", "n", "b", "e", "d", "str", "inlineStr", "z", ""] as const;

const XML_TOKENS = [
  ...["<", ">", "/>", "</row>", "</c>", "<c/>", '<c r="A1"><v>1</v></c>', "<v>", "<f>A1*1</f>"],
  ...["&amp;", "&#0;", "&#x110000;", "&lol;", "<![CDATA[", "]]>", "<!--", "-->", "\0", "_x0000_"],
  ...['<mergeCell ref="A1:XFD1048576"/>', '<row r="1048576"/>', '<cols><col min="1" max="16384"/>'],
  ...["<is><t>x</t></is>", '<sheetData xmlns="x">', "</sheetData>", '<?xml version="9"?>'],
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY lol "&b;&b;&b;">]>',
] as const;

/** Kinds of the small workbook: with shared strings or strings in their cells, plain or with formulas. */
const books = new Map<number, Uint8Array>();

function book(kind: number): Uint8Array {
  const known = books.get(kind);
  if (known !== undefined) return known;
  const rows = Array.from({ length: 30 }, (_, i) => [
    ...[i + 1, 1 + (i * 7) % 5, 1 + (i * 3) % 5, `town ${i % 3}`, i % 2 === 0, i / 3],
    new Date(Date.UTC(2024, i % 12, 1 + i % 28)),
  ]);
  const sheet = XLSX.utils.aoa_to_sheet([
    ["id", "q1", "q2", "town", "owns", "spent", "when"],
    ...rows,
  ]);
  if ((kind & 1) === 1) sheet.B2 = { t: "n", v: 1, f: "A2*1" };
  const made = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(made, sheet, "Data");
  const beside = XLSX.utils.aoa_to_sheet([["Code", "Label"], [1, "never"], [5, "always"]]);
  XLSX.utils.book_append_sheet(made, beside, "Codes");
  const options = { type: "array", bookType: "xlsx", bookSST: kind > 1 } as const;
  const bytes = new Uint8Array(XLSX.write(made, options));
  books.set(kind, bytes);
  return bytes;
}

function spoilXml(xml: string, rng: Rng): string {
  const replaceOne = (pattern: RegExp, make: (found: string) => string): string => {
    const found = [...xml.matchAll(pattern)];
    if (found.length === 0) return xml;
    const { index, 0: text } = pick(rng, found);
    return xml.slice(0, index) + make(text) + xml.slice(index + text.length);
  };
  return pick(rng, [
    () => replaceOne(/(?<==")\d+(?=")/g, () => pick(rng, NUMBERS)),
    () => replaceOne(/(?<=<v>)[^<]*/g, () => pick(rng, NUMBERS)),
    () => replaceOne(/(?<=\br(?:ef)?=")[^"]*/g, () => pick(rng, ADDRESSES)),
    () => replaceOne(/(?<=\bt=")[^"]*/g, () => pick(rng, TYPES)),
    () => replaceOne(/<[^>]*>/g, () => ""),
    () => replaceOne(/<[^>]*>/g, (tag) => tag.repeat(pick(rng, [2, 3, 3000]))),
    () =>
      replaceOne(/(?<= )\w+="[^"]*"/g, (attribute) => pick(rng, ["", `${attribute} ${attribute}`])),
    () =>
      replaceOne(/<(?:row|c|xf|sheet|si)\b.*?<\/\w+>/g, (part) => part.repeat(1 + rng.below(50))),
    () => spoilText(xml, rng, XML_TOKENS),
  ])();
}

/** A small workbook, changed in one to four places. */
export async function spoilWorkbook(rng: Rng): Promise<Uint8Array> {
  const stored = XLSX.CFB.read(book(rng.below(4)), { type: "array" });
  for (let left = 1 + rng.below(4); left > 0; left--) {
    const path = pick(rng, PARTS);
    const part = XLSX.CFB.find(stored, path);
    if (part === null) continue;
    if (rng.below(40) === 0) {
      XLSX.CFB.utils.cfb_del(stored, path);
      continue;
    }
    const xml = new TextDecoder().decode(Uint8Array.from(part.content));
    XLSX.CFB.utils.cfb_add(stored, path, new TextEncoder().encode(spoilXml(xml, rng)));
  }
  const options = { fileType: "zip", type: "array", compression: true } as const;
  const bytes = Uint8Array.from(XLSX.CFB.write(stored, options) as number[]);
  return await Promise.resolve(rng.below(6) === 0 ? spoilBytes(bytes, rng) : bytes);
}
