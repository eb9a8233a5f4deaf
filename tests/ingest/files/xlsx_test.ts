/** Tests of reading workbooks. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { DataError } from "../../../pipeline/base/errors.ts";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import { bytesOf, columnOf } from "../../support/survey_text.ts";
import { cellTexts, gzipped, missingCodes, readBytes, readText, rowTexts } from "../support.ts";

type Cells = Record<string, XLSX.CellObject>;
type Grid = readonly (readonly unknown[])[];

interface BookOptions {
  readonly hidden?: readonly string[];
  readonly is1904?: boolean;
}

/** A sheet from cells by address, or from rows of values. */
function sheetOf(cells: Cells | Grid): XLSX.WorkSheet {
  if (Array.isArray(cells)) return XLSX.utils.aoa_to_sheet(cells as unknown[][]);
  return { "!ref": "A1:Z40", ...cells };
}

function workbook(
  sheets: Record<string, Cells | Grid>,
  { hidden = [], is1904 = false }: BookOptions = {},
): Uint8Array<ArrayBuffer> {
  const book = XLSX.utils.book_new();
  for (const [name, cells] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, sheetOf(cells), name);
  }
  book.Workbook = {
    WBProps: { date1904: is1904 },
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })),
  };
  return new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx", compression: true }));
}

const text = (v: string): XLSX.CellObject => ({ t: "s", v });
const number = (v: number, z?: string): XLSX.CellObject => ({ t: "n", v, ...(z && { z }) });

/** The texts of one column under a header, one cell a row. */
async function cellsRead(
  cells: readonly XLSX.CellObject[],
  options: BookOptions = {},
): Promise<string[]> {
  const entries = cells.map((cell, i) => [`A${i + 2}`, cell]);
  const bytes = workbook({ S: { A1: text("x"), ...Object.fromEntries(entries) } }, options);
  return cellTexts((await readBytes(bytes)).survey.columns[0]);
}

Deno.test("ingest() reads a workbook as it reads the same cells of a CSV", async () => {
  const grid = [
    ["id", "score", "answer", "day"],
    [1, 1.5, "yes", "2024-03-01"],
    [2, "", "no", ""],
    [
      3,
      2.25,
      "yes",
      "2024-03-02",
    ],
  ];
  const book = (await readBytes(workbook({ Answers: grid }))).survey;
  const csv = (await readText(grid.map((row) => row.join(",")).join("\n"))).survey;
  assert.deepEqual(book.columns, csv.columns);
  assert.deepEqual(book.report, {
    ...csv.report,
    format: "xlsx",
    encoding: "",
    delimiter: "",
    sheet: "Answers",
    sheets: ["Answers"],
  });
});

Deno.test("ingest() unpacks a gzipped workbook", async () => {
  const bytes = workbook({ S: [["a", "b"], [1, 2]] });
  assert.deepEqual(await readBytes(await gzipped(bytes)), await readBytes(bytes));
});

Deno.test("ingest() writes numbers by shortest round trip, truth values in capitals", async () => {
  const cells: XLSX.CellObject[] = [
    number(0.1 + 0.2),
    number(118091742966),
    number(-1.5, "0%"),
    number(1e21),
    { t: "b", v: true },
    { t: "b", v: false },
  ];
  const texts = ["0.30000000000000004", "118091742966", "-1.5", "1e+21", "TRUE", "FALSE"];
  assert.deepEqual(await cellsRead(cells), texts);
});

