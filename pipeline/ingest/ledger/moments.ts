/** Dates of a ledger: all that can be read, also where some cannot. Runs in Deno and browsers. */

import { type DatesFound, readDates } from "../cells/dates.ts";
import { serialText } from "../files/workbook/serial_dates.ts";

/** The dates of a column, one per text. */
export interface Moments {
  /** Days since 1970-01-01, the time of day as a fraction; NaN where a text is no date. */
  readonly days: Float64Array;
  /** The forms in which they were written, that of most lines first. */
  readonly formats: readonly string[];
}

/** A day as digits alone, as cash registers write it. */
const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
/** A spreadsheet's serial number of a day from 1927 to 2173. */
const SERIAL = /^[1-9]\d{4}(?:\.\d+)?$/;

/** Texts of one form, by their places. */
interface Form {
  readonly format: string;
  readonly places: number[];
  lines: number;
}

/** Reads the dates of a ledger, as `readDates` does and besides as spreadsheets' serial numbers and as
 * 20111209. Where a column is not of one form, each form is read by itself; where its days and months
 * contradict each other, the order that more lines show is taken, and the others are no dates.
 * O(letters).
 * @param texts Trimmed, none of them empty.
 * @param counts Lines per text.
 */
export function readMoments(texts: readonly string[], counts: ArrayLike<number>): Moments {
  const days = new Float64Array(texts.length).fill(NaN);
  const written = texts.map(asDate);
  const whole = written.length === 0 ? null : readDates(written);
  if (whole !== null) return { days: whole.days, formats: [whole.format] };
  const formats: { readonly format: string; readonly lines: number }[] = [];
  for (const { places, lines } of formsOf(written, counts)) {
    const { found, taken } = readForm(written, { places, counts });
    taken.forEach((place, i) => days[place] = found.days[i]);
    formats.push({ format: found.format, lines });
  }
  formats.sort((a, b) => b.lines - a.lines || (a.format < b.format ? -1 : 1));
  return { days, formats: formats.map(({ format }) => format) };
}

/** Digits alone as the date that they stand for. */
function asDate(text: string): string {
  const digits = DIGITS.exec(text);
  if (digits !== null) return digits.slice(1).join("-");
  return SERIAL.test(text) ? serialText(Number(text), { kind: "date", is1904: false }) : text;
}

/** The texts that are dates by themselves, by their form without the order of day and month. */
function formsOf(texts: readonly string[], counts: ArrayLike<number>): Iterable<Form> {
  const forms = new Map<string, Form>();
  texts.forEach((text, place) => {
    const found = readDates([text]);
    if (found === null) return;
    const format = found.format.replace(/,.*/, "").replace(/^mm(.)dd\1/, "dd$1mm$1");
    const form = forms.get(format) ?? { format, places: [], lines: 0 };
    form.places.push(place);
    form.lines += counts[place];
    forms.set(format, form);
  });
  return forms.values();
}

/** The dates of one form, and which texts have one. */
function readForm(
  texts: readonly string[],
  { places, counts }: { places: readonly number[]; counts: ArrayLike<number> },
): { found: DatesFound; taken: readonly number[] } {
  const all = readDates(places.map((place) => texts[place]));
  if (all !== null) return { found: all, taken: places };
  const shown = places.map((place) => readDates([texts[place]])!.first);
  const lines = { day: 0, month: 0 };
  shown.forEach((first, i) => {
    if (first === "day" || first === "month") lines[first] += counts[places[i]];
  });
  const without = (other: "day" | "month") => {
    const taken = places.filter((_, i) => shown[i] !== other);
    return { found: readDates(taken.map((place) => texts[place])), taken };
  };
  // With points between, the day comes first in all that do not show otherwise.
  const monthFirst = lines.month > lines.day ? without("day") : null;
  const { found, taken } = monthFirst?.found ? monthFirst : without("month");
  return { found: found!, taken };
}
