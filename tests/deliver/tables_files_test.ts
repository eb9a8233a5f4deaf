/** Tests of the files of tables, as other programs read them. Runs in Deno. */

import assert from "node:assert/strict";
import { read, utils } from "xlsx";
import { ParamsError } from "../../pipeline/base/errors.ts";
import { makeDeliverables, readDeliverables } from "../../pipeline/deliver/deliverables.ts";
import { sheetName, writeWorkbook } from "../../pipeline/deliver/workbook/write_workbook.ts";
import { listZip, unzip } from "../../pipeline/ingest/files/workbook/zip.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { bannerTables } from "../../pipeline/mod.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { NESTED_WITH_TICKS } from "../support/nested_groups.ts";
import { RARE_SURVEY, RARE_WORDS } from "../support/rare_survey.ts";
import { originalParams } from "../support/original.ts";
import { bytesOf } from "../support/survey_text.ts";

const BANNER = ["segments", "region", "region > segments"];

async function runOf(tables: Record<string, unknown>) {
  const params = originalParams({
    clustering: { n_clusters: 3 },
    publish: { respondents: "all" },
    tables: { banner: BANNER, ...tables },
  });
  return await runPipeline(bytesOf(NESTED_WITH_TICKS), "people.csv", params);
}

async function filesOf(tables: Record<string, unknown>): Promise<Map<string, Uint8Array>> {
  const files = await makeDeliverables(await runOf(tables), ["tables"]);
  return new Map(files.map(({ name, bytes }) => [name, bytes]));
}

Deno.test("tables.xlsx has an index that leads to each table, and back", async () => {
  for (const sheets of ["block", "one"]) {
    const files = await filesOf({ sheets });
    const book = read(files.get("tables.xlsx")!);
    const { blocks } = bannerTables(await runOf({ sheets }));
    assert.deepEqual(book.SheetNames.length, sheets === "one" ? 2 : blocks.length + 1);
    const index = book.Sheets.Index;
    const leads = Object.values(index).flatMap((cell) => cell?.l?.Target ?? []);
    assert.equal(leads.length, blocks.length);
    leads.forEach((target: string, b: number) => {
      const [, sheet, cell] = /^#?'([^']+)'!(A\d+)$/.exec(target)!;
      const title = book.Sheets[sheet]?.[cell]?.v;
      assert.ok(String(title).startsWith(`${b + 1}. `), `${target}: ${title}`);
      const back = sheets === "one" ? cell : "A4";
      assert.match(book.Sheets[sheet][back].l.Target, /Index'!A\d+$/);
    });
  }
});

Deno.test("tables.xlsx holds every figure with all its digits, its letters beside it", async () => {
  const { blocks } = bannerTables(await runOf({}));
  const book = read((await filesOf({})).get("tables.xlsx")!);
  blocks.forEach(({ rows }, b) => {
    const cells = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[b + 1]], {
      header: 1,
    });
    const first = cells.findIndex(([label]) => label === "Base") + 1;
    rows.forEach((row, at) => {
      const line = cells[first + at];
      assert.equal(line[0], row.label);
      row.cells.forEach(({ value, letters }, c) => {
        assert.equal(line[1 + 2 * c], value ?? "–");
        assert.equal(line[2 + 2 * c] ?? "", letters);
      });
    });
  });
});

Deno.test("tables.xlsx prints landscape, as wide as a page, heads on each and frozen", async () => {
  const files = await filesOf({});
  const parts = new Map(
    (await readParts(files.get("tables.xlsx")!)).map(([name, text]) => [name, text]),
  );
  const sheet = parts.get("xl/worksheets/sheet2.xml")!;
  assert.match(
    sheet,
    /<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/,
  );
  assert.match(sheet, /<pageSetUpPr fitToPage="1"\/>/);
  assert.match(
    sheet,
    /<pane xSplit="1" ySplit="8" topLeftCell="B9" activePane="bottomRight" state="frozen"\/>/,
  );
  assert.match(
    parts.get("xl/workbook.xml")!,
    /<definedName name="_xlnm.Print_Titles" localSheetId="1">'1 [^']*'!\$A:\$A,'1 [^']*'!\$1:\$8</,
  );
});

