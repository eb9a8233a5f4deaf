/** The values that stages hand to each other. Runs in Deno and browsers. */

/** What a column measures, which decides how it may be used. */
export const COLUMN_KINDS = [
  "id",
  "numeric",
  "binary",
  "ordinal",
  "nominal",
  "date",
  "text",
  "weight",
] as const;
/** One of {@link COLUMN_KINDS}; a `weight` says how many respondents of the population one stands for. */
export type ColumnKind = typeof COLUMN_KINDS[number];

/** Why a cell holds no answer. The position in this list is the code in {@link Column.missing}. */
export const MISSING_REASONS = [
  "answered",
  "blank",
  "marked",
  "error",
  "not_asked",
  "dont_know",
  "refused",
  "not_applicable",
] as const;
/** One of {@link MISSING_REASONS}: `marked` is a text such as NA, `error` a spreadsheet's error value;
 * the last four are what people said, or were not asked. */
export type MissingReason = typeof MISSING_REASONS[number];

/** Level numbers of the respondents, in the smallest type that holds them. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** One column of a survey, stored by its distinct cells ("levels").
 *
 * A survey's columns have few distinct cells, so whatever depends on a cell's text alone (its number,
 * its category, whether it is missing) is kept once per level; `codes` says which level each
 * respondent has. Respondent i's value is `values[codes[i]]`.
 */
export interface Column {
  /** Unique within the survey. */
  readonly name: string;
  /** The question's text where the file's dialect tells it, else the header as the file has it. */
  readonly label: string;
  /** The question this column is an item of, by the file's dialect, its name or its header; null where
   * it is a question of its own. */
  readonly question: string | null;
  /** Whether a parameter says so, and no pattern of names overrules it; absent: found. */
  readonly isQuestionSet?: true;
  /** Whether it tells of the interview and not of the respondent's answers (start, duration, name,
   * e-mail, IP address): kept for exports and rules, never analysed, profiled or published. */
  readonly metadata: boolean;
  /** The column of the file that this one was made of (one option of a joined multi-select); null for
   * the file's own columns. */
  readonly source: string | null;
  /** What the column measures. */
  readonly kind: ColumnKind;
  /** The evidence for the kind, in words. */
  readonly reason: string;
  /** How sure the kind is, 0..1: 1 where it was set by a parameter, from 0.9 up where every answer
   * has the form of this kind alone, down to 0.5 for a guess; 0 without answers. */
  readonly confidence: number;
  /** Level of each respondent, length n. */
  readonly codes: Codes;
  /** The cell's text per level, as the file has it. */
  readonly texts: readonly string[];
  /** Per level: the number (numeric, weight, ordinal and binary of numbers), the position in `categories`
   * (nominal, binary and ordinal of words), days since 1970-01-01 (date); NaN for id and text and
   * where the answer is missing. */
  readonly values: Float64Array;
  /** Per level: 0 where answered, else the position of the reason in {@link MISSING_REASONS}. */
  readonly missing: Uint8Array;
  /** The answers in order, for columns of words; null where values are numbers. */
  readonly categories: readonly string[] | null;
}

/** The survey tools whose exports are recognised; `plain` is a table without a known form. */
export const DIALECTS = [
  "plain",
  "qualtrics",
  "surveymonkey",
  "google-forms",
  "microsoft-forms",
  "limesurvey",
] as const;
/** One of {@link DIALECTS}. */
export type Dialect = typeof DIALECTS[number];

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
  /** Names of the metadata columns that were set aside. */
  readonly metadata: readonly string[];
  /** Wholly blank rows that were passed over. */
  readonly blankRows: number;
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
  /** Headers that were empty or repeated, and the name given instead. */
  readonly renamed: readonly { position: number; label: string; name: string }[];
}

/** An answer that may mean that there is none, offered and not applied. */
export interface MissingProposal {
  /** The column's name. */
  readonly column: string;
  /** The answer as the file has it. */
  readonly text: string;
  /** Cells that hold it. */
  readonly count: number;
  /** What it may mean. */
  readonly reason: "blank" | "not_asked" | "dont_know" | "refused" | "not_applicable";
  /** Why it is offered, in words. */
  readonly evidence: string;
}

/** What a question asks for, by all of its columns. */
export const QUESTION_KINDS = [
  "single_choice",
  "multi_select",
  "grid",
  "ranking",
  "scale",
  "number",
  "open_text",
  "date",
  "identifier",
  "weight",
  "paradata",
] as const;
/** One of {@link QUESTION_KINDS}. */
export type QuestionKind = typeof QUESTION_KINDS[number];

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

/** Why a column was left out before features were built. */
export type DropCause =
  | "weight"
  | "excluded"
  | "metadata"
  | "recontact"
  | "empty"
  | "not_asked"
  | "sparse";

/** A rule by which a respondent's answers are doubted. */
export type QualityRule =
  | "speeders"
  | "straight_liners"
  | "incomplete"
  | "duplicates"
  | "impossible"
  | "contradictory";

/** What a rule of response quality found among those who take part. */
export interface QualityFinding {
  /** The rule, as in the parameters. */
  readonly rule: QualityRule;
  /** The rule in a few words. */
  readonly title: string;
  /** The bound and what was looked at, in words. */
  readonly detail: string;
  /** Whether those flagged were kept or dropped. */
  readonly action: "keep" | "drop";
  /** Respondents flagged, as positions in the survey as ingested, rising. */
  readonly rows: Int32Array;
}

/** An item that runs against its battery. */
export interface ReversedItem {
  /** The column's name. */
  readonly name: string;
  /** The question of its battery. */
  readonly question: string;
  /** With the sum of the battery's other items, -1..1. */
  readonly correlation: number;
}

/** What cleaning left out and filled in. */
export interface CleanReport {
  /** Names of the columns that stay, in the file's order. */
  readonly columnsKept: readonly string[];
  /** Columns that left, and why. */
  readonly columnsDropped: readonly { name: string; cause: DropCause; reason: string }[];
  /** Rows count from 1, as in `segments.csv`. */
  readonly respondentsDropped: readonly { row: number; reason: string }[];
  /** Response quality, a finding for each rule that the survey allows. */
  readonly quality: readonly QualityFinding[];
  /** The column of the weights; absent where all respondents count alike. */
  readonly weightColumn?: string;
  /** Items that run against the other items of their question. */
  readonly reversed: readonly ReversedItem[];
  /** Columns with imputed answers: how many cells, and the text of the value put in. */
  readonly imputed: readonly { name: string; count: number; value: string }[];
  /** Cells filled in all columns together. */
  readonly cellsImputed: number;
}

/** A survey without gaps in the columns that may become features. */
export interface Cleaned {
  /** The columns kept and the respondents kept. An imputed level keeps its reason in `missing`. */
  readonly survey: Survey;
  /** For each respondent kept, the position in the survey as ingested. */
  readonly respondents: Int32Array;
  /** Weight of each respondent kept, above 0, with mean 1; null where all count alike. */
  readonly weights: Float64Array | null;
  /** What was left out and filled in. */
  readonly report: CleanReport;
}
