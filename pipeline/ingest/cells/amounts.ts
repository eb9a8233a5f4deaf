/** Reads numbers that carry their unit: `$13,289`, `12,50 €`, `45 %`, `25 years`. Runs in Deno and browsers. */

import { type Decimal, readNumbers } from "./numbers.ts";
import { fold } from "./scales/fold.ts";
import { foldAll, LANGUAGES } from "./scales/languages/languages.ts";

/** Numbers without their unit. */
export interface AmountsFound {
  readonly values: Float64Array;
  /** The unit as most answers first write it. */
  readonly unit: string;
}

/** A number and its unit. In front of it only money is one, as words there number things (`Person 12`);
 * behind it one known word, as others name places (`12 Main`) and several make it a band (`21 or older`). */
const AMOUNT =
  /^([+\-\u2212]?)\s?((?:\p{Sc}|R\$|EUR|USD|GBP|CHF|Rs\.?)?)\s?([+\-\u2212]?\d(?:[\d.,'’ \u00a0\u2009\u202f]*\d)?)\s?([\p{Sc}%]|\p{L}{1,12}\.?|)$/u;
const MEASURES =
  "km|m|cm|mm|mi|mile(s)|kg|g|lb(s)|l|ml|kwh|h|hr(s)|std|min(s)|sec(s)|s|yr(s)|yo|pts|" +
  "eur|usd|gbp|chf|pln|zł|tl|try|sek|nok|dkk|kr|czk|kc|huf|ft|ron|lei|inr|rs|aud|cad|jpy";
const THOUSANDS =
  "k|tsd|tausend|thousand|mil|mille|m|mn|mio|million|bn|mrd|billion|lakh(s)|crore(s)";
/** Up to this many different numbers they are rather the points of a scale, such as `3 stars`. */
const MOST_SCALE_POINTS = 11;
/** Letters by which a unit is told, so that `1 year` and `2 years` have the same. */
const TELLING_LETTERS = 3;
let units: ReadonlySet<string> | null = null;
/** Beside these a number without a unit would be another number. */
let multiples: ReadonlySet<string> | null = null;

/** Reads all texts as numbers of one unit, which some may leave out unless it changes the number, as
 * `%` and `k` do. O(letters), given up at the first other text.
 * @param texts Trimmed.
 * @param options.fewest Different numbers needed; without it more than a scale has points.
 * @returns null if they are none.
 */
export function readAmounts(
  texts: readonly string[],
  { decimal, fewest = MOST_SCALE_POINTS + 1 }: { decimal: Decimal; fewest?: number },
): AmountsFound | null {
  const bare: string[] = [];
  let unit = "", stem = "", hasNone = false;
  for (const text of texts) {
    const amount = splitAmount(text);
    if (amount === null) return null;
    bare.push(amount.number);
    if (amount.unit === "") hasNone = true;
    else if (unit === "") [unit, stem] = [amount.unit, stemOf(amount.unit)];
    else if (amount.unit !== unit && stemOf(amount.unit) !== stem) return null;
  }
  if (unit === "" || (hasNone && changesNumber(unit))) return null;
  const values = readNumbers(bare, decimal);
  return values === null || new Set(values).size < fewest ? null : { values, unit };
}

/** A text without the unit of its number; as it is where it has none. */
export function withoutUnit(text: string): string {
  return splitAmount(text)?.number ?? text;
}

/** A number and its unit, empty where it is bare; null where a text is no such thing. */
export function splitAmount(text: string): { number: string; unit: string } | null {
  const match = AMOUNT.exec(text);
  if (match === null) return null;
  const [, sign, before, number, behind] = match;
  if (sign !== "" && /^\D/.test(number)) return null;
  // Of two units the one behind multiplies: $20.5k.
  if (before !== "" && behind !== "" && !changesNumber(behind)) return null;
  if (/^\p{L}/u.test(behind) && !isUnit(behind)) return null;
  return { number: sign + number, unit: before + behind };
}

function isUnit(word: string): boolean {
  units ??= new Set([
    MEASURES,
    THOUSANDS,
    ...LANGUAGES.flatMap(({ counting }) => [
      ...counting.units.map(([, phrases]) => phrases),
      counting.nouns,
    ]),
  ].flatMap(foldAll));
  return units.has(fold(word));
}

/** Whether a unit makes another number of the one before it, as `%` and `k` do. */
export function changesNumber(unit: string): boolean {
  multiples ??= new Set(foldAll(THOUSANDS));
  return unit.endsWith("%") || multiples.has(fold(unit));
}

function stemOf(unit: string): string {
  const folded = fold(unit);
  return folded === "" ? unit : folded.slice(0, TELLING_LETTERS);
}
