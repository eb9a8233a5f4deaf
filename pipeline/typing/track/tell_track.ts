/** A later wave beside a run in sentences that can be pasted. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { countOf, formatNumber, formatShare, joinWords } from "../../base/text.ts";
import type { Interval } from "../../numeric/distributions/proportions.ts";
import { writeP } from "../../profile/testing/test_words.ts";
import {
  type CentreShift,
  LEVEL,
  type QuestionShift,
  type Track,
  type UnlikeDifference,
  type UnlikeFound,
} from "./tracked.ts";

type Untold = Omit<Track, "told">;

const MOST_NAMED = 3;
const LONGEST = 72;
const KEPT_AHEAD = 24;
/** Shifts of fewer standard deviations are small whatever their p (Cohen). */
const SMALL_SHIFT = 0.2;

/** Tells the wave: who and by which questions, shares, what segments answer, a new segment, the panel. */
export function tellTrack(track: Untold): string[] {
  return [
    tellWave(track),
    ...tellQuestions(track),
    tellShares(track),
    ...tellDrift(track),
    ...tellUnlike(track),
    ...tellPanel(track),
  ];
}

function tellWave({ survey, runId, respondents, weights }: Untold): string {
  const { all, placed, effectiveBase, before, leftOut } = respondents;
  const out = leftOut.length === 0
    ? ""
    : ` Left out: ${
      joinWords(leftOut.map(({ reason, count }) => `${formatNumber(count)} (${reason})`))
    }.`;
  const by = weights === null
    ? ""
    : `, weighted by ${weights} and as precise as ${formatNumber(effectiveBase)} of equal weight`;
  const run = before.base === before.effectiveBase
    ? countOf(before.base, "respondent")
    : `${countOf(before.base, "respondent")}, as precise as ${
      formatNumber(before.effectiveBase)
    } of equal weight`;
  return `${survey} beside run ${runId}: ${formatNumber(placed)} of ${
    countOf(all, "respondent")
  } placed${by}; the run has ${run}.${out}`;
}

function tellQuestions({ questions }: Untold): string[] {
  const by = (way: string) => questions.filter((question) => question.by === way);
  const byText = by("text"), missing = by("missing");
  const other = questions.filter(({ newAnswers }) => newAnswers.length > 0);
  return [
    `Of ${countOf(questions.length, "question")} that place respondents ${
      formatNumber(by("name").length)
    } were found by name${
      byText.length === 0
        ? ""
        : ` and ${formatNumber(byText.length)} by text (${
          some(byText.map(({ variable, found }) => `${variable} as ${found}`))
        })`
    }.`,
    ...(missing.length === 0 ? [] : [
      `Missing: ${
        some(missing.map(({ variable }) => variable))
      }. They were filled for everybody as the run ` +
      "fills gaps, so that shares and centres are those of other questions than the run's: take changes " +
      "with care.",
    ]),
    ...(other.length === 0 ? [] : [
      `New answers, which count as gaps: ${
        some(other.map(({ variable, newAnswers: [{ text, count }] }) =>
          `${quoteValue(text)} in ${variable} (${formatNumber(count)})`
        ))
      }.`,
    ]),
  ];
}

function tellShares({ shares: { segments, test } }: Untold): string {
  const changed = segments.filter(({ adjusted }) => adjusted < LEVEL)
    .sort((a, b) => Math.abs(b.change.value) - Math.abs(a.change.value));
  const all = `Of all segments at once chi-square(${test.freedom}) = ${
    formatNumber(test.statistic, 1)
  }, ${writeP(test.p)}.`;
  if (changed.length === 0) {
    const most = segments.reduce((a, b) =>
      Math.abs(b.change.value) > Math.abs(a.change.value) ? b : a
    );
    return `Shares: no segment is found to have changed; the largest change is that of segment ${most.segment} ` +
      `(${points(most.change.value)}, 95 %: ${pointRange(most.change)}). ${all}`;
  }
  const told = changed.map(({ segment, name, before, after, change, adjusted }) =>
    `segment ${segment}${name === "" ? "" : ` “${name}”`} ${
      change.value > 0 ? "grew" : "shrank"
    } from ${tenths(before.share)} to ${tenths(after.share)} (${points(change.value)}, 95 %: ${
      pointRange(change)
    }; adjusted ${writeP(adjusted)})`
  );
  return `Shares: ${told.join("; ")}. ${all}`;
}

