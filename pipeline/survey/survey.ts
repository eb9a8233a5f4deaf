/** A survey as read: its columns, its questions, how the file was understood. Runs in Deno and browsers. */

import type { Column, ColumnKind } from "./column.ts";
import type { LedgerReport } from "./ledger.ts";
import type { MissingProposal } from "./missing.ts";

/** The survey tools whose exports are recognised; `plain` is a table without a known form. */
export const DIALECTS = [
  "plain",
  "qualtrics",
  "surveymonkey",
  "google-forms",
  "microsoft-forms",
  "limesurvey",
  "kobotoolbox",
  "redcap",
  "typeform",
  "alchemer",
] as const;

/** One of {@link DIALECTS}. */
export type Dialect = typeof DIALECTS[number];

/** A column that repeats what others say: it describes segments, and does not form them. */
export interface DerivedColumn {
  /** Its name. */
  readonly column: string;
  /** The columns that say the same, in the file's order; one but for sums, means and scores. */
  readonly of: readonly string[];
  /** What it is of them: the same answers (`copy`), turned round (`opposite`) or under other names
   * (`renamed`), nearly the same measure (`correlate`), their sum or mean, or nearly so (`score`). */
  readonly how: "copy" | "opposite" | "renamed" | "correlate" | "sum" | "mean" | "score";
}

/** What one source of evidence says for a kind of a column. */
export interface KindVote {
  /** The kind it speaks for. */
  readonly kind: ColumnKind;
  /** Natural logarithm of the odds for the kind by this evidence alone, to two decimals; those of a kind
   * add up, and below 0 they speak against it. */
  readonly weight: number;
  /** The evidence in words; empty where it only outweighs other kinds. */
  readonly reason: string;
}

/** How a file was understood. */
export interface IngestReport {
  /** The form of the file's content, whatever its name. */
  readonly format: "csv" | "tsv" | "xlsx" | "sav" | "parquet" | "arrow";
  /** The survey tool whose form the file has. */
  readonly dialect: Dialect;
  /** The evidence for the dialect, in words. */
  readonly dialectReason: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` or `macintosh`, for .sav any that browsers know;
   * empty for the other forms. */
  readonly encoding: string;
  /** The delimiter; empty for workbooks. */
  readonly delimiter: string;
  /** "." or ",". */
  readonly decimal: string;
  /** The sheet read; empty for text files. */
  readonly sheet: string;
  /** The names of all sheets, in order. */
  readonly sheets: readonly string[];
  /** The physical row of the header, counted from 1; 0 where names are no row of the file. */
  readonly headerRow: number;
  /** How many rows the header has. */
  readonly headerRows: number;
  /** Rows before the header, such as a title, that were passed over; blank ones aside. */
  readonly preambleRows: number;
  /** Where texts and value labels came from besides the file's own columns, and how many columns were
   * given each; null without a codebook. */
  readonly codebook:
    | { readonly place: string; readonly texts: number; readonly labels: number }
    | null;
  /** Names of the metadata columns that were set aside. */
  readonly metadata: readonly string[];
  /** Wholly blank rows that were passed over. */
  readonly blankRows: number;
  /** Rows of the file, by their physical numbers, that were left out as no respondents, and what they
   * are: totals, means, footers, repeated headers, other tables, previews and tests. */
  readonly rowsLeftOut: readonly { readonly rows: readonly number[]; readonly reason: string }[];
  /** Texts taken as missing answers, with the column and how many cells. */
  readonly missingMarks: readonly { column: string; text: string; count: number; reason: string }[];
  /** Answers that may be codes for a missing answer; `ingest.missing_codes` applies them. */
  readonly missingProposals: readonly MissingProposal[];
  /** Blanks taken as not asked: the columns, how many cells of each, and the evidence. */
  readonly notAsked: readonly {
    readonly columns: readonly string[];
    readonly count: number;
    readonly reason: string;
    /** The column whose answers led past them, quoted in the evidence; null for a block of blanks. */
    readonly gate: string | null;
  }[];
  /** All evidence on the kind of each column by itself, heaviest first and at most six votes a column, also
   * where its question decided otherwise; none where a parameter set the kind or nobody answered. */
  readonly votes: readonly { readonly column: string; readonly votes: readonly KindVote[] }[];
  /** Columns that are copies, opposites, sums or means of others. */
  readonly derived: readonly DerivedColumn[];
  /** Headers that were empty or repeated, and the name given instead. */
  readonly renamed: readonly { position: number; label: string; name: string }[];
  /** How lines of purchases became customers; absent where the file has a row a respondent. */
  readonly ledger?: LedgerReport;
}

/** What a question asks for, by all of its columns. */
export type QuestionKind =
  | "single_choice"
  | "multi_select"
  | "grid"
  | "ranking"
  | "scale"
  | "number"
  | "open_text"
  | "date"
  | "identifier"
  | "weight"
  | "paradata";

/** A question of the survey and the columns that hold its answers. */
export interface Question {
  /** The question's name or text; of a single column its name. */
  readonly name: string;
  /** What it asks for. */
  readonly kind: QuestionKind;
  /** Names of its columns, in the file's order. */
  readonly columns: readonly string[];
  /** What the columns were put together by and the kind rests on, in words. */
  readonly reason: string;
}

/** A survey as read: columns of equal length, nothing imputed. */
export interface Survey {
  /** The object's name in its storage, such as `dataset.xlsx`. */
  readonly name: string;
  /** Number of respondents. */
  readonly rows: number;
  /** In the file's order. */
  readonly columns: readonly Column[];
  /** Every column once, in the order of their first columns. */
  readonly questions: readonly Question[];
  /** How the file was understood. */
  readonly report: IngestReport;
}
