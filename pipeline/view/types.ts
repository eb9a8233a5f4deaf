/** What pages are drawn from: a run as plain JSON, small enough to send. Runs in Deno and browsers. */

import type { Params } from "../plan/params.ts";
import type { Warning } from "../run/run_result.ts";
import type { Summary } from "../run/summary.ts";
import type { ColumnRole } from "../features/feature_matrix.ts";
import type { Clustering, Distance, Linkage } from "../cluster/clustering.ts";
import type { Profile, VariableRole } from "../profile/segment_profile.ts";
import type { Embedding } from "../reduce/embedding.ts";
import type { QualityFinding } from "../clean/cleaned.ts";
import type { ColumnKind } from "../survey/column.ts";
import type { ColumnText } from "../survey/labels.ts";
import type { MissingProposal, MissingReason } from "../survey/missing.ts";
import type { IngestReport, KindVote, QuestionKind } from "../survey/survey.ts";
import type { TestsView } from "./testing/test_types.ts";
import type { ScaleUseView } from "./scale_use_types.ts";
import type { StructureView } from "./structure_types.ts";

/** A run as a page shows it. Aggregates only, but for `map.points`. */
export interface RunView {
  /** Name of the run: the same work has the same. */
  readonly runId: string;
  /** The run that was computed, where only names were given since: files beside the view go by it. */
  readonly computedAs?: string;
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
  /** Whether segments differ, by question, and who is typical of them; null where a run has not come so far. */
  readonly tests: TestsView | null;
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
  /** Whether there are segments, by their number; null where it was not asked. */
  readonly structure: StructureView | null;
  /** Every column as one row, in the file's order. */
  readonly columns: readonly ColumnView[];
  /** The most frequent patterns of missing questions, falling; at most 12. */
  readonly missingPatterns: readonly MissingPattern[];
  /** How respondents use the scales that they rate on; null where there are no ratings. */
  readonly scaleUse: ScaleUseView | null;
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

/** The view of a run that has ended. */
export type TestedView = RunView & { readonly tests: TestsView };

/** Respondents in the plane of the first two dimensions. */
export interface MapView {
  readonly method: Embedding["method"];
  /** Names of the axes, such as `Component 1 (19 % of variance)`. */
  readonly xLabel: string;
  readonly yLabel: string;
  /** What both axes are about, for components and dimensions; null where axes stand for nothing. */
  readonly ends: { readonly x: AxisEnds; readonly y: AxisEnds } | null;
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
  /** Every respondent, packed (`view/points/packed.ts`), where `points` is a sample and the view comes from
   * the browser's worker; a built site has the same bytes in a file of their own. */
  readonly everyone?: Uint8Array;
  /** Counts on a grid of `cells` x `cells` over the map, by segment; for maps without points and for
   * densities. Rows of `[column, row, segment, count]`. */
  readonly grid: {
    readonly cells: number;
    readonly xDomain: readonly [number, number];
    readonly yDomain: readonly [number, number];
    readonly counts: readonly (readonly [number, number, number, number])[];
  };
  /** Centre of each segment in the plane; null where too few are in it to be told. */
  readonly centers: readonly (readonly [number, number] | null)[];
}

/** What stands at the ends of an axis: at most three questions or answers each, those that count most first;
 * empty where nothing that counts stands on that side. */
export interface AxisEnds {
  readonly low: readonly string[];
  readonly high: readonly string[];
}

/** Answers of the map's points to one variable, as they were given. */
export interface AnswersView {
  readonly name: string;
  /** The variable as people read it. */
  readonly text: ColumnText;
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
    /** Respondents below 0: nearer to another segment; null where they are too few to be told. */
    readonly below: number | null;
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
    /** The feature's column as people read it. */
    readonly text: ColumnText;
    /** The category that it stands for; null where it is the column itself. */
    readonly category: string | null;
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
    /** The column as people read it. */
    readonly text: ColumnText;
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
  /** The header as the file has it, or the text that the file tells. */
  readonly label: string;
  /** The column as people read it. */
  readonly text: ColumnText;
  readonly kind: ColumnKind;
  /** Whether it tells of the interview and not of answers, and is set aside. */
  readonly metadata: boolean;
  /** The evidence for the kind. */
  readonly evidence: string;
  /** How sure the kind is, 0..1. */
  readonly confidence: number;
  /** All evidence on the kind of the column by itself, heaviest first. */
  readonly votes: readonly KindVote[];
  readonly question: string;
  /** What its question asks for, by all of the question's columns. */
  readonly questionKind: QuestionKind;
  /** What the columns of its question were put together by, and the evidence for the question's kind. */
  readonly questionReason: string;
  /** The column of the file that this one was made of; null for the file's own. */
  readonly source: string | null;
  readonly role: VariableRole | "removed";
  /** Whether it defines segments, describes them or stands aside, why, and how sure that is, 0..1; null
   * where the column left before that was asked. */
  readonly part: Pick<ColumnRole, "role" | "reason" | "confidence"> | null;
  /** Whether it tells who respondents are, so that `features.include: auto` lets it describe only. */
  readonly isWho: boolean;
  /** Why it does not segment, where it does not. */
  readonly roleReason: string;
  readonly answered: number;
  /** Respondents without an answer, by reason; only reasons that occur. */
  readonly missing: readonly { readonly reason: string; readonly count: number }[];
  /** Why blanks count as not asked; empty where none do. */
  readonly notAsked: string;
  /** Answers that may mean that there is none, offered and not applied. */
  readonly proposals: readonly Omit<MissingProposal, "column">[];
  /** What the cells hold; null where single answers may not be shown. */
  readonly cells: CellsView | null;
  /** Cells filled in, and with what. */
  readonly imputed: { readonly count: number; readonly value: string } | null;
  /** Answers by bin or category and segment; null where answers have no values, and for removed
   * columns. */
  readonly distribution: DistributionView | null;
}

/** The different texts of a column. */
export interface CellsView {
  /** Answers from low to high, then what counts as no answer; at most about 60. */
  readonly texts: readonly CellView[];
  /** Different texts that are not listed. */
  readonly hidden: number;
  /** Whether some answers are no text of the file, such as an option that was not ticked. */
  readonly isDerived: boolean;
}

/** A text that cells of a column hold. */
export interface CellView {
  /** As the file has it, without blanks around it; empty for a blank cell. */
  readonly text: string;
  /** Respondents. */
  readonly count: number;
  /** `answered`, or why it is no answer. */
  readonly reason: MissingReason;
  /** What shows that it is no answer; empty for answers and blanks. */
  readonly why: string;
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
  | "codebook"
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
    /** Segments whose count is not shown, and stands as 0; absent where all are. */
    readonly hidden?: readonly boolean[];
    /** What the bin counts for in all, by weight where there are weights; null where it is not shown;
     * absent where the counts say it. */
    readonly total?: number | null;
  }[];
  /** Answers of each segment, and what they weigh; absent where the counts say it. */
  readonly bases?: readonly number[];
  readonly masses?: readonly number[];
}

/** A set of columns that the same respondents left unanswered. */
export interface MissingPattern {
  /** Names of the columns; empty for respondents without gaps. */
  readonly columns: readonly string[];
  /** Their short texts. */
  readonly texts: readonly string[];
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
  /** Mean silhouettes: where segments are formed, among the full answers, by Gower's distance. */
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
