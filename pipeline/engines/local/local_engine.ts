/** The engine without a database: all rows in the memory of this process. Runs in Deno only. */

import { DataError, quoteValue } from "../../base/errors.ts";
import type { StageContext } from "../../base/context.ts";
import { countOf } from "../../base/text.ts";
import { writeCsv } from "../../deliver/csv_text.ts";
import { nameColumns } from "../../ingest/headers/name_columns.ts";
import { readTable } from "../../ingest/files/read_table.ts";
import type { CustomersTold } from "../../ingest/ledger/mod.ts";
import { joinTables } from "../../ingest/table/join_tables.ts";
import type { RawColumn, RawTable } from "../../ingest/table/table.ts";
import type { Params } from "../../plan/params.ts";
import type {
  Coding,
  Engine,
  Extremes,
  Held,
  Level,
  RowsAsked,
  SegmentsWanted,
  SourceFacts,
  Sums,
  SumsQuestion,
  TallyCell,
  TallyQuestion,
} from "../engine.ts";
import type { RowExpression } from "../rows/expression.ts";
import { plainNumber } from "../rows/plain_number.ts";
import { type FolderCell, withFolders } from "./folder_columns.ts";
import { evaluate, type Slice, takeSteps, test } from "./evaluate.ts";

/** Rows that are gone through at once: their columns fit in a core's cache. */
const SLICE = 1024;

/** A file of the source. */
export interface LocalFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the folders in which it lies say of all its rows; nothing if absent. */
  readonly folders?: readonly FolderCell[];
}

/** Reads files of the same columns into memory.
 * @throws {DataError} If one cannot be read, or has other columns than the first.
 */
export async function openLocalEngine(
  files: readonly LocalFile[],
  ingest: Params["ingest"],
  context: StageContext,
): Promise<Engine> {
  const tables: RawTable[] = [];
  let delimiter = "";
  for (const { name, bytes, folders = [] } of files) {
    const read = await readTable(bytes, {
      ...{ name, ingest, context },
      planHeader: () => ({ preamble: 0, rows: 1 }),
    });
    const table = withFolders(read.table, folders);
    delimiter = read.delimiter;
    const headers = (each: RawTable) => each.columns.map(({ header }) => header);
    if (tables.length > 0 && String(headers(table)) !== String(headers(tables[0]))) {
      throw new DataError(
        `Cannot read ${quoteValue(name)} with ${
          quoteValue(files[0].name)
        }: all files must have the ` +
          `same columns in the same order, but this one begins with ${
            quoteValue(headers(table).slice(0, 5).join(", "))
          }.`,
      );
    }
    tables.push(table);
  }
  if (ingest.ledger === null) return new LocalEngine(tables, null, context);
  const { findCustomers, ledgerOfTable } = await import("../../ingest/ledger/mod.ts");
  const ledger = ledgerOfTable(joinTables(tables), delimiter);
  const found = await findCustomers(ledger, {
    ...{ name: nameOf(files), ledger: ingest.ledger, ingest, context },
  });
  const { opened: { table }, columns, report, decimal } = found;
  return new LocalEngine([table], { columns, report, decimal }, context);
}

/** What files are called together: one by its name, many by their folder. */
function nameOf(files: readonly LocalFile[]): string {
  const [{ name }] = files;
  return files.length === 1 ? name : name.slice(0, name.lastIndexOf("/")) || name;
}

