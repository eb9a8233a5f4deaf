/** How a file was read, in a sentence. Runs in browsers. */

import type { ReadingView } from "../../../../pipeline/view/types.ts";
import { countOf } from "./format.js";

const DIALECT_WORDS: Readonly<Record<ReadingView["dialect"], string>> = {
  plain: "a plain table",
  qualtrics: "a Qualtrics export",
  surveymonkey: "a SurveyMonkey export",
  "google-forms": "a Google Forms export",
  "microsoft-forms": "a Microsoft Forms export",
  limesurvey: "a LimeSurvey export",
  kobotoolbox: "a KoboToolbox or ODK export",
  redcap: "a REDCap export",
  typeform: "a Typeform export",
  alchemer: "an Alchemer export",
};
const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
  " ": "runs of blanks",
};

/** Tells as what the file was read, why, and the form it has. */
export function readingWords(reading: ReadingView): string {
  const { dialect, dialectReason, encoding, delimiter, sheet } = reading;
  const because = dialect === "plain" || dialectReason === "" ? "" : ` (${dialectReason})`;
  const parts = [
    reading.format,
    ...(sheet === "" ? [] : [`sheet “${sheet}”`]),
    ...(reading.headerRows === 0 ? [] : [countOf(reading.headerRows, "header row")]),
    ...(reading.preambleRows === 0
      ? []
      : [`${countOf(reading.preambleRows, "row")} before the header passed over`]),
    ...(encoding === "" ? [] : [encoding.replace(/^utf/, "UTF")]),
    ...(delimiter === "" ? [] : [`cells apart by ${DELIMITER_WORDS[delimiter] ?? delimiter}`]),
  ];
  const form = `Read as ${DIALECT_WORDS[dialect]}${because}: ${parts.join(", ")}.`;
  return reading.codebook === null ? form : `${form} ${codebookWords(reading.codebook)}`;
}

function codebookWords({ place, texts, labels }: NonNullable<ReadingView["codebook"]>): string {
  return `Texts of ${
    countOf(texts, "column")
  } and value labels of ${labels} come from its codebook, ` +
    `${place.replaceAll(/"([^"]*)"/g, "“$1”")}.`;
}
