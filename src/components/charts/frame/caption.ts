/** What stands around a chart: its finding, what is shown, its file's name. Runs in browsers. */

import { fitNames, type TypeOptions, widestText } from "../../kit/drawing/measure.js";

/** Title, subtitle and note of a chart, as `chartFrame` takes them. */
export interface Caption {
  /** The finding as a sentence. */
  readonly title: string;
  /** What is shown, the unit, and n. */
  readonly subtitle: string;
  /** What a reader must know to read it right. */
  readonly note?: string;
  /** Name of downloads, without extension. */
  readonly filename: string;
}

/** The caption as those hear it who do not see the chart. */
export function spoken({ title, subtitle }: Caption): string {
  return `${/[.!?]$/.test(title) ? title : `${title}.`} ${subtitle}`;
}

/** Titles of segments cut to at most `width` pixels: the number stays, and what tells names apart. */
export function fitTitles(
  names: readonly string[],
  width: number,
  type: TypeOptions = {},
): string[] {
  const titles = names.map((_, segment) => segmentTitle(segment, names));
  if (widestText(titles, type) <= width) return titles;
  const number = widestText(names.map((_, segment) => `${segment + 1} `), type);
  const fitted = fitNames(names, width - number, type);
  return fitted.map((_, segment) => segmentTitle(segment, fitted));
}

/** `2 Price seekers`, the way a segment is called everywhere.
 * @param segment From 0.
 */
export function segmentTitle(segment: number, names: readonly string[]): string {
  if (segment < 0) return "No segment";
  const name = names[segment];
  return name === undefined || name === "" ? `Segment ${segment + 1}` : `${segment + 1} ${name}`;
}
