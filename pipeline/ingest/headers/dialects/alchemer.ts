/** Exports of Alchemer, once SurveyGizmo: one header row, `Option:Question`. Runs in Deno and browsers.
 * The columns before the questions were learnt from github.com/houston/houston-feedback, which reads such
 * files, and from the list of response fields on apihelp.alchemer.com; `Option:Question`, and a colon more
 * where the option ends with one (`Other - Write In::Question`), from public scripts that read the Python
 * Developers Surveys of 2017 and 2018.
 */

import { bareHeader, cleanHeader } from "../header_text.ts";
import {
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  keepShared,
  type Rows,
} from "./reader.ts";

const TELLING: readonly string[] = ["responseid", "timestarted", "datesubmitted"];
/** A question may be called "Country": only the columns before the first question are metadata. */
const METADATA: ReadonlySet<string> = new Set([
  ...TELLING,
  ...("status contactid legacycomments comments language referer extendedreferer sessionid useragent " +
    "extendeduseragent ipaddress longitude latitude country city stateregion region postal postalcode " +
    "dma tags linkid").split(" "),
]);

/** Reads exports of Alchemer. */
export const ALCHEMER: DialectReader = {
  dialect: "alchemer",
  separators: [],
  findHeader,
  readHeader,
};

function findHeader([headers]: Rows, isWanted: boolean): HeaderFound | null {
  const bare = headers.map(bareHeader);
  const telling = headers.filter((_, c) => TELLING.includes(bare[c]));
  if (!TELLING.every((name) => bare.includes(name)) && !isWanted) return null;
  return { rows: 1, evidence: telling.length === 0 ? "" : `columns ${telling.join(", ")}` };
}

function readHeader([headers]: Rows): HeaderCell[] {
  const labels = headers.map(cleanHeader);
  const bare = labels.map(bareHeader);
  const first = bare.findIndex((name, c) => !METADATA.has(name) || bare.indexOf(name) < c);
  const isMetadata = labels.map((_, c) => first === -1 || c < first);
  const split = splitOptions(labels.map((label, c) => isMetadata[c] ? "" : label));
  return keepShared(labels.map((name, c) => {
    const { question, item } = split[c] ?? { question: null, item: "" };
    return {
      name,
      label: question === null ? name : `${question} - ${item}`,
      question,
      item,
      isMetadata: isMetadata[c],
    };
  }));
}

/** Splits `Option:Question` at the colon behind which most headers have the same (ties: the first). */
function splitOptions(
  headers: readonly string[],
): ({ readonly question: string; readonly item: string } | null)[] {
  const found = headers.map((header) =>
    Array.from(header.matchAll(/:/g), ({ index }) => ({
      item: header.slice(0, index).trim(),
      question: header.slice(index + 1).trim(),
    })).filter(({ item, question }) => item !== "" && question !== "")
  );
  const shared = new Map<string, number>();
  for (const { question } of found.flat()) shared.set(question, (shared.get(question) ?? 0) + 1);
  return found.map((splits) => {
    let best: { question: string; item: string } | null = null;
    for (const split of splits) {
      const columns = shared.get(split.question)!;
      if (columns > 1 && (best === null || columns > shared.get(best.question)!)) best = split;
    }
    return best;
  });
}
