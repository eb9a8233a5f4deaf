/** Lists of objects as the site's table. Runs in browsers. */

import { dataTable, type TableColumn } from "../components/kit/table/data_table.ts";

/** Rows that are looked at for their columns. */
const LOOKED_AT = 1000;
const MOST_COLUMNS = 60;

type Row = Readonly<Record<string, unknown>>;

/** Whether a value is a list of plain objects, which reads best as a table. */
export function isTable(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 &&
    value.slice(0, LOOKED_AT).every((row) => isPlain(row) && Object.keys(row).length > 0);
}

/** A table with search, order and CSV. */
export function tableOf(rows: readonly object[]): HTMLElement {
  const names = [...new Set(rows.slice(0, LOOKED_AT).flatMap((row) => Object.keys(row)))];
  const columns = names.slice(0, MOST_COLUMNS).map((name): TableColumn<Row> => {
    const isNumeric = rows.slice(0, LOOKED_AT).every((row) => {
      const cell = (row as Row)[name] ?? null;
      return cell === null || typeof cell === "number";
    });
    return { name, isNumeric, value: (row) => cellOf(row[name]) };
  });
  return dataTable(rows as readonly Row[], columns, {
    caption: `${rows.length} rows`,
    hasCaption: false,
    filename: "rows",
    maxHeight: 380,
    note: names.length > MOST_COLUMNS
      ? `The first ${MOST_COLUMNS} of ${names.length} columns.`
      : "",
  });
}

/** Whether a value is an object of no class. */
export function isPlain(value: unknown): value is Row {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function cellOf(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value);
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // What holds itself cannot be written.
    return "(object)";
  }
}
