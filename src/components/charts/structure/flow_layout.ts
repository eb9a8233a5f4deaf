/** Where the segments of each number of them stand, and what runs between them. Runs in browsers. */

import type {
  SegmentOfNumberView,
  StructureView,
} from "../../../../pipeline/view/structure_types.ts";

/** A segment's bar, in pixels. */
export interface FlowBar {
  readonly k: number;
  /** Its place among the segments of its number, from 0. */
  readonly place: number;
  readonly segment: SegmentOfNumberView;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What runs from a segment into one of the next number. */
export interface FlowRibbon {
  readonly source: FlowBar;
  readonly target: FlowBar;
  readonly respondents: number;
  /** Share of all respondents, 0..1. */
  readonly share: number;
  /** The ribbon's outline. */
  readonly path: string;
}

/** All bars and ribbons. */
export interface FlowLayout {
  readonly bars: readonly FlowBar[];
  readonly ribbons: readonly FlowRibbon[];
  /** Left edge of each number's column, and how wide bars and columns are. */
  readonly columns: readonly { readonly k: number; readonly x: number }[];
  readonly bar: number;
  readonly step: number;
}

/** Where the chart has room. */
export interface FlowRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Between two bars of a column. */
const GAP = 6;
const WIDEST_BAR = 54;
const LEAST_BAR = 18;

/** Lays out a column a number of segments, its bars as high as their shares, and the flows between them in
 * the order of the bars that they lead to and come from, so that few cross.
 */
export function layoutFlow({ numbers, flows }: StructureView, room: FlowRoom): FlowLayout {
  const step = (room.right - room.left) / numbers.length;
  const bar = Math.max(LEAST_BAR, Math.min(WIDEST_BAR, step * 0.42));
  const most = numbers[numbers.length - 1].segments.length;
  const unit = room.bottom - room.top - GAP * (most - 1);
  const columns = numbers.map(({ k }, i) => ({ k, x: room.left + i * step + (step - bar) / 2 }));
  const byNumber = numbers.map(({ k, segments }, i) => {
    // Columns of fewer segments have fewer gaps: these are as much wider, so that all are equally high.
    const gap = segments.length > 1 ? GAP * (most - 1) / (segments.length - 1) : 0;
    let y = room.top;
    return segments.map((segment, place): FlowBar => {
      const height = Math.max(1, segment.share * unit);
      const own = { k, place, segment, x: columns[i].x, y, width: bar, height };
      y += segment.share * unit + gap;
      return own;
    });
  });
  const ribbons = flows.flatMap(({ links }, at) => {
    const left = byNumber[at].map(({ y }) => y), right = byNumber[at + 1].map(({ y }) => y);
    return links.map(({ source, target, respondents, share }): FlowRibbon => {
      const from = byNumber[at][source], to = byNumber[at + 1][target];
      const thick = share * unit;
      const path = outlineFlow(
        [from.x + bar, left[source]],
        [to.x, right[target]],
        thick,
      );
      left[source] += thick;
      right[target] += thick;
      return { source: from, target: to, respondents, share, path };
    });
  });
  return { bars: byNumber.flat(), ribbons, columns, bar, step };
}

/** A band of even thickness that leaves and arrives level. */
export function outlineFlow(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  thick: number,
): string {
  const middle = (x0 + x1) / 2;
  const at = (...numbers: readonly number[]) => numbers.map((each) => each.toFixed(1)).join(" ");
  return `M${at(x0, y0)}C${at(middle, y0, middle, y1, x1, y1)}L${at(x1, y1 + thick)}` +
    `C${at(middle, y1 + thick, middle, y0 + thick, x0, y0 + thick)}Z`;
}
