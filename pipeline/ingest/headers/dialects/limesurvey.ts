/** Exports of LimeSurvey: headings by code, by code and question, by question. Runs in Deno and browsers.
 * The headings were learnt from `application/helpers/admin/export/Writer.php` of
 * github.com/LimeSurvey/LimeSurvey.
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
import { countFirst, startsAsLimeSurvey } from "./limesurvey_order.ts";

/** Metadata by code and by the English and German heading, bare. */
const METADATA: ReadonlySet<string> = new Set(
  ("id submitdate lastpage startlanguage seed token startdate datestamp ipaddr refurl interviewtime " +
    "responseid datesubmitted accesscode datestarted datelastaction ipaddress referrerurl totaltime " +
    "antwortid datumabgeschickt letzteseite startsprache zufallsstartwert zugangscode datumgestartet " +
    "datumletzteaktivität ipadresse refererurl gesamtzeit").split(" "),
);
/** What no other tool's export has. */
const TELLING: ReadonlySet<string> = new Set(
  ("submitdate lastpage startlanguage datestamp interviewtime datesubmitted datelastaction " +
    "datumabgeschickt letzteseite startsprache").split(" "),
);
const GROUP_TIMING = /^groupTime\d+$|^(?:Group time|Question time): /;
/** A time in one of the interface's languages, for a group or question or altogether. */
const TIME_HEADING =
  /^[^:?]{0,40}(?:time\b|zeit|temps|durée|tiempo|tempo\b|durata|duração|χρόνος|tijd|czas|süre)[^:?]{0,40}(?: ?: |$)/i;
const FRACTION = /^\d+[.,]\d+$/;
const CODE_HEADING = /^([A-Za-z]\w*)((?:\[[^\]]+\])+)(?:\. (.*))?$/s;
/** A heading of code and text, whose separator is this unless somebody changed it. */
const CODE_AND_TEXT = /^([A-Za-z]\w*)((?:\[[^\]]+\])*)\. (.+)$/s;
const TEXT_HEADING = /^(.*[^\s\[])\s*((?:\[[^\[\]]+\])+)$/s;
const LEAST_TELLING = 2;
/** Cells that a spreadsheet would take for a formula get a quote before them. */
const MASKED = /^'(?=[=+\-@])/;
/** The code of an answer that the respondent wrote beside the choices. */
const OTHER_CODE = "-oth-";
const OTHER = "Other";

/** Reads exports of LimeSurvey. */
export const LIMESURVEY: DialectReader = {
  dialect: "limesurvey",
  separators: [],
  findHeader,
  readHeader,
  readCell,
  notShown: "N/A",
};

function findHeader([headers, ...below]: Rows, isWanted: boolean): HeaderFound | null {
  const bare = headers.map((header) => bareHeader(CODE_AND_TEXT.exec(header)?.[1] ?? header));
  const telling = headers.filter((_, c) => TELLING.has(bare[c]));
  const known = bare.filter((header) => METADATA.has(header)).length;
  if (telling.length >= LEAST_TELLING && known > LEAST_TELLING) {
    return { rows: 1, evidence: `columns ${telling.join(", ")}` };
  }
  if (startsAsLimeSurvey(below)) {
    const first = headers.slice(0, 4).join(", ");
    return {
      rows: 1,
      evidence: `the first columns (${first}) hold number, time, last page and language of the ` +
        "interviews, as LimeSurvey orders them",
    };
  }
  if (!isWanted) return null;
  return { rows: 1, evidence: telling.length === 0 ? "" : `columns ${telling.join(", ")}` };
}

function readCell(cell: string): string {
  const answer = cell.replace(MASKED, "");
  return answer === OTHER_CODE ? OTHER : answer;
}

function readHeader([headers]: Rows, cells: ShownCells): HeaderCell[] {
  const labels = headers.map(cleanHeader);
  const hasTexts = labels.some((label) =>
    TELLING.has(bareHeader(CODE_AND_TEXT.exec(label)?.[1] ?? ""))
  );
  // The time spent on question Q1 is in a column Q1Time.
  const timings = new Set(headers.map((header) => `${header.split("[")[0]}Time`));
  const first = countFirst(cells);
  const read = labels.map((label, c): HeaderCell => {
    const both = hasTexts ? CODE_AND_TEXT.exec(label) : null;
    const known = bareHeader(both?.[1] ?? label);
    const isTime = TIME_HEADING.test(both?.[3] ?? label) && cells[c].length > 0 &&
      cells[c].every((text) => FRACTION.test(text));
    const isMetadata = c < first || METADATA.has(known) || GROUP_TIMING.test(both?.[3] ?? label) ||
      timings.has(both?.[1] ?? label) || isTime;
    const heading = both === null ? readHeading(label) : readBoth(both);
    return isMetadata
      ? { ...heading, question: null, item: "", isMetadata }
      : { ...heading, isMetadata };
  });
  // The choice itself has the bare code; what was written beside it is in `Q2[other]`.
  const questions = new Set(read.map(({ question }) => question));
  return keepShared(
    read.map((cell) => questions.has(cell.name) ? { ...cell, question: cell.name } : cell),
  );
}

type Heading = Pick<HeaderCell, "name" | "label" | "question" | "item">;

/** A heading of a code or of a text. */
function readHeading(label: string): Heading {
  const [, code, codeItems, codeText] = CODE_HEADING.exec(label) ?? [];
  const [, text, textItems] = TEXT_HEADING.exec(label) ?? [];
  return {
    name: codeText === undefined ? label : `${code}${codeItems}`,
    label: codeText ?? label,
    question: code ?? text ?? null,
    item: itemOf(codeItems ?? textItems ?? ""),
  };
}

/** A heading of a code and a text. */
function readBoth([, code, items, text]: readonly string[]): Heading {
  return {
    name: `${code}${items}`,
    label: text,
    question: items === "" ? null : code,
    item: itemOf(items === "" ? "" : TEXT_HEADING.exec(text)?.[2] ?? items),
  };
}

function itemOf(brackets: string): string {
  return brackets.slice(1, -1).replaceAll("][", ", ");
}
