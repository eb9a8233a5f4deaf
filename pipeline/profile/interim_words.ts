/** What is said of segments while more of them is looked for: the verdict, better ones. Runs in Deno and browsers. */

import { formatNumber } from "../base/text.ts";
import type { Structure } from "../structure/result.ts";
import { verdictOn } from "../structure/verdict.ts";
import { countWord } from "./count_words.ts";
import { type VerdictWords, verdictWords } from "./verdict_words.ts";

/** The words of an interim result: whatever becomes of the search, while it goes on, and if it is given up. */
export interface InterimWords {
  /** Null where the verdict is the last one, so that the result's own words hold. */
  readonly either: VerdictWords | null;
  readonly underWay: VerdictWords;
  readonly unfinished: VerdictWords;
}

/** What an interim result is of. */
export interface InterimFacts {
  /** What a first look found; null where nothing is known of structure yet. */
  readonly structure: Structure | null;
  /** Segments that are shown. */
  readonly k: number;
  /** Whether their number is to be found. */
  readonly isSought: boolean;
}

/** Writes the words of segments that are the first of a long run: its verdict is known, or not asked for.
 * @param finding What is known of them.
 * @param starts How many starts the run makes.
 */
export function firstStartWords(finding: string, starts: number): InterimWords {
  return withVerdict(finding, {
    stopped: "the rest of the run was stopped",
    why: starts > 1
      ? `These segments are those of the first of ${
        formatNumber(starts)
      } starts; others may be better. ` +
        "How well each respondent fits was not measured."
      : "How well each respondent fits was not measured.",
  });
}

/** Writes the words of segments that a run ends with, but for their tests.
 * @param finding What is known of them.
 */
export function testsToComeWords(finding: string): InterimWords {
  return withVerdict(finding, {
    stopped: "their tests were stopped",
    why: "Whether segments differ by more than chance was not tested.",
  });
}

/** Words that are the run's own unless it is stopped. */
function withVerdict(
  finding: string,
  { stopped, why }: { readonly stopped: string; readonly why: string },
): InterimWords {
  const said = finding.replace(/\.$/, "");
  return {
    either: null,
    underWay: { finding, why: "", advice: "" },
    unfinished: { finding: `${said}; ${stopped}.`, why, advice: "" },
  };
}

/** Writes the words of a result without its last verdict. */
export function interimWords(facts: InterimFacts): InterimWords {
  return facts.structure === null ? segmentsAlone(facts) : firstLook(facts, facts.structure);
}

function segmentsAlone({ k, isSought }: InterimFacts): InterimWords {
  const count = countWord(k);
  const unknown = isSought
    ? "Whether there are segments, how many and how stable they are is not known."
    : "Whether they are more than a convenient division, and how stable they are, is not known.";
  const advice = "";
  return {
    either: {
      finding: isSought ? `${count} segments for now.` : `${count} segments, as asked for.`,
      why: unknown,
      advice,
    },
    underWay: {
      finding: isSought
        ? `Looking for segments: ${count.toLowerCase()} for now, the verdict follows.`
        : `${count} segments, as asked for; the verdict on them follows.`,
      why: "They are compared with data without segments, and with what other samples give.",
      advice,
    },
    unfinished: {
      finding: isSought
        ? `${count} segments for now; the search for a verdict was stopped.`
        : `${count} segments, as asked for, without a verdict: the search was stopped.`,
      why: unknown,
      advice,
    },
  };
}

function firstLook({ k }: InterimFacts, structure: Structure): InterimWords {
  const { test: { draws }, verdict: { samples } } = structure;
  const { finding, why } = verdictWords(verdictOn(structure, k), k);
  const said = `First look: ${lowerFirst(finding.replace(/\.$/, ""))}`;
  // What to do with them is not for a first look to say.
  const advice = `So far this rests on ${formatNumber(draws)} sets of data without segments and ` +
    `${formatNumber(samples)} samples.`;
  return {
    either: { finding: `${said}.`, why, advice },
    underWay: { finding: `${said}; being refined.`, why, advice },
    unfinished: { finding: `${said}; the search was stopped.`, why, advice },
  };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
