/** Methods and other choices as people write them. Runs in browsers. */

import { engineRules } from "../engine_rules.js";

const OTHERS: Readonly<Record<string, string>> = {
  euclidean: "Euclidean",
  gower: "Gower",
  center: "centre",
  standardize: "standardise",
  onehot: "one-hot",
  plain: "plain table",
  qualtrics: "Qualtrics",
  surveymonkey: "SurveyMonkey",
  "google-forms": "Google Forms",
  "microsoft-forms": "Microsoft Forms",
  limesurvey: "LimeSurvey",
  kobotoolbox: "KoboToolbox or ODK",
  redcap: "REDCap",
  typeform: "Typeform",
  alchemer: "Alchemer",
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
  macintosh: "Mac Roman",
  fill: "fixed value",
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  ".": "point",
};

/** How the values of choices are written for people: methods by the engine's words. */
export function optionNames(): Readonly<Record<string, string>> {
  const { clustering, reduction } = engineRules().plan.data;
  const rows = Object.entries({ ...clustering, ...reduction });
  return { ...OTHERS, ...Object.fromEntries(rows.map(([name, { words }]) => [name, words])) };
}
