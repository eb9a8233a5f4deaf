/** Tests of gzip and character encodings. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../../pipeline/base/context.ts";
import { textPieces } from "../../../pipeline/ingest/files/text/decode.ts";
import { decodeMacRoman } from "../../../pipeline/ingest/files/text/mac_roman.ts";
import { bytesOf, columnOf } from "../../support/survey_text.ts";
import { cellTexts, gzipped, readBytes, utf16 } from "../support.ts";

const TEXT = "name;städte\n1;Zürich\n2;Ωμέγα\n3;日本\n";
const CELLS = ["Zürich", "Ωμέγα", "日本"];

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

Deno.test("ingest() recognises the encoding of a text file", async (t) => {
  const greek = "φύλο;ηλικία;πόλη\nάνδρας;ναι;Αθήνα\nγυναίκα;όχι;Πάτρα\nάνδρας;ναι;Βόλος\n";
  const cases: [string, Uint8Array, string, string, string[]][] = [
    ["UTF-8", bytesOf(TEXT), "utf-8", "städte", CELLS],
    ["UTF-8 with a mark", bytesOf(`\ufeff${TEXT}`), "utf-8", "städte", CELLS],
    ["UTF-16 LE with a mark", utf16(`\ufeff${TEXT}`, "le"), "utf-16le", "städte", CELLS],
    ["UTF-16 BE with a mark", utf16(`\ufeff${TEXT}`, "be"), "utf-16be", "städte", CELLS],
    ["UTF-16 LE without", utf16(TEXT, "le"), "utf-16le", "städte", CELLS],
    ["UTF-16 BE without", utf16(TEXT, "be"), "utf-16be", "städte", CELLS],
    ["Greek UTF-16 LE", utf16(greek, "le"), "utf-16le", "πόλη", ["Αθήνα", "Πάτρα", "Βόλος"]],
    [
      "Windows-1252",
      Uint8Array.from("a;stadt\n1;Z\xfcrich\n2;\x80 \x93so\x94\n", (c) => c.charCodeAt(0)),
      "windows-1252",
      "stadt",
      ["Zürich", "€ “so”"],
    ],
  ];
  for (const [name, bytes, encoding, column, cells] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readBytes(bytes);
      assert.equal(survey.report.encoding, encoding);
      assert.deepEqual(cellTexts(columnOf(survey, column)), cells);
      assert.equal(warnings.length, encoding === "windows-1252" ? 1 : 0);
    });
  }
});

Deno.test("ingest() tells Mac Roman from Windows-1252 by where its letters and signs stand", async (t) => {
  // Python 3: text.encode("mac_roman") and text.encode("cp1252").
  const cases: [string, string, string, string][] = [
    ["Mac é and ü", "caf\x8e,M\x9fller\n", "macintosh", "café,Müller"],
    ["Mac quotes", "it\xd5s,\xd2so\xd3\n", "macintosh", "it’s,“so”"],
    ["Mac ö, ä, ß", "sch\x9an,M\x8adchen Stra\xa7e\n", "macintosh", "schön,Mädchen Straße"],
    [
      "Mac ñ, ú and capitals",
      "pi\x96ata \x84and\x9c,CAF\x83 M\x9fller\n",
      "macintosh",
      "piñata Ñandú,CAFÉ Müller",
    ],
    ["a no-break space that a Mac mangled", "fan?\x8c\xe6,1\n", "macintosh", "fan?åÊ,1"],
    ["Windows é and ü", "caf\xe9,M\xfcller\n", "windows-1252", "café,Müller"],
    ["Windows quotes", "it\x92s,\x93so\x94\n", "windows-1252", "it’s,“so”"],
    ["Windows ñ and capitals", "a\xf1o,\xc9cole \xd6l\n", "windows-1252", "año,École Öl"],
    [
      "Windows signs",
      "Brand\x99 \x96 so,CAF\xc9 \xaboui\xbb\n",
      "windows-1252",
      "Brand™ – so,CAFÉ «oui»",
    ],
    ["Windows currency", "\x80 5,\xa3 7\n", "windows-1252", "€ 5,£ 7"],
  ];
  for (const [name, record, encoding, text] of cases) {
    await t.step(name, async () => {
      const bytes = Uint8Array.from(`a,b\n${record}`, (c) => c.charCodeAt(0));
      const { survey, warnings } = await readBytes(bytes);
      assert.equal(survey.report.encoding, encoding);
      assert.deepEqual(survey.columns.map((column) => cellTexts(column)[0]).join(","), text);
      assert.equal(warnings.length, 1);
    });
  }
});

Deno.test("ingest() reads UTF-8 with a few broken places as UTF-8, and counts them", async () => {
  const whole = bytesOf(`stadt,n\n${"Zürich,1\nKöln,2\n".repeat(10)}`);
  const { survey, warnings } = await readBytes(
    joined(whole, Uint8Array.of(0x55, 0x9d, 0x2c, 0x33)),
  );
  assert.equal(survey.report.encoding, "utf-8");
  assert.deepEqual(survey.columns[0].texts, ["Zürich", "Köln", "U\ufffd"]);
  assert.deepEqual(warnings, [
    "The file is UTF-8 but for 1 place that could not be read, marked by \ufffd. Export the survey as " +
    "UTF-8 again.",
  ]);
});

Deno.test("decodeMacRoman() agrees with the platform on every byte", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.equal(decodeMacRoman(bytes), new TextDecoder("macintosh").decode(bytes));
});

Deno.test("ingest() says that it fell back to Windows-1252", async () => {
  const { warnings } = await readBytes(Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0xe4, 0x2c, 0x31));
  assert.deepEqual(warnings, [
    "The file is not valid UTF-8 and was read as Windows-1252. If letters look wrong, set " +
    "ingest.encoding or export the survey as UTF-8.",
  ]);
});

Deno.test("ingest.encoding overrules what was recognised", async (t) => {
  await t.step("UTF-8 bytes as Windows-1252", async () => {
    const { survey } = await readBytes(bytesOf("a,b\nä,1\n"), { encoding: "windows-1252" });
    assert.deepEqual(cellTexts(survey.columns[0]), ["Ã¤"]);
  });
  await t.step("a mark of the same encoding is no text", async () => {
    const { survey } = await readBytes(bytesOf("\ufeffa,b\n1,2\n"), { encoding: "utf-8" });
    assert.equal(survey.columns[0].name, "a");
  });
  await t.step(
    "bytes that are not valid in it",
    () =>
      assert.rejects(readBytes(Uint8Array.of(0x61, 0x0a, 0xe4, 0x0a), { encoding: "utf-8" }), {
        name: "DataError",
        message:
          'Cannot read "survey.csv": the text must be valid utf-8, as its byte order mark or ' +
          "ingest.encoding says, but it holds other bytes. Set ingest.encoding to windows-1252, or " +
          "export the survey as UTF-8.",
      }),
  );
});

Deno.test("ingest() refuses binary files by their zero bytes", async (t) => {
  const cases: [string, Uint8Array, number][] = [
    ["a zero byte in text", bytesOf("a,b\n1,\0\n"), 7],
    ["arbitrary bytes", Uint8Array.of(1, 2, 3, 0, 0, 7, 200, 201), 4],
    ["UTF-32", joined(Uint8Array.of(0xff, 0xfe, 0, 0), Uint8Array.of(0x61, 0, 0, 0)), 3],
  ];
  for (const [name, bytes, position] of cases) {
    await t.step(name, () =>
      assert.rejects(readBytes(bytes), {
        name: "DataError",
        message: 'Cannot read "survey.csv": a survey must be text or XLSX, but this is a binary ' +
          `file (a zero byte at position ${position}). Export the survey as CSV or XLSX.`,
      }));
  }
});

Deno.test("textPieces() joins characters that are split between pieces", () => {
  const bytes = bytesOf(TEXT);
  for (let size = 1; size < 9; size++) {
    const pieces = textPieces(bytes, { encoding: "utf-8", start: 0 }, { size, name: "x" });
    assert.equal([...pieces].join(""), TEXT);
  }
});

Deno.test("ingest() unpacks gzip, and says when it is damaged", async (t) => {
  const plain = bytesOf("a,b\n" + "1,2\n3,4\n".repeat(5000));
  const packed = await gzipped(plain);
  const problem =
    'Cannot read "survey.csv": a gzip file must be whole, but this one is cut off or ' +
    "damaged. Download or pack it again.";
  await t.step("whole", async () => {
    const [one, other] = [await readBytes(packed), await readBytes(plain)];
    assert.deepEqual(one, other);
  });
  await t.step("cut off", () =>
    assert.rejects(readBytes(packed.slice(0, packed.length - 12)), {
      name: "DataError",
      message: problem,
    }));
  await t.step("a bit of its sum flipped", () => {
    const damaged = packed.slice();
    damaged[damaged.length - 6] ^= 1;
    return assert.rejects(readBytes(damaged), { name: "DataError", message: problem });
  });
  await t.step("packed twice", async () => {
    const twice = await gzipped(packed);
    await assert.rejects(readBytes(twice), {
      name: "DataError",
      message:
        'Cannot read "survey.csv": a survey may be gzipped once, but this one is twice. Unpack it.',
    });
  });
});

Deno.test("context is asked for breath while a long file is read", async () => {
  let checks = 0;
  const context = { ...createContext(), checkpoint: () => void checks++ };
  const { ingest } = await import("../../../pipeline/ingest/mod.ts");
  const { ingestParams } = await import("../support.ts");
  await ingest(bytesOf("a,b\n" + "1,2\n".repeat(200000)), "x.csv", ingestParams(), context);
  assert.ok(checks > 8, `${checks} checkpoints for 800 kB`);
});
