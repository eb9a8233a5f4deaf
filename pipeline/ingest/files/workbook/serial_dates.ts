/** Dates of workbooks: serial numbers as ISO text, without any time zone. Runs in Deno and browsers. */

import { dateFromDays } from "../../cells/dates.ts";

/** What the number of a cell stands for. */
export type SerialKind = "date" | "time" | "elapsed";

const SECONDS_A_DAY = 86400;
/** Days from 1900-01-01 as serial 1 to 1970-01-01, counting the 29 February 1900 that never was. */
const EPOCH_SERIAL = 25569;
const PHANTOM_DAY = 60;
const LAST_SERIAL = 2958465;
const SHIFT_1904 = 1462;

/** What a number format that is known to be of dates shows: a day, a time of day, or a duration.
 * @param format Such as `yyyy-mm-dd`, `h:mm AM/PM`, `[h]:mm:ss`.
 */
export function serialKind(format: string): SerialKind {
  const bare = format.replace(/"[^"]*"|\\.|_./g, "").replace(/AM\/PM|A\/P/gi, "");
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return "elapsed";
  const fields = bare.replace(/\[[^\]]*\]/g, "");
  return /[hs]/i.test(fields) && !/[ydeg]/i.test(fields) ? "time" : "date";
}

/** Writes a serial number as `2024-03-01`, `2024-03-01T12:30:00` (where it has a time of day),
 * `12:30:00` (a time alone) or `27:15:00` (a duration), to the nearest second.
 * Serial 60 is 1900-02-29, as spreadsheets have it, which is no date.
 * @param is1904 Whether the workbook counts from 1904.
 */
export function serialText(
  serial: number,
  { kind, is1904 }: { kind: SerialKind; is1904: boolean },
): string {
  if (kind === "elapsed") return clock(Math.round(serial * SECONDS_A_DAY));
  const shifted = serial + (is1904 && kind === "date" ? SHIFT_1904 : 0);
  if (shifted < 0 || shifted >= LAST_SERIAL + 1) return String(serial);
  const seconds = Math.round(shifted * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const time = clock(seconds - day * SECONDS_A_DAY);
  if (day === 0 && (kind === "time" || seconds > 0)) return time;
  return seconds % SECONDS_A_DAY === 0 ? dayText(day) : `${dayText(day)}T${time}`;
}

function dayText(day: number): string {
  if (day === 0) return "1900-01-00";
  if (day === PHANTOM_DAY) return "1900-02-29";
  return dateFromDays(day - EPOCH_SERIAL + (day < PHANTOM_DAY ? 1 : 0));
}

function clock(seconds: number): string {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  return (seconds < 0 ? "-" : "") + parts.map((part) => String(part).padStart(2, "0")).join(":");
}
