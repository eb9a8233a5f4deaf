/** Writes typed cells of Parquet and Arrow as a CSV export of them would. Runs in Deno and browsers. */

import { Damage } from "../damage.ts";
import { dateFromDays } from "../../cells/dates.ts";
import type { ColumnFacts } from "../../table/column_facts.ts";
import { type Levels, mergeLevels } from "../../table/level_column.ts";
import type { RawColumn } from "../../table/table.ts";

/** A distinct cell; null where there is none. Anything nested is its JSON. */
export type Cell = string | number | bigint | boolean | null;

/** How a column's numbers are to be read: days and moments are milliseconds since 1970, times are
 * seconds since midnight, decimals are whole numbers of 10^-scale. */
export interface CellForm {
  readonly as: "plain" | "day" | "moment" | "time" | "decimal" | "float32";
  /** Digits behind the point of a decimal. */
  readonly scale: number;
}

/** More digits have no decimals of any width. */
const MOST_DECIMALS = 76;
const MS_A_DAY = 86400000;
/** Days of the years 0 to 9999, which four digits can say. */
const FIRST_DAY = -719528;
const LAST_DAY = 2932896;
/** Digits that tell any two 32-bit floats apart. */
const FLOAT32_DIGITS = 9;

/** Makes a cell of what a library gives. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return value;
    default:
      return JSON.stringify(value, plainJson) ?? null;
  }
}

/** The scale of decimals, if it can be one.
 * @throws {Damage} If it cannot.
 */
export function checkedScale(scale: number): number {
  if (scale >= 0 && scale <= MOST_DECIMALS) return scale;
  throw new Damage("decimals of impossible scale");
}

/** Makes a column of its levels.
 * @param options.order The categories, where the file says that they are ordered.
 */
export function makeTypedColumn(
  levels: Levels<Cell>,
  { header, position, form, order }: {
    header: string;
    position: number;
    form: CellForm;
    order: readonly string[] | null;
  },
): RawColumn {
  // As in a CSV: the time of day is left out where it is midnight throughout.
  const hasTime = form.as === "moment" &&
    levels.values.some((value) => value !== null && Number(value) % MS_A_DAY !== 0);
  const { codes, firsts, counts } = mergeLevels(levels, (cell) => cellText(cell, form, hasTime));
  const texts = firsts.map((cell) => cellText(cell, form, hasTime));
  const column = { position, header, codes, texts, counts };
  return order === null ? column : { ...column, facts: orderedFacts(order, texts) };
}

function orderedFacts(order: readonly string[], texts: readonly string[]): ColumnFacts {
  const categories = [...new Set(order.map((text) => text.trim()))].filter((text) => text !== "");
  return {
    label: "",
    declared: {
      measure: "ordered",
      areLabels: true,
      reason: `${categories.length} ordered categories, as the file says`,
    },
    categories,
    numbers: null,
    missing: new Uint8Array(texts.length),
  };
}

function cellText(cell: Cell, form: CellForm, hasTime: boolean): string {
  if (cell === null || Number.isNaN(cell)) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return String(cell);
  switch (form.as) {
    case "plain":
      return String(cell);
    case "float32":
      return float32Text(Number(cell));
    case "decimal":
      return decimalText(cell, form.scale);
    case "time":
      return timeText(Number(cell) * 1000);
    case "day":
      return dayText(Number(cell));
    case "moment": {
      const day = dayText(Number(cell));
      if (!hasTime || day === "") return day;
      return `${day} ${timeText(Number(cell) - Math.floor(Number(cell) / MS_A_DAY) * MS_A_DAY)}`;
    }
  }
}

function dayText(ms: number): string {
  const days = Math.floor(ms / MS_A_DAY);
  return days >= FIRST_DAY && days <= LAST_DAY ? dateFromDays(days) : "";
}

function timeText(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const rest = Math.floor(ms) % 1000;
  const pad = (part: number, width = 2) => String(part).padStart(width, "0");
  const time = `${pad(Math.floor(whole / 3600))}:${pad(Math.floor(whole / 60) % 60)}:${
    pad(whole % 60)
  }`;
  return rest === 0 ? time : `${time}.${pad(rest, 3)}`;
}

/** The shortest text that is the same 32-bit float: 0.1, not 0.10000000149011612. */
function float32Text(value: number): string {
  for (let digits = 1; digits < FLOAT32_DIGITS; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(Number(value.toPrecision(FLOAT32_DIGITS)));
}

function decimalText(value: bigint | number, scale: number): string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(value);
  const whole = BigInt(value);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
  const point = digits.length - scale;
  const text = scale <= 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return whole < 0n ? `-${text}` : text;
}

function plainJson(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Uint8Array)
    : value;
}
