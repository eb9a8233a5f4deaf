/** Dates in text: one format for a whole column, as days since 1970-01-01. Runs in Deno and browsers. */

/** A column of dates as read. */
export interface DatesFound {
  /** Days since 1970-01-01 in the proleptic Gregorian calendar, the time of day as a fraction. */
  readonly days: Float64Array;
  /** Such as `dd-mm-yyyy`, with what the order of day and month rests on. */
  readonly format: string;
}

const TIME =
  "(?:(?:T| +)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?(?: ?([AaPp])\\.?[Mm]\\.?)?" +
  "(?: ?(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?))?)?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}$`);
const SECONDS_A_DAY = 86400;
const DAYS_A_CYCLE = 146097;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH_DAY = 719468;

/** Reads a column's texts as dates, all in one format: yyyy-mm-dd, dd-mm-yyyy or mm-dd-yyyy with
 * "-", "/" or "." between, each with an optional time of day, which is taken as written (a UTC offset
 * behind it is passed over). Day or month first is decided by the whole column; where both fit, the
 * day comes first.
 * @param texts Trimmed, at least one.
 * @returns null if they are not all valid dates of one format.
 */
export function readDates(texts: readonly string[]): DatesFound | null {
  const yearFirst = YEAR_FIRST.test(texts[0]);
  const pattern = yearFirst ? YEAR_FIRST : YEAR_LAST;
  const matches: RegExpExecArray[] = [];
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match === null || match[2] !== (matches[0] ?? match)[2]) return null;
    matches.push(match);
  }
  if (yearFirst) {
    const days = toDays(matches, [1, 3, 4]);
    return days === null ? null : { days, format: `yyyy${matches[0][2]}mm${matches[0][2]}dd` };
  }
  return readYearLast(matches);
}

function readYearLast(matches: readonly RegExpExecArray[]): DatesFound | null {
  const separator = matches[0][2];
  const dayFirst = toDays(matches, [4, 3, 1]);
  const monthFirst = toDays(matches, [4, 1, 3]);
  const dayFormat = `dd${separator}mm${separator}yyyy`;
  if (dayFirst !== null) {
    const isOpen = monthFirst !== null && separator !== "." &&
      dayFirst.some((day, i) => day !== monthFirst[i]);
    const note = isOpen ? ", day and month could be the other way round" : "";
    return { days: dayFirst, format: dayFormat + note };
  }
  if (monthFirst === null) return null;
  return { days: monthFirst, format: `mm${separator}dd${separator}yyyy` };
}

/** Days of matches whose groups hold year, month and day; null if one is no date. */
function toDays(
  matches: readonly RegExpExecArray[],
  [year, month, day]: readonly [number, number, number],
): Float64Array | null {
  const result = new Float64Array(matches.length);
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    const days = daysFromDate(Number(match[year]), Number(match[month]), Number(match[day]));
    const time = timeOfDay(match);
    if (Number.isNaN(days) || Number.isNaN(time)) return null;
    result[i] = days + time;
  }
  return result;
}

/** Share of the day, 0 without a time, NaN for one that does not exist. */
function timeOfDay(match: RegExpExecArray): number {
  if (match[5] === undefined) return 0;
  const half = match[8]?.toLowerCase();
  const hour = Number(match[5]), minute = Number(match[6]), second = Number(match[7] ?? 0);
  const isClock = half === undefined ? hour <= 23 : hour >= 1 && hour <= 12;
  if (!isClock || minute > 59 || second > 60) return NaN;
  const hours = half === undefined ? hour : hour % 12 + (half === "p" ? 12 : 0);
  return (hours * 3600 + minute * 60 + second) / SECONDS_A_DAY;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar; NaN if there is none such.
 * @see Hinnant, chrono-Compatible Low-Level Date Algorithms, 2013.
 */
export function daysFromDate(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NaN;
  const marchYear = month > 2 ? year : year - 1;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) -
    Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * DAYS_A_CYCLE + dayOfCycle - EPOCH_DAY;
}

/** The date of a day as `2024-03-01`; a time of day is left out.
 * @param days Since 1970-01-01, in the years 0 to 9999.
 */
export function dateFromDays(days: number): string {
  const shifted = Math.floor(days) + EPOCH_DAY;
  const cycle = Math.floor(shifted / DAYS_A_CYCLE);
  const dayOfCycle = shifted - cycle * DAYS_A_CYCLE;
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36524) -
      Math.floor(dayOfCycle / (DAYS_A_CYCLE - 1))) / 365,
  );
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) -
    Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = (monthFromMarch + 2) % 12 + 1;
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
