/** Exports of Qualtrics: names, question texts, ImportId cells. Runs in Deno and browsers. */

import { bareHeader, cleanHeader } from "../header_text.ts";
import {
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  isWord,
  keepShared,
  type Rows,
  splitStems,
} from "./reader.ts";

const MOST_HEADER_ROWS = 4;
const IMPORT_ID = /["']ImportId["']\s*:\s*["']([^"']*)["']/;
/** Bare names of metadata columns, also those of the legacy format. */
const METADATA: ReadonlySet<string> = new Set(
  ("startdate enddate status responsetype ipaddress progress durationinseconds finished recordeddate " +
    "responseid responseset recipientlastname recipientfirstname recipientemail externalreference " +
    "externaldatareference emailaddress locationlatitude locationlongitude locationaccuracy " +
    "distributionchannel userlanguage name email").split(" "),
);
/** Those that no other tool's export has in this spelling. */
const TELLING: ReadonlySet<string> = new Set([
  "StartDate",
  "EndDate",
  "Status",
  "IPAddress",
  "Progress",
  "Duration (in seconds)",
  "Finished",
  "RecordedDate",
  "ResponseId",
  "ResponseID",
  "ResponseSet",
  "RecipientLastName",
  "ExternalReference",
  "ExternalDataReference",
  "LocationLatitude",
  "DistributionChannel",
  "UserLanguage",
]);
/** Of these a plan of projects may have all: at least one other name is needed. */
const COMMON: ReadonlySet<string> = new Set([
  "StartDate",
  "EndDate",
  "Status",
  "Progress",
  "Finished",
]);
const LEAST_TELLING = 4;
/** Import ids of everything that is no question. */
const METADATA_ID =
  /^(?:startDate|endDate|status|ipAddress|progress|duration|finished|recordedDate|_recordId|recipient\w+|externalDataReference|location\w+|distributionChannel|userLanguage)$/;
/** Order in which options were shown, times on a page, and what the tool adds about fraud. */
const PARADATA_NAME =
  /_DO(?:_.*)?$|_(?:First Click|Last Click|Page Submit|Click Count)$|^Q_[A-Z][A-Za-z]*$/;
const PARADATA_ID = /_DO(?:_.*)?$|_(?:FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT)$/;
const QUESTION_ID = /^(?:\d+_)?QID\d+/;

/** Reads exports of Qualtrics. */
export const QUALTRICS: DialectReader = {
  dialect: "qualtrics",
  separators: [","],
  findHeader,
  readHeader,
};

function findHeader(rows: Rows, isWanted: boolean): HeaderFound | null {
  const importRow = rows.slice(0, MOST_HEADER_ROWS).findLastIndex((cells) => {
    const filled = cells.filter((cell) => cell !== "");
    return 2 * filled.filter((cell) => IMPORT_ID.test(cell)).length > filled.length;
  });
  if (importRow > 0) {
    return { rows: importRow + 1, evidence: `header row ${importRow + 1} holds ImportId cells` };
  }
  const names = rows[0].filter((cell) => TELLING.has(cell));
  const telling = names.length;
  const isCommon = telling < LEAST_TELLING || names.every((name) => COMMON.has(name));
  if (isCommon && !isWanted) return null;
  return {
    rows: rows.length > 2 && repeatsNames(rows) ? 2 : 1,
    evidence: telling === 0
      ? ""
      : `${telling} metadata columns have the names that Qualtrics gives`,
  };
}

/** Whether the second row has texts over the metadata columns, which answers never repeat. */
function repeatsNames([names, texts]: Rows): boolean {
  const repeated = names.filter((name, c) =>
    METADATA.has(bareHeader(name)) && isWord(texts[c]) && METADATA.has(bareHeader(texts[c]))
  );
  return repeated.length >= 2;
}

function readHeader(header: Rows): HeaderCell[] {
  const ids = header.at(-1)!.map((cell) => IMPORT_ID.exec(cell)?.[1] ?? "");
  const hasIds = ids.some((id) => id !== "");
  const texts = header.length === (hasIds ? 2 : 1) ? null : header[1];
  const labels = (texts ?? header[0]).map(cleanHeader);
  const stems = splitStems(labels);
  const isMeta = header[0].map((name, c) => isMetadata(name, ids[c]));
  const questions = header[0].map((name, c) => {
    if (isMeta[c]) return null;
    const id = QUESTION_ID.exec(ids[c])?.[0];
    if (id !== undefined) return id;
    return /^(.+?)_\d+(?:_TEXT)?$/.exec(name)?.[1] ?? (stems[c] === null ? null : stems[c].stem);
  });
  const readable = readableQuestions(header[0], questions);
  return keepShared(header[0].map((name, c) => ({
    name,
    label: labels[c],
    question: questions[c] === null ? null : readable.get(questions[c])!,
    item: stems[c]?.item ?? lastPart(labels[c]),
    isMetadata: isMeta[c],
  })));
}

/** A name for each question: what the names of its columns start with, up to a number. */
function readableQuestions(
  names: readonly string[],
  questions: readonly (string | null)[],
): Map<string, string> {
  const stems = new Map<string, Set<string>>();
  for (const [c, question] of questions.entries()) {
    if (question === null) continue;
    const own = stems.get(question) ?? new Set();
    stems.set(question, own.add(names[c].replace(/(?:_\d+)?(?:_TEXT|_NPS_GROUP)?$/, "")));
  }
  const readable = new Map<string, string>();
  const taken = new Set<string>();
  for (const [question, [own, ...others]] of stems) {
    const name = others.length === 0 && own !== "" && !taken.has(own) ? own : question;
    taken.add(name);
    readable.set(question, name);
  }
  return readable;
}

function lastPart(label: string): string {
  return label.split(/\s+-\s+/).at(-1)!;
}

function isMetadata(name: string, id: string): boolean {
  if (QUESTION_ID.test(id)) return PARADATA_ID.test(id);
  return METADATA_ID.test(id) || METADATA.has(bareHeader(name)) || PARADATA_NAME.test(name);
}
