/** What a soak found, as a table for people. Runs in Deno. */

import { formatNumber } from "../../pipeline/base/text.ts";
import type { Life } from "./life.ts";
import { FAMILIES } from "./families.ts";
import type { Tally } from "./run_trials.ts";

/** Figures of one soak. */
export interface Found {
  readonly seed: number;
  readonly tallies: readonly Tally[];
  readonly life: Life;
}

/** Markdown, a row for each family. */
export function soakTable({ seed, tallies, life }: Found): string {
  const rows = FAMILIES.flatMap(({ name, title, promise }) => {
    const tally = tallies.find(({ family }) => family === name);
    if (tally === undefined) return [];
    const counts = [tally.tried, tally.answered, tally.refused, tally.lost.length];
    const worst = [`${formatNumber(tally.worstMs)} ms`, `${formatNumber(tally.worstMegabytes)} MB`];
    return [[title, promise, ...counts.map((count) => formatNumber(count)), ...worst].join(" | ")];
  });
  const { runs, first, last } = life;
  return `| input | promised | tried | answered | refused in words | lost | worst time | worst memory |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

Seed ${seed}. Time is that of the processor, memory what the input does not hold itself. In one process,
${formatNumber(runs)} runs of 400 respondents held ${
    formatNumber(first, 1)
  } MB after a fifth of them and ${formatNumber(last, 1)} MB after the last.`;
}

/** Puts a text between the marks of a part, which only who writes that part touches.
 * @throws {Error} If the marks are not there.
 */
export function replacePart(text: string, part: string, content: string): string {
  const [begin, end] = ["begin", "end"].map((mark) => `<!-- ${part}:${mark} -->`);
  const from = text.indexOf(begin), to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`there is no part between ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