Deno.test("ingest() writes dates as ISO text by serial number and format alone", async (t) => {
  // What Excel shows for these serial numbers; no time zone is involved anywhere.
  const cells = [
    number(45352, "yyyy-mm-dd"),
    number(45352.520833333336, "m/d/yy h:mm"),
    number(59, "yyyy-mm-dd"),
    number(61, "d.m.yyyy"),
    number(0.25, "h:mm"),
    number(1.5, "[h]:mm:ss"),
    number(45352, "0"),
    number(45352, '0 "days"'),
  ];
  await t.step("1900 system", async () => {
    assert.deepEqual(await cellsRead(cells), [
      "2024-03-01",
      "2024-03-01T12:30:00",
      "1900-02-28",
      "1900-03-01",
      "06:00:00",
      "36:00:00",
      "45352",
      "45352",
    ]);
  });
  await t.step("1904 system", async () => {
    const days = [number(43890, "yyyy-mm-dd"), number(43890.25, "m/d/yy h:mm")];
    assert.deepEqual(await cellsRead(days, { is1904: true }), [
      "2024-03-01",
      "2024-03-01T06:00:00",
    ]);
  });
  await t.step("the column is one of dates", async () => {
    const bytes = workbook({
      S: {
        A1: text("when"),
        A2: number(45352, "yyyy-mm-dd"),
        A3: text("NA"),
        A4: number(45353.5, "yyyy-mm-dd hh:mm"),
      },
    });
    const column = (await readBytes(bytes)).survey.columns[0];
    assert.equal(column.kind, "date");
    assert.deepEqual([...column.values], [19783, NaN, 19784.5]);
  });
});

Deno.test("ingest() takes error values as missing, with the reason error", async () => {
  const bytes = workbook({
    S: {
      A1: text("x"),
      A2: number(1),
      A3: { t: "e", v: 0x2a },
      A4: { t: "e", v: 0x07 },
      A5: number(2.5),
      A6: { t: "e", v: 0x2a },
    },
  });
  const { survey } = await readBytes(bytes);
  const column = columnOf(survey, "x");
  const error = MISSING_REASONS.indexOf("error");
  assert.equal(column.kind, "numeric");
  assert.deepEqual(cellTexts(column), ["1", "#N/A", "#DIV/0!", "2.5", "#N/A"]);
  assert.deepEqual(missingCodes(column), [0, error, error, 0, error]);
  assert.deepEqual(survey.report.missingMarks.map(({ text, count }) => [text, count]), [
    ["#N/A", 2],
    ["#DIV/0!", 1],
  ]);
});

Deno.test("ingest() reads stored results of formulas, and counts formulas without one", async () => {
  const book = workbook({
    S: {
      A1: text("x"),
      B1: text("y"),
      A2: { t: "n", v: 4, f: "2+2" },
      B2: text("a"),
      A3: number(7),
      B3: text("b"),
      A4: { t: "s", v: "", f: 'T("")' },
      B4: text("c"),
    },
  });
  assert.deepEqual((await readBytes(book)).warnings, []);
  const { survey, warnings } = await readBytes(
    edited(book, "xl/worksheets/sheet1.xml", (xml) => xml.replace("<v>4</v>", "")),
  );
  assert.deepEqual(cellTexts(columnOf(survey, "x")), ["", "7", ""]);
  assert.equal(missingCodes(columnOf(survey, "x"))[0], MISSING_REASONS.indexOf("blank"));
  assert.deepEqual(warnings, [
    '1 formula on sheet "S" without a stored result: read as blank. Open the workbook in a ' +
    "spreadsheet program and save it to have them computed.",
  ]);
});

Deno.test("ingest() finds the cells wherever they lie on the sheet", async () => {
  const cells = {
    C3: text("a"),
    D3: text(""),
    E3: text("a"),
    C4: number(1),
    D4: text(" "),
    E4: number(2),
    A6: text("  "),
    C6: number(3),
    D6: text("x"),
    H9: text(" "),
  };
  const { survey } = await readBytes(workbook({ S: cells }));
  assert.deepEqual(survey.columns.map(({ name }) => name), ["a", "column_4", "a_2"]);
  assert.deepEqual(rowTexts(survey), [["1", " ", "2"], ["3", "x", ""]]);
  assert.deepEqual([survey.report.headerRow, survey.report.blankRows], [3, 3]);
  await assert.rejects(
    readBytes(workbook({ S: cells }), { columns: { column_4: "numeric" } }),
    /row 6 column "column_4" as numeric: a number is needed, but the cell holds "x"/,
  );
});

