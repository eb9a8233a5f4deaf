/** Answers to one question by those to another, or by segment: counts, shares, bases and indices. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import type { Cleaned } from "../../clean/cleaned.ts";
import type { Clustering } from "../../cluster/clustering.ts";
import { kishBase } from "../../numeric/weights.ts";
import { surveyTexts } from "../../survey/labels.ts";
import type { Survey } from "../../survey/survey.ts";
import { assignRespondents } from "../figures.ts";
import type { Profile } from "../segment_profile.ts";
import type { Crosstab, CrosstabCell, CrosstabSide } from "./crosstab_table.ts";
import { crosstabHeadline, type UntoldCrosstab } from "./crosstab_words.ts";
import { type ReadSide, readSide } from "./read_side.ts";

/** What of a run is crossed. */
export interface CrosstabRun {
  /** As ingested: filled gaps are no answers. */
  readonly survey: Survey;
  /** Who is segmented, and their weights. */
  readonly cleaned: Pick<Cleaned, "respondents" | "weights" | "report">;
  /** The segment of each of them. */
  readonly clustering: Pick<Clustering, "labels" | "k">;
  /** What the segments are called. */
  readonly profile: Pick<Profile, "segments">;
}

/** What stands on which side. */
export interface CrosstabOptions {
  /** The name of a column, or of a question of several answers; the segments if absent. */
  readonly rows?: string | undefined;
  /** The same for the columns. */
  readonly columns?: string | undefined;
  /** Whether those without an answer count, by the reason why there is none; false if absent. */
  readonly missing?: boolean | undefined;
}

interface Tally {
  readonly counts: Float64Array;
  readonly masses: Float64Array;
}

/** Crosses two sides over the respondents who are in a segment. Those count who answered on both sides, and
 * with `missing` all of them; bases count each respondent once, shares and indices go by weight where there
 * are weights. Numbers of more than 12 different answers, and dates, are grouped by quartiles. Of a question
 * of several answers all options are one block, whose shares add up to more than all.
 * O(n x tracks of rows x tracks of columns), a track being a column.
 * @throws {DataError} If a side is no question whose answers can be counted, or both are the same.
 * @example
 * import { crosstab, parseParams, runPipeline } from "./mod.ts";
 * const text = "a,b,place\n" +
 *   Array.from({ length: 40 }, (_, i) => `${i % 2},${i % 2 + i % 3},${i % 4 < 2 ? "x" : "y"}`).join("\n");
 * const run = await runPipeline(
 *   new TextEncoder().encode(text), "s.csv",
 *   parseParams({ clustering: { n_clusters: 2 }, structure: { check: "none" } }),
 * );
 * const { rows, columns, base } = crosstab(run, { rows: "place" });
 * console.assert(base === 40 && rows.options.length === 2 && columns.title === "Segments");
 */
export function crosstab(run: CrosstabRun, options: CrosstabOptions): Crosstab {
  const { survey, cleaned, clustering } = run;
  const { rows, columns, missing = false } = options;
  if (rows === columns) {
    throw new DataError(
      `Cannot cross answers: the two sides must differ, but both are ${
        rows === undefined ? "the segments" : JSON.stringify(rows)
      }. Give rows or columns another question.`,
    );
  }
  const { segmentOf, weightOf } = assignRespondents(survey.rows, cleaned, {
    labels: clustering.labels,
    k: clustering.k,
  });
  const takesPart = Uint8Array.from(segmentOf, (segment) => segment < 0 ? 0 : 1);
  const reading = { missing, takesPart, texts: surveyTexts(survey) };
  const read = (name: string | undefined): ReadSide =>
    name === undefined ? segmentSide(run, segmentOf) : readSide(survey, name, reading);
  const sides = { rows: read(rows), columns: read(columns) };
  const counting = takesPart.map((one, row) =>
    one & sides.rows.counts[row] & sides.columns.counts[row]
  );
  const table = tabulateSides(sides, {
    ...{ counting, weightOf },
    respondents: clustering.labels.length,
    weighting: cleaned.weights === null ? null : cleaned.report.weightColumn ?? null,
  });
  return { headline: crosstabHeadline(table), ...table };
}

