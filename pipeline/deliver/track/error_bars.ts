/** Intervals on the bars of charts, which the library of slides does not draw. Runs in Deno and browsers. */

import type { Interval } from "../../numeric/distributions/proportions.ts";

/** A figure with its interval; null where there is none. */
export type Ranged = (Interval & { readonly value: number }) | null;

const INK = "5F6368";

/** Remembers the intervals of charts by the names of their series, and writes them into the charts' parts. */
export class ErrorBars {
  readonly #series = new Map<string, readonly Ranged[]>();

  /** Takes the intervals of a series.
   * @param name That no other series of the file has.
   * @returns The name.
   */
  add(name: string, figures: readonly Ranged[]): string {
    this.#series.set(name, figures);
    return name;
  }

  /** Writes them into a part, as far as it is a chart with such series. */
  mend(text: string): string {
    if (!text.includes("<c:barChart>")) return text;
    return text.replace(/<c:ser>[\s\S]*?<\/c:ser>/g, (series) => {
      const name = /<c:tx>[\s\S]*?<c:v>([^<]*)<\/c:v>/.exec(series)?.[1];
      const figures = name === undefined ? undefined : this.#series.get(decoded(name));
      return figures === undefined
        ? series
        : series.replace(/\s*<c:cat>/, (next) => `${barsOf(figures)}${next}`);
    });
  }
}

function barsOf(figures: readonly Ranged[]): string {
  const side = (of: (ranged: NonNullable<Ranged>) => number) =>
    `<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="${figures.length}"/>${
      figures.map((ranged, i) =>
        `<c:pt idx="${i}"><c:v>${ranged === null ? 0 : Math.max(0, of(ranged))}</c:v></c:pt>`
      ).join("")
    }</c:numLit>`;
  return '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>' +
    `<c:plus>${side(({ value, high }) => high - value)}</c:plus>` +
    `<c:minus>${side(({ value, low }) => value - low)}</c:minus>` +
    `<c:spPr><a:ln w="12700"><a:solidFill><a:srgbClr val="${INK}"/></a:solidFill></a:ln></c:spPr></c:errBars>`;
}

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'").replaceAll("&amp;", "&");
}
