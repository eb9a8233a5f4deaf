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
] as const;
/** One of {@link COLUMN_KINDS}. */
export type ColumnKind = typeof COLUMN_KINDS[number];

/** Why a cell holds no answer. The position in this list is the code in {@link Column.missing}. */
export const MISSING_REASONS = ["answered", "blank", "marked", "error"] as const;
/** One of {@link MISSING_REASONS}: `marked` is a text such as NA, `error` a spreadsheet's error value. */
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
  /** The header as the file has it. */
  readonly label: string;
  /** The question this column is an item of, where the file's dialect tells; else null. */
  readonly question: string | null;
  /** What the column measures. */
  readonly kind: ColumnKind;
  /** The evidence for the kind, in words. */
  readonly reason: string;
  /** Level of each respondent, length n. */
  readonly codes: Codes;
  /** The cell's text per level, as the file has it. */
  readonly texts: readonly string[];
  /** Per level: the number (numeric, ordinal and binary of numbers), the position in `categories`
   * (nominal, binary and ordinal of words), days since 1970-01-01 (date); NaN for id and text and
   * where the answer is missing. */
  readonly values: Float64Array;
  /** Per level: 0 where answered, else the position of the reason in {@link MISSING_REASONS}. */
  readonly missing: Uint8Array;
  /** The answers in order, for columns of words; null where values are numbers. */
  readonly categories: readonly string[] | null;
}

/** How a file was understood. */
export interface IngestReport {
  /** The form of the file's content, whatever its name. */
  readonly format: "csv" | "tsv" | "xlsx" | "sav" | "parquet" | "arrow";
  /** `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`, for .sav any that browsers know; empty for
   * the other forms. */
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
  /** Wholly blank rows that were passed over. */
  readonly blankRows: number;
  /** Texts taken as missing answers, with the column and how many cells. */
  readonly missingMarks: readonly { column: string; text: string; count: number; reason: string }[];
  /** Headers that were empty or repeated, and the name given instead. */
  readonly renamed: readonly { position: number; label: string; name: string }[];
}

/** A survey as read: columns of equal length, nothing imputed. */
export interface Survey {
  /** The object's name in its storage, such as `dataset.xlsx`. */
  readonly name: string;
  /** Number of respondents. */
  readonly rows: number;
  /** In the file's order. */
  readonly columns: readonly Column[];
  /** How the file was understood. */
  readonly report: IngestReport;
}

/** Why a column was left out before features were built. */
export type DropCause = "excluded" | "recontact" | "empty" | "sparse";

/** What cleaning left out and filled in. */
export interface CleanReport {
  /** Names of the columns that stay, in the file's order. */
  readonly columnsKept: readonly string[];
  /** Columns that left, and why. */
  readonly columnsDropped: readonly { name: string; cause: DropCause; reason: string }[];
  /** Rows count from 1, as in `segments.csv`. */
  readonly respondentsDropped: readonly { row: number; reason: string }[];
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
  /** What was left out and filled in. */
  readonly report: CleanReport;
}

/** Row-major n x d numbers. */
export interface Matrix {
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

/** The feature matrix, with what is needed to make the same features of a new respondent. */
export interface Features extends Matrix {
  /** One name a feature: the column's, or `column=category`. */
  readonly names: readonly string[];
  /** The question each feature belongs to. */
  readonly questions: readonly string[];
  /** The survey column each feature was made of, and for an indicator its category, else null. */
  readonly sources: readonly { column: string; category: string | null }[];
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
  readonly method: "none" | "pca" | "umap";
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
}

/** How agglomerative clustering measures the distance of two groups. */
export type Linkage = "ward" | "complete" | "average" | "single";

/** Merges in SciPy's order: merge t joins `left[t]` < `right[t]` at `heights[t]` into node n + t. */
export interface MergeTree {
  /** Number of leaves. */
  readonly n: number;
  /** The linkage that made the tree. */
  readonly linkage: Linkage;
  /** Lower node of each merge, length n - 1; leaves are 0..n-1. */
  readonly left: Int32Array;
  /** Higher node of each merge. */
  readonly right: Int32Array;
  /** Distance of each merge, not falling. */
  readonly heights: Float64Array;
  /** Respondents under each merge. */
  readonly sizes: Int32Array;
}

/** Segments. Numbered by falling size, ties by first respondent. */
export interface Clustering {
  /** The method that formed them. */
  readonly method: "kmeans" | "agglomerative";
  /** Number of segments. */
  readonly k: number;
  /** Segment of each respondent kept, 0..k-1. */
  readonly labels: Int32Array;
  /** Respondents of each segment, not rising. */
  readonly sizes: Int32Array;
  /** Means of the segments in the reduced space, k x m. */
  readonly centroids: Matrix;
  /** Sum of squared distances to the own centroid. */
  readonly inertia: number;
  /** k-means only: iterations of the best start; else null. */
  readonly iterations: number | null;
  /** k-means only: whether that start reached a fixed point; else null. */
  readonly converged: boolean | null;
  /** Agglomerative only; else null. */
  readonly tree: MergeTree | null;
}

/** Silhouettes in one space. */
export interface Silhouette {
  /** Mean over the respondents measured, -1..1. */
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
  /** Respondents of the segment who answered. */
  readonly base: number;
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
  /** Of the respondents segmented, 0..1. */
  readonly share: number;
  /** Mean silhouette on the map; null when not asked for. */
  readonly silhouette: number | null;
  /** Three to five plain sentences, the most telling first. */
  readonly insights: readonly string[];
}

/** Who the segments are. */
export interface Profile {
  /** In the order of their numbers. */
  readonly segments: readonly SegmentProfile[];
  /** Sorted by falling effect; ties by the survey's order. */
  readonly rows: readonly ProfileRow[];
  /** Respondents segmented. */
  readonly respondents: number;
}
