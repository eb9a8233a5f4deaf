/** Reads what is written in two units or as on a clock as numbers: `5'10"`, `5 ft 10`, `1 h 20`, `08:30`, `00:12:31`. Runs in Deno and browsers. */

/** Numbers in one unit. */
export interface MeasuresFound {
  readonly values: Float64Array;
  /** What they count, with how it was written where that is not plain. */
  readonly unit: string;
}

/** A way to write a measure. */
interface Form {
  readonly pattern: RegExp;
  readonly unit: string;
  /** The number of a match; NaN where there is no such. */
  readonly read: (match: RegExpExecArray) => number;
  /** Different answers needed: words with few of them are rather bands of numbers. */
  readonly fewest: number;
}

const MOST_SCALE_POINTS = 11;
const INCHES = 12;
const HIGHEST_FEET = 9;
const FEET = "(?:['’′‘´`]|ft\\.?|foot|feet)";
const INCH = "(?:[\"”″“]|''|’’|′′|in\\.?|inch(?:es)?)";
const HEIGHT = new RegExp(
  `^(\\d)\\s?${FEET}(?:\\s?,?\\s?(\\d{1,2}(?:\\.\\d{1,2})?)\\s?${INCH}?)?$`,
  "iu",
);
/** Before and after noon, or the word for o'clock. */
const HALF = "(a|p)\\.?[ \\u00a0\\u202f]?m\\.?";
const CLOCK = new RegExp(`^(\\d{1,2})[:h](\\d{2})(?:\\s?${HALF}|\\s?(?:Uhr|uur|hrs?|h))?$`, "iu");
/** With a point it would be a number without the words. */
const POINTED = new RegExp(`^(\\d{1,2})\\.(\\d{2})\\s?(?:${HALF}|Uhr|uur)$`, "iu");
const WHOLE_HOUR = new RegExp(`^(\\d{1,2})()\\s?${HALF}$`, "iu");
const SECONDS = new RegExp(`^(\\d{1,3}):(\\d{2}):(\\d{2})(?:[.,]\\d+)?(?:\\s?${HALF})?$`, "iu");
const HOUR =
  "h|hr|hrs|hours?|std|stunden?|heures?|horas?|ora|ore|ώρα|ώρες|uur|uren|godz|godzin[ay]?|saat|sa";
const MINUTE = "m|min|mins|minutes?|minuten?|minutos?|minut[oiy]?|λεπτά|λεπτό|minuut|dakika|dk";
const SECOND = "s|sec|secs|seconds?|sek|sekunden?|secondes?|segundos?|second[oi]";
const DURATION = new RegExp(
  `^(?:(\\d+(?:[.,]\\d+)?)\\s?(?:${HOUR})\\.?)?(?:,?\\s?(?:and |und |et |y |e |en |i |ve |και )?` +
    `(\\d+(?:[.,]\\d+)?)\\s?(?:${MINUTE})?\\.?)?$`,
  "iu",
);
const MINUTES_SECONDS = new RegExp(
  `^(?:(\\d+)\\s?(?:${MINUTE})\\.?)?(?:,?\\s?(\\d+(?:[.,]\\d+)?)\\s?(?:${SECOND})\\.?)?$`,
  "iu",
);
const HAS_UNIT = /\d\s?\p{L}/u;
const LONGEST = 40;
const CLOCK_UNIT = "minutes (hours:minutes as written)";
const BEYOND_DAY = "seconds (minutes:seconds as written)";
const HOURS_A_DAY = 24;

const FORMS: readonly Form[] = [
  {
    pattern: HEIGHT,
    unit: "inches (feet and inches as written)",
    read: ([, feet, inches = "0"]) => {
      const rest = Number(inches);
      return Number(feet) <= HIGHEST_FEET && rest < INCHES ? Number(feet) * INCHES + rest : NaN;
    },
    fewest: 2,
  },
  {
    pattern: SECONDS,
    unit: "seconds (hours:minutes:seconds as written)",
    read: ([, hours, minutes, seconds, half]) =>
      clock({ hours, minutes, half }) * 60 + below60(seconds),
    fewest: 2,
  },
  {
    pattern: either(CLOCK, POINTED, WHOLE_HOUR),
    unit: CLOCK_UNIT,
    read: ([whole]) => {
      const [, hours, minutes, half] = (CLOCK.exec(whole) ?? POINTED.exec(whole) ??
        WHOLE_HOUR.exec(whole))!;
      return clock({ hours, minutes: minutes === "" ? "0" : minutes, half });
    },
    fewest: 2,
  },
  {
    pattern: DURATION,
    unit: "minutes (hours and minutes as written)",
    read: ([whole, hours, minutes]) =>
      HAS_UNIT.test(whole) ? decimal(hours) * 60 + decimal(minutes) : NaN,
    fewest: MOST_SCALE_POINTS + 1,
  },
  {
    pattern: MINUTES_SECONDS,
    unit: "seconds (minutes and seconds as written)",
    read: ([whole, minutes, seconds]) =>
      HAS_UNIT.test(whole) ? decimal(minutes) * 60 + decimal(seconds) : NaN,
    fewest: MOST_SCALE_POINTS + 1,
  },
];

/** Reads all texts as heights in feet and inches, times of a clock or durations, each in one unit. O(letters),
 * given up at the first other text.
 * @param texts Trimmed.
 * @param options.isDemanded Whether few different ones are numbers too.
 * @returns null if they are none.
 */
export function readMeasures(
  texts: readonly string[],
  { isDemanded = false }: { isDemanded?: boolean } = {},
): MeasuresFound | null {
  const [first] = texts;
  if (first === undefined || first.length > LONGEST || !/^\d/.test(first)) return null;
  for (const { pattern, unit, read, fewest } of FORMS) {
    if (!pattern.test(first)) continue;
    const values = readAll(texts, { pattern, read });
    if (values === null) continue;
    const distinct = new Set(values).size;
    // Words for hours and minutes are bands where they are few, unless one has both.
    const isTold = isDemanded || texts.some((text) => (text.match(/\d+/g) ?? []).length > 1);
    if (distinct < (isTold ? Math.min(2, texts.length) : fewest)) continue;
    return { values, unit: unit === CLOCK_UNIT && isBeyondDay(texts) ? BEYOND_DAY : unit };
  }
  return null;
}

/** Whether some are no time of a day, so that minutes and seconds were written. */
function isBeyondDay(texts: readonly string[]): boolean {
  return texts.some((text) => Number.parseInt(text, 10) >= HOURS_A_DAY);
}

function readAll(
  texts: readonly string[],
  { pattern, read }: Pick<Form, "pattern" | "read">,
): Float64Array | null {
  const values = new Float64Array(texts.length);
  for (const [i, text] of texts.entries()) {
    const match = text.length > LONGEST ? null : pattern.exec(text);
    values[i] = match === null ? NaN : read(match);
    if (Number.isNaN(values[i])) return null;
  }
  return values;
}

/** Minutes since midnight, or of a duration in the same form. */
function clock(
  { hours, minutes, half }: { hours: string; minutes: string; half: string | undefined },
): number {
  const hour = Number(hours);
  if (half === undefined) return hour * 60 + below60(minutes);
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12 + (half.toLowerCase() === "p" ? 12 : 0)) * 60 + below60(minutes);
}

function below60(text: string): number {
  const number = Number(text);
  return number < 60 ? number : NaN;
}

function decimal(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(",", "."));
}

function either(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), "iu");
}
