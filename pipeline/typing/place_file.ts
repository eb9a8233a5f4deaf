/** Places the respondents of a file: the table of them, and what it comes to. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { finish } from "../base/steps.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import { ingest } from "../ingest/mod.ts";
import type { Params } from "../plan/params.ts";
import { type ParamsLayer, parseLayer, resolveParams } from "../plan/parse_params.ts";
import { assignInSteps, type Assignment } from "./assign.ts";
import { assignmentsCsv } from "./assignments_text.ts";
import type { Model } from "./model.ts";

const MODEL_FILE = "model.json";

/** A file with respondents to place. */
export interface FileToPlace {
  /** With its extension. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What says what its codes mean, where that is a file of its own. */
  readonly codebook?: CodebookFile | undefined;
}

/** What placing a file came to. */
export interface PlacedFile {
  /** A line a respondent, as `deno task assign` prints them. */
  readonly csv: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Respondents of each segment. */
  readonly counts: readonly number[];
  /** Respondents in a segment who are unlike any. */
  readonly unlike: number;
  /** Respondents without a segment, as they answered no question that segments were formed on. */
  readonly without: number;
  /** Columns without an answer of some of those in a segment, most gaps first, ties in the model's order. */
  readonly gaps: readonly {
    readonly name: string;
    readonly label: string;
    readonly count: number;
  }[];
}

/** The parameters by which others' files are read: the run's own, but for what further layers say. */
export function paramsToRead({ params }: Model, layers: readonly ParamsLayer[] = []): Params {
  const own = parseLayer(JSON.stringify({ ingest: params.ingest }), MODEL_FILE);
  return resolveParams([own, ...layers]);
}

/** Reads a file as the run's was read and places its respondents.
 * @param contextOf Gives the surroundings of each part of the work, so that who waits hears of both.
 * @throws {DataError} If it cannot be read, or lacks columns that segments were formed on.
 */
export async function placeFile(
  model: Model,
  { name, bytes, codebook }: FileToPlace,
  contextOf: (part: "ingest" | "place") => StageContext,
): Promise<PlacedFile> {
  const params = paramsToRead(model);
  const survey = await ingest(bytes, name, { ...params, codebook }, contextOf("ingest"));
  const context = contextOf("place");
  context.progress(0, survey.rows);
  const placed = await finish(assignInSteps(model, survey), context);
  return {
    csv: new TextEncoder().encode(assignmentsCsv(survey, placed)),
    rows: survey.rows,
    ...sumUp(model, placed),
  };
}

function sumUp(
  { clustering: { k }, placing: { columns } }: Model,
  placed: readonly Assignment[],
): Pick<PlacedFile, "counts" | "unlike" | "without" | "gaps"> {
  const counts = new Array<number>(k).fill(0);
  const gaps = new Map<string, number>();
  let unlike = 0;
  for (const { segment, isUnlike, missing } of placed) {
    if (segment === null) continue;
    counts[segment - 1]++;
    unlike += isUnlike ? 1 : 0;
    for (const name of missing) gaps.set(name, (gaps.get(name) ?? 0) + 1);
  }
  const inSegments = counts.reduce((sum, count) => sum + count, 0);
  return {
    ...{ counts, unlike, without: placed.length - inSegments },
    gaps: columns.filter(({ name }) => gaps.has(name))
      .map(({ name, label }) => ({ name, label, count: gaps.get(name)! }))
      .sort((a, b) => b.count - a.count),
  };
}