function tellDrift({ drift }: Untold): string[] {
  const shifts = drift.flatMap((question) =>
    question.segments.map((shift) => ({ question, shift }))
  );
  const tested = shifts.filter(({ shift }) => shift.test !== null);
  const questions = drift.filter(({ test }) => test !== null);
  const moved = tested.filter(({ shift }) => shift.adjusted! < LEVEL)
    .sort((a, b) => Math.abs(b.shift.shift!.value) - Math.abs(a.shift.shift!.value));
  const movedQuestions = questions.filter(({ adjusted }) => adjusted! < LEVEL);
  if (tested.length === 0) {
    return ["Centres: not compared, as fewer than 30 answered in every segment."];
  }
  const head = `Centres: ${formatNumber(moved.length)} of ${
    countOf(tested.length, "mean or share", "means and shares")
  } by segment moved, and ${formatNumber(movedQuestions.length)} of ${
    countOf(questions.length, "question")
  } (adjusted p below ${LEVEL}).`;
  if (moved.length === 0) {
    if (movedQuestions.length === 0) return [head];
    const whole = movedQuestions.map((question) => {
      const values = question.segments.flatMap(({ shift }) => shift === null ? [] : [shift.value]);
      const shifts = values.map((value) => signed(value, 2)).join(", ");
      return `${nameOf(question)} (${shifts} standard deviations by segment; adjusted ${
        writeP(question.adjusted!)
      })`;
    });
    return [`${head} Over all segments moved: ${some(whole)}.`];
  }
  const small = moved.filter(({ shift }) => Math.abs(shift.shift!.value) < SMALL_SHIFT).length;
  return [
    `${head} Most: ${moved.slice(0, MOST_NAMED).map(tellShift).join("; ")}.${
      small === 0
        ? ""
        : ` ${formatNumber(small)} of them by less than ${SMALL_SHIFT} standard deviations.`
    }`,
  ];
}

function tellShift(
  { question, shift: { segment, before, after, shift, adjusted } }: {
    readonly question: QuestionShift;
    readonly shift: CentreShift;
  },
): string {
  const { value, low, high } = shift!;
  return `${nameOf(question)} in segment ${segment}, ${figureOf(question, before!)} to ${
    figureOf(question, after!)
  } (${signed(value, 2)} standard deviations, 95 %: ${signed(low, 2)} to ${
    signed(high, 2)
  }; adjusted ${writeP(adjusted!)})`;
}

function tellUnlike({ unlike }: Untold): string[] {
  const { share, low, high, base, expected, excess, p, finding, together, nearest } = unlike;
  const counted = `${tenths(share)} of the respondents (${formatNumber(base)}; 95 %: ${
    tenths(low)
  } to ${tenths(high)}) are unlike any segment, ${tenths(expected)} are expected (${writeP(p)})`;
  if (finding === "none") return [`New segment: no sign of one: ${counted}.`];
  const more = `${counted}: ${points(excess.value)} more, 95 %: ${pointRange(excess)}`;
  const lie = together === null
    ? ""
    : ` (silhouette as a segment of their own ${formatNumber(together.silhouette, 2)} against ${
      formatNumber(together.reference, 2)
    }, ${writeP(together.p)})`;
  return [
    finding === "together"
      ? `New segment: likely: ${more}. ${
        formatNumber(together!.size.base)
      } of them lie together${lie}: ${tenths(together!.size.share)} of the wave, 95 %: ${
        tenths(together!.size.low)
      } to ${tenths(together!.size.high)}. Whoever of them ` +
        "is near a segment is not counted, so that it may be larger."
      : `New segment: more than expected are unlike any, but they do not lie together${lie}: ${more}. They ` +
        "may be of several kinds, or answered without care.",
    `All of them are counted in the segment that is nearest to them: ${
      joinWords(
        nearest.flatMap((count, s) =>
          count === 0 ? [] : [`${formatNumber(count)} in segment ${s + 1}`]
        ),
      )
    }.`,
    ...tellDifferences(unlike),
  ];
}

