/** Exports of Typeform: one header row of questions, options under their own texts. Runs in Deno and browsers.
 * The form was learnt from public scripts that read such files, which name `#`, `Response Type`,
 * `Start Date (UTC)`, `Submit Date (UTC)` and `Network ID`, and options as columns of their own.
 */

import { bareHeader, cleanHeader } from "../header_text.ts";
import {
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  keepShared,
  type Rows,
  type ShownCells,
} from "./reader.ts";

const TIMES: readonly string[] = ["startdateutc", "submitdateutc"];
const METADATA: ReadonlySet<string> = new Set([
  ...TIMES,
  ..."stagedateutc networkid responsetype tags ending".split(" "),
]);
const NUMBER = "#";
/** Where respondents wrote an option of their own, which ends a question. */
const OTHER =
  /^(?:Other|Otro|Otra|Autre|Andere|Andere antwoord|Anderes|Altro|Outro|Outra|Άλλο|Anders|Inne|Diğer)$/i;
const FIRST_NAMED = 3;

/** Reads exports of Typeform. */
export const TYPEFORM: DialectReader = {
  dialect: "typeform",
  separators: [],
  findHeader,
  readHeader,
};

function findHeader([headers]: Rows, isWanted: boolean): HeaderFound | null {
  const bare = headers.map(bareHeader);
  const times = headers.filter((_, c) => TIMES.includes(bare[c]));
  if (times.length < TIMES.length && !isWanted) return null;
  return { rows: 1, evidence: times.length === 0 ? "" : `columns ${times.join(" and ")}` };
}

/** A question with several answers has no column of its own: neighbours that hold nothing but their
 * header are its options, up to one that respondents filled themselves or a header that comes again. */
function readHeader([headers]: Rows, cells: ShownCells): HeaderCell[] {
  const labels = headers.map(cleanHeader);
  const read = labels.map((label, c): HeaderCell => ({
    name: label,
    label,
    question: null,
    item: "",
    isMetadata: METADATA.has(bareHeader(label)) || (c === 0 && label === NUMBER),
  }));
  const isOption = labels.map((label, c) =>
    !read[c].isMetadata && cells[c].length === 1 && cleanHeader(cells[c][0]) === label
  );
  const questions = new Set<string>();
  const isUnticked = (c: number) => cells[c].length === 0 && !read[c].isMetadata;
  for (let start = 0; start < labels.length; start++) {
    if (!isOption[start]) continue;
    let end = start;
    const own = new Set<string>();
    while (end < labels.length && (isOption[end] || isUnticked(end)) && !own.has(labels[end])) {
      own.add(labels[end++]);
    }
    // An empty column behind the last option that was ticked may be any question.
    while (!isOption[end - 1]) own.delete(labels[--end]);
    if (own.size < 2) continue;
    const isOwn = end < labels.length && OTHER.test(labels[end]);
    const question = freeName(optionsName([...own]), questions);
    questions.add(question);
    for (let c = start; c < end + (isOwn ? 1 : 0); c++) {
      read[c] = { ...read[c], question, item: labels[c] };
    }
    start = end - 1;
  }
  return keepShared(read);
}

/** A name for a question whose text the file does not have: its first options. */
function optionsName(options: readonly string[]): string {
  const named = options.slice(0, FIRST_NAMED).join(" / ");
  return options.length > FIRST_NAMED ? `${named} / ...` : named;
}

/** Two questions may have the same options. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}