Deno.test("ingest() passes over a title above the table of a sheet", async () => {
  const rows: Grid = [["Results 2024"], [], ["a", "b", "c", "d"], [1, 2, 3, 4], [5, 6, 7, 8]];
  const { survey } = await readBytes(workbook({ S: rows }));
  assert.deepEqual(survey.columns.map(({ name }) => name), ["a", "b", "c", "d"]);
  const { preambleRows, headerRow, blankRows } = survey.report;
  assert.deepEqual([preambleRows, headerRow, blankRows, survey.rows], [1, 3, 1, 2]);
});

Deno.test("ingest.sheet: auto finds the sheet that holds the answers", async (t) => {
  const small: Grid = [["a", "b"], [1, 2]];
  const large: Grid = [["c", "d"], [1, 2], [3, 4]];
  await t.step("auto prefers a table with a header to a longer list without one", async () => {
    const list: Grid = Array.from({ length: 8 }, (_, i) => [i, i]);
    const answers: Grid = [["age", "city", "income"], [1, 2, 3], [3, 4, 5], [5, 6, 7]];
    const found = await readBytes(workbook({ List: list, Answers: answers }));
    assert.equal(found.survey.report.sheet, "Answers");
  });
  await t.step("auto takes the first of two that are alike", async () => {
    const { survey } = await readBytes(workbook({ A: small, B: small }));
    assert.equal(survey.report.sheet, "A");
  });
  await t.step("hidden sheets come last with auto", async () => {
    const { survey, warnings } = await readBytes(
      workbook({ Codes: large, Data: small }, { hidden: ["Codes"] }),
    );
    assert.equal(survey.report.sheet, "Data");
    assert.deepEqual(warnings, []);
  });
  await t.step("but are taken where nothing else holds data", async () => {
    const { survey } = await readBytes(workbook({ Codes: small, Data: [] }, { hidden: ["Codes"] }));
    assert.equal(survey.report.sheet, "Codes");
  });
});

const SHEETS = workbook({
  Cover: [["a title"]],
  Empty: [],
  Small: [["a", "b"], [1, 2]],
  Large: [["c", "d"], [1, 2], [3, 4]],
});

Deno.test("ingest.sheet chooses the sheet", async (t) => {
  const first = (found: Awaited<ReturnType<typeof readBytes>>) => found.survey.columns[0].name;
  await t.step(
    "auto takes the one with most cells below a header, and tells of one that comes close",
    async () => {
      const found = await readBytes(SHEETS);
      assert.equal(found.survey.report.sheet, "Large");
      assert.deepEqual(found.survey.report.sheets, ["Cover", "Empty", "Small", "Large"]);
      assert.deepEqual(found.warnings, [
        'Sheet "Large" was read, which looks most like a survey, but sheet "Small" comes close (2 ' +
        'rows, 2 columns). If that is the survey, set ingest.sheet to "Small".',
      ]);
    },
  );
  await t.step(
    "by name",
    async () => assert.equal(first(await readBytes(SHEETS, { sheet: "Large" })), "c"),
  );
  await t.step(
    "by name, its case aside",
    async () => assert.equal(first(await readBytes(SHEETS, { sheet: "large" })), "c"),
  );
  await t.step(
    "by number",
    async () => assert.equal(first(await readBytes(SHEETS, { sheet: 4 })), "c"),
  );
});

