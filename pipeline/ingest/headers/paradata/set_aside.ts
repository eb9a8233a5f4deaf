/** Sets columns aside that tell of the interview, whichever tool wrote them. Runs in Deno and browsers. */

import { isNumber } from "../../cells/numbers.ts";
import type { HeaderCell, ShownCells } from "../dialects/reader.ts";
import {
  ADDRESS_WORDS,
  AUDITS,
  DEVICES,
  DURATIONS,
  headerWords,
  INTERVIEWER_CODES,
  INTERVIEWERS,
  NAMING_WORDS,
  PAGE_TIMING,
  PHONE_WORDS,
  PHONES,
} from "./words.ts";
import { findPlaces } from "./places.ts";
import { findItemTimes } from "./item_times.ts";

/** What a column is, and by which evidence. */
interface Evidence {
  readonly what: string;
  readonly by: string;
}

const BY_HEADER = "as its header says";
const BY_CELLS = "as every cell is one";
const BY_MOST_CELLS = "as most of its cells are";
const E_MAILS = "e-mail addresses";
const MOSTLY = 0.5;
const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IP_ADDRESS = new RegExp(
  `^(?:(?:::ffff:)?${OCTET}(?:\\.${OCTET}){3}|[\\da-f]{1,4}(?::[\\da-f]{1,4}){7}|(?=.*::)[\\da-f]{0,4}(?::[\\da-f]{0,4}){2,7})$`,
  "i",
);
const E_MAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/;
const UUID = /^(?:uuid:|collect:)?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const MAC_ADDRESS = /^[\da-f]{2}(?:[:-][\da-f]{2}){5}$/i;
const USER_AGENT = /^(?:Mozilla|Opera|Dalvik|okhttp)\/\d/;
/** Six digits and more, with what people put between them. */
const PHONE_NUMBER = /^[+(]?(?:\d[\s()./-]*){6,16}$/;
/** Options ticked or not are answers whatever their header says. */
const TICK = /^(?:0|1|yes|no|true|false)$/i;

/** Sets aside addresses, telephone numbers, devices, places, interviewers, what servers note, and times, by header and by
 * the shape of the cells; headers alone only where no question has them. A header that asks ("Was the
 * interviewer polite?") or cells of another shape leave a column what it is. O(columns x cells shown).
 * @param options.labels What the file itself calls each column beside its name; empty where nothing.
 */
export function setParadataAside(
  headers: readonly HeaderCell[],
  { cells, labels }: { cells: ShownCells; labels: readonly string[] },
): HeaderCell[] {
  const names = headers.map(({ name }) => name);
  const places = findPlaces(names, cells);
  const times = findItemTimes(names, cells);
  return headers.map((header, c) => {
    if (header.isMetadata || header.isJoined === true || cells[c].length === 0) return header;
    const found = places.get(c) ?? times.get(c) ?? byCells(cells[c]) ??
      byTexts([header.name, header.label, labels[c]], cells[c]);
    if (found === null) return header;
    const isPlain = found.what === E_MAILS && cells[c].every((text) => E_MAIL.test(text));
    // Its kind says already what such a column is.
    if (isPlain) return { ...header, question: null, item: "", isMetadata: true };
    const aside = `set aside as ${found.what}, ${found.by}`;
    return { ...header, question: null, item: "", isMetadata: true, aside };
  });
}

function byCells(texts: readonly string[]): Evidence | null {
  const [first] = texts;
  // Nearly all columns are settled by one look.
  if (!/[.:@/-]/.test(first) && !/[.:@/-]/.test(texts.at(-1)!)) return null;
  if (texts.every((text) => UUID.test(text) || MAC_ADDRESS.test(text))) {
    return { what: "identifiers that machines made", by: BY_CELLS };
  }
  if (texts.every((text) => IP_ADDRESS.test(text))) return { what: "IP addresses", by: BY_CELLS };
  if (areMost(texts, E_MAIL)) return { what: E_MAILS, by: BY_MOST_CELLS };
  return areMost(texts, USER_AGENT)
    ? { what: "devices and browsers of respondents", by: BY_MOST_CELLS }
    : null;
}

function byTexts(texts: readonly string[], cells: readonly string[]): Evidence | null {
  for (const text of new Set(texts)) {
    const found = text === "" ? null : byHeader(text, cells);
    if (found !== null) return found;
  }
  return null;
}

function byHeader(name: string, texts: readonly string[]): Evidence | null {
  if (/[?;¿]/.test(name)) return null;
  const words = headerWords(name);
  const bare = words.join("");
  const isAddress = words.includes("ip") && words.some((word) => ADDRESS_WORDS.has(word)) ||
    bare === "ipaddress" || bare === "ipaddr" || bare === "ipadresse";
  if (isAddress && areMost(texts, /\d/)) return { what: "IP addresses", by: BY_HEADER };
  if (texts.every((text) => TICK.test(text))) return null;
  if (DEVICES.has(bare)) return { what: "devices of respondents or interviewers", by: BY_HEADER };
  if (AUDITS.has(bare)) return { what: "notes of the server", by: BY_HEADER };
  const isInterviewer = words.some((word) => INTERVIEWERS.has(word)) &&
    words.every((word) =>
      INTERVIEWERS.has(word) || NAMING_WORDS.has(word) || /^\d{1,2}$/.test(word)
    );
  if (isInterviewer || INTERVIEWER_CODES.has(bare)) {
    return { what: "names or numbers of interviewers", by: BY_HEADER };
  }
  const isPhone = words.some((word) => PHONES.has(word)) &&
    words.every((word) => PHONES.has(word) || PHONE_WORDS.has(word));
  if (isPhone && areMost(texts, PHONE_NUMBER)) {
    return { what: "telephone numbers", by: "as its header and cells say" };
  }
  const isTime = DURATIONS.has(bare) || PAGE_TIMING.test(name);
  return isTime && texts.every((text) => isNumber(text, ".") || isNumber(text, ","))
    ? { what: "time that respondents took", by: BY_HEADER }
    : null;
}

function areMost(texts: readonly string[], shape: RegExp): boolean {
  const most = texts.length - MOSTLY * texts.length;
  let others = 0;
  for (const text of texts) if (!shape.test(text) && ++others > most) return false;
  return texts.length > others;
}
