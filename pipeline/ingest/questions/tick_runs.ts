/** Finds the options of multi-select questions among neighbouring columns that no header puts together. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import { bareHeader } from "../headers/header_text.ts";
import { optionStem, saysOther } from "./multi/option_words.ts";

/** Neighbouring columns that are the options of one question. */
export interface TickRun {
  /** Their places, rising. */
  readonly members: readonly number[];
  /** Places of columns among or behind them that hold what respondents wrote. */
  readonly written: readonly number[];
  /** The name of their question; null where their names tell it. */
  readonly question: string | null;
  /** Per member the text that says "not ticked"; null where a blank does. */
  readonly no: readonly (string | null)[];
  /** Per member what people read, where its header lacks the option; else null. */
  readonly labels: readonly (string | null)[];
}

/** Ticks as people and tools write them, by {@link bareHeader} but for signs. */
const TICKS: ReadonlySet<string> = new Set(
  ("x|✓|✔|☑|✅|1|y|yes|true|checked|selected|ticked|quoted|mentioned|chosen|ja|gewählt|ausgewählt|" +
    "genannt|angekreuzt|oui|coché|cité|sélectionné|sí|si|seleccionado|mencionado|marcado|sì|selezionato|" +
    "sim|selecionado|ναι|επιλέχθηκε|geselecteerd|genoemd|tak|wybrano|zaznaczono|evet|seçildi|işaretlendi")
    .split("|"),
);
const NO_TICKS: ReadonlySet<string> = new Set(
  ("not selected|not checked|unchecked|unselected|unticked|not ticked|not quoted|not mentioned|" +
    "not chosen|nicht gewählt|nicht ausgewählt|nicht genannt|nicht angekreuzt|non sélectionné|" +
    "non coché|non cité|no seleccionado|no mencionado|no marcado|non selezionato|non menzionato|" +
    "não selecionado|não mencionado|δεν επιλέχθηκε|niet geselecteerd|niet genoemd|nie wybrano|" +
    "nie zaznaczono|seçilmedi|işaretlenmedi").split("|"),
);
const DASHES: ReadonlySet<string> = new Set(["-", "–", "—", "0"]);
const NUMBERED = /^(.*\p{L}.*?)[_. -]?\d{1,3}$/u;
/** What a header has before its option: `Which? - Bus`, `Which?: Bus`, `Which? [Bus]`. */
const STEMMED = /^(.*\S)(?:\s[-–—]\s|:\s|\s?\[).+$/su;
const MARKED = missingCode("marked");
/** Stems of numbered questions: runs of them are named by all of their columns. */
const QUESTION_STEM =
  /^(?:q|qu|question|item|frage|f|fr|v|var|variable|p|pregunta|pergunta|d|domanda|vraag|pytanie|soru|col|column|x)$/iu;
const FEWEST = 2;
const FEWEST_UNNAMED = 3;
const MOST_NAMED = 3;
/** Respondents who ticked an option, on average: what few of few hold may be anything. */
const LEAST_TICKS = 3;

interface Form {
  /** `never`: nobody ticked it, so that the columns beside it tell what it is. */
  readonly kind: "own" | "tick" | "text" | "said" | "never";
  readonly tick: string;
  readonly no: string | null;
  readonly stem: string | null;
}

/** Finds runs of columns that hold one text where an option was ticked: the header itself, a tick, or,
 * where their names are numbered, the option's text; and blanks, a dash or words such as `Not selected`
 * else. Options that nobody ticked, and what respondents wrote beside "other", do not end a run. O(levels).
 * @param isOpen Whether a column is in no question yet and may be read so.
 */
export function findTickRuns(
  columns: readonly Column[],
  isOpen: (column: Column) => boolean,
): TickRun[] {
  const forms = columns.map((column) => isOpen(column) ? formOf(column) : null);
  const runs: TickRun[] = [];
  for (let start = 0; start < columns.length;) {
    const first = forms[start];
    if (first === null || first.kind === "never") {
      start++;
      continue;
    }
    const ticked = [start];
    let end = start;
    for (let at = start + 1; at < columns.length; at++) {
      const form = forms[at];
      if (form !== null && form.kind !== "never") {
        if (!areAlike(forms[end]!, form)) break;
        ticked.push(at);
        end = at;
      } else if (!isOpen(columns[at]) || !mayBeWithin(columns[at], form, first)) break;
    }
    const found = judge({ columns, forms, ticked, isOpen });
    if (found !== null) runs.push(found);
    start = end + 1;
  }
  return runs;
}

function areAlike(a: Form, b: Form): boolean {
  if (a.stem !== b.stem || (a.no === null) !== (b.no === null)) return false;
  // The code 1 of the first option looks like a tick.
  if (a.no === null && a.stem !== null && isCode(a.tick) && isCode(b.tick)) return true;
  return a.kind === b.kind && (a.kind !== "tick" || a.tick === b.tick);
}

/** Whether a column without ticks may stand among options. */
function mayBeWithin(column: Column, form: Form | null, { no, stem }: Form): boolean {
  if (form === null) return isWritten(column);
  return form.stem === stem && (form.no === null) === (no === null);
}

/** Whether a column holds what some respondents wrote beside "other". */
function isWritten({ name, label, kind, texts, missing }: Column): boolean {
  if ((kind !== "text" && kind !== "nominal") || !missing.some((reason) => reason !== 0)) {
    return false;
  }
  return texts.length > FEWEST && (saysOther(label) || saysOther(name));
}

function isCode(text: string): boolean {
  return /^\d{1,3}$/.test(text);
}

function formOf({ name, label, texts, missing, kind }: Column): Form | null {
  if (kind === "date" || kind === "weight") return null;
  const found = new Set<string>();
  let hasBlanks = false;
  for (const [level, text] of texts.entries()) {
    const trimmed = text.trim();
    // R and pandas write NA where a cell is blank.
    if (trimmed === "" || missing[level] === MARKED) hasBlanks = true;
    else found.add(trimmed);
    if (found.size > FEWEST) return null;
  }
  const stem = NUMBERED.exec(name)?.[1] ?? optionStem(name);
  const no = [...found].find((text) => NO_TICKS.has(text.toLowerCase())) ??
    (hasBlanks || found.size < FEWEST ? undefined : [...found].find((text) => DASHES.has(text)));
  const [tick] = [...found].filter((text) => text !== no);
  if (tick === undefined) return { kind: "never", tick: "", no: no ?? null, stem };
  if (found.size !== (no === undefined ? 1 : FEWEST)) return null;
  if (no === undefined && !hasBlanks) return null;
  const isTick = TICKS.has(tick.toLowerCase());
  const isOwn = !isTick && /\p{L}/u.test(tick) &&
    [name, label].some((header) => endsWith(header, tick));
  if (no === undefined) {
    return { kind: isTick ? "tick" : isOwn ? "own" : "text", tick, no: null, stem };
  }
  // 0 and 1, no and yes are read as such already.
  const isKnown = DASHES.has(no) && (/^\d+$/.test(tick) || (no === "0" && isTick));
  return isKnown ? null : { kind: "said", tick, no, stem };
}

/** Whether a header is an option, or ends with it after its question. */
function endsWith(header: string, option: string): boolean {
  const bare = bareHeader(option);
  return bare !== "" && bareHeader(header).endsWith(bare);
}

/** All that a run is judged by; `ticked` are the places of columns with ticks. */
interface Candidate {
  readonly columns: readonly Column[];
  readonly forms: readonly (Form | null)[];
  readonly ticked: readonly number[];
  readonly isOpen: (column: Column) => boolean;
}

function judge(candidate: Candidate): TickRun | null {
  const { columns, forms, ticked } = candidate;
  if (ticked.length < FEWEST) return null;
  const form = forms[ticked[0]]!;
  const isNumbered = form.stem !== null;
  const texts = new Set(ticked.map((at) => forms[at]!.tick));
  const areCodes = ticked.every((at) => isCode(forms[at]!.tick));
  // Codes that differ, but not all of them, are answers to questions of their own.
  if (areCodes && form.no === null && texts.size > 1 && texts.size < ticked.length) return null;
  if (form.kind === "tick" && !isNumbered && ticked.length < FEWEST_UNNAMED) return null;
  if (form.kind === "text" && (!isNumbered || texts.size < ticked.length)) return null;
  if (countTicks(ticked.map((at) => columns[at])) < LEAST_TICKS * ticked.length) return null;
  const places = grow(candidate);
  const written = places.filter((at) => forms[at] === null);
  const members = places.filter((at) => forms[at] !== null);
  // Names that end with a word for their option are in no group of numbered ones.
  const isNamed = members.every((at) => NUMBERED.test(columns[at].name));
  return {
    members,
    written,
    question: isNumbered && form.no === null
      ? isNamed ? null : form.stem
      : questionStem(form.stem) ?? nameOf(members.map((at) => columns[at])),
    no: members.map((at) => forms[at]!.no),
    labels: members.map((at) => {
      const { kind, tick } = forms[at]!;
      const { label } = columns[at];
      const isTold = kind === "tick" || kind === "never" || TICKS.has(tick.toLowerCase()) ||
        endsWith(label, tick);
      return isTold ? null : `${label}: ${tick}`;
    }),
  };
}

/** What the headers share before their options, else the names of the first columns. */
function nameOf(columns: readonly Column[]): string {
  const stem = stemOf(columns[0]);
  if (stem !== null && columns.every((column) => stemOf(column) === stem)) return stem;
  const names = columns.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = columns.length - names.length;
  if (more > 0) names.push(`${formatNumber(more)} more`);
  return names.join(", ");
}

/** The places of a run with all that belongs to it: what stands between its columns; options that nobody
 * ticked before and behind them, where names or headers say that they are of the same question; and what
 * respondents wrote behind them.
 */
function grow({ columns, forms, ticked, isOpen }: Candidate): number[] {
  const first = ticked[0], last = ticked[ticked.length - 1];
  const stem = stemOf(columns[first]);
  const belongs = (at: number) => {
    const form = forms[at];
    if (form === null || form.kind !== "never" || !mayBeWithin(columns[at], form, forms[first]!)) {
      return false;
    }
    return form.stem !== null || (stem !== null && stemOf(columns[at]) === stem);
  };
  let from = first, to = last;
  while (from > 0 && belongs(from - 1)) from--;
  while (to + 1 < columns.length) {
    const next = columns[to + 1];
    if (!belongs(to + 1) && !(forms[to + 1] === null && isOpen(next) && isWritten(next))) break;
    to++;
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function stemOf({ label }: Column): string | null {
  return STEMMED.exec(label)?.[1] ?? null;
}

/** The question that numbered names tell; null where their stem only says that they are questions. */
function questionStem(stem: string | null): string | null {
  const bare = (stem ?? "").replace(/[\s_.:-]+$/, "");
  return bare === "" || QUESTION_STEM.test(bare) ? null : bare;
}

/** Cells that are not blank. */
function countTicks(columns: readonly Column[]): number {
  let ticks = 0;
  for (const { codes, texts, missing } of columns) {
    const isFilled = texts.map((text, level) =>
      text.trim() === "" || missing[level] === MARKED ? 0 : 1
    );
    for (let i = 0; i < codes.length; i++) ticks += isFilled[codes[i]];
  }
  return ticks;
}
