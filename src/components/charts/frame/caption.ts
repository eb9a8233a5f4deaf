/** What stands around a chart: its finding, what is shown, its file's name. Runs in browsers. */

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

/** `2 Price seekers`, the way a segment is called everywhere.
 * @param segment From 0.
 */
export function segmentTitle(segment: number, names: readonly string[]): string {
  if (segment < 0) return "No segment";
  const name = names[segment];
  return name === undefined || name === "" ? `Segment ${segment + 1}` : `${segment + 1} ${name}`;
}
