/** What a run is asked for, what it tells on its way, and what it ends with. Runs in Deno and browsers. */

import type { Cleaned } from "../clean/cleaned.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import type { Opinion } from "../opinion/result.ts";
import type { Params } from "../plan/params.ts";
import type { StageName } from "../plan/stages.ts";
import type { Profile } from "../profile/segment_profile.ts";
import type { SegmentTests } from "../profile/testing/segment_tests.ts";
import type { Embedding } from "../reduce/embedding.ts";
import type { Structure } from "../structure/result.ts";
import type { Survey } from "../survey/survey.ts";
import type { Remedy } from "../base/context.ts";
import type { StageCache } from "./cache.ts";

/** How far a run is. */
export interface RunProgress {
  /** The stage at work. */
  readonly stage: StageName;
  /** Of the stage, from 0 to total. */
  readonly done: number;
  /** What `done` counts up to. */
  readonly total: number;
  /** What the stage is at, or an empty string. */
  readonly note: string;
}

/** How to run the pipeline. */
export interface RunOptions {
  /** Hears how far the run is. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Aborting it rejects the run with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears results before the run has ended. Before the search for structure: segments as soon as there are
   * any, without structure and, where their number is to be found, of a number for now; then with what a
   * first look finds. Before all starts of a long run: segments of the first one, without silhouettes.
   * Before tests: all else that the run ends with. The run waits for it, and ends with the same results as
   * without; none come of what is kept. */
  readonly onInterim?: (result: InterimResult, pending: Pending) => Promise<void>;
  /** Where results are kept; nowhere if absent. */
  readonly cache?: StageCache;
  /** Bytes that the whole process may take; not limited if absent, but for what a platform allows in
   * one piece. A run that would take more is refused before its long stages begin. */
  readonly memory?: number;
  /** Texts and value labels of the survey in a file of their own; absent or null where there is none. */
  readonly codebook?: CodebookFile | null;
}

/** What an interim result waits for, tests among it: the verdict on structure, starts and silhouettes, or
 * nothing else. */
export type Pending = "verdict" | "starts" | "tests";

/** Something worth knowing, and the stage that said it. */
export interface Warning {
  /** The stage that said it. */
  readonly stage: StageName;
  /** One or two sentences. */
  readonly text: string;
  /** What can be done about it, best first; absent where nothing can. */
  readonly remedies?: readonly Remedy[];
}

/** The results of stages alone, whether their segments are tested or not. */
export type StageRun = Omit<PipelineResult, "tests">;

/** The results of stages before the run has ended: nothing is tested yet. */
export type InterimResult = StageRun & { readonly tests: null };

/** The results of all stages. */
export interface PipelineResult {
  /** The same work has the same id, wherever it is read from or written to. */
  readonly runId: string;
  /** The file's name without its folder, and the fingerprint of its content. */
  readonly input: {
    readonly name: string;
    readonly sha256: string;
    /** Of its codebook, where that is a file of its own. */
    readonly codebook?: { readonly name: string; readonly sha256: string };
  };
  /** The parameters, all of them. */
  readonly params: Params;
  /** The survey as ingested. */
  readonly survey: Survey;
  /** The survey without gaps, and what was left out. */
  readonly cleaned: Cleaned;
  /** The full answers as numbers. */
  readonly features: Features;
  /** The respondents in the space in which segments are formed. */
  readonly embedding: Embedding;
  /** The respondents in two dimensions, as pages draw them. */
  readonly map: Embedding;
  /** Whether there are segments, how many, how stable; null where it was not asked. */
  readonly structure: Structure | null;
  /** The segments. */
  readonly clustering: Clustering;
  /** How clear they are. */
  readonly evaluation: Evaluation;
  /** Who they are. */
  readonly profile: Profile;
  /** Whether they differ, and who is typical of them. */
  readonly tests: SegmentTests;
  /** How far programs of others agree; null where they were not asked. */
  readonly opinion: Opinion | null;
  /** What a researcher would want to know, in the order of the stages. */
  readonly warnings: readonly Warning[];
  /** Milliseconds each stage took, waiting for its cached result included. */
  readonly timings: Readonly<Partial<Record<StageName, number>>>;
  /** Stages whose results were kept from before. */
  readonly cached: readonly StageName[];
}
