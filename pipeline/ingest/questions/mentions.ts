/** Finds slots of mentions: the first, second, third option that a respondent named. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";
import { readSlotName, type SlotName } from "./multi/slot_names.ts";

/** Columns that hold what was named first, second and so on. */
export interface MentionSlots {
  /** Their places, in the order of mention. */
  readonly members: readonly number[];
  readonly question: string;
  /** Distinct answers, in the order of their values or texts. */
  readonly options: readonly string[];
  /** What the names of the columns made of them begin with. */
  readonly name: string;
  /** Why they are slots, in words. */
  readonly reason: string;
}

/** Two columns may well be two questions: two slots need a word that says what they are. */
const FEWEST = 3;
const FEWEST_NAMED = 2;
/** Stems of numbered questions, whose columns are questions of their own. */
const QUESTION_STEM =
  /^(?:q|qu|question|item|frage|f|fr|v|var|variable|p|pregunta|pergunta|d|domanda|vraag|pytanie|soru|col|column|x)[\s_.:-]*$/iu;
const MOST_OPTIONS = 60;
const FEWEST_OPTIONS = 3;
/** Rosters look alike: ages, years and amounts of the first, second, third child. */
const ROSTER =
  /(?:^|[^\p{L}])(?:age|ages|year|years|born|birth|date|amount|price|income|hours|minutes|number|count|alter|jahr|âge|edad|età|idade|año|sex|gender|rank|child|kind|person)(?:$|[^\p{L}])/iu;
/** How many repeats chance would bring about, at least, where there are none. */
const LEAST_REPEATS = 1.5;
const LEAST_REPEATS_IF_FULL = 4;
const LEAST_REPEATS_UNNAMED = 8;
const LEAST_SHARED = 0.5;
const MOST_ODD = 0.01;

/** Finds runs of neighbours whose names or headers count (`brand_1`, `2. Nennung`, `Third mention`), that are
 * filled from the first on, share their answers, and never hold an answer twice though chance would repeat
 * some. O(n x slots) for runs whose levels allow it.
 * @param isOpen Whether a column is in no question yet and may be read so.
 */
export function findMentions(
  columns: readonly Column[],
  isOpen: (column: Column) => boolean,
): MentionSlots[] {
  const names = columns.map((column) => isOpen(column) ? slotNames(column) : []);
  const found: MentionSlots[] = [];
  for (let start = 0; start < columns.length; start++) {
    for (const name of names[start]) {
      const run = name.number === 1 ? runOf(name, { start, names }) : [];
      const fewest = name.isMention ? FEWEST_NAMED : FEWEST;
      const slots = run.map((at) => columns[at]);
      const options = run.length < fewest ? null : optionsOf(slots, name.isMention);
      if (options === null) continue;
      const { question } = name;
      const reason = reasonOf(slots);
      found.push({ members: run, question, options, name: question, reason });
      start = run[run.length - 1];
      break;
    }
  }
  return found;
}

/** Places of the slots that follow each other from the first on. */
function runOf(
  { stem }: SlotName,
  { start, names }: { start: number; names: readonly (readonly SlotName[])[] },
): number[] {
  const run: number[] = [];
  for (let at = start; at < names.length; at++) {
    if (!names[at].some((own) => own.stem === stem && own.number === run.length + 1)) break;
    run.push(at);
  }
  return run;
}

function reasonOf(slots: readonly Column[]): string {
  const isFull = slots.every(({ missing }) => missing.every((reason) => reason === 0));
  const filled = isFull ? "all of them filled" : "filled from the first on";
  return `one of ${slots.length} slots for the options named, ${filled} and never with one ` +
    "twice: a column for each option follows";
}

function slotNames({ name, label, kind }: Column): SlotName[] {
  if (kind !== "nominal" && kind !== "ordinal" && kind !== "numeric" && kind !== "binary") {
    return [];
  }
  return (name === label ? [name] : [name, label]).flatMap(readSlotName)
    .filter(({ stem }) => !ROSTER.test(stem) && !QUESTION_STEM.test(stem));
}

/** The options named, null where the columns are no slots. */
function optionsOf(slots: readonly Column[], isMention: boolean): string[] | null {
  // Levels are distinct but for blanks around them, so that measures need no closer look.
  if (slots.some(({ texts }) => texts.length > 2 * MOST_OPTIONS)) return null;
  const answers = slots.map(answersOf);
  const known = new Map<string, number>();
  for (const { texts, missing } of slots) {
    for (const [level, text] of texts.entries()) {
      const answer = text.trim();
      if (missing[level] === 0 && !known.has(answer)) known.set(answer, known.size);
    }
  }
  if (known.size < FEWEST_OPTIONS || known.size > MOST_OPTIONS) return null;
  const first = answers[0];
  const areShared = answers.slice(1).every((own) =>
    own.size > 0 && [...own].filter((text) => first.has(text)).length >= LEAST_SHARED * own.size
  );
  if (!areShared || !areFilledInTurn(slots, { known, isMention })) return null;
  const options = [...known.keys()];
  const areNumbers = options.every((text) => /^\d+$/.test(text));
  return areNumbers ? options.sort((a, b) => Number(a) - Number(b)) : options.sort();
}

function answersOf({ texts, missing }: Column): Set<string> {
  return new Set(texts.filter((_, level) => missing[level] === 0).map((text) => text.trim()));
}

/** Whether no slot is filled behind a blank one, none repeats another, and that is no chance. */
function areFilledInTurn(
  slots: readonly Column[],
  { known, isMention }: { known: ReadonlyMap<string, number>; isMention: boolean },
): boolean {
  const n = slots[0].codes.length;
  const ids = slots.map(({ texts, missing }) =>
    texts.map((text, level) => missing[level] === 0 ? known.get(text.trim())! : -1)
  );
  const counts = slots.map(() => new Float64Array(known.size));
  const filled = new Float64Array(slots.length);
  const own: number[] = [];
  let odd = 0, several = 0;
  for (let i = 0; i < n; i++) {
    own.length = 0;
    let hasGap = false, isOdd = false;
    for (const [slot, { codes }] of slots.entries()) {
      const id = ids[slot][codes[i]];
      if (id === -1) {
        hasGap = true;
        continue;
      }
      if (hasGap || own.includes(id)) isOdd = true;
      own.push(id);
      counts[slot][id]++;
      filled[slot]++;
    }
    if (own.length > 1) several++;
    if (isOdd && ++odd > MOST_ODD * n) return false;
  }
  if (several === 0 || filled[slots.length - 1] === 0 || odd > MOST_ODD * several) return false;
  let chance = 0;
  for (let a = 0; a < slots.length; a++) {
    for (let b = a + 1; b < slots.length; b++) {
      for (let id = 0; id < known.size; id++) chance += counts[a][id] * counts[b][id] / filled[a];
    }
  }
  if (filled[slots.length - 1] < filled[0]) return chance >= LEAST_REPEATS;
  // Full slots may be answers to as many questions: nothing may be odd, and chance must be far off. Each
  // option in some slot is an order of all of them, not a choice.
  return odd === 0 && known.size > slots.length &&
    chance >= (isMention ? LEAST_REPEATS_IF_FULL : LEAST_REPEATS_UNNAMED);
}
