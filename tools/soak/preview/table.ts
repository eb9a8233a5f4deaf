/** What a long-lived preview came to, as a table for people. Runs in Deno. */

import { formatNumber } from "../../../pipeline/base/text.ts";
import type { Sample } from "./live.ts";

/** Parts of equal length that the time is told in. */
const PARTS = 6;
/** The first part warms up: what is loaded once stays, and collectors have not yet settled. */
const WARM_PARTS = 1;
/** Megabytes an hour beyond which memory counts as growing: collectors leave that much to chance. */
export const MOST_MEGABYTES_AN_HOUR = 100;

/** Memory by time, and whether it is flat. */
export interface Life {
  /** Markdown. */
  readonly table: string;
  /** By least squares, from the end of the first part. */
  readonly megabytesAnHour: number;
  readonly isFlat: boolean;
}

/** Sums samples up. */
export function tellLife(samples: readonly Sample[]): Life {
  const end = samples.at(-1)!.minute;
  const partOf = ({ minute }: Sample): number =>
    Math.min(PARTS - 1, Math.floor(PARTS * minute / end));
  const rows = Array.from({ length: PARTS }, (_, part) => {
    const inside = samples.filter((sample) => partOf(sample) === part);
    const waits = inside.map(({ shownMs }) => shownMs);
    const held = inside.map(({ megabytes }) => megabytes);
    const cells = [
      `${formatNumber(end * part / PARTS)} to ${formatNumber(end * (part + 1) / PARTS)}`,
      formatNumber(inside.length),
      `${formatNumber(median(waits) / 1000, 1)} s`,
      `${formatNumber(mostOf(waits) / 1000, 1)} s`,
      `${formatNumber(median(held))} MB`,
      `${formatNumber(mostOf(held))} MB`,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const megabytesAnHour = 60 * slope(samples.filter((sample) => partOf(sample) >= WARM_PARTS));
  const head = "| minutes | edits | shown within (median) | at most | memory (median) | at most |";
  const table = [head, "| --- | --- | --- | --- | --- | --- |", ...rows].join("\n");
  return { table, megabytesAnHour, isFlat: megabytesAnHour < MOST_MEGABYTES_AN_HOUR };
}

/** Megabytes a minute. */
function slope(samples: readonly Sample[]): number {
  const meanOf = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const minute = meanOf((sample) => sample.minute), held = meanOf((sample) => sample.megabytes);
  const together = meanOf((sample) => (sample.minute - minute) * (sample.megabytes - held));
  return together / meanOf((sample) => (sample.minute - minute) ** 2);
}

function mostOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
