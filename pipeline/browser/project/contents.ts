/** What a project file holds: a survey or what tells it from others, and all that was made of it. Runs in Deno and browsers. */

import type { CodebookFile } from "../../ingest/codebook/codebook.ts";

/** How the name of a project file ends. */
export const PROJECT_ENDING = ".ccproject";

/** What `project.json` says that it is. */
export const PROJECT_FORMAT = "customer-clustering-project";

/** The version that is written, and the newest that is read. */
export const PROJECT_VERSION = 1;

/** A survey's map in small, for lists. Parallel lists, at most {@link MOST_DOTS} long. */
export interface SmallMap {
  /** Respondents segmented, and the segments. */
  readonly n: number;
  readonly segments: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** From 0. */
  readonly segment: readonly number[];
}

/** Dots that a map in small has at most. */
export const MOST_DOTS = 400;

/** A notebook of a project. */
export interface ProjectNotebook {
  /** Of a notebook beside the survey's own; null for that. */
  readonly name: string | null;
  /** As the notebook's page has it. */
  readonly notebook: Readonly<Record<string, unknown>>;
}

/** What a project is, its survey and its parameters aside. */
export interface ProjectFacts {
  /** As people call it. */
  readonly name: string;
  readonly survey: {
    /** Of the file. */
    readonly name: string;
    /** Of the file, with its codebook where there is one, as the engine tells it: 64 hex digits. */
    readonly sha256: string;
  };
  readonly notes: string;
  readonly notebooks: readonly ProjectNotebook[];
  /** In milliseconds since 1970; null where nobody keeps it as a project. */
  readonly created: number | null;
  readonly changed: number | null;
  /** What was found, in a sentence or two; an empty string where nothing was yet. */
  readonly headline: string;
  readonly map: SmallMap | null;
}

/** What a project file holds. */
export interface ProjectContents extends ProjectFacts {
  /** The survey itself; null where the file holds its fingerprint alone. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly codebook: CodebookFile | null;
  /** What differs from the defaults, as a `params.yaml`. */
  readonly params: string;
  /** Files of its run, by name. */
  readonly results: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** Files of a run that a project file has. */
export const RESULT_NAMES: readonly string[] = ["segments.csv", "profile.csv"];

/** Where a file of somebody's stands within the archive: its own name is written nowhere but as text. */
export function placeOf(kind: "survey" | "codebook", name: string): string {
  const ending = /\.[a-z0-9]{1,8}(\.gz)?$/i.exec(name)?.[0] ?? "";
  return kind + ending.toLowerCase();
}
