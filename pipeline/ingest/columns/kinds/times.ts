/** Votes for dates and for how long an interview took. Runs in Deno and browsers. */

import { dateFromDays, type DatesFound } from "../../cells/dates.ts";
import { type Evidence, type Vote, vote } from "./evidence.ts";

/** Headers of metadata that holds seconds or minutes. */
const DURATION = /duration|time\b|Time$|minutes|gesamtzeit/i;

/** Texts that all have the form of dates are dates; those of an open form may be none. */
export function voteByDates({ answers: { dates } }: Evidence): readonly Vote[] {
  if (dates === null) return [];
  return [vote("date", dates.format.includes(" ") ? 0.7 : 0.95, describeDates(dates))];
}

/** Numbers of metadata that speaks of time are durations, even where no two are equal, which makes an
 * identifier of other columns.
 */
export function voteByDuration({ answers, source }: Evidence): readonly Vote[] {
  const isDuration = source.isMetadata && answers.numbers !== null && DURATION.test(source.label);
  return isDuration ? [vote("numeric", 0.999, "how long the interview took")] : [];
}

function describeDates({ days, format }: DatesFound): string {
  let first = Infinity, last = -Infinity;
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return `dates as ${format}, ${dateFromDays(first)} to ${dateFromDays(last)}`;
}