async function readParts(bytes: Uint8Array): Promise<[string, string][]> {
  const parts: [string, string][] = [];
  const context = createContext();
  for (const entry of listZip(bytes, "tables.xlsx")) {
    const part = await unzip(bytes, entry, { name: "tables.xlsx", context });
    parts.push([entry.path, new TextDecoder().decode(part)]);
  }
  return parts;
}

Deno.test("tables are the same bytes twice", async () => {
  const [first, second] = [await filesOf({}), await filesOf({})];
  for (const [name, bytes] of first) assert.deepEqual(second.get(name), bytes, name);
  assert.deepEqual([...first.keys()], ["tables.xlsx", "tables.csv"]);
});

Deno.test("tables hold no word and no number of a person of her own kind", async () => {
  const params = originalParams({
    features: { include: ["q*", "Town"] },
    clustering: { n_clusters: 3 },
    tables: { banner: ["segments", "Job", "Town", "Hobbies"] },
  });
  const run = await runPipeline(bytesOf(RARE_SURVEY), "rare.csv", params);
  const [book, csv] = await makeDeliverables(run, ["tables"]);
  const texts = [
    ...(await readParts(book.bytes)).map(([, text]) => text),
    new TextDecoder().decode(csv.bytes),
  ];
  for (const word of RARE_WORDS) {
    const pattern = new RegExp(`(?<![\\w.])${word.replaceAll(/[.+()]/g, "\\$&")}(?![\\w])`);
    assert.ok(texts.every((text) => !pattern.test(text)), word);
  }
  assert.ok(texts.some((text) => text.includes("Potter")));
});

Deno.test("tables.csv has a row a figure", async () => {
  const run = await runOf({});
  const { blocks, columns } = bannerTables(run);
  const text = new TextDecoder().decode((await filesOf({})).get("tables.csv"));
  const book = read(text, { type: "string", raw: true });
  const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets[book.SheetNames[0]]);
  assert.equal(
    rows.length,
    blocks.reduce((sum, { rows }) => sum + rows.length, 0) * columns.length,
  );
  const [{ rows: [row], name }] = blocks;
  row.cells.forEach(({ value, letters }, c) => {
    const own = rows[c];
    assert.equal(own.variable, name);
    assert.equal(own.value === undefined ? null : Number(own.value), value);
    assert.equal(own.exceeds ?? "", letters);
    assert.equal(own.column, columns[c].labels.join(" > "));
  });
});

Deno.test("a workbook keeps what XML and spreadsheets cannot hold from doing harm", async () => {
  const text = '=1+1 <b>"&" \u0001\ud800 é';
  const name = sheetName("a/b:c*[d]? 'e'", []);
  const bytes = await writeWorkbook([{
    ...{ name, widths: [10], merges: [], heights: new Map(), frozen: { rows: 0, columns: 0 } },
    rows: [[{ value: text, style: "plain" }, { value: 0.25, style: "share" }]],
  }], "T");
  const book = read(bytes);
  assert.deepEqual(book.SheetNames, ["a b c d e"]);
  assert.equal(book.Sheets[name].A1.v, `'=1+1 <b>"&" \ufffd é`);
  assert.equal(book.Sheets[name].A1.f, undefined);
  assert.deepEqual([book.Sheets[name].B1.v, book.Sheets[name].B1.w], [0.25, "25%"]);
});

Deno.test("sheetName() gives no two sheets the same name, however long", () => {
  const long = "q".repeat(40);
  const first = sheetName(long, []);
  const second = sheetName(long.toUpperCase(), [first]);
  assert.deepEqual([first.length, second.length], [31, 31]);
  assert.ok(second.endsWith(" (2)"));
});

Deno.test("--deliver takes names with commas, and says which is none", () => {
  assert.deepEqual(readDeliverables(""), []);
  assert.deepEqual(readDeliverables(" tables ,tables"), ["tables", "tables"]);
  assert.throws(
    () => readDeliverables("tables,tabels"),
    (error) => error instanceof ParamsError && /Did you mean tables\?/.test(error.message),
  );
});