class LocalEngine implements Engine {
  readonly name = "local";
  readonly title = "this process";
  readonly facts: SourceFacts;
  readonly #tables: readonly RawTable[];
  readonly #names: readonly string[];
  readonly #context: StageContext;
  #answers: ReadonlyMap<string, Float64Array> = new Map();
  #held: { readonly rows: number; readonly columns: ReadonlyMap<string, Float64Array> } = {
    rows: 0,
    columns: new Map(),
  };

  constructor(
    tables: readonly RawTable[],
    customers: CustomersTold | null,
    context: StageContext,
  ) {
    this.#tables = tables;
    this.#names = nameColumns(tables[0].columns).names;
    this.#context = context;
    this.facts = {
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      columns: this.#names.map((name, c) => ({
        ...{ name, header: tables[0].columns[c].header },
        type: "text",
      })),
      customers,
    };
  }

  cells(at: Float64Array): Promise<string[][]> {
    const found: string[][] = [];
    let next = 0, first = 0;
    for (const { rows, columns } of this.#tables) {
      for (; next < at.length && at[next] < first + rows; next++) {
        const row = at[next] - first;
        found.push(columns.map(({ codes, texts }) => texts[codes[row]]));
      }
      first += rows;
    }
    return Promise.resolve(found);
  }

  levels(names: readonly string[], most: number): Promise<(readonly Level[] | null)[]> {
    return Promise.resolve(names.map((name) => {
      const counts = new Map<string, number>();
      for (const { texts, counts: own } of this.#partsOf(name)) {
        texts.forEach((text, level) => counts.set(text, (counts.get(text) ?? 0) + own[level]));
      }
      return counts.size > most
        ? null
        : [...counts].map(([text, count]) => ({ text: text === "" ? null : text, count }));
    }));
  }

  code(codings: readonly Coding[]): Promise<void> {
    this.#answers = new Map(codings.map((coding) => [coding.as, this.#codeColumn(coding)]));
    return Promise.resolve();
  }

  async hold({ steps, where, names }: Held): Promise<void> {
    const held = names.map(() => new Float64Array(this.facts.rows));
    let kept = 0;
    await this.#eachSlice({ steps, where }, (slice, { n, passes }) => {
      const columns = names.map((name) => slice.get(name)!);
      for (let i = 0; i < n; i++) {
        if (passes[i] === 0) continue;
        for (let c = 0; c < columns.length; c++) held[c][kept] = columns[c][i];
        kept++;
      }
    });
    const rows = held.map((values) => values.subarray(0, kept));
    this.#held = { rows: kept, columns: new Map(names.map((name, c) => [name, rows[c]])) };
  }

  async sums(question: SumsQuestion): Promise<Sums> {
    const { group, groups, terms } = question;
    const counts = new Float64Array(groups);
    const sums = Array.from({ length: groups }, () => new Float64Array(terms.length));
    await this.#eachSlice(question, (slice, { n, passes }) => {
      const groupOf = group === null ? new Float64Array(n) : evaluate(group, slice, n);
      for (let i = 0; i < n; i++) if (passes[i] === 1) counts[groupOf[i]]++;
      terms.forEach(({ of, scale }, t) => {
        const values = evaluate(of, slice, n);
        for (let i = 0; i < n; i++) {
          if (passes[i] === 0 || Number.isNaN(values[i])) continue;
          sums[groupOf[i]][t] += Math.floor(values[i] * scale + 0.5);
        }
      });
    });
    return { counts, sums };
  }

  async tally(
    { group, groups, of, weight, square, ...rows }: TallyQuestion,
  ): Promise<TallyCell[]> {
    type Cell = { count: number; weight: number; square: number };
    const found = of.map(() => new Map<number, Cell[]>());
    await this.#eachSlice(rows, (slice, { n, passes }) => {
      const groupOf = evaluate(group, slice, n);
      const [weights, squares] = [weight, square].map((term) =>
        term === null
          ? new Float64Array(n)
          : evaluate(term.of, slice, n).map((value) => Math.floor(value * term.scale + 0.5))
      );
      of.forEach((name, a) => {
        const values = slice.get(name)!;
        for (let i = 0; i < n; i++) {
          if (passes[i] === 0) continue;
          let cells = found[a].get(values[i]);
          if (cells === undefined) {
            cells = Array.from({ length: groups }, () => ({ count: 0, weight: 0, square: 0 }));
            found[a].set(values[i], cells);
          }
          const cell = cells[groupOf[i]];
          cell.count++;
          cell.weight += weights[i];
          cell.square += squares[i];
        }
      });
    });
    return found.flatMap((values, a) =>
      [...values].flatMap(([value, cells]) =>
        cells.map((cell, g) => ({ of: a, value, group: g, ...cell }))
          .filter(({ count }) => count > 0)
      )
    );
  }

  async extremes(rows: RowsAsked, of: readonly RowExpression[]): Promise<Extremes> {
    const low = new Float64Array(of.length).fill(NaN);
    const high = new Float64Array(of.length).fill(NaN);
    await this.#eachSlice(rows, (slice, { n, passes }) => {
      of.forEach((expression, e) => {
        const values = evaluate(expression, slice, n);
        for (let i = 0; i < n; i++) {
          if (passes[i] === 0 || Number.isNaN(values[i])) continue;
          if (!(values[i] >= low[e])) low[e] = values[i];
          if (!(values[i] <= high[e])) high[e] = values[i];
        }
      });
    });
    return { low, high };
  }

  async write({ steps, segment, columns, folder }: SegmentsWanted): Promise<string[]> {
    const segments: (number | null)[] = [];
    await this.#eachSlice({ steps, where: [] }, (slice, { n }) => {
      for (const value of evaluate(segment, slice, n)) {
        segments.push(Number.isNaN(value) ? null : value);
      }
    });
    const parts = columns.map((name) => this.#partsOf(name));
    const { rows } = this.facts;
    const tables = this.#tables;
    function* lines(): Generator<(string | number | null)[]> {
      let row = 0;
      for (const [t, table] of tables.entries()) {
        for (let i = 0; i < table.rows; i++, row++) {
          yield [...parts.map((part) => part[t].texts[part[t].codes[i]]), segments[row]];
        }
      }
    }
    const name = "segments.csv";
    await Deno.writeFile(`${folder}/${name}`, writeCsv([...columns, "segment"], lines(), "keep"));
    this.#context.progress(rows, rows, countOf(rows, "row"));
    return [name];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** A column in each file. */
  #partsOf(name: string): RawColumn[] {
    const place = this.#names.indexOf(name);
    return this.#tables.map(({ columns }) => columns[place]);
  }

  #codeColumn({ column, answers, except, range }: Coding): Float64Array {
    const values = new Float64Array(this.facts.rows);
    let at = 0;
    for (const { codes, texts } of this.#partsOf(column)) {
      const levels = texts.map((text) => {
        if (answers !== null) return answers.get(text) ?? NaN;
        const number = plainNumber(text);
        const isIn = range === null || (number >= range[0] && number <= range[1]);
        return isIn && !except.includes(number) ? number : NaN;
      });
      for (let i = 0; i < codes.length; i++) values[at++] = levels[codes[i]];
    }
    return values;
  }

  /** Goes through all rows; tells which of a slice's rows pass every test. */
  async #eachSlice(
    { steps, where, isOfHeld = false }: RowsAsked,
    visit: (slice: Slice, of: { readonly n: number; readonly passes: Uint8Array }) => void,
  ): Promise<void> {
    const { rows, columns } = isOfHeld
      ? this.#held
      : { rows: this.facts.rows, columns: this.#answers };
    for (let from = 0; from < rows; from += SLICE) {
      const n = Math.min(SLICE, rows - from);
      const slice: Slice = new Map();
      for (const [name, values] of columns) slice.set(name, values.subarray(from, from + n));
      takeSteps(steps, slice, n);
      const passes = new Uint8Array(n).fill(1);
      for (const asked of where) {
        const own = test(asked, slice, n);
        for (let i = 0; i < n; i++) passes[i] &= own[i];
      }
      visit(slice, { n, passes });
      const pause = this.#context.checkpoint(from + n, rows);
      if (pause !== undefined) await pause;
    }
  }
}