/** The side of the segments, as they are called. */
export function segmentSide(
  { profile }: Pick<CrosstabRun, "profile">,
  segmentOf: Int32Array,
): ReadSide {
  return {
    ...{ title: "Segments", text: null, name: null, isMultiple: false, isGrouped: false },
    options: profile.segments.map(({ number, name }) => ({
      label: name === "" ? `Segment ${number}` : `${number} ${name}`,
      kind: "segment",
    })),
    tracks: [segmentOf],
    counts: Uint8Array.from(segmentOf, (segment) => segment < 0 ? 0 : 1),
  };
}

/** Who counts, and how much. */
interface Counting extends Pick<Crosstab, "respondents" | "weighting"> {
  readonly counting: Uint8Array;
  readonly weightOf: Float64Array | null;
}

function tabulateSides(
  { rows, columns }: { readonly rows: ReadSide; readonly columns: ReadSide },
  { counting, weightOf, ...told }: Counting,
): UntoldCrosstab {
  const width = columns.options.length;
  const cells = emptyTally(rows.options.length * width);
  for (const a of rows.tracks) {
    for (const b of columns.tracks) {
      addUp(
        cells,
        { counting, weightOf },
        (row) => a[row] < 0 || b[row] < 0 ? -1 : a[row] * width + b[row],
      );
    }
  }
  const [rowTally, columnTally] = [rows, columns].map(({ options, tracks }) => {
    const tally = emptyTally(options.length);
    for (const track of tracks) addUp(tally, { counting, weightOf }, (row) => track[row]);
    return tally;
  });
  const whole = emptyTally(1);
  addUp(whole, { counting, weightOf }, () => 0);
  const [base, mass] = [whole.counts[0], whole.masses[0]];
  const shown = [rowTally, columnTally].map(({ counts }) =>
    counts.keys().filter((option) => counts[option] > 0).toArray()
  );
  return {
    rows: countedSide(rows, rowTally),
    columns: countedSide(columns, columnTally),
    cells: shown[0].flatMap((row) =>
      shown[1].map((column) =>
        cellOf(
          { count: cells.counts[row * width + column], mass: cells.masses[row * width + column] },
          { row: rowTally.masses[row], column: columnTally.masses[column], all: mass },
        )
      )
    ),
    ...{ base, mass, isPartial: false },
    effectiveBase: weightOf === null ? null : kishBaseOf(counting, weightOf),
    ...told,
  };
}

function emptyTally(length: number): Tally {
  return { counts: new Float64Array(length), masses: new Float64Array(length) };
}

/** Adds every respondent who counts to its place; below 0 it has none. */
function addUp(
  { counts, masses }: Tally,
  { counting, weightOf }: Pick<Counting, "counting" | "weightOf">,
  placeOf: (row: number) => number,
): void {
  for (let row = 0; row < counting.length; row++) {
    if (counting[row] === 0) continue;
    const place = placeOf(row);
    if (place < 0) continue;
    counts[place]++;
    masses[place] += weightOf === null ? 1 : weightOf[row];
  }
}

function kishBaseOf(counting: Uint8Array, weightOf: Float64Array): number {
  let sum = 0, squares = 0;
  weightOf.forEach((weight, row) => {
    sum += counting[row] * weight;
    squares += counting[row] * weight ** 2;
  });
  return kishBase(sum, squares);
}

/** A side with those of its options that somebody has. */
function countedSide(
  { tracks: _tracks, counts: _counts, options, ...side }: ReadSide,
  { counts, masses }: Tally,
): CrosstabSide {
  return {
    ...side,
    options: options.map((option, at) => ({ ...option, base: counts[at], mass: masses[at] }))
      .filter(({ base }) => base > 0),
  };
}

/** The figures of a cell.
 * @param of What the whole row, the whole column and all weigh.
 */
export function cellOf(
  { count, mass }: { readonly count: number; readonly mass: number },
  of: { readonly row: number; readonly column: number; readonly all: number },
): CrosstabCell {
  return {
    ...{ count, mass },
    rowShare: mass / of.row,
    columnShare: mass / of.column,
    index: 100 * mass * of.all / (of.row * of.column),
  };
}
