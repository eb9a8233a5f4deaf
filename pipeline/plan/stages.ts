/** The graph of stages, as data. Runs in Deno and browsers. */

import type { Condition } from "./condition.ts";

/** What a stage takes: the file, another stage's result, or the space in which segments are formed, which
 * is the result of `reduce`, or of `features` where the method works on the answers. */
export type StageInput = "file" | "space" | StageName;

/** A stage of the graph. Its result's type is in `run/stage_functions.ts`, which the compiler holds to
 * this graph. */
export interface StageNode {
  /** Raised with every change that may change its result for the same input. */
  readonly version: number;
  /** In the order in which they enter its key. */
  readonly inputs: readonly StageInput[];
  /** Inputs that only some parameters make it depend on; what it takes of them reaches it as a parameter. */
  readonly also?: readonly { readonly input: StageName; readonly when: Condition }[];
  /** Where it is no part of every run. */
  readonly when?: Condition;
}

/** A stage's name. `tree` is the part of clustering that does not depend on the number of segments. */
export type StageName =
  | "ingest"
  | "clean"
  | "features"
  | "reduce"
  | "map"
  | "structure"
  | "tree"
  | "cluster"
  | "evaluate"
  | "profile"
  | "opinion";

/** Every stage, in the order of a run. */
export const STAGES = {
  ingest: { version: 7, inputs: ["file"] },
  clean: { version: 7, inputs: ["ingest"] },
  features: { version: 6, inputs: ["clean"] },
  reduce: { version: 6, inputs: ["features"] },
  map: { version: 1, inputs: ["features", "reduce"] },
  structure: {
    version: 2,
    inputs: ["features", "reduce"],
    when: { "structure.check": ["auto"] },
  },
  tree: { version: 3, inputs: ["space"], when: { "@tree": [true] } },
  cluster: {
    version: 3,
    inputs: ["space", "tree"],
    also: [{ input: "structure", when: { "clustering.n_clusters": ["auto"] } }],
  },
  evaluate: { version: 3, inputs: ["reduce", "features", "cluster"] },
  profile: { version: 6, inputs: ["ingest", "clean", "features", "cluster", "evaluate"] },
  opinion: {
    version: 1,
    inputs: ["features", "reduce", "map", "cluster"],
    when: { "evaluation.second_opinion": [true] },
  },
} as const satisfies Record<StageName, StageNode>;

/** The stages' names, in the order of a run. */
export const STAGE_NAMES = Object.keys(STAGES) as StageName[];

/** Version of each stage. */
export const STAGE_VERSIONS = Object.fromEntries(
  STAGE_NAMES.map((name) => [name, STAGES[name].version]),
) as Readonly<Record<StageName, number>>;
