/** Random questionnaires with answers, for writing them as survey tools do. Runs in Deno. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";

/** A question and what each respondent answered; null where nothing. */
export type Question =
  | { kind: "single"; text: string; options: string[]; answers: (string | null)[] }
  | { kind: "grid"; text: string; items: string[]; answers: (string | null)[][] }
  | { kind: "multi"; text: string; options: string[]; answers: (boolean[] | null)[] }
  | { kind: "open"; text: string; answers: (string | null)[] }
  | { kind: "number"; text: string; answers: (string | null)[] };

/** Questions and the number of respondents. */
export interface Questionnaire {
  readonly questions: readonly Question[];
  readonly respondents: number;
}

/** What a column of a written file must be read as. */
export interface Written {
  /** The name; null where the dialect leaves it open. */
  readonly name: string;
  readonly label: string;
  readonly question: string | null;
  readonly metadata: boolean;
  /** Text of each respondent's answer, 1 and 0 for ticked and not; null where missing. */
  readonly answers: readonly (string | number | null)[];
  /** What each text stands for, where the tool writes it otherwise. */
  readonly meant?: readonly (string | number | null)[];
}

/** A file, and what it must be read as. */
export interface WrittenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headerRows: number;
  readonly columns: readonly Written[];
}

const STEMS = [
  "How do you like",
  "What's your view of",
  "Wie oft nutzen Sie",
  "Quelle est votre préférence pour",
  "Ποια είναι η γνώμη σας για",
  'Which "kind" of',
  "Where, if anywhere, do you buy",
];
const THINGS = ["tea", "café", "Straßenbahn", "books & films", "fish < meat", "ψωμί", "日本茶"];
const SCALES = [
  ["Strongly disagree", "Disagree", "Neither, nor", "Agree", "Strongly agree"],
  ["Yes, definitely", "Yes, probably", "No, never", "Don't know"],
  ["Male", "Female", "Other, or none"],
  ["$0 to $24,999", "$25,000 to $49,999", "$50,000 and up", "Prefer not to say"],
  ["Jamais", "Parfois", "Très souvent"],
];
/** Options of one question; some hold the separators of joined cells. */
const OPTION_SETS = [
  ["Apple", "Pear, sliced", "Plum", "Cherry (red, sour)", "Fig"],
  ["Tea, green", "Tea, black", "Coffee", "Wasser", "Saft"],
  ['The "Times"', "Süddeutsche", "Le Monde", "Ελευθεροτυπία"],
  ["Bus", "Train, local", "Train, express", "Bike", "On foot"],
  ["Cheap", "Near; handy", "Good, and quick", "Other people"],
];
const WORDS =
  "the a my train was late again and nobody said why señor größe été old new shop near centre like not much people when it rains always never"
    .split(" ");
const BREAKS = [", ", "; ", " ", " ", ' "so" ', "\n", " - "];

/** Makes a questionnaire of two to six questions by 40 to 70 respondents; the same seed, the same one. */
export function randomQuestionnaire(seed: number): Questionnaire {
  const rng = createRng(seed).fork("questionnaire");
  const respondents = 40 + rng.below(31);
  const kinds = [
    "multi",
    ...Array.from(
      { length: 1 + rng.below(5) },
      () => pick(rng, ["single", "grid", "multi", "open", "number"] as const),
    ),
  ] as Question["kind"][];
  const questions = kinds.map((kind, q) => {
    const text = `${pick(rng, STEMS)} ${pick(rng, THINGS)} ${q + 1}?`;
    return makeQuestion(kind, { text, respondents, rng });
  });
  return { questions, respondents };
}

/** Draws one of a list. */
export function pick<T>(rng: Rng, list: readonly T[]): T {
  return list[rng.below(list.length)];
}

function makeQuestion(
  kind: Question["kind"],
  { text, respondents, rng }: { text: string; respondents: number; rng: Rng },
): Question {
  const each = <T>(make: () => T): (T | null)[] =>
    Array.from({ length: respondents }, () => rng.below(6) === 0 ? null : make());
  switch (kind) {
    case "single": {
      const options = pick(rng, SCALES);
      return { kind, text, options, answers: each(() => pick(rng, options)) };
    }
    case "grid": {
      const scale = pick(rng, SCALES);
      const items = ["Price", "Quality, overall", "Größe"].slice(0, 2 + rng.below(2));
      return { kind, text, items, answers: items.map(() => each(() => pick(rng, scale))) };
    }
    case "multi": {
      const options = pick(rng, OPTION_SETS);
      return { kind, text, options, answers: each(() => tick(rng, options.length)) };
    }
    case "open":
      return { kind, text, answers: each(() => sentence(rng)) };
    case "number":
      return { kind, text, answers: each(() => String(18 + rng.below(70))) };
  }
}

/** At least one ticked: whoever ticks nothing cannot be told from one who was not asked. */
function tick(rng: Rng, options: number): boolean[] {
  const ticked = Array.from({ length: options }, () => rng.below(5) < 2);
  if (!ticked.includes(true)) ticked[rng.below(options)] = true;
  return ticked;
}

function sentence(rng: Rng): string {
  let text = pick(rng, WORDS);
  for (let words = 3 + rng.below(8); words > 0; words--) {
    text += pick(rng, BREAKS) + pick(rng, WORDS);
  }
  return `${text} ${rng.below(1000)}`;
}
