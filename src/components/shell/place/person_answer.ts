/** Where one person belongs, in words. Runs in browsers. */

import type { PersonPlaced } from "../../../../pipeline/typing/form/place_person.ts";
import type { FormQuestion, PlacingForm } from "../../../../pipeline/typing/form/placing_form.ts";
import { html } from "../../kit/elements.js";
import { countOf, formatNumber, formatShare } from "../../kit/words/format.js";
import { segmentBar, segmentLabel } from "./segment_label.js";

/** From these on a segment is sure, and likely. */
const SURE = 0.9;
const LIKELY = 0.6;
const MOST_NAMED = 5;

/** What the answer rests on. */
export interface AnswerFacts {
  readonly form: PlacingForm;
  /** The questions that are asked. */
  readonly asked: readonly FormQuestion[];
  /** Whether these are all of the model's, or the few of the short form. */
  readonly isAll: boolean;
}

/** Tells the segment, how likely it is, which comes next, what is unlike, what is missing and how sure all
 * this is.
 */
export function personAnswer(placed: PersonPlaced, facts: AnswerFacts): HTMLElement[] {
  const { segment, chances, isUnlike } = placed;
  const { form: { segments }, isAll } = facts;
  if (segment === null) {
    return [html("p", beginWords(facts.asked.length), { class: "place-begin" })];
  }
  const order = chances.map((chance, s) => ({ chance, s })).sort((a, b) =>
    (b.s === segment - 1 ? 1 : 0) - (a.s === segment - 1 ? 1 : 0) || b.chance - a.chance ||
    a.s - b.s
  );
  return [
    html("h3", [segmentLabel(segment, segments[segment - 1])]),
    html("p", likelyWords(placed, segments), { class: "place-likely" }),
    isUnlike === true ? html("p", UNLIKE, { class: "place-unlike" }) : null,
    html(
      "ul",
      order.map(({ chance, s }) =>
        html("li", [
          segmentLabel(s + 1, segments[s]),
          segmentBar(s + 1, chance),
          html("span", formatShare(chance), { class: "place-figure" }),
        ])
      ),
      { class: "place-chances", "aria-label": "How likely each segment is" },
    ),
    missingPart(placed, facts),
    html("p", sureWords(facts), { class: "place-note" }),
    isAll ? null : html("p", UNLIKE_UNTOLD, { class: "place-note" }),
  ].filter((part) => part !== null);
}

const UNLIKE =
  "Unlike any segment: farther from this one than 99 of 100 of its own respondents. It is the nearest, " +
  "and no more.";
const UNLIKE_UNTOLD = "Whether somebody is unlike any segment only all questions tell.";

/** The segment in one line, for where there is no room for more. */
export function briefAnswer({ segment, chances }: PersonPlaced, { form }: AnswerFacts): string {
  if (segment === null) return "";
  return `${segment} ${form.segments[segment - 1]}, ${formatShare(chances[segment - 1])}`;
}

function beginWords(count: number): string {
  return count === 1
    ? "Answer the question, and the segment stands here."
    : "Answer a first question, and the segment stands here; each further answer makes it surer.";
}

function likelyWords(
  { segment, chances, missing }: PersonPlaced,
  segments: readonly string[],
): string {
  const own = chances[segment! - 1];
  let next = -1;
  chances.forEach((chance, s) => {
    if (s !== segment! - 1 && (next < 0 || chance > chances[next])) next = s;
  });
  const words = own >= SURE ? "Clearly here" : own >= LIKELY ? "Likely here" : "Not clear";
  const rival = `${segments[next]} (${formatShare(chances[next])})`;
  // Respondents of the run are known by their answers, whatever is nearest.
  return chances[next] > own
    ? `A respondent of the survey with these very answers is here; nearer, with ${
      formatShare(chances[next])
    }, is ${segments[next]}.`
    // What is filled in counts as if it had been said.
    : `${words} (${formatShare(own)}${
      missing.length === 0 ? "" : ", if what is filled in is right"
    }); next comes ${rival}.`;
}

/** What has no answer, and what stands in for it. */
function missingPart({ missing }: PersonPlaced, { asked, isAll }: AnswerFacts): HTMLElement | null {
  if (missing.length === 0) return null;
  const gaps = asked.filter(({ name }) => missing.includes(name));
  // Of a battery without any answer there is no level of one's own.
  const hasLevel = isAll && gaps.length < asked.length;
  const named = gaps.slice(0, MOST_NAMED).map((gap) =>
    html("li", [
      html("span", gap.item),
      `: counts as ${gap.fill}${
        hasLevel && gap.isInBattery ? ", or as the other answers of its battery suggest" : ""
      }`,
    ])
  );
  const more = gaps.length - named.length;
  return html("details", [
    html(
      "summary",
      `${countOf(gaps.length, "question")} of ${formatNumber(asked.length)} ${
        gaps.length === 1 ? "has" : "have"
      } no answer`,
    ),
    html(
      "p",
      "Each counts as if it were answered with what fills the survey's own gaps; with many of them the segment is less sure than its figure:",
    ),
    html("ul", [
      ...named,
      more === 0 ? null : html("li", `and ${countOf(more, "more question", "more questions")}`),
    ]),
  ], { class: "place-missing" });
}

function sureWords({ form: { short, read }, asked, isAll }: AnswerFacts): string {
  if (isAll || short === null) return `Placed by all ${countOf(read, "question")}.`;
  return `${countOf(asked.length, "question")} place ${formatShare(short.accuracy)} of people in ` +
    `the segment that all ${formatNumber(read)} give (${formatShare(short.low)} to ${
      formatShare(short.high)
    }).`;
}
