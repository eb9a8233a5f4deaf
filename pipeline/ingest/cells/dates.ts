/** Dates in text: one format for a whole column, as days since 1970-01-01. Runs in Deno and browsers. */

/** A column of dates as read. */
export interface DatesFound {
  /** Days since 1970-01-01 in the proleptic Gregorian calendar, the time of day as a fraction. */
  readonly days: Float64Array;
  /** Such as `dd-mm-yyyy`, with what the order of day and month rests on. */
  readonly format: string;
  /** Which of day and month the dates themselves show to come first; "open" where both fit and differ,
   * empty where the question does not arise. */
  readonly first: "day" | "month" | "open" | "";
}

/** Before and after noon as the forms of each language write them. */
const HALF = "[AaPp]\\.?[ \u00a0\u202f]?[Mm]\\.?|(?:vorm|nachm)\\.?|[πμΠΜ]\\.?[μΜ]\\.?";
const AFTERNOON = /^(?:p|nachm|μ)/i;
/** Italian and Finnish spreadsheets part hours and minutes by a point. */
const TIME = "(?:(?:T|,? +)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?" +
  `(?:[ \u00a0\u202f]?(${HALF}))?` +
  "(?: ?(?:[A-Z]{1,5}|(?:UTC|GMT)?[+\\-\u2212]\\d{1,2}(?::?\\d{2})?))?)?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}$`);
/** Spreadsheets save years so; with "-" the year may as well come first, and 1.2.10 is a version. */
const SHORT_YEAR = new RegExp(
  `^(?=\\d+/|\\d\\d\\.\\d\\d\\.)(\\d{1,2})([/.])(\\d{1,2})\\2(\\d{2})${TIME}$`,
);
/** Months in words, as spreadsheets and statistics packages write them. */
const NAMED = new RegExp(`^(\\d{1,2})([- /])([A-Za-z]{3,9})\\.?\\2(\\d{4}|\\d{2})${TIME}$`);
const NAMED_FIRST = new RegExp(`^([A-Za-z]{3,9})\\.?( )(\\d{1,2}), (\\d{4})${TIME}$`);
const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
/** Excel takes years of two digits up to here for those of this century. */
const LAST_SHORT_YEAR = 29;
const SECONDS_A_DAY = 86400;
const DAYS_A_CYCLE = 146097;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH_DAY = 719468;

/** Reads a column's texts as dates, all in one format: yyyy-mm-dd, dd-mm-yyyy or mm-dd-yyyy with
 * "-", "/" or "." between, dd/mm/yy and mm/dd/yy with "/" or ".", 1-Mar-2024 and March 1, 2024 in
 * English, each with an optional time of day, which is taken as written (a time zone behind it is
 * passed over). Day or month first is decided by the whole column; where both fit, the day comes
 * first unless other columns of the file show otherwise.
 * @param texts Trimmed, at least one.
 * @param isMonthFirst What other columns show.
 * @returns null if they are not all valid dates of one format.
 */
export function readDates(texts: readonly string[], isMonthFirst = false): DatesFound | null {
  const pattern = [YEAR_FIRST, YEAR_LAST, SHORT_YEAR, NAMED, NAMED_FIRST]
    .find((one) => one.test(texts[0]));
  if (pattern === undefined) return null;
  const matches: RegExpExecArray[] = [];
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match === null || match[2] !== (matches[0] ?? match)[2]) return null;
    matches.push(match);
  }
  const separator = matches[0][2];
  if (pattern === YEAR_FIRST) {
    const days = toDays(matches, [1, 3, 4]);
    return days && { days, format: `yyyy${separator}mm${separator}dd`, first: "" };
  }
  if (pattern === NAMED || pattern === NAMED_FIRST) {
    const days = toDays(matches, pattern === NAMED ? [4, 3, 1] : [4, 1, 3]);
    const isShort = matches.some((match) => match[4].length === 2);
    const format = pattern === NAMED
      ? `dd${separator}month${separator}${isShort ? "yy" : "yyyy"}`
      : "month-dd-yyyy";
    return days && { days, format, first: "" };
  }
  return readYearLast(matches, { isShort: pattern === SHORT_YEAR, isMonthFirst });
}

function readYearLast(
  matches: readonly RegExpExecArray[],
  { isShort, isMonthFirst }: { isShort: boolean; isMonthFirst: boolean },
): DatesFound | null {
  const separator = matches[0][2];
  const dayFirst = toDays(matches, [4, 3, 1]);
  const monthFirst = separator === "." && dayFirst !== null ? null : toDays(matches, [4, 1, 3]);
  const year = isShort ? "yy" : "yyyy";
  const short = isShort ? ", years of two digits" : "";
  const isOpen = dayFirst !== null && monthFirst !== null &&
    dayFirst.some((day, i) => day !== monthFirst[i]);
  if (monthFirst !== null && (dayFirst === null || (isOpen && isMonthFirst))) {
    const note = isOpen ? ", as other columns show" : "";
    const format = `mm${separator}dd${separator}${year}${note}${short}`;
    return { days: monthFirst, format, first: isOpen ? "open" : "month" };
  }
  if (dayFirst === null) return null;
  const note = isOpen ? ", day and month could be the other way round" : "";
  return {
    days: dayFirst,
    format: `dd${separator}mm${separator}${year}${note}${short}`,
    first: isOpen ? "open" : monthFirst === null && separator !== "." ? "day" : "",
  };
}

/** What a group of a match stands for: a number, or a month in words. */
function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const word = text.toLowerCase();
  const isShortened = word.length === 3 || word === "sept";
  return MONTHS.findIndex((month) => isShortened ? month.startsWith(word) : month === word) + 1;
}

function yearOf(text: string): number {
  const year = Number(text);
  return text.length === 2 ? year + (year <= LAST_SHORT_YEAR ? 2000 : 1900) : year;
}

/** Days of matches whose groups hold year, month and day; null if one is no date. */
function toDays(
  matches: readonly RegExpExecArray[],
  [year, month, day]: readonly [number, number, number],
): Float64Array | null {
  const result = new Float64Array(matches.length);
  for (let i = 0; i < matches.length; i++) {
    const match = matches[i];
    const days = daysFromDate(yearOf(match[year]), numberOf(match[month]), Number(match[day]));
    const time = timeOfDay(match);
    if (Number.isNaN(days) || Number.isNaN(time)) return null;
    result[i] = days + time;
  }
  return result;
}

/** Share of the day, 0 without a time, NaN for one that does not exist. */
function timeOfDay(match: RegExpExecArray): number {
  if (match[5] === undefined) return 0;
  const half = match[8];
  const hour = Number(match[5]), minute = Number(match[6]), second = Number(match[7] ?? 0);
  const isClock = half === undefined ? hour <= 23 : hour >= 1 && hour <= 12;
  if (!isClock || minute > 59 || second > 60) return NaN;
  const hours = half === undefined ? hour : hour % 12 + (AFTERNOON.test(half) ? 12 : 0);
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
