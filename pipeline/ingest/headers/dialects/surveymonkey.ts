/** Exports of SurveyMonkey: the question over its first column, the options below. Runs in Deno and browsers. */

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

const RESPONDENT_ID = "respondentid";
const METADATA: ReadonlySet<string> = new Set(
  ("respondentid collectorid startdate enddate datecreated datemodified ipaddress emailaddress email " +
    "firstname lastname customdata customdata1 customvalue collectorname sequence minutes").split(
      " ",
    ),
);
const SUB_HEADER = /^(?:Open-Ended )?Response$/i;
const LEAST_BLANK = 2;
const LEAST_METADATA = 2;
const MOSTLY = 0.8;
/** A row of the analyst's own short names may stand above the tool's. */
const MOST_ROWS_ABOVE = 1;

/** Reads exports of SurveyMonkey, with or without the row of options. */
export const SURVEYMONKEY: DialectReader = {
  dialect: "surveymonkey",
  separators: [],
  findHeader,
  readHeader,
};

function findHeader(rows: Rows, isWanted: boolean): HeaderFound | null {
  for (let first = 0; first <= MOST_ROWS_ABOVE && first < rows.length - 1; first++) {
    const id = rows[first].findIndex((cell) => bareHeader(cell) === RESPONDENT_ID);
    if (id === -1 || (first > 0 && !isNamesRow(rows[0]))) continue;
    const second = secondRow(rows.slice(first), id);
    const above = first === 0 ? "" : ", under a row of short names";
    if (second !== "") {
      return { rows: first + 2, evidence: `a column Respondent ID, and ${second}${above}` };
    }
    if (first > 0) continue;
    const others = metadataCount(rows[0]) - 1;
    if (others >= LEAST_METADATA) {
      return { rows: 1, evidence: `a column Respondent ID and ${others} more of its metadata` };
    }
    const ticked = tickedStems(rows);
    if (ticked > 0) {
      const evidence =
        `a column Respondent ID, and ${ticked} columns "question - option" that hold ` +
        "their option";
      return { rows: 1, evidence };
    }
  }
  const second = rows.length > 2 ? secondRow(rows, -1) : "";
  if (second !== "") return { rows: 2, evidence: second };
  return isWanted ? { rows: 1, evidence: "" } : null;
}

function isNamesRow(cells: readonly string[]): boolean {
  const names = cells.filter((cell) => cell !== "");
  return 2 * names.length > cells.length && new Set(names).size === names.length;
}

function metadataCount(cells: readonly string[]): number {
  return cells.filter((cell) => METADATA.has(bareHeader(cell))).length;
}

/** Why the second row is one of options; empty if it is not.
 * @param id The column of the respondents' numbers, -1 if there is none.
 */
function secondRow(rows: Rows, id: number): string {
  const [questions, options] = rows;
  const below = rows.slice(2);
  const responses = options.filter((cell) => SUB_HEADER.test(cell)).length;
  const blank = questions.flatMap((cell, c) => cell === "" && isWord(options[c]) ? [c] : []);
  if (id !== -1) {
    const numbered = below.filter((cells) => cells[id] !== "").length;
    const isBlankRow = options[id] === "" && numbered > 0 && numbered >= MOSTLY * below.length;
    if (!isBlankRow || options.every((cell) => cell === "")) return "";
    return responses > 0
      ? `a second header row with "Response" in ${responses} columns`
      : "a second header row that is blank under it";
  }
  if (options.some((cell) => cell !== "" && !isWord(cell))) return "";
  if (responses >= 2 || (responses > 0 && blank.length > 0)) {
    return `a second header row with "Response" in ${responses} columns`;
  }
  const repeated = blank.filter((c) => {
    const cells = below.map((row) => row[c]).filter((cell) => cell !== "");
    return cells.length > 0 && cells.every((cell) => cell === options[c]);
  });
  return blank.length >= LEAST_BLANK && repeated.length >= LEAST_BLANK
    ? `blank headers over ${repeated.length} options that the answers repeat`
    : "";
}

/** Columns `question - option` that hold nothing but their option. */
function tickedStems(rows: Rows): number {
  const below = rows.slice(1);
  return splitStems(rows[0]).filter((split, c) => {
    if (split === null || split.item === "") return false;
    const cells = below.map((row) => row[c]).filter((cell) => cell !== "");
    return cells.length > 0 && cells.every((cell) => cell === split.item);
  }).length;
}

function readHeader(header: Rows): HeaderCell[] {
  if (header.length === 1) return keepShared(oneRow(header[0]));
  const [questions, options] = header.slice(-2);
  const names = header.length > 2 ? header[0] : null;
  const idAt = questions.findIndex((cell) => bareHeader(cell) === RESPONDENT_ID);
  let asked = "";
  const cells = questions.map((cell, c): HeaderCell => {
    const own = cleanHeader(cell);
    const option = SUB_HEADER.test(options[c]) ? "" : cleanHeader(options[c]);
    const isMetadata = own !== "" && (c < idAt || METADATA.has(bareHeader(own))) && option === "";
    // A blank under a metadata column has no question of its own.
    if (own !== "" || isMetadata) asked = isMetadata ? "" : own;
    const label = isMetadata
      ? own
      : option === ""
      ? asked
      : asked === ""
      ? option
      : `${asked} - ${option}`;
    const name = names?.[c] ?? "";
    return {
      name: name === "" ? label : name,
      label,
      question: isMetadata || asked === "" ? null : asked,
      item: isMetadata ? "" : option,
      isMetadata,
    };
  });
  return keepShared(cells);
}

function oneRow(headers: readonly string[]): HeaderCell[] {
  const labels = headers.map(cleanHeader);
  return splitStems(labels).map((split, c) => ({
    name: labels[c],
    label: labels[c],
    question: split?.stem ?? null,
    item: split?.item ?? "",
    isMetadata: METADATA.has(bareHeader(labels[c])),
  }));
}
