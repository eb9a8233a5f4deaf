/** Amounts as whole numbers of their smallest unit, so that sums are exact. Runs in Deno and browsers. */

import { changesNumber, splitAmount } from "../cells/amounts.ts";
import { type Decimal, isNumber } from "../cells/numbers.ts";

/** Amounts with more decimals are rounded to so many. */
export const MOST_DECIMALS = 4;

/** Amounts of a column, one per text. */
export interface Money {
  /** Whole numbers of the smallest unit; NaN where a text is no amount. */
  readonly units: Float64Array;
  /** Decimals of the smallest unit, 0 to {@link MOST_DECIMALS}: 2 where it is the cent. */
  readonly decimals: number;
  /** Per text 1 where it had more decimals than {@link MOST_DECIMALS} and was rounded. */
  readonly rounded: Uint8Array;
  /** What each text carries beside its number, such as `€`; empty where it is bare or no amount. */
  readonly carried: readonly string[];
}

/** A number as it is written: its digits, and how many of them stand behind the decimal mark. */
interface Written {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly decimals: number;
}

const GAPS = /[ \u00a0\u2009\u202f'\u2019]/g;
const WRITTEN = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** Reads texts as amounts, each by itself; O(letters).
 * The smallest unit is a power of ten that all amounts are whole numbers of, but not below 0.0001: what has
 * more decimals is rounded, halves away from zero.
 * @param texts Trimmed.
 */
export function readMoney(texts: readonly string[], decimal: Decimal): Money {
  const carried: string[] = [];
  const written = texts.map((text) => {
    const found = isNumber(text, decimal) ? { number: text, unit: "" } : splitAmount(text);
    const isAmount = found !== null && isNumber(found.number, decimal) &&
      !changesNumber(found.unit);
    carried.push(isAmount ? found.unit : "");
    return isAmount ? asWritten(found.number, decimal) : null;
  });
  let decimals = 0;
  for (const one of written) {
    decimals = Math.max(decimals, Math.min(one?.decimals ?? 0, MOST_DECIMALS));
  }
  return {
    units: Float64Array.from(written, (one) => one === null ? NaN : unitsOf(one, decimals)),
    decimals,
    rounded: Uint8Array.from(
      written,
      (one) => one !== null && one.decimals > MOST_DECIMALS ? 1 : 0,
    ),
    carried,
  };
}

/** An amount as text without needless zeros, exactly: `12.3`.
 * @param units A whole number of the smallest unit.
 */
export function moneyText(units: number, decimals: number): string {
  const sign = units < 0 ? "-" : "";
  const digits = String(Math.abs(units)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return sign + (decimals === 0 || fraction === "" ? whole : `${whole}.${fraction}`);
}

/** Takes a number apart without computing with it; zeros at the end of its fraction do not count. */
function asWritten(text: string, decimal: Decimal): Written {
  const plain = text.replace("\u2212", "-").replace(GAPS, "")
    .replaceAll(decimal === "." ? "," : ".", "").replace(",", ".");
  const [, sign, whole, fraction, exponent = "0"] = WRITTEN.exec(plain)!;
  let digits = (whole + fraction).replace(/^0+/, "");
  let decimals = fraction.length - Number(exponent);
  const zeros = /0*$/.exec(digits)![0].length;
  const gone = Math.min(zeros, Math.max(0, decimals));
  digits = digits.slice(0, digits.length - gone);
  decimals -= gone;
  return { isNegative: sign === "-", digits, decimals: digits === "" ? 0 : decimals };
}

/** The whole number of units of 10^-decimals; -0 never. */
function unitsOf({ isNegative, digits, decimals: own }: Written, decimals: number): number {
  const size = own <= decimals
    ? Number(digits + "0".repeat(decimals - own))
    : roundedUnits(digits, own - decimals);
  return isNegative && size !== 0 ? -size : size;
}

/** Takes the last digits off, halves up. */
function roundedUnits(digits: string, cut: number): number {
  if (cut > digits.length) return 0;
  const isUp = digits[digits.length - cut] >= "5";
  return Number(digits.slice(0, digits.length - cut)) + (isUp ? 1 : 0);
}
