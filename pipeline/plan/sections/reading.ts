/** Parameters of where surveys come from and how they are read. Runs in Deno and browsers. */

import { z } from "zod";
import { COLUMN_KINDS } from "../../survey/column.ts";
import { MISSING_REASONS } from "../../survey/missing.ts";
import { DIALECTS } from "../../survey/survey.ts";
import { RULE_NOTES } from "../rule_notes.ts";
import type { Need } from "../rules.ts";
import { ledger } from "./ledger.ts";

const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh"] as const;
const cellText = z.union([z.string(), z.number()]);
/** Texts that mean no answer: a list, or text to reason; `answered` overrules what was taken as none. */
const missingCodes = z.union([
  z.array(cellText),
  z.record(z.string(), z.enum(MISSING_REASONS).exclude(["error"])),
]);
const columnKind = z.enum([...COLUMN_KINDS, "paradata"]);
const columnSetting = z.strictObject({
  kind: columnKind.optional(),
  order: z.array(cellText).refine(
    (answers) => new Set(answers.map(String)).size === answers.length,
    { message: "a list of answers, each once" },
  ).optional(),
  question: z.string().min(1).optional(),
  missing: missingCodes.optional(),
}).refine(({ kind, order }) => order === undefined || (kind ?? "ordinal") === "ordinal", {
  message: "an order for the kind ordinal only",
});

const IS_WORKBOOK: readonly Need[] = [
  { when: { "@file": ["workbook", "text"] }, otherwise: "such a file has no sheets" },
  { when: { "@file": ["workbook"] }, otherwise: "a text file has no sheets" },
];
const IS_TEXT: readonly Need[] = [
  {
    when: { "@file": ["text", "workbook"] },
    otherwise: "only text files need it; this file tells by itself",
  },
  { when: { "@file": ["text"] }, otherwise: "only text files need it; this is a workbook" },
];
const HAS_ROWS: readonly Need[] = [
  { when: { "@file": ["text", "workbook"] }, otherwise: "this file names its columns by itself" },
];

/** `storage` */
export const storage = z.strictObject({
  backend: z.enum(["auto", "local", "s3"]).default("auto").meta({
    title: "Storage",
    description: "Where surveys come from. auto: s3 when S3_ENDPOINT is set, else local.",
  }),
  bucket: z.string().min(1).default("survey-dataset").meta({
    title: "Bucket",
    description: "The bucket that holds the surveys (s3).",
  }),
  object_name: z.string().min(1).default("dataset.xlsx").meta({
    title: "Survey file",
    description: "The survey to segment: an object of the bucket, or a file below local_path.",
  }),
  local_path: z.string().min(1).default("data").meta({
    title: "Local folder",
    description:
      "The folder that stands in for the bucket (local); with s3, downloads are kept in its .downloads/.",
  }),
});

/** `ingest` */
export const ingest = z.strictObject({
  format: z.enum(["auto", ...DIALECTS]).default("auto").meta({
    title: "Survey tool",
    description: "The survey tool that wrote the file. auto: recognised by content.",
  }),
  sheet: z.union([z.string().min(1), z.int().min(1)]).default("auto").meta({
    title: "Sheet",
    description:
      "Name or number (from 1) of the workbook's sheet, or of the table or view of a DuckDB file. " +
      "auto: the sheet with most answers, the only table.",
  }).register(RULE_NOTES, { needs: IS_WORKBOOK }),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto").meta({
    title: "Delimiter",
    description: "What separates the cells of a text file. auto: recognised by content.",
  }).register(RULE_NOTES, { needs: IS_TEXT }),
  decimal: z.enum(["auto", ".", ","]).default("auto").meta({
    title: "Decimal mark",
    description: "What separates whole from fraction in a text file. auto: recognised by content.",
  }).register(RULE_NOTES, { needs: IS_TEXT }),
  encoding: z.enum(["auto", ...ENCODINGS]).default("auto").meta({
    title: "Encoding",
    description: "How a text file stores its characters. auto: recognised by content.",
  }).register(RULE_NOTES, { needs: IS_TEXT }),
  header_rows: z.union([z.literal("auto"), z.int().min(0).max(3)]).default("auto").meta({
    title: "Header rows",
    description:
      "How many rows the header has in a file that no known tool wrote; 0: the first row is a respondent, " +
      "and columns are named by their place. auto: recognised by content.",
  }).register(RULE_NOTES, { needs: HAS_ROWS }),
  keep_rows: z.boolean().default(false).meta({
    title: "Keep every row",
    description:
      "Whether rows stay that are no respondents: totals, means and footers, headers repeated, tables " +
      "beneath the first, previews and tests of the questionnaire. false: left out, and named in a note.",
  }),
  missing_values: z.union([z.literal("auto"), z.array(z.string())]).default("auto").meta({
    title: "Missing answers",
    description:
      "Texts that mean no answer. A blank always does. auto: NA, N/A and the like, only on evidence " +
      "and never where they are a level of their column. A list replaces that judgement.",
  }),
  missing_codes: z.record(z.string(), missingCodes).default({}).meta({
    title: "Missing codes",
    description: "Column name or glob to the texts that mean no answer there: a list, or text to " +
      "reason (blank, marked, not_asked, dont_know, refused, not_applicable; answered: it is an answer).",
  }),
  columns: z.record(z.string(), z.union([columnKind, columnSetting])).default({}).meta({
    title: "Column kinds",
    description:
      `Column name to kind (${COLUMN_KINDS.join(", ")}), or to an object with kind, order (all ` +
      "answers of an ordinal column, low to high), question, missing (as in missing_codes), to " +
      "overrule what was detected; paradata sets a column aside that is no answer.",
  }),
  ledger,
});
