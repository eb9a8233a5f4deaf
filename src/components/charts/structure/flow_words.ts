/** What a segment of the flow is made of, in words. Runs in browsers. */

import type { StructureView } from "../../../../pipeline/view/structure_types.ts";
import { countOf, formatNumber, formatShare, joinWords } from "../../kit/words/format.js";
import { stabilityWords } from "../../kit/words/stability.js";
import { segmentTitle } from "../frame/caption.js";
import type { FlowBar } from "./flow_layout.js";

/** Shares below this are told together. */
const LEAST_TOLD = 0.05;
/** From this entropy on a segment is mixed from several; 0 is of one origin, 1 of all alike. */
const MIXED = 0.5;

/** What is told of a segment: who it is, how stable, where from, where to. */
export interface FlowWords {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** Tells what a segment is made of.
 * @param names Of the run's segments.
 */
export function tellSegment(
  { k, place, segment }: FlowBar,
  { view, names }: { readonly view: StructureView; readonly names: readonly string[] },
): FlowWords {
  const { stability, entropy, respondents, share } = segment;
  const at = view.numbers.findIndex((each) => each.k === k);
  const before = at > 0 ? parts(view, { at: at - 1, target: place }) : [];
  const after = at < view.flows.length ? parts(view, { at, source: place }) : [];
  return {
    title: `${barTitle({ k, segment }, names)}: ${countOf(respondents, "respondent")}, ${
      formatShare(share)
    }`,
    sentences: [
      `Comes back in other samples: ${
        stabilityWords(stability)
      }; in half of the pairs of samples ` +
      `${formatNumber(stability.lower, 2)} to ${formatNumber(stability.upper, 2)}.`,
      ...(entropy === null ? [] : [
        `Made of ${tellParts(before, view.numbers[at - 1].k)}: ${
          entropy < MIXED ? "mostly of one origin" : "a mixture"
        } (entropy of origin ${formatNumber(entropy, 2)}, 0 is one origin, 1 is all alike).`,
      ]),
      ...(after.length === 0 ? [] : [
        `With ${view.numbers[at + 1].k} segments it goes to ${
          tellParts(after, view.numbers[at + 1].k)
        }.`,
      ]),
    ],
  };
}

/** `2 Price seekers` for a segment of the run, else `Segment 3 of 5`. */
export function barTitle(
  { k, segment: { shown, number } }: Pick<FlowBar, "k" | "segment">,
  names: readonly string[],
): string {
  return shown === null ? `Segment ${number} of ${k}` : segmentTitle(shown, names);
}

interface Part {
  /** The number of the other segment. */
  readonly number: number;
  readonly share: number;
}

/** The segments at the other ends of a segment's flows, the largest share first. */
function parts(
  { numbers, flows }: StructureView,
  { at, source, target }: {
    readonly at: number;
    readonly source?: number;
    readonly target?: number;
  },
): Part[] {
  const others = numbers[source === undefined ? at : at + 1].segments;
  const links = flows[at].links.filter((link) =>
    source === undefined ? link.target === target : link.source === source
  );
  const total = links.reduce((sum, { share }) => sum + share, 0);
  return links
    .map((link) => ({
      number: others[source === undefined ? link.source : link.target].number,
      share: total > 0 ? link.share / total : 0,
    }))
    .sort((a, b) => b.share - a.share);
}

/** `92 % of segment 2 and 8 % of segment 1 of 4`; small ones together. */
function tellParts(all: readonly Part[], k: number): string {
  const told = all.filter(({ share }) => share >= LEAST_TOLD);
  const rest = all.slice(told.length).reduce((sum, { share }) => sum + share, 0);
  const words = told.map(({ number, share }) =>
    `segment ${number} of ${k} (${formatShare(share)})`
  );
  return joinWords(rest > 0 ? [...words, `others (${formatShare(rest)})`] : words);
}
