/** What pages are drawn from: a run as plain JSON, small enough to send. Runs in Deno and browsers. */

import type { Params } from "../params.ts";
import type { Warning } from "../run.ts";
import type { Summary } from "../summary.ts";
import type {
  Clustering,
  Distance,
  Embedding,
  Linkage,
  Profile,
  VariableRole,
} from "../results.ts";
import type { ColumnKind, IngestReport, QualityFinding } from "../types.ts";

/** A run as a page shows it. Aggregates only, but for `map.points`. */
export interface RunView {
  /** Name of the run: the same work has the same. */
  readonly runId: string;
  /** The survey: name in its storage, SHA-256 of the file, respondents and columns in the file. */
  readonly survey: {
    readonly name: string;
    readonly sha256: string;
    readonly rows: number;
    readonly columns: number;
  };
  /** What was recognised of the file. */
  readonly reading: ReadingView;
  /** All parameters, resolved. */
  readonly params: Params;
  /** The figures of `--json`. */
  readonly summary: Summary;
  /** The finding in one sentence: how many segments, how large the largest, how clear. */
  readonly headline: string;
  /** What a researcher would want to know, by stage. */
  readonly warnings: readonly Warning[];
  /** Segments in words, and every variable by segment. */
  readonly profile: Profile;
  /** Respondents in the plane. */
  readonly map: MapView;
  /** Silhouettes by segment, largest first; null when not asked for. */
  readonly silhouettes: SilhouetteView | null;
  /** The upper part of the merge tree; null for other methods. */
  readonly tree: TreeView | null;
  /** Components and loadings; null unless the reduction is PCA. */
  readonly pca: PcaView | null;
  /** Dimensions and categories; null unless the reduction is MCA. */
  readonly mca: McaView | null;
  /** Every column as one row, in the file's order. */
  readonly columns: readonly ColumnView[];
  /** The most frequent patterns of missing questions, falling; at most 12. */
  readonly missingPatterns: readonly MissingPattern[];
  /** Response quality, a rule each. */
  readonly quality: readonly QualityView[];
  /** Why some respondents were not segmented: reason and how many. */
  readonly respondentsDropped: readonly { readonly reason: string; readonly count: number }[];
  /** How features were made: scaling and its reason, number of features and of questions. */
  readonly features: {
    readonly count: number;
    readonly questions: number;
    readonly scaling: string;
    readonly scalingReason: string;
  };
}

/** Respondents in the plane of the first two dimensions. */
export interface MapView {
  readonly method: Embedding["method"];
  /** Names of the axes, such as `Component 1 (19 % of variance)`. */
  readonly xLabel: string;
  readonly yLabel: string;
  /** Respondents segmented, and how many of them are in `points`. */
  readonly n: number;
  /** A seeded sample of at most 4,000; null where publishing is `none`. Parallel arrays. */
  readonly points: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** From 0. */
    readonly segment: readonly number[];
    /** From 1. */
    readonly row: readonly number[];
    /** Whether `row` counts in the file, or in the shuffled order of what is published. */
    readonly order: "file" | "published";
    /** As the file has them; null where it has none, or where they are not published. */
    readonly identifier: readonly string[] | null;
    /** On the map, or by Gower's distance as the segments' (see {@link SilhouetteView}); -1..1, two
     * decimals; null for those not sampled, or where not asked for. */
    readonly silhouette: readonly (number | null)[] | null;
    /** Answers to at most 8 variables, those first that differ most between segments. */
    readonly answers: readonly AnswersView[];
  } | null;
  /** Counts on a grid of `cells` x `cells` over the map, by segment; for maps without points and for
   * densities. Rows of `[column, row, segment, count]`. */
  readonly grid: {
    readonly cells: number;
    readonly xDomain: readonly [number, number];
    readonly yDomain: readonly [number, number];
    readonly counts: readonly (readonly [number, number, number, number])[];
  };
  /** Centre of each segment in the plane. */
  readonly centers: readonly (readonly [number, number])[];
}

/** Answers of the map's points to one variable, as they were given. */
export interface AnswersView {
  readonly name: string;
  /** The header as the file has it. */
  readonly label: string;
  /** The answers in order, for columns of words; null where `values` are the numbers answered. */
  readonly categories: readonly string[] | null;
  /** Parallel to the points: a number or a position in `categories`; null without an answer. */
  readonly values: readonly (number | null)[];
  /** What segments were formed with where an answer is missing; null where nothing was put in. */
  readonly imputed: string | null;
}

/** Silhouettes by segment. */
export interface SilhouetteView {
  /** What `mean` and `segments` are measured by: the map, or Gower's distance where segments were
   * formed on the answers themselves. */
  readonly by: "map" | "gower";
  readonly mean: number;
  /** Mean on the map. */
  readonly mapMean: number;
  /** Mean among the full answers. */
  readonly featureMean: number;
  /** Respondents measured where sampled, else null. */
  readonly sample: number | null;
  readonly segments: readonly {
    /** From 1. */
    readonly number: number;
    readonly mean: number;
    /** Falling silhouettes at equal steps of the segment, at most 200. */
    readonly values: readonly number[];
    /** Respondents below 0: nearer to another segment. */
    readonly below: number;
    readonly size: number;
  }[];
}

