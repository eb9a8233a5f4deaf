/** Tests that DuckDB makes the same customers of a ledger as the reader in memory. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { connectDuckDb } from "../../pipeline/engines/duckdb/connection.ts";
import { openDuckDb } from "../../pipeline/engines/duckdb/open_duckdb.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { openLocalEngine } from "../../pipeline/engines/local/local_engine.ts";
import { findFiles } from "../../pipeline/engines/sources.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { engineParams, outcomeOf } from "../support/engine_runs.ts";
import { LEDGER_COLUMNS, ledgerText } from "../support/ledger.ts";
import { NAMED } from "../support/ledger_reading.ts";

const TEXT = ledgerText({ lines: 20_000, customers: 800, seed: 19 });

function paramsOf(ledger: object, settings: Record<string, unknown> = {}): Params {
  const { ingest: more = {}, ...rest } = settings;
  return engineParams({ ingest: { ledger, ...(more as object) }, ...rest });
}

const PARAMS = paramsOf(LEDGER_COLUMNS);

/** Writes files into a folder of their own while something is done with it. */
async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function duckDb(path: string, { ingest }: Params): Promise<Engine> {
  return openDuckDb({
    ...{ files: findFiles(path), ingest, memory: 1e9 },
    context: createContext({ workers: 2 }),
  });
}

function local(path: string, { ingest }: Params): Promise<Engine> {
  const read = findFiles(path).paths.map((name) => ({ name, bytes: Deno.readFileSync(name) }));
  return openLocalEngine(read, ingest, createContext());
}

/** The cells of an engine's customers, by column. */
async function cellsOf(engine: Engine): Promise<Map<string, string[]>> {
  const { rows, columns } = engine.facts;
  const cells = await engine.cells(Float64Array.from({ length: rows }, (_, row) => row));
  return new Map(columns.map(({ name }, c) => [name, cells.map((row) => row[c])]));
}

function cellsInMemory(survey: Survey): Map<string, string[]> {
  return new Map(
    survey.columns.map((
      { name, codes, texts },
    ) => [name, Array.from(codes, (code) => texts[code])]),
  );
}

/** Asks both readers, and that they say the same to the last digit; gives what DuckDB tells. */
async function sameCustomers(path: string, params: Params, bytes = Deno.readFileSync(path)) {
  const survey = await ingest(bytes, "ledger.csv", params);
  const engine = await duckDb(path, params);
  try {
    assert.deepEqual(await cellsOf(engine), cellsInMemory(survey));
    const { columns, report } = engine.facts.customers!;
    assert.deepEqual(report, survey.report.ledger);
    assert.deepEqual(columns.map(({ label }) => label), survey.columns.map(({ label }) => label));
    return { columns, report, survey };
  } finally {
    await engine.close();
  }
}

function readLines(lines: readonly string[], params = paramsOf(NAMED), header = "who,day,paid") {
  const text = [header, ...lines].join("\n") + "\n";
  return withFiles(
    { "ledger.csv": text },
    (folder) => sameCustomers(`${folder}/ledger.csv`, params),
  );
}

function refuses(lines: readonly string[], message: RegExp, params = paramsOf(NAMED)) {
  const text = ["who,day,paid", ...lines].join("\n") + "\n";
  return withFiles(
    { "ledger.csv": text },
    (folder) => assert.rejects(() => duckDb(`${folder}/ledger.csv`, params), message),
  );
}

function shuffled(lines: readonly string[]): string[] {
  const turned = [...lines];
  const rng = createRng(5);
  for (let i = turned.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [turned[i], turned[j]] = [turned[j], turned[i]];
  }
  return turned;
}

Deno.test("customers on DuckDB are those of the reader in memory, in any order of lines and files", async () => {
  const [header, ...lines] = TEXT.trimEnd().split("\n");
  const turned = shuffled(lines);
  const parts = [0, 1, 2].map((part) =>
    turned.filter((_, i) => i * 3 / turned.length >> 0 === part)
  );
  const text = (some: readonly string[]) => [header, ...some].join("\n") + "\n";
  await withFiles({
    "ledger.csv": TEXT,
    "turned.csv": text(turned),
    "part-1.csv": text(parts[0]),
    "part-2.csv": text(parts[1]),
    "part-3.csv": text(parts[2]),
  }, async (folder) => {
    const bytes = Deno.readFileSync(`${folder}/ledger.csv`);
    for (const name of ["ledger.csv", "turned.csv", "part-*.csv"]) {
      const { report } = await sameCustomers(`${folder}/${name}`, PARAMS, bytes);
      assert.ok(report.customers > 500);
      assert.equal(report.categories.length, 8);
    }
  });
});

Deno.test("typed columns of Parquet are read as texts are", async () => {
  await withFiles({ "ledger.csv": TEXT }, async (folder) => {
    const connection = await connectDuckDb({
      file: null,
      scratch: folder,
      memory: null,
      threads: 2,
    });
    try {
      await connection.query(
        `COPY (SELECT Invoice, CAST(InvoiceDate AS TIMESTAMP) AS InvoiceDate, ` +
          `CAST(CustomerID AS DOUBLE) AS CustomerID, Category, CAST(Amount AS DOUBLE) AS Amount ` +
          `FROM read_csv('${folder}/ledger.csv', all_varchar = true)) ` +
          `TO '${folder}/typed.parquet' (FORMAT parquet)`,
      );
    } finally {
      await connection.close();
    }
    const bytes = Deno.readFileSync(`${folder}/ledger.csv`);
    await sameCustomers(`${folder}/typed.parquet`, PARAMS, bytes);
    await sameCustomers(`${folder}/typed.parquet`, PARAMS);
  });
});