Deno.test("ingest.sheet refuses sheets that are none or hold no survey", async (t) => {
  const rule = 'Cannot read "survey.csv":';
  for (const [wanted, shown] of [["Answers", '"Answers"'], [7, "7"]] as const) {
    await t.step(
      `an unknown one: ${wanted}`,
      () =>
        assert.rejects(readBytes(SHEETS, { sheet: wanted }), {
          name: "DataError",
          message:
            `${rule} ingest.sheet must be one of its sheets or their number, but is ${shown}. Its ` +
            'sheets are "Cover", "Empty", "Small", "Large".',
        }),
    );
  }
  await t.step(
    "one without respondents",
    () =>
      assert.rejects(readBytes(SHEETS, { sheet: "Cover" }), {
        name: "DataError",
        message:
          `${rule} a survey must hold a header row and respondents, but sheet "Cover" has one ` +
          'row. Set ingest.sheet to "Small" or "Large".',
      }),
  );
  await t.step(
    "none with respondents",
    () =>
      assert.rejects(readBytes(workbook({ A: [["x"]], B: [] })), {
        name: "DataError",
        message: `${rule} a survey must hold a header row and respondents, but no sheet of this ` +
          "workbook has two rows.",
      }),
  );
});

Deno.test("ingest() refuses damaged workbooks in one line", async (t) => {
  const whole = workbook({ S: Array.from({ length: 50 }, (_, i) => [`a${i}`, i, i * i]) });
  const message =
    'Cannot read "survey.csv": a workbook must be whole, but this one is cut off or ' +
    "damaged. Download or save it again.";
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    await t.step(
      `cut off at ${share}`,
      () =>
        assert.rejects(readBytes(whole.slice(0, Math.floor(share * whole.length))), {
          name: "DataError",
          message,
        }),
    );
  }
  await t.step("any bit flipped is noticed or does no harm", async () => {
    const expected = await readBytes(whole);
    for (let at = 4; at < whole.length; at += 37) {
      const damaged = whole.slice();
      damaged[at] ^= 0x10;
      const found = await readBytes(damaged).catch((error) => error);
      if (found instanceof DataError) {
        assert.match(found.message, /^Cannot read "survey.csv": .{10,300}$/);
      } else assert.deepEqual(found, expected, `byte ${at}`);
    }
  });
  await t.step("encrypted parts", () => {
    const locked = whole.slice();
    const view = new DataView(locked.buffer);
    for (let at = 0; at < locked.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) locked[at + 8] |= 1;
    }
    return assert.rejects(readBytes(locked), {
      name: "DataError",
      message:
        'Cannot read "survey.csv": a workbook must be open, but this one is encrypted. Save it ' +
        "without a password.",
    });
  });
  await t.step("a sheet beyond what memory holds", () => {
    const huge = whole.slice();
    const view = new DataView(huge.buffer);
    for (let at = 0; at < huge.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 300 * 2 ** 20, true);
    }
    return assert.rejects(readBytes(huge), {
      name: "DataError",
      message:
        'Cannot read "survey.csv": a sheet of a workbook must stay under 256 MB unpacked, but ' +
        "one has 300 MB. Save it as CSV, which has no such limit.",
    });
  });
  await t.step("parts that do not fit together", async () => {
    const broken = edited(whole, "[Content_Types].xml", () => "<nothing/>");
    await assert.rejects(
      readBytes(broken),
      (error: Error) => error instanceof DataError && !error.message.includes("\n"),
    );
  });
});

Deno.test("ingest() leaves the bytes it is given as they are", async () => {
  const bytes = workbook({ S: [["a", "b"], [1, 2]] });
  const copy = bytes.slice();
  await readBytes(bytes);
  assert.deepEqual(bytes, copy);
  assert.deepEqual(Object.keys(bytes), Object.keys(copy));
});

/** The workbook with one of its parts rewritten. */
function edited(
  bytes: Uint8Array<ArrayBuffer>,
  path: string,
  change: (xml: string) => string,
): Uint8Array<ArrayBuffer> {
  const files = XLSX.CFB.read(bytes, { type: "array" });
  const at = files.FullPaths.indexOf(`Root Entry/${path}`);
  const content = bytesOf(
    change(new TextDecoder().decode(files.FileIndex[at].content as Uint8Array)),
  );
  files.FileIndex[at].content = content as never;
  files.FileIndex[at].size = content.length;
  return new Uint8Array(XLSX.CFB.write(files, { fileType: "zip", type: "array" }) as number[]);
}
