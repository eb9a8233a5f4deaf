/** When a survey was in the field, by its own dates. Runs in Deno and browsers. */

import type { Survey } from "../../survey/survey.ts";

const DAY_MS = 86_400_000;
const MONTHS =
  "January February March April May June July August September October November December"
    .split(" ");
/** Of the respondents; a column that few have a date in says when something else happened. */
const LEAST_SHARE = 0.5;

/** Other dates are answers, such as when somebody was born. */
const OF_INTERVIEW =
  /(?:start|end|interview|submit|record|complet|respon|survey|field)[a-z]*[ _.-]*(?:date|time)|date[ _.-]*(?:of[ _.-]*)?(?:the[ _.-]*)?(?:interview|survey|submission|response)|timestamp/i;

/** Says in which months the interviews were made, by the first column that dates them; empty where the file
 * has none. The first and the last few are left out, as a month that is one person's would tell of that
 * person.
 * @param least Respondents that a month must be told by.
 */
export function fieldTime({ columns, rows }: Survey, least: number): string {
  for (const { kind, metadata, name, label, codes, values, missing } of columns) {
    const isNamed = [name, label].some((header) => OF_INTERVIEW.test(header));
    if (kind !== "date" || !(metadata || isNamed)) continue;
    const days: number[] = [];
    codes.forEach((code) => {
      if (missing[code] === 0 && Number.isFinite(values[code])) days.push(values[code]);
    });
    if (days.length < LEAST_SHARE * rows || days.length < 2 * least) continue;
    days.sort((a, b) => a - b);
    const [from, to] = [days[least - 1], days[days.length - least]].map(monthOf);
    return from === to ? from : `${from} to ${to}`;
  }
  return "";
}

function monthOf(day: number): string {
  const date = new Date(day * DAY_MS);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
