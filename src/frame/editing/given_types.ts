/** The types of what cells are given on a page, with the sentence on each that their writers read. Runs in browsers. */

import type * as Plot from "@observablehq/plot";
import type * as d3 from "d3";
import type { html, svg } from "htl";
import type { CrosstabOptions } from "../../../pipeline/profile/crosstab/crosstab.ts";
import type { Crosstab } from "../../../pipeline/profile/crosstab/crosstab_table.ts";
import type { Comparison } from "../../../pipeline/view/compare/comparison.ts";
import type { RunView, ScanPoint } from "../../../pipeline/view/types.ts";
import type { charts, tables } from "../house_charts.ts";

/** Names and their types; functions of the engine have theirs where they are written. */
export interface GivenNames {
  /** The run of the present parameters. */
  run: RunView;
  /** The survey as it was read: its name, its respondents, its columns. */
  survey: { name: string; rows: number; columns: string[] };
  /** How columns were read, by their names or patterns such as "q3_*"; all of them without any. */
  columns(...patterns: string[]): { name: string; text: string; short: string; kind: string }[];
  /** A parameter's value by its path; all parameters without one. */
  params(path?: string): unknown;
  /** A run beside the one that is shown, with settings such as {"clustering.n_clusters": 5}. */
  runWith(settings: Record<string, unknown>): Promise<RunView>;
  /** How clear 2 to 8 segments are. */
  scan(settings?: Record<string, unknown>): Promise<ScanPoint[]>;
  /** Two runs beside each other: who changes places, how far they agree, what differs. */
  compareSolutions(before: RunView, after: RunView): Promise<Comparison>;
  /** Two questions crossed, or one with the segments where the other is left out. */
  crosstab(run: RunView, sides: CrosstabOptions): Promise<Crosstab>;
  /** The site's charts over a run. */
  charts: typeof charts;
  /** The site's tables over a run. */
  tables: typeof tables;
  /** Observable Plot: marks, scales and charts made of them. */
  Plot: typeof Plot;
  /** D3: numbers, scales, shapes and times. */
  d3: typeof d3;
  /** Makes an element of a template: html`<b>${text}</b>`. */
  html: typeof html;
  /** Makes an element of SVG of a template. */
  svg: typeof svg;
  /** Writes beneath the cell. */
  console: Pick<Console, "log" | "info" | "debug" | "warn" | "error">;
}
