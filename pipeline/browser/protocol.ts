/** The messages between a page and its worker. Runs in Deno and browsers. */

import type { Problem } from "../base/errors.ts";
import type { Params } from "../plan/params.ts";
import type { RunView, ScanPoint } from "../view/types.ts";

/** What a page asks of its worker; every request but `cancel` is answered under its id. */
export type WorkerRequest =
  /** Opens a survey: a file, or the artifact that a site publishes. */
  | {
    readonly id: number;
    readonly type: "open";
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly isArtifact: boolean;
  }
  /** Runs the stages and answers with the view. */
  | { readonly id: number; readonly type: "run"; readonly params: Params }
  /** Tries several numbers of segments. */
  | { readonly id: number; readonly type: "scan"; readonly params: Params }
  /** Makes the files of the run folder. */
  | { readonly id: number; readonly type: "files"; readonly params: Params }
  /** Gives up the request of that id, if it is still under way. */
  | { readonly id: number; readonly type: "cancel" };

/** What a worker tells its page. */
export type WorkerMessage =
  | {
    readonly id: number;
    readonly type: "progress";
    readonly stage: string;
    /** Share of the stage done, 0..1. */
    readonly share: number;
    readonly note: string;
  }
  | { readonly id: number; readonly type: "done"; readonly result: WorkerResult }
  | {
    readonly id: number;
    readonly type: "error";
    /** The error's class: ParamsError, DataError, AbortError, or another for a defect. */
    readonly name: string;
    readonly message: string;
    readonly problems: readonly Problem[];
  };

/** The answer to a request, by its type. */
export interface WorkerResult {
  /** To `open`: the survey's fingerprint. */
  readonly sha256?: string;
  /** To `run`. */
  readonly view?: RunView;
  /** To `scan`. */
  readonly scan?: readonly ScanPoint[];
  /** To `files`. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}
