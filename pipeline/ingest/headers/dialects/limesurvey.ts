/** Exports of LimeSurvey: headings by code or by question. Runs in Deno and browsers. */

import { bareHeader, cleanHeader } from "../header_text.ts";
import {
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  keepShared,
  type Rows,
} from "./reader.ts";

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
const CODE_HEADING = /^([A-Za-z]\w*)((?:\[[^\]]+\])+)(?:\. (.*))?$/s;
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
};

function findHeader([headers]: Rows, isWanted: boolean): HeaderFound | null {
  const bare = headers.map(bareHeader);
  const telling = headers.filter((_, c) => TELLING.has(bare[c]));
  const known = bare.filter((header) => METADATA.has(header)).length;
  if ((telling.length < LEAST_TELLING || known <= LEAST_TELLING) && !isWanted) return null;
  return {
    rows: 1,
    evidence: telling.length === 0 ? "" : `columns ${telling.join(", ")}`,
  };
}

function readCell(cell: string): string {
  const answer = cell.replace(MASKED, "");
  return answer === OTHER_CODE ? OTHER : answer;
}

function readHeader([headers]: Rows): HeaderCell[] {
  // The time spent on question Q1 is in a column Q1Time.
  const timings = new Set(headers.map((header) => `${header.split("[")[0]}Time`));
  const read = headers.map((header): HeaderCell => {
    const label = cleanHeader(header);
    const [, code, codeItems, codeText] = CODE_HEADING.exec(label) ?? [];
    const [, text, textItems] = TEXT_HEADING.exec(label) ?? [];
    const items = codeItems ?? textItems ?? "";
    const isMetadata = METADATA.has(bareHeader(label)) || GROUP_TIMING.test(label) ||
      timings.has(label);
    return {
      name: codeText === undefined ? label : `${code}${codeItems}`,
      label: codeText ?? label,
      question: isMetadata ? null : code ?? text ?? null,
      item: items.slice(1, -1).replaceAll("][", ", "),
      isMetadata,
    };
  });
  // The choice itself has the bare code; what was written beside it is in `Q2[other]`.
  const questions = new Set(read.map(({ question }) => question));
  return keepShared(
    read.map((cell) => questions.has(cell.name) ? { ...cell, question: cell.name } : cell),
  );
}
