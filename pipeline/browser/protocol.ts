/** The messages between a page and its worker. Runs in Deno and browsers. */

import type { Problem } from "../base/errors.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import type { DeliverableName } from "../deliver/deliverables.ts";
import type { Params } from "../plan/params.ts";
import type { InterimWords } from "../profile/interim_words.ts";
import type { CrosstabOptions } from "../profile/crosstab/crosstab.ts";
import type { Crosstab } from "../profile/crosstab/crosstab_table.ts";
import type { BannerTables } from "../profile/tables/banner_table.ts";
import type { AlgorithmName } from "../run/algorithms/names.ts";
import type { PipelineResult } from "../run/run_result.ts";
import type { Comparison } from "../view/compare/comparison.ts";
import type { ApartView } from "../view/target/target_types.ts";
import type { TestsView } from "../view/testing/test_types.ts";
import type { RunView, ScanPoint } from "../view/types.ts";
import type { PersonAnswers, PersonPlaced } from "../typing/form/place_person.ts";
import type { PlacingForm } from "../typing/form/placing_form.ts";
import type { FileToPlace, PlacedFile } from "../typing/place_file.ts";
import type { AskedOfPerson } from "./placing_desk.ts";
import type { ProjectContents, ProjectFacts } from "./project/contents.ts";

/** What of a run tells of single respondents, or is too large to be sent with every view. */
export type RunPart = Exclude<
  keyof PipelineResult,
  "runId" | "input" | "params" | "profile" | "tests" | "warnings" | "timings" | "cached"
>;

/** The run that others are placed by, or whose segments alone count. */
interface PlacedBy {
  readonly params: Params;
  /** Segments that it has, which are not searched for again. */
  readonly k: number;
}

/** What each kind of work is asked with. */
interface WorkInputs {
  /** Opens a survey: a file, or the artifact that a site publishes. */
  readonly open: {
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly isArtifact: boolean;
    /** Of a file; an artifact has its own. */
    readonly codebook?: CodebookFile | undefined;
  };
  /** Reads the file that is open, and no more. */
  readonly read: Readonly<Record<never, never>>;
  /** Writes what is open as a project file, with files of its run where it can be run. */
  readonly pack: {
    readonly facts: ProjectFacts;
    readonly params: Params;
    /** What differs from the defaults, as a `params.yaml`. */
    readonly yaml: string;
    /** Whether the survey goes along; else its fingerprint alone. */
    readonly hasSurvey: boolean;
  };
  /** Reads a project file, whatever is open. */
  readonly unpack: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** Runs the stages. */
  readonly run: { readonly params: Params };
  /** Tries several numbers of segments. */
  readonly scan: { readonly params: Params };
  /** Makes the files of the run folder. */
  readonly files: { readonly params: Params };
  /** Gives a part of a run as the engine has it. */
  readonly part: { readonly params: Params; readonly part: RunPart };
  /** Lays a run beside another one. */
  readonly compare: { readonly params: Params; readonly other: Params };
  /** Crosses two questions, or a question and the segments, without what a published survey withholds. */
  readonly crosstab: { readonly params: Params } & CrosstabOptions;
  /** Makes tables with a banner, as they may be handed over. */
  readonly tables: { readonly params: Params };
  /** Makes files to hand over. */
  readonly deliver: { readonly params: Params; readonly names: readonly DeliverableName[] };
  /** Tells how well the segments are set apart. */
  readonly apart: PlacedBy;
  /** Gives the questions by which others are placed in the segments of a run. */
  readonly form: PlacedBy;
  /** Places one person. */
  readonly person: PlacedBy & { readonly answers: PersonAnswers; readonly by: AskedOfPerson };
  /** Places the respondents of a file. */
  readonly place: PlacedBy & { readonly file: FileToPlace };
  /** Calls an algorithm, whose arguments need not be of the survey. */
  readonly algorithm: { readonly name: AlgorithmName; readonly args: readonly unknown[] };
}

/** A project file that was read, its survey too where it holds one. */
export interface UnpackedProject {
  readonly contents: Omit<ProjectContents, "params" | "results">;
  readonly params: Params;
}

/** What each kind of work gives. */
export interface WorkerAnswers {
  /** The survey's fingerprint; empty where a site carries no answers of single respondents. */
  readonly open: string;
  readonly read: { readonly rows: number; readonly columns: number };
  readonly pack: Uint8Array<ArrayBuffer>;
  readonly unpack: UnpackedProject;
  readonly run: RunView;
  readonly scan: readonly ScanPoint[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly part: PipelineResult[RunPart];
  readonly compare: Comparison;
  readonly crosstab: Crosstab;
  readonly tables: BannerTables;
  readonly deliver: WorkerAnswers["files"];
  readonly apart: ApartView;
  readonly form: PlacingForm;
  readonly person: PersonPlaced;
  readonly place: PlacedFile;
  readonly algorithm: unknown;
}

/** The kinds of work that a worker does. */
export type WorkType = keyof WorkerAnswers;

/** Work that is asked for with all that it needs, and leaves what is shown as it is. */
export type BesideWork =
  | "part"
  | "compare"
  | "crosstab"
  | "tables"
  | "deliver"
  | "files"
  | "apart"
  | "form"
  | "person"
  | "place"
  | "algorithm"
  | "pack";

/** Work of one kind, or of any, to be answered under an id. */
export type WorkRequest<T extends WorkType = WorkType> = {
  [K in T]: { readonly type: K } & WorkInputs[K];
}[T];

/** What a page asks of its worker; every request but `cancel` is answered under its id. */
export type WorkerRequest =
  & { readonly id: number }
  & (
    | WorkRequest
    /** Gives up the request of that id, if it is still under way. */
    | { readonly type: "cancel" }
  );

/** Work that is done, by its kind. */
export type WorkDone = {
  [K in WorkType]: {
    readonly type: "done";
    readonly asked: K;
    readonly answer: WorkerAnswers[K];
  };
}[WorkType];

/** The answer to a run whose last interim result lacked these alone. */
export interface Tested {
  readonly type: "tested";
  readonly tests: TestsView;
}

/** What a worker tells its page. */
export type WorkerMessage =
  & { readonly id: number }
  & (
    | {
      readonly type: "progress";
      readonly stage: string;
      /** Share of the stage done, 0..1. */
      readonly share: number;
      readonly note: string;
    }
    /** What a run has before its verdict; any number of these come before the answer, or none. */
    | { readonly type: "interim"; readonly view: RunView; readonly words: InterimWords }
    | Tested
    | WorkDone
    | {
      readonly type: "error";
      /** The error's class: ParamsError, DataError, AbortError, or another for a defect. */
      readonly name: string;
      readonly message: string;
      readonly problems: readonly Problem[];
    }
  );
