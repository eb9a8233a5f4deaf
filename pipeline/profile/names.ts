/** Names of segments: what sets each apart, no two the same. Runs in Deno and browsers. */

import { formatNumber, formatShare } from "../base/text.ts";
import type { Difference } from "./differences.ts";
import { shorten } from "../survey/short_texts.ts";
import { askedOf, asksIn, capital, shortIn, subjectOf, type Wording } from "./wording.ts";

/** What a segment is named by. */
export interface NameFacts {
  /** From 0. */
  readonly segment: number;
  /** By the answers that formed it, strongest first. */
  readonly forming: readonly Difference[];
  /** Whether there was anything to compare. */
  readonly isCompared: boolean;
}

/** Characters of a name. */
const MOST = 50;
/** A text in fewer characters than this is not recognised any more. */
const LEAST_TEXT = 12;
const MOST_CATEGORY = 24;
/** Another variable may name a segment where it tells at least this share of the strongest. */
const CLOSE = 0.5;
const AGREES =
  /\bagree|\bstimm\w* .*zu\b|zustimm|d['’]accord|de acuerdo|concord|\bmee eens|\beens\b|zgadzam|katılıyorum|συμφων/i;
const DISAGREES =
  /disagree|nicht zu|lehne|pas .*d['’]accord|desacuerdo|discord|disaccordo|oneens|nie zgadzam|katılmıyorum|διαφων/i;

/** Names segments. The strongest difference names each; where another segment has that already, the
 * next one about as strong does. What is left without is near the average.
 */
export function nameSegments(all: readonly NameFacts[], wording: Wording): string[] {
  const taken = new Set<string>();
  const subjects = new Set<string>();
  return all.map(({ segment, forming, isCompared }) => {
    const [first] = forming;
    const named = forming
      .filter(({ strength }) => Math.abs(strength) >= CLOSE * Math.abs(first.strength))
      .map((difference) => ({
        name: nameDifference(difference, wording),
        subject: `${difference.row.variable}\n${difference.row.category}\n${
          directionOf(difference)
        }`,
      }));
    const free = named.filter(({ name }) => !taken.has(name));
    const found = free.find(({ subject }) => !subjects.has(subject)) ?? free[0];
    const plain = found?.name ?? named[0]?.name ??
      (isCompared ? "Near the average" : `Segment ${segment + 1}`);
    const name = taken.has(plain) ? `${plain} (segment ${segment + 1})` : plain;
    taken.add(name);
    if (found !== undefined) subjects.add(found.subject);
    return name;
  });
}

/** A difference as a name of about 40 characters. */
export function nameDifference(difference: Difference, wording: Wording): string {
  const { row } = difference;
  if (row.statistic === "mean") return nameMean(difference, wording);
  if (row.kind === "binary") return nameYes(difference, wording);
  return wording.scaleOf(row.variable) === null
    ? nameCategory(difference, wording)
    : nameScale(difference, wording);
}

function directionOf({ value, total }: Difference): "higher" | "lower" {
  return value > total ? "higher" : "lower";
}

function shares({ value, total }: Difference): string {
  return `${formatShare(value)} against ${formatShare(total)}`;
}

function nameYes(difference: Difference, wording: Wording): string {
  const { variable, category } = difference.row;
  const figures = shares(difference);
  if (!asksIn(wording, variable)) {
    return `${subjectOf(wording, variable, MOST - figures.length - 2)}: ${figures}`;
  }
  const word = category === null || category === "1" ? "yes" : shorten(category, 8).toLowerCase();
  const room = MOST - figures.length - word.length - 3;
  return `${askedOf(wording, variable, room)} ${word}: ${figures}`;
}

function nameCategory(difference: Difference, wording: Wording): string {
  const { variable, category } = difference.row;
  const bare = shorten(category!, MOST_CATEGORY);
  // A number beside figures would read as one of them.
  const word = /^[\d.+−-]|[\d%]$/.test(bare) ? `“${bare}”` : bare;
  const figures = shares(difference);
  const room = MOST - word.length - figures.length - 3;
  if (room >= LEAST_TEXT) return `${subjectOf(wording, variable, room)}: ${word} ${figures}`;
  const less = difference.value > difference.total ? "More" : "Fewer";
  return nameBySaying(`${less} say “${bare}”`, variable, wording);
}

function nameScale(difference: Difference, wording: Wording): string {
  const { variable, category } = difference.row;
  const scale = wording.scaleOf(variable)!;
  const [low, high] = [scale[0], scale[scale.length - 1]].map(agreement);
  if (low !== high && low + high === 0) {
    const isMore = difference.strength > 0 === high > 0;
    return nameBySaying(`Agrees ${isMore ? "more" : "less"}`, variable, wording);
  }
  if (!asksIn(wording, variable)) return nameCategory(difference, wording);
  const side = difference.value > difference.total ? "More" : "Fewer";
  return nameBySaying(`${side} say “${shorten(category!, MOST_CATEGORY)}”`, variable, wording);
}

/** 1 where a word agrees, -1 where it does not, 0 where it is of another kind. */
function agreement(word: string): number {
  if (DISAGREES.test(word)) return -1;
  return AGREES.test(word) ? 1 : 0;
}

function nameBySaying(said: string, variable: string, wording: Wording): string {
  const room = Math.max(LEAST_TEXT, MOST - said.length - 2);
  return `${said}: ${capital(shortIn(wording, variable, room))}`;
}

function nameMean(difference: Difference, wording: Wording): string {
  const { row: { variable, kind }, value, total } = difference;
  const direction = directionOf(difference);
  const question = wording.kindOf(variable);
  if (question === "ranking") {
    const place = direction === "higher" ? "lower" : "higher";
    return nameBySaying(`Places ${place}`, variable, wording);
  }
  const decimals = Math.abs(total) < 10 ? 1 : 0;
  const figures = `${formatNumber(value, decimals)} against ${formatNumber(total, decimals)}`;
  const isRated = kind === "ordinal" && question === "grid";
  const lead = isRated ? `Rates ${direction}` : capital(direction);
  const { short } = wording.texts.of(variable);
  if (!isRated && !asksIn(wording, variable)) {
    const room = MOST - figures.length - direction.length - 3;
    if (short.length <= room) return `${capital(short)} ${direction}: ${figures}`;
  }
  const whole = `${lead}: ${capital(short)}, ${figures}`;
  return whole.length <= MOST ? whole : nameBySaying(lead, variable, wording);
}
