/** Exports of REDCap: raw names or labels, a column a checkbox, a state for each form. Runs in Deno and browsers.
 * Raw names were learnt from `inst/test-data/project-survey` of github.com/OuhscBbmc/REDCapR, labels in
 * cells from `export_records` of github.com/redcap-tools/PyCap; labels as headers are as generally known,
 * not checked against files.
 */

import { cleanHeader } from "../header_text.ts";
import {
  columnsBelow,
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  keepShared,
  type Rows,
  type ShownCells,
} from "./reader.ts";

const TELLING: ReadonlySet<string> = new Set(
  ("redcap_event_name redcap_repeat_instrument redcap_repeat_instance redcap_data_access_group " +
    "redcap_survey_identifier").split(" "),
);
/** The same by their labels, which other tables may have too. */
const LABELS: ReadonlySet<string> = new Set([
  "Event Name",
  "Repeat Instrument",
  "Repeat Instance",
  "Data Access Group",
  "Survey Identifier",
  "Survey Timestamp",
]);
const RECORD = /^record[ _]id$/i;
/** The first column numbers the records, under a name that the study chose. */
const FIRST = /(?:^|[ _])(?:id|record|participant|subject|patient)(?:$|[ _])/i;
const CHECKBOX = /^(.+?)___(.+)$/;
const CHOICE = /^(.*\S)\s*\(choice=(.*)\)$/s;
const FORM_STATE = /^(.+)_complete$/;
const STATE_LABEL = "Complete?";
const TIMESTAMP = /^(.+)_timestamp$/;
const STATES: ReadonlySet<string> = new Set("0 1 2 Incomplete Unverified Complete".split(" "));
const LEAST_BOXES = 2;

/** Reads exports of REDCap. */
export const REDCAP: DialectReader = {
  dialect: "redcap",
  separators: [],
  findHeader,
  readHeader,
};

function findHeader([headers, ...below]: Rows, isWanted: boolean): HeaderFound | null {
  const telling = headers.filter((header) => TELLING.has(header));
  const boxes = headers.filter((header) => CHECKBOX.test(header)).length;
  const choices = headers.filter((header) => CHOICE.test(header)).length;
  const cells = columnsBelow(below);
  const states = headers.filter((header, c) => isState(header, cells[c] ?? []));
  const hasLabels = headers.some((header) => LABELS.has(header)) || RECORD.test(headers[0]);
  const evidence = telling.length > 0
    ? `columns ${telling.join(", ")}`
    : choices >= LEAST_BOXES
    ? `${choices} columns "question (choice=option)"`
    : states.length > 0 && boxes >= LEAST_BOXES
    ? `${boxes} columns "question___option", and the state of a form in ${states[0]}`
    : states.length > 0 && hasLabels
    ? `the state of a form in ${states[0]}, and ${
      headers.find((header) => LABELS.has(header)) ?? headers[0]
    }`
    : null;
  return evidence === null && !isWanted ? null : { rows: 1, evidence: evidence ?? "" };
}

/** Whether a column says how far a form got. */
function isState(header: string, cells: readonly string[]): boolean {
  return (FORM_STATE.test(header) || header === STATE_LABEL) && cells.length > 0 &&
    cells.every((cell) => STATES.has(cell));
}

function readHeader([headers]: Rows, cells: ShownCells): HeaderCell[] {
  const forms = new Set(headers.flatMap((header, c) => {
    const form = FORM_STATE.exec(header)?.[1];
    return form !== undefined && isState(header, cells[c]) ? [form] : [];
  }));
  return keepShared(headers.map((header, c): HeaderCell => {
    const name = cleanHeader(header);
    const [, raw, code] = CHECKBOX.exec(name) ?? [];
    const [, text, option] = CHOICE.exec(name) ?? [];
    const isMetadata = TELLING.has(name) || LABELS.has(name) || isState(header, cells[c]) ||
      forms.has(TIMESTAMP.exec(name)?.[1] ?? "\0") || (c === 0 && FIRST.test(name));
    return {
      name,
      label: text === undefined ? name : `${text} - ${option}`,
      question: isMetadata ? null : text ?? raw ?? null,
      item: option ?? code ?? "",
      isMetadata,
    };
  }));
}