/** The upper part of a merge tree. */
export interface TreeView {
  readonly linkage: Linkage;
  /** How far apart two respondents are. */
  readonly distance: Distance;
  /** Respondents. */
  readonly n: number;
  /** Leaves shown: at most 200; a leaf may stand for many respondents. */
  readonly leaves: readonly {
    /** Respondents under it. */
    readonly size: number;
    /** Segment of its respondents, from 0; -1 where they are of several. */
    readonly segment: number;
  }[];
  /** Merges of what is shown, from the lowest: `left` and `right` are leaves (below the number of
   * leaves) or earlier merges (number of leaves + position). Leaves are numbered in drawing order. */
  readonly merges: readonly {
    readonly left: number;
    readonly right: number;
    readonly height: number;
    readonly size: number;
  }[];
}

/** Principal components. */
export interface PcaView {
  /** Share of variance of each component, at most 30. */
  readonly variance: readonly number[];
  /** Components used. */
  readonly used: number;
  /** Loading of each feature on each used component. */
  readonly loadings: readonly {
    readonly feature: string;
    readonly question: string;
    readonly values: readonly number[];
  }[];
}

/** Dimensions of a multiple correspondence analysis. */
export interface McaView {
  /** Share of inertia as Benzecri corrects it: of every dimension whose share is above 0, of those used
   * in any case, and at most 30. */
  readonly correctedShare: readonly number[];
  /** The plain share of each of them. */
  readonly share: readonly number[];
  /** Dimensions used. */
  readonly used: number;
  /** Columns whose categories take part. */
  readonly questions: number;
  /** Every category, those of one column together. */
  readonly categories: readonly {
    /** The column's name, and its header as the file has it. */
    readonly column: string;
    readonly label: string;
    readonly category: string;
    /** Respondents who chose it. */
    readonly chosen: number;
    /** Principal coordinate on each used dimension. */
    readonly coordinates: readonly number[];
    /** Share of each used dimension's inertia, 0..1. */
    readonly contributions: readonly number[];
  }[];
}

/** One column of the survey. */
export interface ColumnView {
  readonly name: string;
  readonly label: string;
  readonly kind: ColumnKind;
  /** Whether it tells of the interview and not of answers, and is set aside. */
  readonly metadata: boolean;
  /** The evidence for the kind. */
  readonly evidence: string;
  /** How sure the kind is, 0..1. */
  readonly confidence: number;
  readonly question: string;
  readonly role: VariableRole | "removed";
  /** Why it does not segment, where it does not. */
  readonly roleReason: string;
  readonly answered: number;
  /** Respondents without an answer, by reason; only reasons that occur. */
  readonly missing: readonly { readonly reason: string; readonly count: number }[];
  /** Cells filled in, and with what. */
  readonly imputed: { readonly count: number; readonly value: string } | null;
  /** Answers by bin or category and segment; null for identifiers, text and removed columns. */
  readonly distribution: DistributionView | null;
}

/** How the file was read. */
export type ReadingView = Pick<
  IngestReport,
  | "format"
  | "dialect"
  | "dialectReason"
  | "encoding"
  | "delimiter"
  | "sheet"
  | "headerRows"
  | "preambleRows"
>;

/** How answers to one variable are spread over the segments. */
export interface DistributionView {
  /** Bins of numbers or dates, or categories in order. */
  readonly kind: "number" | "date" | "category";
  readonly bins: readonly {
    /** The category, the number, or `from to`. */
    readonly label: string;
    /** Numbers and dates (days since 1970): bounds; null for categories. */
    readonly from: number | null;
    readonly to: number | null;
    /** Respondents by segment. */
    readonly counts: readonly number[];
    /** What they weigh; absent where all count alike. */
    readonly weights?: readonly number[];
  }[];
}

/** A set of columns that the same respondents left unanswered. */
export interface MissingPattern {
  /** Names of the columns; empty for respondents without gaps. */
  readonly columns: readonly string[];
  readonly count: number;
}

/** A rule of response quality and whom it flags. */
export interface QualityView extends Omit<QualityFinding, "rows"> {
  /** Respondents flagged. */
  readonly count: number;
  /** Their numbers as shown elsewhere, rising, at most 500; null where none may be shown. */
  readonly rows: readonly number[] | null;
}

/** How clear the segments are for one number of segments. */
export interface ScanPoint {
  readonly k: number;
  /** What the segments were formed on. */
  readonly basis: Clustering["basis"];
  /** Mean silhouette on the map, among the full answers, and by Gower's distance; null when not asked
   * for, the last also where segments were formed on the map. */
  readonly silhouette: number | null;
  readonly silhouetteFeatures: number | null;
  readonly silhouetteGower: number | null;
  /** Sum of squared distances to the own centre in the reduced space. */
  readonly inertia: number;
  /** What k-medoids, k-modes and k-prototypes make small; null for other methods. */
  readonly cost: number | null;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  /** Share of the smallest segment, 0..1. */
  readonly smallest: number;
}
