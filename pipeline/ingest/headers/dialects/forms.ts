/** Exports of Google Forms and Microsoft Forms: one header row of whole questions. Runs in Deno and browsers. */

import { readDates } from "../../cells/dates.ts";
import { bareHeader, cleanHeader } from "../header_text.ts";
import {
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  keepShared,
  type Rows,
} from "./reader.ts";

const GRID = /^(.*\S)\s*\[([^\[\]]+)\]$/s;
/** "Timestamp" in the languages of the forms, bare. */
const TIMESTAMP: ReadonlySet<string> = new Set(
  ("timestamp zeitstempel horodateur marcatemporal informazionicronologiche carimbodedatahora " +
    "χρονικήσήμανση χρονοσφραγίδα tijdstempel tidsstämpel tidstämpel tidsstempel aikaleima " +
    "sygnaturaczasowa zamandamgası časováznačka časovápečiatka časovnižig vremenskaoznaka időbélyeg " +
    "marcajdetimp marcatdetemps marcadetemps laikožymė ajatempel отметкавремени позначкачасу " +
    "времевоклеймо stempelwaktu タイムスタンプ 타임스탬프 时间戳记 时间戳 時間戳記 חותמתזמן طابعزمني")
    .split(" "),
);
const GOOGLE_METADATA: ReadonlySet<string> = new Set([
  ...TIMESTAMP,
  ...("emailaddress username score totalscore emailadresse emailadress nutzername punktzahl " +
    "adresseemail nomdutilisateur direccióndecorreoelectrónico puntuación indirizzoemail punteggio " +
    "endereçodeemail pontuação διεύθυνσηηλεκτρονικούταχυδρομείου διεύθυνσηemail βαθμολογία " +
    "emailadres adresemail wynik epostaadresi puan epostadresse eadress").split(" "),
]);
/** The columns that Microsoft Forms puts first, bare, in its larger languages. */
const MICROSOFT_METADATA: ReadonlySet<string> = new Set(
  ("id starttime completiontime email name lastmodifiedtime totalpoints quizfeedback gradepostedtime " +
    "startzeit fertigstellungszeit abschlusszeit emailadresse zeitpunktderletztenänderung " +
    "heurededébut heuredefin adressedemessagerie nom horadeinicio horadefinalización " +
    "correoelectrónico nombre oradiinizio oradicompletamento postaelettronica nome horadeconclusão " +
    "ώραέναρξης ώραολοκλήρωσης όνομα").split(" "),
);
const FIRST_COLUMNS = 6;
const LEAST_FIRST = 3;
/** Two times are what no other table starts with. */
const TIMES = /time|zeit|heure|hora|ora|ώρα/;
const HAS_TIME = /\d:\d\d| \d{1,2}\.\d\d/;
const MOSTLY = 0.8;

/** Reads exports of Google Forms. */
export const GOOGLE_FORMS: DialectReader = {
  dialect: "google-forms",
  separators: [";", ", "],
  findHeader: findGoogle,
  readHeader: ([headers]) => readQuestions(headers, (bare) => GOOGLE_METADATA.has(bare)),
};

/** Reads exports of Microsoft Forms. */
export const MICROSOFT_FORMS: DialectReader = {
  dialect: "microsoft-forms",
  separators: [";"],
  findHeader: findMicrosoft,
  readHeader: ([headers]) => {
    const first = headers.findIndex((header) => !MICROSOFT_METADATA.has(bareHeader(header)));
    // A question may be called "Name": only the columns before the first question are metadata.
    return readQuestions(
      headers,
      (bare, c) => MICROSOFT_METADATA.has(bare) && (first === -1 || c < first),
    );
  },
};

function findGoogle(rows: Rows, isWanted: boolean): HeaderFound | null {
  const [headers, ...below] = rows;
  if (isWanted) return { rows: 1, evidence: "" };
  if (!TIMESTAMP.has(bareHeader(headers[0]))) return null;
  const times = below.map((cells) => cells[0]).filter((cell) => cell !== "");
  const dated = times.filter((cell) => HAS_TIME.test(cell) && readDates([cell]) !== null).length;
  const asked = headers.slice(1).filter((header) => header !== "");
  const questions = asked.filter((header) => /\s|\?$/.test(header)).length;
  if (times.length === 0 || dated < MOSTLY * times.length) return null;
  if (asked.length === 0 || 2 * questions < asked.length) return null;
  return {
    rows: 1,
    evidence: `the first column is ${JSON.stringify(headers[0])} with dates and times, ` +
      "whole questions follow",
  };
}

function findMicrosoft([headers]: Rows, isWanted: boolean): HeaderFound | null {
  if (isWanted) return { rows: 1, evidence: "" };
  if (bareHeader(headers[0]) !== "id") return null;
  const known = headers.slice(0, FIRST_COLUMNS)
    .filter((header) => MICROSOFT_METADATA.has(bareHeader(header)));
  const times = known.filter((header) => TIMES.test(bareHeader(header))).length;
  if (known.length < LEAST_FIRST || times < 2) return null;
  return { rows: 1, evidence: `the first columns are ${known.join(", ")}` };
}

function readQuestions(
  headers: readonly string[],
  isMetadata: (bare: string, c: number) => boolean,
): HeaderCell[] {
  return keepShared(headers.map((header, c) => {
    const label = cleanHeader(header);
    const grid = GRID.exec(label);
    return {
      name: label,
      label,
      question: grid?.[1] ?? null,
      item: grid?.[2] ?? "",
      isMetadata: isMetadata(bareHeader(label), c),
    };
  }));
}