Deno.test("a run over all customers comes to the same bits in memory and on DuckDB", async () => {
  await withFiles({ "ledger.csv": TEXT }, async (folder) => {
    for (const settings of [{}, { engine: { sample: 300 } }]) {
      const params = paramsOf(LEDGER_COLUMNS, settings);
      const path = `${folder}/ledger.csv`;
      const inMemory = await outcomeOf(await local(path, params), params);
      const onDuckDb = await outcomeOf(await duckDb(path, params), params);
      assert.equal(onDuckDb.text, inMemory.text);
      assert.deepEqual(onDuckDb.files, inMemory.files);
      assert.deepEqual(onDuckDb.labels, inMemory.labels);
      const { sample, rows } = onDuckDb.result;
      assert.ok(rows > 500);
      assert.match(sample.warnings[0].text, /^The ledger's 16,\d{3} lines from 2010-12-01 to 2011/);
      const told = onDuckDb.result.segments.flatMap(({ insights }) => insights).join(" ");
      assert.match(told, /Days since the last purchase/);
    }
  });
});

Deno.test("lines that count for nobody are left out by the same reasons", async () => {
  const { report } = await readLines([
    "a,2024-01-01,5",
    " a ,2024-01-03 10:00,5.50",
    "a,2024-01-03T10:00:30Z,-1",
    "NA,2024-01-01,5",
    ",2024-01-01,5",
    "b,,5",
    "b,soon,5",
    "b,2024-02-30,5",
    "b,2024-01-09 24:00,5",
    "b,2024-01-09,",
    "b,2024-01-09,#VALUE!",
    "b,2024-01-10,7",
    "c,2024-01-10,-7",
  ]);
  assert.deepEqual(report.leftOut, {
    ...{ withoutCustomer: 2, withoutDate: 1, unreadDate: 3, afterUntil: 0, withoutAmount: 2 },
  });
  assert.match(
    report.notes.join(" "),
    /"soon" in row 8, "2024-02-30" in row 9 and "2024-01-09 24:00" in/,
  );
  const until = paramsOf({ ...NAMED, until: "2024-01-05" });
  const early = await readLines(["a,2024-01-01,5", "b,2024-01-02,6", "b,2024-01-09,7"], until);
  assert.equal(early.report.leftOut.afterUntil, 1);
});

Deno.test("amounts keep their decimals, and more than four are rounded alike", async () => {
  const many = ["1.00005", "1.00004999", "-0.00005", "2.5e-3", "1e2", "+3", "0.12345678"];
  const { report } = await readLines(many.map((paid, i) => `c${i % 2},2024-01-0${i + 1},${paid}`));
  assert.match(report.notes.join(" "), /rounded to 4 decimals/);
  for (const one of ["5", "5.1", "5.25", "5.125", "5.0625"]) {
    await readLines([`a,2024-01-01,${one}`, `b,2024-01-02,3`, `a,2024-01-02,0.0`]);
  }
});

Deno.test("customers stand by their numbers or texts; categories tie by theirs", async () => {
  await readLines(["10,2024-01-01,5", "9,2024-01-02,5", "09,2024-01-02,5", "100,2024-01-02,5"]);
  await readLines(["b,2024-01-01,5", "B,2024-01-02,5", "é,2024-01-02,5", "10,2024-01-02,5"]);
  const product = paramsOf({ ...NAMED, product: "what" });
  const lines = Array.from(
    { length: 40 },
    (_, i) => `c${i % 7},2024-01-${10 + i % 20},${i + 1},${i % 13 === 0 ? "" : `p${i % 11}`}`,
  );
  const { report } = await readLines(lines, product, "who,day,paid,what");
  assert.equal(report.categories.length, 8);
  const many = Array.from({ length: 120 }, (_, i) => `c${i % 7},2024-01-02,${i + 1},article ${i}`);
  const { report: none } = await readLines(many, product, "who,day,paid,what");
  assert.match(none.notes.join(" "), /it has 120 and categories are at most 50/);
});

Deno.test("codes of ingest.missing_codes and listed marks are none", async () => {
  const ingest = { missing_codes: { who: ["anonymous"], paid: ["-99"] }, missing_values: ["none"] };
  const params = paramsOf(NAMED, { ingest });
  const { report } = await readLines([
    ...["anonymous,2024-01-01,5", "NA,2024-01-01,-99", "NA,2024-01-02,5", "none,2024-01-01,4"],
    ...["b,2024-01-03,5", "b,none,5"],
  ], params);
  assert.equal(report.customers, 2);
});

Deno.test("what only the reader in memory reads is refused with an example", async () => {
  const memory = /set engine\.name to auto to read the ledger in memory/;
  await refuses(["a,09.12.2011,5", "b,2011-12-10,5"], /one is "09\.12\.2011"/);
  await refuses(["a,20111209,5"], /dates of a ledger must be written as 2011-12-09/);
  await refuses(["a,2011-12-09,€5"], memory);
  await refuses(["a,2011-12-09,5", 'b,2011-12-09,"1,5"'], /row 3 column "paid".*has "1,5"/);
  const comma = paramsOf(NAMED, { ingest: { decimal: "," } });
  await refuses(["a,2011-12-09,5"], /ingest\.decimal is a comma/, comma);
});

Deno.test("what no reader reads is refused as in memory", async () => {
  await refuses(["a,soon,5"], /a ledger must have dates, but no cell of the column is one/);
  await refuses(["a,2011-12-09,0", "b,2011-12-09,-3"], /must hold purchases/);
  await refuses(["a,2011-12-09,5"], /Did you mean "paid"/, paramsOf({ ...NAMED, amount: "payd" }));
  const large = Array.from({ length: 200 }, (_, i) => `a,2011-12-09,99999999999.${1001 + i}`);
  await refuses(large, /amounts must add up to at most 9007199254740991/);
});
