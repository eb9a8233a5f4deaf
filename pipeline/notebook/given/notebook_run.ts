/** `run`: what the engine found and what pages show of it, as one object at every door. Runs in Deno and browsers. */

import type { RunPart } from "../../browser/protocol.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { McaEmbedding, PcaEmbedding } from "../../reduce/embedding.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import type { Survey } from "../../survey/survey.ts";
import type { RunView } from "../../view/types.ts";

/** Gives a part of a run, or throws what fetches it. */
export type PartReader = <P extends RunPart>(part: P) => PipelineResult[P];

/** Parts of a run of which pages show nothing by the same name. */
const PARTS: readonly RunPart[] = [
  "cleaned",
  "embedding",
  "structure",
  "clustering",
  "evaluation",
  "opinion",
];

type Keys<T> = readonly (T extends unknown ? keyof T : never)[];

// What the engine's objects have; a page does not have the objects themselves to ask.
const MAP_KEYS: Keys<PcaEmbedding | McaEmbedding> = [
  ...["values", "n", "d", "weights", "method", "components", "mean"] as const,
  ...["explainedVariance", "explainedVarianceRatio", "spectrum", "mca"] as const,
];
const FEATURE_KEYS: Keys<Features> = [
  ...["values", "n", "d", "weights", "names", "questions", "sources", "within", "tails"] as const,
  ...["scaling", "scalingReason", "center", "scale", "roles", "dropped"] as const,
];
const SURVEY_KEYS: Keys<Survey> = ["name", "rows", "columns", "questions", "report"];
const COLUMN_KEYS: Keys<Column> = [
  ...["name", "label", "question", "isQuestionSet", "metadata", "source", "kind"] as const,
  ...["reason", "people", "confidence", "codes", "texts", "written", "values"] as const,
  ...["missing", "ends", "categories"] as const,
];

/** Of an object for cells: the view that charts are drawn from. */
const VIEWS = new WeakMap<object, RunView>();
/** Of an object for cells: the engine's own, for its functions. */
const WHOLE = new WeakMap<object, () => unknown>();

/** Makes `run` where the engine's whole result is at hand. */
export function wholeRun(view: RunView, result: PipelineResult): object {
  const { map, features, profile, structure, tests } = view;
  const run = {
    ...view,
    ...result,
    ...{ profile, tests },
    shownStructure: structure,
    map: { ...map, ...result.map },
    features: { ...features, ...result.features },
  };
  VIEWS.set(run, view);
  return run;
}

/** Makes `run` where the engine is in a worker: what the view does not have is fetched when it is read.
 * @param read Asked with every reading.
 */
export function fetchedRun(view: RunView, read: PartReader): object {
  const { survey: { name, sha256 }, features: { count, scaling, scalingReason } } = view;
  const run = {
    ...view,
    input: { name, sha256 },
    shownStructure: view.structure,
    survey: fetchedSurvey(view, read),
    map: completed({ ...view.map }, MAP_KEYS, () => read("map")),
    features: completed({ count, scaling, scalingReason }, FEATURE_KEYS, () => read("features")),
  };
  for (const part of PARTS) define(run, part, () => read(part));
  VIEWS.set(run, view);
  return run;
}

/** Makes `survey` where the engine is in a worker. */
export function fetchedSurvey(view: RunView, read: PartReader): object {
  const { survey: { name, rows } } = view;
  const columns = view.columns.map(({ name, label, kind, metadata, source, confidence }, i) =>
    completed(
      { name, label, kind, metadata, source, confidence },
      COLUMN_KEYS,
      () => read("survey").columns[i],
    )
  );
  return completed({ name, rows, columns }, SURVEY_KEYS, () => read("survey"));
}

/** The view of a run that cells were given; whatever else it is, as it is. */
export function viewOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? VIEWS.get(value) ?? value : value;
}

/** What the engine's functions take for a value of a cell's: the engine's own object where it stands for
 * one. */
export function wholeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? WHOLE.get(value)?.() ?? value : value;
}

/** What is known of an object, with the rest to be read from the engine's own. */
function completed(known: object, keys: readonly string[], read: () => object): object {
  for (const key of keys) {
    if (key in known) continue;
    define(known, key, () => (read() as Readonly<Record<string, unknown>>)[key]);
  }
  WHOLE.set(known, read);
  return known;
}

/** Whoever lists what an object has must not set off work, so that it is not listed. */
function define(target: object, key: string, get: () => unknown): void {
  Object.defineProperty(target, key, { get, enumerable: false, configurable: true });
}
