/** Waves of a real survey: halves drawn by a seed, with changes planted in the second. Runs in Deno. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { assign } from "../../pipeline/typing/assign.ts";
import type { Model } from "../../pipeline/typing/model.ts";
import { track, type TrackOptions } from "../../pipeline/typing/track/track.ts";
import type { Track } from "../../pipeline/typing/track/tracked.ts";
import { sharedData } from "./shared_data.ts";
import { bytesOf } from "./survey_text.ts";
import { modelOf, segmentInto, type Settings } from "./typing_runs.ts";

/** A survey as cells. */
export interface Cells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The 19,719 respondents to 50 items of personality. */
export async function readBig5(): Promise<Cells> {
  const text = await Deno.readTextFile(sharedData("big5.csv"));
  const [header, ...rows] = text.trimEnd().split(/\r?\n/).map((line) => line.split("\t"));
  return { header, rows };
}

/** A file of these cells. */
export function fileOf({ header, rows }: Cells): Uint8Array<ArrayBuffer> {
  return bytesOf([header, ...rows].map((cells) => cells.join("\t")).join("\n") + "\n");
}

/** Two waves of different respondents, drawn by a seed. */
export function drawWaves(
  { header, rows }: Cells,
  { sizes: [first, second], seed }: {
    readonly sizes: readonly [number, number];
    readonly seed: number;
  },
): { readonly before: Cells; readonly after: Cells } {
  const rng = createRng(seed);
  const order = rows.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const taken = order.map((i) => rows[i]);
  return {
    before: { header, rows: taken.slice(0, first) },
    after: { header, rows: taken.slice(first, first + second) },
  };
}

/** The model of a run over these cells. */
export async function modelOver(k: number, cells: Cells, settings: Settings = {}): Promise<Model> {
  return modelOf(await segmentInto(k, { bytes: fileOf(cells), name: "first.csv" }, settings));
}

/** Tracks these cells as a later wave. */
export async function trackOver(
  model: Model,
  cells: Cells,
  options: TrackOptions = {},
): Promise<Track> {
  return await track(model, await ingest(fileOf(cells), "next.csv", readingOf(model)), options);
}

/** The segment of each respondent, from 1. */
export async function segmentsOf(model: Model, cells: Cells): Promise<(number | null)[]> {
  const survey = await ingest(fileOf(cells), "next.csv", readingOf(model));
  return assign(model, survey).map(({ segment }) => segment);
}

function readingOf({ params }: Model): Params {
  return parseParams({ ingest: params.ingest });
}

/** Cells of one column changed. */
export function changed(
  { header, rows }: Cells,
  name: string,
  change: (cell: string, row: number) => string,
): Cells {
  const at = header.indexOf(name);
  return { header, rows: rows.map((cells, row) => cells.with(at, change(cells[at], row))) };
}

/** The first so many respondents replaced by others, whose items are as a function says. */
export function planted(
  { header, rows }: Cells,
  count: number,
  answer: (item: number) => number,
): Cells {
  const items = header.flatMap((name, at) => /^[EANCO]\d+$/.test(name) ? [at] : []);
  return {
    header,
    rows: rows.map((cells, row) => {
      if (row >= count) return cells;
      const own = [...cells];
      items.forEach((at, item) => own[at] = String(answer(item)));
      return own;
    }),
  };
}

/** Answers near those of a kind that the survey does not have: apart by a step at times. */
export function newKind(rng: Rng): (item: number) => number {
  const typical = [1, 5, 5, 1, 3, 1, 5, 1, 5, 3];
  return (item) => {
    const step = rng.uniform() < 0.3 ? (rng.uniform() < 0.5 ? -1 : 1) : 0;
    return Math.max(1, Math.min(5, typical[item % typical.length] + step));
  };
}