function tellDifferences({ differences, finding }: UnlikeFound): string[] {
  if (differences.length === 0) return [];
  const told = differences.slice(0, MOST_NAMED).map((difference) =>
    `${nameOf(difference)} ${figureOf(difference, difference.value)} against ${
      figureOf(difference, difference.others)
    } (${signed(difference.deviations, 1)} standard deviations)`
  );
  const who = finding === "together" ? "Those who lie together" : "Those unlike any segment";
  return [`${who} differ from all others most in ${told.join("; ")}.`];
}

function tellPanel({ panel }: Untold): string[] {
  if (panel === null) return [];
  const { members, id, stayed, kappa, adjustedRand, repeated } = panel;
  const left = repeated === 0
    ? ""
    : ` ${countOf(repeated, "identifier")} that ${
      repeated === 1 ? "stands" : "stand"
    } more than once ${repeated === 1 ? "is" : "are"} left out.`;
  return [
    `Panel: of ${countOf(members, "member")} in both waves (by ${id}) ${
      tenths(stayed.share)
    } stayed in their ` +
    `segment (95 %: ${tenths(stayed.low)} to ${tenths(stayed.high)}); kappa ${
      formatNumber(kappa.value, 2)
    } (95 %: ${formatNumber(kappa.low, 2)} to ${
      formatNumber(kappa.high, 2)
    }), adjusted Rand index ${
      formatNumber(adjustedRand, 2)
    }.${left} The tests above take both waves as different ` +
    "people; for members they are on the safe side.",
  ];
}

/** The question, cut in its middle where it is long, with the column and the answer. */
export function nameOf(
  { variable, label, category }: Pick<UnlikeDifference, "variable" | "label" | "category">,
): string {
  const text = label === variable ? variable : `${shorten(label)} (${variable})`;
  return category === null ? text : `${text}: ${category}`;
}

/** Cut in the middle: the beginning tells the question, the end the item. */
function shorten(text: string): string {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  if (letters.length <= LONGEST) return letters.join("");
  return `${letters.slice(0, KEPT_AHEAD).join("").trimEnd()} … ${
    letters.slice(KEPT_AHEAD + 3 - LONGEST).join("").trimStart()
  }`;
}

/** A mean or a share as it is told. */
export function figureOf(
  of: Pick<QuestionShift, "category"> & { readonly statistic?: "mean" | "share" },
  value: number,
): string {
  return of.category !== null || of.statistic === "share"
    ? formatShare(value)
    : formatNumber(value, Math.abs(value) < 100 ? 2 : 0);
}

/** A few of a list, and how many more there are. */
function some(words: readonly string[]): string {
  const rest = words.length - MOST_NAMED;
  return rest <= 0
    ? joinWords(words)
    : `${words.slice(0, MOST_NAMED).join(", ")} and ${formatNumber(rest)} more`;
}

/** A share as per cent with a decimal. */
export function tenths(share: number): string {
  return `${formatNumber(share * 100, 1)} %`;
}

/** A number with its sign. */
export function signed(value: number, decimals: number): string {
  const text = formatNumber(value, decimals);
  return text.startsWith("-") || /^[0.]*$/.test(text) ? text : `+${text}`;
}

/** A change of a share in points of per cent. */
export function points(change: number): string {
  return `${signed(change * 100, 1)} points`;
}

function pointRange({ low, high }: Interval): string {
  return `${signed(low * 100, 1)} to ${signed(high * 100, 1)}`;
}
