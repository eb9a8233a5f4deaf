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
  readonly format: "csv" | "tsv" | "xlsx";
  /** The survey tool whose form the file has. */
  readonly dialect: Dialect;
  /** The evidence for the dialect, in words. */
  readonly dialectReason: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` or `macintosh`; empty for workbooks. */
  readonly encoding: string;
  /** The delimiter; empty for workbooks. */
  readonly delimiter: string;
  /** "." or ",". */
  readonly decimal: string;
  /** The sheet read; empty for text files. */
  readonly sheet: string;
  /** The names of all sheets, in order. */
  readonly sheets: readonly string[];
  /** The physical row of the header, counted from 1. */
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
  | "impossible";

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

/** Row-major n x d numbers. */
export interface Matrix {
  /** How much each row counts in means, variances and distances between groups: length n, finite,
   * above 0. Absent where all count alike. */
  readonly weights?: Float64Array;
  /** Length n x d; row i starts at i x d. */
  readonly values: Float64Array;
  /** Rows. */
  readonly n: number;
  /** Columns. */
  readonly d: number;
}

/** The scaling that was applied to features. */
export type Scaling = "none" | "standardize";

/** A column or feature that was not used: by choice it only describes, else it could not serve. */
export interface DroppedFeature {
  /** The column, or `column=category`. */
  readonly name: string;
  /** `choice`: not chosen or not of a kind to segment on. `unusable`: constant or empty. */
  readonly cause: "choice" | "unusable";
  /** The rule that left it out, in words. */
  readonly reason: string;
}

/** What a feature was made of. */
export interface FeatureSource {
  /** Name of the survey's column. */
  readonly column: string;
  /** What that column measures. */
  readonly kind: ColumnKind;
  /** The category that an indicator stands for; null where the feature is the column itself. */
  readonly category: string | null;
}

/** The feature matrix, with what is needed to make the same features of a new respondent. */
export interface Features extends Matrix {
  /** One name a feature: the column's, or `column=category`. */
  readonly names: readonly string[];
  /** The question each feature belongs to. */
  readonly questions: readonly string[];
  /** The survey column each feature was made of, what it measures, and for an indicator its category,
   * else null. Indicators of one column follow each other. */
  readonly sources: readonly FeatureSource[];
  /** What was done to the numbers. */
  readonly scaling: Scaling;
  /** Why this scaling. */
  readonly scalingReason: string;
  /** What was subtracted from each feature. */
  readonly center: Float64Array;
  /** What it was then divided by, above 0. */
  readonly scale: Float64Array;
  /** Columns and features that were not used, and why. */
  readonly dropped: readonly DroppedFeature[];
}

/** Respondents in fewer dimensions. */
export interface Embedding extends Matrix {
  /** The method; `none` gives the features themselves. */
  readonly method: "none" | "pca" | "umap" | "mca";
  /** PCA only: components as rows (m x d), unit length; else null. */
  readonly components: Matrix | null;
  /** PCA only: mean of each feature; else null. */
  readonly mean: Float64Array | null;
  /** PCA only: variance of each component, falling; else null. */
  readonly explainedVariance: Float64Array | null;
  /** PCA only: its share of the total variance; else null. */
  readonly explainedVarianceRatio: Float64Array | null;
  /** PCA only: share of the variance of every component there is, length min(n, d); else null. */
  readonly spectrum: Float64Array | null;
  /** Multiple correspondence analysis only; else null. */
  readonly mca: McaModel | null;
}

/** One answer that categorical methods tell apart: a column and its category, or its number. */
export interface AnswerLevel {
  /** Name of the survey's column. */
  readonly column: string;
  /** The category of a nominal column; of other columns the number, or the position in the column's
   * categories. */
  readonly level: string | number;
}

/** A multiple correspondence analysis of J categories of Q columns. */
export interface McaModel {
  /** Inertia of every dimension there is, falling, length J - Q. */
  readonly inertia: Float64Array;
  /** Its share of the total inertia, which is J / Q - 1. */
  readonly share: Float64Array;
  /** The share as Benzecri corrects it: of what exceeds 1 / Q, rescaled; 0 below. */
  readonly correctedShare: Float64Array;
  /** What each row of `coordinates` stands for. */
  readonly levels: readonly AnswerLevel[];
  /** Standard coordinates of the categories, J x m: a respondent lies at the mean of those chosen. */
  readonly coordinates: Matrix;
}

/** How the distance of two respondents is measured: `gower` among their answers. */
export type Distance = "euclidean" | "gower";

/** How agglomerative clustering measures the distance of two groups. */
export type Linkage = "ward" | "complete" | "average" | "single";

/** Merges in SciPy's order: merge t joins `left[t]` < `right[t]` at `heights[t]` into node n + t. */
export interface MergeTree {
  /** Number of leaves. */
  readonly n: number;
  /** The linkage that made the tree. */
  readonly linkage: Linkage;
  /** The distance of two leaves. */
  readonly distance: Distance;
  /** Lower node of each merge, length n - 1; leaves are 0..n-1. */
  readonly left: Int32Array;
  /** Higher node of each merge. */
  readonly right: Int32Array;
  /** Distance of each merge, not falling. */
  readonly heights: Float64Array;
  /** Respondents under each merge. */
  readonly sizes: Int32Array;
}

/** Segments. Numbered by falling size, by weight where the method takes weights and there are some;
 * ties by first respondent. */
export interface Clustering {
  /** The method that formed them. */
  readonly method: "kmeans" | "agglomerative" | "kmedoids" | "kmodes" | "kprototypes";
  /** What they were formed on: the reduced space, or the answers themselves. */
  readonly basis: "reduced" | "answers";
  /** Number of segments. */
  readonly k: number;
  /** Segment of each respondent kept, 0..k-1. */
  readonly labels: Int32Array;
  /** Respondents of each segment, not rising where all count alike. */
  readonly sizes: Int32Array;
  /** Means of the segments in the reduced space, k x m; by weight where there are weights. */
  readonly centroids: Matrix;
  /** Sum of squared distances to the own centroid, in the reduced space, times weights. */
  readonly inertia: number;
  /** What k-medoids (distances to the own medoid), k-modes (answers that differ from the own mode) and
   * k-prototypes (the like, with squared distances) make small; else null. */
  readonly cost: number | null;
  /** Iterations of the best start, or mini-batches; null for a tree. */
  readonly iterations: number | null;
  /** Whether that start reached a fixed point, or mini-batches brought no more; null for a tree. */
  readonly converged: boolean | null;
  /** k-medoids only: the respondent (from 0, of those kept) that stands for each segment; else null. */
  readonly medoids: Int32Array | null;
  /** k-modes and k-prototypes only: each segment's typical answers, a category or a mean a column;
   * else null. */
  readonly prototypes: readonly (readonly AnswerLevel[])[] | null;
  /** Agglomerative only; else null. */
  readonly tree: MergeTree | null;
}

/** Silhouettes in one space. */
export interface Silhouette {
  /** Mean over the respondents measured, by weight where there are weights, -1..1. */
  readonly mean: number;
  /** Mean of each segment, length k. */
  readonly perSegment: Float64Array;
  /** One per respondent kept; NaN where not sampled. */
  readonly perRow: Float64Array;
  /** Respondents used where sampled, else null. */
  readonly sample: number | null;
  /** Standard error of the mean where sampled, else null. */
  readonly standardError: number | null;
}

/** How well separated the segments are. Silhouettes are null when not asked for. */
export interface Evaluation {
  /** On the map; null when not asked for. */
  readonly reduced: Silhouette | null;
  /** Among the full answers; null when not asked for. */
  readonly features: Silhouette | null;
  /** By Gower's distance, where segments were formed on the answers themselves; else null. */
  readonly gower: Silhouette | null;
  /** In the reduced space. */
  readonly calinskiHarabasz: number;
  /** In the reduced space; lower is better. */
  readonly daviesBouldin: number;
}

/** How a variable took part. */
export type VariableRole = "segmenting" | "describing" | "dropped";

/** One statistic of one segment against the total. */
export interface SegmentFigure {
  /** Mean, or share in 0..1; null without answers. */
  readonly value: number | null;
  /** Respondents of the segment who answered, each counted once. */
  readonly base: number;
  /** How many respondents of equal weight would be as precise, by Kish; absent without weights. */
  readonly effectiveBase?: number;
  /** 100 x value / total; null where the total is 0. */
  readonly index: number | null;
  /** value - total, in the variable's unit or as a share. */
  readonly difference: number | null;
}

/** One row of the profile table: a variable, or one category of it. */
export interface ProfileRow {
  /** The column's name. */
  readonly variable: string;
  /** Its header as the file has it. */
  readonly label: string;
  /** The question it is an item of; its own name if of none. */
  readonly question: string;
  /** What it measures. */
  readonly kind: ColumnKind;
  /** How it took part. */
  readonly role: VariableRole;
  /** Why it was not used, where it was not. */
  readonly roleReason: string;
  /** The category whose share this is; null for a mean or the share who answered. */
  readonly category: string | null;
  /** What the figures are: a mean, a share of those who answered, or the share who answered. */
  readonly statistic: "mean" | "share" | "answered";
  /** Over all respondents segmented. */
  readonly total: SegmentFigure;
  /** One figure a segment. */
  readonly segments: readonly SegmentFigure[];
  /** Pooled within-segment standard deviation, the unit for comparing differences; 0 if constant. */
  readonly deviation: number;
  /** Share of the variable's variation that the segments explain: eta squared for means and shares
   * (0..1). */
  readonly effect: number;
}

/** One segment in words and numbers. */
export interface SegmentProfile {
  /** Counted from 1. */
  readonly number: number;
  /** What sets it apart, in few words. */
  readonly name: string;
  /** Respondents in it. */
  readonly size: number;
  /** Of the respondents segmented, each counted once, 0..1. */
  readonly share: number;
  /** The same by weight; absent without weights. */
  readonly weighted?: SegmentWeight;
  /** Mean silhouette: on the map, or by Gower's distance where segments were formed on the answers;
   * null when not asked for. */
  readonly silhouette: number | null;
  /** Three to five plain sentences, the most telling first. */
  readonly insights: readonly string[];
}

/** How much a segment weighs. */
export interface SegmentWeight {
  /** Sum of its respondents' weights, which have mean 1 over all respondents segmented. */
  readonly size: number;
  /** Of the weight of all respondents segmented, 0..1. */
  readonly share: number;
  /** (sum of weights)^2 / sum of squared weights. */
  readonly effectiveBase: number;
}

/** What the figures of a profile are weighted by. */
export interface ProfileWeighting {
  /** The column of the weights. */
  readonly column: string;
  /** Of all respondents segmented: (sum of weights)^2 / sum of squared weights. */
  readonly effectiveBase: number;
}

/** Who the segments are. */
export interface Profile {
  /** In the order of their numbers. */
  readonly segments: readonly SegmentProfile[];
  /** Sorted by falling effect; ties by the survey's order. */
  readonly rows: readonly ProfileRow[];
  /** Respondents segmented. */
  readonly respondents: number;
  /** What shares, means, totals and indices are weighted by; absent where all count alike. */
  readonly weighting?: ProfileWeighting;
}
