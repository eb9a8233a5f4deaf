/** Reads an SPSS system file (.sav, .zsav) into a table. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { countOf } from "../../../base/text.ts";
import { LevelColumn, type Levels } from "../../table/level_column.ts";
import type { RawTable } from "../../table/table.ts";
import { typedTable } from "../../table/typed_table.ts";
import { unreadable } from "../unreadable.ts";
import { type CaseSource, openCases } from "./cases.ts";
import { Damage } from "../damage.ts";
import { readDictionary, type SavDictionary } from "./dictionary.ts";
import { makeSavColumn } from "./sav_column.ts";
import type { SavVariable } from "./variables.ts";

/** A system file as a table, and its character encoding. */
export interface SavFound {
  readonly table: RawTable;
  readonly encoding: string;
}

type TakeCell = (record: Uint8Array, view: DataView) => void;

/** What SPSS stores for "system-missing". */
const SYSTEM_MISSING = -Number.MAX_VALUE;

/** Reads a system file, O(bytes), case by case, keeping no case.
 * @throws {DataError} If it is cut off or damaged, or in an encoding that no browser knows.
 */
export async function readSav(
  bytes: Uint8Array,
  { name, context }: { name: string; context: StageContext },
): Promise<SavFound> {
  try {
    const dictionary = readDictionary(bytes);
    const source = await openCases(bytes, dictionary, { name, context });
    const { columns, rows } = await readCases(source, dictionary, context);
    const { unreadSets } = dictionary;
    if (unreadSets > 0) {
      context.warn(
        `Could not read ${countOf(unreadSets, "multiple-response set")} of the file, of a form ` +
          "that SPSS does not write. Save the file again in SPSS, or give their columns a question in " +
          "ingest.columns.",
      );
    }
    return { table: typedTable(columns, rows), encoding: dictionary.encoding };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    throw unreadable(
      name,
      `an SPSS file must be whole, but this one is cut off or damaged (${error.message}). ` +
        "Download it again, or save it again in SPSS.",
    );
  }
}

async function readCases(
  source: CaseSource,
  dictionary: SavDictionary,
  context: StageContext,
): Promise<{ columns: RawTable["columns"]; rows: number }> {
  const collectors = dictionary.variables.map((variable) => collect(variable, dictionary));
  const { cases } = dictionary;
  let rows = 0;
  let record: Uint8Array | null = null;
  let view: DataView = new DataView(new ArrayBuffer(0));
  while ((cases < 0 || rows < cases) && source.next()) {
    if (source.record !== record) {
      record = source.record;
      view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    }
    for (const { take } of collectors) take(record, view);
    rows++;
    await context.checkpoint(rows, Math.max(rows, cases), "cases");
  }
  if (rows < cases) throw new Damage(`${rows} of its ${cases} cases`);
  const columns = collectors.map(({ finish }, c) =>
    makeSavColumn(dictionary.variables[c], finish(), c + 1)
  );
  return { columns, rows };
}

function collect(
  { width, segments }: SavVariable,
  { decode, littleEndian }: SavDictionary,
): { take: TakeCell; finish: () => Levels<number | string> } {
  const levels = new LevelColumn<number | string>();
  const [{ start, length }] = segments;
  let take: TakeCell;
  if (width === 0) {
    take = (_record, view) => {
      const value = view.getFloat64(start, littleEndian);
      levels.add(value === SYSTEM_MISSING ? NaN : value);
    };
  } else if (segments.length === 1) {
    take = (record) => levels.add(decode(record.subarray(start, start + length)));
  } else {
    const whole = new Uint8Array(segments.reduce((sum, segment) => sum + segment.length, 0));
    take = (record) => {
      let at = 0;
      for (const segment of segments) {
        whole.set(record.subarray(segment.start, segment.start + segment.length), at);
        at += segment.length;
      }
      levels.add(decode(whole));
    };
  }
  return { take, finish: () => levels.finish() };
}
