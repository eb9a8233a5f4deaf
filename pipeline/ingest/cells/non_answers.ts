/** Recognises answers in words that are no point of any scale: don't know, refused, not applicable. Runs in Deno and browsers. */

import type { MissingReason } from "../../survey/missing.ts";
import { fold, splitLabel } from "./scales/fold.ts";
import { foldAll, LANGUAGES } from "./scales/languages/languages.ts";

/** The longest phrase in letters, so that long answers are settled at once. */
const LONGEST = 60;
/** What codebooks shorten such answers to, in whichever language (DK, REF; k. A., w. n.; NSP, NRP; NS/NC, NS/NP;
 * g.a.; ΔΓ/ΔΑ), as those of the European Social Survey, ALLBUS, CIS and the Pew Research Center do. */
const ABBREVIATIONS: Readonly<Partial<Record<MissingReason, string>>> = {
  dont_know:
    "dk|d k|dk na|dk nr|dk ref|dk rf|dk refused|dk no answer|ns|nsp|w n|ns nc|ns nr|ns np|" +
    "nsp nrp|nsp nr|nsp pr|n s|n sp|δγ|δξ|δγ δα|δξ δα|idk",
  refused: "rf|ref|refd|nr|n r|nrp|nc|k a|ka|g a|n c|δα",
  not_applicable: "n a|nvt|n v t|inap|iap",
};
/** Words that give an instruction to the interviewer, or what is in brackets. */
const IN_BRACKETS = /\([^()]*\)|\[[^[\]]*\]/g;
/** What parts two of them in one answer: `Don't know / Refused`. */
const PARTS = /\s*(?:[/|,;]|\s(?:or|oder|ou|o|of|lub|veya|ή)\s)\s*/u;
/** Codes of places and the like are as short, and without anything between their letters. */
const SHORT = /^\p{L}{2,3}$/u;

interface Known {
  readonly anywhere: ReadonlyMap<string, MissingReason>;
  readonly besideScales: ReadonlySet<string>;
}
let known: Known | null = null;

/** Why a text gives no answer, in the languages of the scales, with or without a number before or
 * behind the words (`9 - Refused`), brackets (`Don't know (do not read)`), or two in one (`Don't know / refused`);
 * null where it may be one.
 * `None`, `Neither` and `Never` are answers.
 * @param options.isBesideScale Whether all other answers are numbers or points of a scale: there "I don't do
 * this" is none either.
 */
export function nonAnswerReason(
  text: string,
  { isBesideScale = false }: { isBesideScale?: boolean } = {},
): MissingReason | null {
  if (text.length > LONGEST) return null;
  known ??= buildKnown();
  const reason = reasonOf(text, known);
  if (reason !== null || !isBesideScale) return reason;
  return known.besideScales.has(fold(text)) ? "not_applicable" : null;
}

/** Whether a text may as well be a code: two or three letters alone, such as NC among US states.
 * @param text Trimmed.
 */
export function isShortMark(text: string): boolean {
  return SHORT.test(text);
}

function reasonOf(text: string, { anywhere }: Known): MissingReason | null {
  const reason = anywhere.get(fold(text));
  if (reason !== undefined) return reason;
  const label = splitLabel(text);
  const words = (label === null ? text : label.words).replace(IN_BRACKETS, " ").trim();
  const bare = words === text ? undefined : anywhere.get(fold(words));
  if (bare !== undefined) return bare;
  const parts = words.split(PARTS);
  if (parts.length !== 2) return null;
  const [first, second] = parts.map((part) => anywhere.get(fold(part)));
  if (first === undefined || second === undefined) return null;
  return first === "dont_know" || second === "dont_know" ? "dont_know" : first;
}

function buildKnown(): Known {
  const anywhere = new Map<string, MissingReason>();
  const put = (phrases: string, reason: MissingReason) => {
    for (const phrase of foldAll(phrases)) if (phrase !== "") anywhere.set(phrase, reason);
  };
  for (const [reason, phrases] of Object.entries(ABBREVIATIONS)) {
    put(phrases, reason as MissingReason);
  }
  const besideScales = new Set<string>();
  for (const { nonAnswers } of LANGUAGES) {
    const { not_done: notDone, beside = "", ...reasons } = nonAnswers;
    for (const [reason, phrases] of Object.entries(reasons)) put(phrases, reason as MissingReason);
    for (const phrase of foldAll(`${notDone}|${beside}`)) besideScales.add(phrase);
  }
  besideScales.delete("");
  return { anywhere, besideScales };
}
