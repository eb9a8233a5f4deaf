/** What the benchmark asks a side's process, one line of JSON each. Runs in Deno only. */

/** One computation. */
export interface Question {
  readonly method: string;
  /** Rows as 64-bit numbers; the CSV or workbook where reading is asked for. */
  readonly file: string;
  readonly n: number;
  readonly d: number;
  readonly settings: Record<string, number>;
  readonly seed: number;
  /** Which package answers, where a process knows several. */
  readonly peer: string;
  /** A map in the plane whose trustworthiness is asked for. */
  readonly map?: readonly number[];
}

/** Its answer: milliseconds of the computation alone, by the clock and of the processor (all threads),
 * and figures by which its quality is told. */
export interface Answer {
  readonly ms: number;
  readonly processor: number;
  readonly quality: Record<string, number | readonly number[]>;
}
