/** How the map of every respondent is packed: what comes first, and which numbers follow. Runs in Deno and browsers. */

import type { AnswersView, MapView } from "../types.ts";

/** Types of numbers that follow the head, little endian, each padded to a multiple of four bytes. */
export type PackedType = "i8" | "i16" | "u8" | "u16" | "u32";

/** What stands before the numbers, as JSON behind its own length (four bytes). */
export interface PackedHead {
  /** The run that these are the respondents of. */
  readonly runId: string;
  readonly n: number;
  /** Where 0 and {@link LAST_PLACE} lie on both axes. */
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  readonly order: NonNullable<MapView["points"]>["order"];
  readonly identifier: readonly string[] | null;
  /** Types of what follows, in this order: places on both axes, segments, rows as steps from the one before,
   * silhouettes in hundredths ({@link NO_SILHOUETTE} where there is none), then a list of codes a variable. */
  readonly segment: "i8" | "i16";
  readonly row: "u8" | "u16" | "u32";
  readonly silhouette: "i8" | null;
  /** Answers by code: 0 is none, and code c is `levels[c - 1]`. */
  readonly answers: readonly (Omit<AnswersView, "values"> & {
    readonly levels: readonly number[];
    readonly type: "u8" | "u16" | "u32";
  })[];
}

/** The largest of the whole numbers by which places are told: finer than a screen at the closest zoom. */
export const LAST_PLACE = 65_535;

/** Stands where a respondent's silhouette was not measured. */
export const NO_SILHOUETTE = -128;
