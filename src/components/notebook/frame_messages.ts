/** The messages between the notebook's page and its frame. Runs in browsers. */

import type { BesideWork, WorkerAnswers, WorkRequest } from "../../../pipeline/browser/protocol.ts";
import type { PlanData } from "../../../pipeline/plan/plan.ts";
import type { Params } from "../../../pipeline/plan/params.ts";
import type { Notebook } from "../../../pipeline/notebook/mod.ts";
import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import type { NotebookVersion } from "../session/notebook_versions.ts";
import type { JsonSchema } from "../session/param_schema.ts";
import type { Setting } from "../session/params_text.ts";
import type { SessionState } from "../session/session_types.ts";

/** A notebook as this browser keeps it. */
export interface KeptNotebook {
  readonly notebook: Notebook;
  /** Whether its cells may run: what came from a file waits for a person's word. */
  readonly isTrusted: boolean;
  /** Whether cells were running when it was last kept, so that they may be what ended the page. */
  readonly isRunning: boolean;
}

/** A session's state without the view, which is large and changes less often, and without the history, for
 * which cells have no use. */
export type FrameState = Omit<SessionState, "view" | "history">;

/** Work of the engine that a cell asks for; a run and a scan with settings beside the present parameters. */
export type FrameWork =
  | { readonly type: "run" | "scan"; readonly settings: readonly Setting[] }
  | WorkRequest<BesideWork>;

/** What work gives. */
export type FrameAnswer = RunView | readonly ScanPoint[] | WorkerAnswers[BesideWork];

/** What the page tells its frame. */
export type ToFrame =
  | {
    readonly type: "start";
    /** The engine's rules, as the text of a module. */
    readonly rules: string;
    readonly plan: PlanData;
    readonly schema: JsonSchema;
    readonly schemaDefaults: Params;
    readonly state: FrameState;
    readonly view: RunView | null;
    readonly kept: KeptNotebook | null;
    /** What is opened where nothing is kept, and by starting anew. */
    readonly atFirst: Notebook;
  }
  /** `view` is absent where it is the one that was told last. */
  | { readonly type: "state"; readonly state: FrameState; readonly view?: RunView | null }
  | { readonly type: "progress"; readonly id: number; readonly text: string }
  | { readonly type: "answer"; readonly id: number; readonly answer: FrameAnswer }
  /** The versions that were asked for, oldest first. */
  | { readonly type: "versions"; readonly versions: readonly NotebookVersion[] }
  /** Why a version could not be kept. */
  | { readonly type: "notKept"; readonly why: string }
  | {
    readonly type: "failed";
    readonly id: number;
    readonly name: string;
    readonly message: string;
  };

/** What the frame asks of its page. */
export type FromFrame =
  | { readonly type: "set"; readonly settings: readonly Setting[] }
  /** Computes the present parameters, which the whole site then shows. */
  | { readonly type: "run" }
  | { readonly type: "cancelRun" }
  | { readonly type: "ask"; readonly id: number; readonly work: FrameWork }
  | { readonly type: "cancel"; readonly id: number }
  | { readonly type: "keep"; readonly kept: KeptNotebook }
  | { readonly type: "keepVersion"; readonly version: NotebookVersion }
  | { readonly type: "askVersions" }
  /** How tall its content is, for paper. */
  | { readonly type: "height"; readonly pixels: number };
