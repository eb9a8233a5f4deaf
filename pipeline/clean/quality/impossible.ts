/** Answers that cannot be true or lie absurdly far from all others. Runs in Deno and browsers. */

import { levelCounts } from "../../survey/read_column.ts";
import { quoteValue } from "../../base/errors.ts";
import { countOf, formatNumber, joinWords } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import type { Filter } from "../../plan/filter_parse.ts";
import type { Survey } from "../../survey/survey.ts";
import type { QualityExample, QualityFinding } from "../cleaned.ts";
import { compare, join, type Judgement } from "./judgement.ts";

/** Headers of ages, in the languages that surveys come in. */
const AGE =
  /^(q?\d*[ _.:-]*)?(age|your age|how old are you\??|alter|[âa]ge|edad|et[àa]|idade|ηλικία)$/iu;
const BIRTH_YEAR =
  /^(year[ _]?(of[ _]?)?birth|birth[ _]?year|geburtsjahr|ann[ée]e de naissance)$/iu;
/** People who answer surveys. */
const AGES = { low: 10, high: 110 };
const BIRTH_YEARS = { low: 1900, high: 2100 };
/** Tukey's far fences lie at 3 interquartile ranges; skewed answers such as spending pass those. */
const FENCE = 15;
const FEWEST_DISTINCT = 10;
const MOST_COLUMNS_TOLD = 4;
const MOST_EXAMPLES_A_COLUMN = 2;
const MOST_EXAMPLES = 4;

/** Flags respondents with an age outside 10 to 110, a year of birth before 1900, or a number more than
 * 15 interquartile ranges outside the middle half of its column (of at least 10 distinct numbers). What was
 * made of a ledger nobody answered: it is as true as its lines, and most customers buy little.
 */
export function findImpossible(survey: Survey): Judgement | null {
  if (survey.report.ledger !== undefined) return null;
  const flagged = new Uint8Array(survey.rows);
  const told: string[] = [];
  const examples: QualityExample[] = [];
  const outside: Filter[] = [];
  for (const column of survey.columns) {
    const bounds = boundsOf(column);
    if (bounds === null) continue;
    outside.push(compare(column, "<", bounds.low), compare(column, ">", bounds.high));
    const isWrong = column.values.map((value, level) =>
      column.missing[level] === 0 && (value < bounds.low || value > bounds.high) ? 1 : 0
    );
    const counts = levelCounts(column);
    const found = isWrong.reduce((sum, wrong, level) => sum + wrong * counts[level], 0);
    if (found === 0) continue;
    let left = MOST_EXAMPLES_A_COLUMN;
    column.codes.forEach((code, i) => {
      if (isWrong[code] === 0) return;
      flagged[i] = 1;
      if (left-- > 0) examples.push({ column: column.name, text: column.texts[code], row: i });
    });
    told.push(
      `${quoteValue(column.name)} outside ${formatBound(bounds.low)} to ${
        formatBound(bounds.high)
      }` +
        ` (${formatNumber(found)})`,
    );
  }
  if (outside.length === 0) return null;
  const rows: number[] = [];
  flagged.forEach((flag, i) => {
    if (flag === 1) rows.push(i);
  });
  const more = told.length > MOST_COLUMNS_TOLD ? ", ..." : "";
  return {
    rows,
    who: join("or", outside),
    ...(examples.length === 0 ? {} : { examples }),
    detail: told.length === 0
      ? "ages and other numbers, none out of bounds"
      : told.slice(0, MOST_COLUMNS_TOLD).join(", ") + more,
  };
}

/** Names impossible values with their rows, where those who gave them take part; else empty.
 * @param hasRows Whether rows of the file may be told.
 */
export function describeImpossible(
  quality: readonly QualityFinding[],
  { hasRows }: { readonly hasRows: boolean },
): string {
  const found = quality.find(({ rule }) => rule === "impossible");
  if (found?.examples === undefined || found.action === "drop") return "";
  const told = found.examples.slice(0, MOST_EXAMPLES).map(({ column, text, row }) =>
    `${column} ${text}${hasRows ? ` (row ${row + 1})` : ""}`
  );
  const named = new Set(found.examples.slice(0, MOST_EXAMPLES).map(({ row }) => row)).size;
  const more = found.rows.length - named;
  const rest = more > 0 ? [...told, countOf(more, "more respondent")] : told;
  return `Impossible values, as it seems: ${
    joinWords(rest)
  }. quality.impossible drop leaves those who gave them out.`;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

function boundsOf(column: Column): Bounds | null {
  if (column.categories !== null || (column.kind !== "numeric" && column.kind !== "ordinal")) {
    return null;
  }
  const names = [column.name.trim(), column.label.trim()];
  if (names.some((name) => AGE.test(name))) return AGES;
  if (names.some((name) => BIRTH_YEAR.test(name))) return BIRTH_YEARS;
  return column.kind === "numeric" ? fencesOf(column) : null;
}

function fencesOf(column: Column): Bounds | null {
  const counts = levelCounts(column);
  const levels = Array.from(column.values.keys())
    .filter((level) => column.missing[level] === 0 && counts[level] > 0)
    .sort((a, b) => column.values[a] - column.values[b]);
  if (levels.length < FEWEST_DISTINCT) return null;
  const total = levels.reduce((sum, level) => sum + counts[level], 0);
  const low = quantile(column, { levels, counts, rank: 0.25 * (total - 1) });
  const high = quantile(column, { levels, counts, rank: 0.75 * (total - 1) });
  if (high <= low) return null;
  const reach = FENCE * (high - low);
  return { low: low - reach, high: high + reach };
}

function quantile(
  { values }: Column,
  { levels, counts, rank }: { levels: readonly number[]; counts: Uint32Array; rank: number },
): number {
  let seen = 0;
  for (const level of levels) {
    seen += counts[level];
    if (seen > rank) return values[level];
  }
  return values[levels[levels.length - 1]];
}

/** Years and ages stand without separators. */
function formatBound(bound: number): string {
  if (Number.isInteger(bound) && Math.abs(bound) < 10_000) return String(bound);
  return formatNumber(bound, Number.isInteger(bound) || Math.abs(bound) >= 100 ? 0 : 1);
}
