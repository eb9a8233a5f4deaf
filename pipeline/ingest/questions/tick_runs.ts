/** Finds the options of multi-select questions among neighbouring columns that no header puts together. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import { bareHeader } from "../headers/header_text.ts";

/** Neighbouring columns that are the options of one question. */
export interface TickRun {
  /** Their places, rising. */
  readonly members: readonly number[];
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
const FEWEST = 2;
const FEWEST_UNNAMED = 3;
const MOST_NAMED = 3;
/** Respondents who ticked an option, on average: what few of few hold may be anything. */
const LEAST_TICKS = 3;

interface Form {
  readonly kind: "own" | "tick" | "text" | "said";
  readonly tick: string;
  readonly no: string | null;
  readonly stem: string | null;
}

/** Finds runs of columns that hold one text where an option was ticked: the header itself, a tick, or,
 * where their names are numbered, the option's text; and blanks, a dash or words such as `Not selected`
 * else. O(levels).
 * @param isOpen Whether a column is in no question yet and may be read so.
 */
export function findTickRuns(
  columns: readonly Column[],
  isOpen: (column: Column) => boolean,
): TickRun[] {
  const runs: TickRun[] = [];
  let run: { at: number; form: Form }[] = [];
  const close = () => {
    const found = judge(columns, run);
    if (found !== null) runs.push(found);
    run = [];
  };
  for (const [at, column] of columns.entries()) {
    const form = isOpen(column) ? formOf(column) : null;
    const last = run.at(-1)?.form;
    if (last !== undefined && (form === null || !areAlike(last, form))) close();
    if (form !== null) run.push({ at, form });
  }
  close();
  return runs;
}

function areAlike(a: Form, b: Form): boolean {
  if (a.stem !== b.stem || (a.no === null) !== (b.no === null)) return false;
  return a.kind === b.kind && (a.kind !== "tick" || a.tick === b.tick);
}

function formOf({ name, label, texts, kind }: Column): Form | null {
  if (kind === "date" || kind === "weight") return null;
  const found = new Set<string>();
  let hasBlanks = false;
  for (const text of texts) {
    const trimmed = text.trim();
    if (trimmed === "") hasBlanks = true;
    else found.add(trimmed);
    if (found.size > FEWEST) return null;
  }
  const stem = NUMBERED.exec(name)?.[1] ?? null;
  const no = [...found].find((text) => NO_TICKS.has(text.toLowerCase())) ??
    (hasBlanks || found.size < FEWEST ? undefined : [...found].find((text) => DASHES.has(text)));
  const [tick] = [...found].filter((text) => text !== no);
  if (tick === undefined || found.size !== (no === undefined ? 1 : FEWEST)) return null;
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

function judge(
  columns: readonly Column[],
  run: readonly { at: number; form: Form }[],
): TickRun | null {
  if (run.length < FEWEST) return null;
  const [{ form }] = run;
  const isNumbered = form.stem !== null;
  const texts = new Set(run.map(({ form: { tick } }) => tick));
  if (form.kind === "tick" && !isNumbered && run.length < FEWEST_UNNAMED) return null;
  if (form.kind === "text" && (!isNumbered || texts.size < run.length)) return null;
  const members = run.map(({ at }) => at);
  if (countTicks(members.map((at) => columns[at])) < LEAST_TICKS * members.length) return null;
  const names = members.slice(0, MOST_NAMED).map((at) => columns[at].name);
  const more = members.length - names.length;
  if (more > 0) names.push(`${formatNumber(more)} more`);
  return {
    members,
    question: isNumbered ? null : names.join(", "),
    no: run.map(({ form: { no } }) => no),
    labels: run.map(({ at, form: { kind, tick } }) => {
      const { label } = columns[at];
      const isTold = kind === "tick" || TICKS.has(tick.toLowerCase()) || endsWith(label, tick);
      return isTold ? null : `${label}: ${tick}`;
    }),
  };
}

/** Cells that are not blank. */
function countTicks(columns: readonly Column[]): number {
  let ticks = 0;
  for (const { codes, texts } of columns) {
    const isFilled = texts.map((text) => text.trim() === "" ? 0 : 1);
    for (let i = 0; i < codes.length; i++) ticks += isFilled[codes[i]];
  }
  return ticks;
}
