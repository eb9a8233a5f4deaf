/** The merge tree and where it is cut into segments. Runs in browsers. */

import type { TreeView } from "../../../../pipeline/view/types.ts";
import { type ScaleLinear, scaleLinear } from "d3";
import { type Caption, spoken } from "../frame/caption.js";
import { countOf, formatNumber, formatValue } from "../../kit/words/format.js";
import { drawing, label, line, rect } from "../../kit/drawing/shapes.js";
import { html, svg } from "../../kit/elements.js";
import { FOCUS, inkOn, MUTED, TICK_SIZE } from "../../kit/drawing/theme.js";
import { keepFocus } from "../../kit/keep_focus.js";
import { textWidth } from "../../kit/drawing/measure.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import {
  cutHeight,
  cutRange,
  layoutTree,
  segmentsAt,
  segmentsOf,
  type TreeLayout,
} from "./tree_layout.js";

/** Options of {@link dendrogram}. */
export interface DendrogramOptions {
  /** Pixels. */
  readonly width: number;
  /** Segments now. */
  readonly k: number;
  /** Called with the number of segments when the cut is let go of; absent where it cannot change. */
  readonly onCut?: (k: number) => void;
  /** The most segments the cut can make, 20 unless told. */
  readonly most?: number;
}

const HEIGHT = 320;
const MARGIN = { top: 16, right: 10, bottom: 40, left: 44 };
const LEAST_SEGMENTS = 2;
const TICK = 9;

/** The caption of {@link dendrogram}. */
export function describeTree(tree: TreeView, k: number): Caption {
  const shown = tree.leaves.length;
  const n = formatNumber(tree.n);
  const what = shown < tree.n
    ? `${formatNumber(shown)} groups of ${n} respondents`
    : `n = ${n} respondents`;
  return {
    title: `Cut here, the tree falls into ${countOf(k, "segment")}`,
    subtitle: `Height at which groups merge (${tree.linkage} linkage${
      tree.distance === "gower" ? ", Gower's distance" : ""
    }); ${what}`,
    ...(shown < tree.n
      ? {
        note: "Widths at the foot are each group's share of respondents; lower merges not drawn.",
      }
      : {}),
    filename: "merge-tree",
  };
}

/** Draws the tree with its cut. The cut follows the mouse or finger that drags it, and snaps to its
 * place when it is let go of; the arrow keys move it too: right and up make more segments, left and
 * down fewer; Home and End go to the ends.
 */
export function dendrogram(
  tree: TreeView,
  { width, k, onCut, most = 20 }: DendrogramOptions,
): HTMLElement {
  const host = html("div", [], { class: "chart-host dendrogram" });
  if (tree.merges.length === 0) {
    host.append(html("p", "One respondent makes no tree. Use a survey with more respondents."));
    return host;
  }
  const { top, right, bottom, left } = MARGIN;
  const highest = tree.merges[tree.merges.length - 1].height;
  const scales: Scales = {
    x: scaleLinear([0, 1], [left, width - right]),
    y: scaleLinear([0, highest > 0 ? highest * 1.06 : 1], [HEIGHT - bottom, top]),
  };
  const layout = layoutTree(tree);
  const branches = svg("g", []);
  const cut = svg("g", []);
  let colored = 0;
  const paint = (segments: number, height: number) => {
    cut.replaceChildren(...drawCut(height, { scales, k: segments, width }));
    // Between two merges only the line moves.
    if (segments === colored) return;
    colored = segments;
    branches.replaceChildren(...drawBranches(tree, layout, { scales, k: segments }));
    cut.setAttribute("aria-valuenow", String(segments));
    cut.setAttribute("aria-valuetext", countOf(segments, "segment"));
  };
  paint(k, cutHeight(tree, k));
  const drawn = drawing([...axis(scales, width), branches, cut], {
    width,
    height: HEIGHT,
    label: spoken(describeTree(tree, k)),
    role: onCut === undefined ? "img" : "group",
  });
  if (onCut !== undefined) {
    const limit = Math.max(Math.min(most, tree.leaves.length), LEAST_SEGMENTS);
    const mover = moveWithin(tree, { k, limit, paint, onCut });
    makeSlider(cut, limit);
    moveByKeys(cut, mover);
    moveByPointer(cut, { mover, drawn, y: scales.y });
  }
  host.append(drawn);
  return host;
}

interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

function axis({ y }: Scales, width: number): SVGElement[] {
  return [
    ...y.ticks(5).flatMap((tick) => [
      line([MARGIN.left, y(tick), width - MARGIN.right, y(tick)]),
      label(tickText(tick), {
        x: MARGIN.left - 6,
        y: y(tick),
        anchor: "end",
        size: TICK_SIZE,
        color: MUTED,
      }),
    ]),
    label("Height", { x: 0, y: 6, size: TICK_SIZE, color: MUTED }),
  ];
}

function tickText(tick: number): string {
  if (tick >= 1e4) return `${formatNumber(tick / 1e3)}k`;
  return Number.isInteger(tick) ? formatNumber(tick) : formatValue(tick);
}

function drawBranches(
  tree: TreeView,
  { leaves, joints }: TreeLayout,
  { scales: { x, y }, k }: { scales: Scales; k: number },
): SVGElement[] {
  const segments = segmentsOf(tree, k);
  const count = tree.leaves.length;
  const paths = new Map<number, string>();
  joints.forEach(({ left, right, leftHeight, rightHeight, height }, merge) => {
    const sides = [[left, leftHeight, tree.merges[merge].left], [
      right,
      rightHeight,
      tree.merges[merge].right,
    ]];
    const own = segments[count + merge];
    for (const [place, from, node] of sides) {
      const color = own >= 0 ? own : -1;
      // An arm that crosses the cut belongs to the segment it leads to up to its joint.
      const segment = color >= 0 ? color : segments[node];
      add(paths, segment, `M${px(x(place))},${px(y(from))}V${px(y(height))}`);
    }
    add(paths, own, `M${px(x(left))},${px(y(height))}H${px(x(right))}`);
  });
  const foot = y(0) + 3;
  return [
    ...[...paths].map(([segment, d]) =>
      svg("path", [], {
        d,
        fill: "none",
        stroke: segment < 0 ? MUTED : segmentColor(segment),
        "stroke-width": segment < 0 ? 1 : 1.25,
      })
    ),
    ...leaves.map(([from, to], leaf) =>
      rect(
        [x(from), foot, Math.max(0.5, x(to) - x(from) - (leaves.length > 120 ? 0 : 0.5)), TICK],
        {
          fill: segmentColor(segments[leaf]),
        },
      )
    ),
    ...footLabels(leaves, segments, { x, y: foot + TICK + 12 }),
  ];
}

function add(paths: Map<number, string>, segment: number, d: string): void {
  paths.set(segment, (paths.get(segment) ?? "") + d);
}

function px(value: number): string {
  return value.toFixed(1);
}

/** The number of each segment under its leaves, where it has room. */
function footLabels(
  leaves: TreeLayout["leaves"],
  segments: readonly number[],
  { x, y }: { x: Scales["x"]; y: number },
): SVGElement[] {
  const labels: SVGElement[] = [];
  let start = 0;
  for (let leaf = 1; leaf <= leaves.length; leaf++) {
    if (leaf < leaves.length && segments[leaf] === segments[start]) continue;
    const [from, to] = [x(leaves[start][0]), x(leaves[leaf - 1][1])];
    if (to - from >= 16) {
      const color = segmentColor(segments[start]);
      const middle = (from + to) / 2;
      labels.push(svg("g", [
        svg("circle", [], { cx: middle, cy: y, r: 8, fill: color }),
        label(String(segments[start] + 1), {
          x: middle,
          y,
          anchor: "middle",
          size: TICK_SIZE,
          weight: 700,
          color: inkOn(color),
        }),
      ]));
    }
    start = leaf;
  }
  return labels;
}

function drawCut(
  height: number,
  { scales: { y }, k, width }: { scales: Scales; k: number; width: number },
): SVGElement[] {
  const at = Math.max(y.range()[1], y(height));
  const text = countOf(k, "segment");
  const tag = textWidth(text, { weight: 600 }) + 14;
  const end = width - MARGIN.right;
  return [
    // A line of two pixels is no target for a finger.
    rect([MARGIN.left, at - 12, end - MARGIN.left, 24], { fill: FOCUS, opacity: 0 }),
    line([MARGIN.left, at, end, at], { color: FOCUS, width: 1.75, dash: "6 3" }),
    rect([end - tag, at - 10, tag, 20], { fill: FOCUS, rx: 10 }),
    label(text, { x: end - tag / 2, y: at, anchor: "middle", weight: 600, color: "#ffffff" }),
  ];
}

/** What keys and pointers do to the cut. */
interface Mover {
  /** The height at which the line is drawn. */
  height(): number;
  /** Moves by a number of segments. */
  step(by: number): void;
  /** Moves the line to a height, as near as the ends allow. */
  hold(height: number): void;
  /** Snaps the line to its place, and tells if the number of segments changed. */
  letGo(): void;
  /** Goes back to what was last told. */
  giveUp(): void;
}

function moveWithin(tree: TreeView, { k, limit, paint, onCut }: {
  readonly k: number;
  readonly limit: number;
  /** Shows a number of segments, and the line at a height. */
  readonly paint: (k: number, height: number) => void;
  readonly onCut: (k: number) => void;
}): Mover {
  const [lowest, highest] = cutRange(tree, limit);
  let told = k;
  let shown = k;
  let height = cutHeight(tree, k);
  const show = (segments: number, at: number) => {
    const next = Math.min(limit, Math.max(LEAST_SEGMENTS, segments));
    if (next === shown && at === height) return;
    shown = next;
    height = at;
    paint(shown, height);
  };
  const snap = (segments: number) => {
    const within = Math.min(limit, Math.max(LEAST_SEGMENTS, segments));
    show(within, cutHeight(tree, within));
  };
  return {
    height: () => height,
    step: (by) => snap(shown + by),
    hold(at) {
      const within = Math.min(highest, Math.max(lowest, at));
      show(segmentsAt(tree, within), within);
    },
    letGo() {
      snap(shown);
      if (shown === told) return;
      told = shown;
      onCut(shown);
    },
    giveUp: () => snap(told),
  };
}

function makeSlider(cut: SVGGElement, limit: number): void {
  cut.setAttribute("role", "slider");
  cut.setAttribute("tabindex", "0");
  cut.setAttribute("class", "dendrogram-cut");
  cut.setAttribute("aria-label", "Number of segments");
  cut.setAttribute("aria-orientation", "vertical");
  cut.setAttribute("aria-valuemin", String(LEAST_SEGMENTS));
  cut.setAttribute("aria-valuemax", String(limit));
  keepFocus(cut, "dendrogram-cut");
}

/** Steps that keys take; infinite ones go to the end. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 5,
  PageDown: -5,
  Home: -Infinity,
  End: Infinity,
};

function moveByKeys(cut: SVGGElement, mover: Mover): void {
  cut.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    mover.step(step);
  });
  // A held key moves the cut on and on; the work starts when it is let go.
  cut.addEventListener("keyup", mover.letGo);
  cut.addEventListener("blur", mover.letGo);
}

function moveByPointer(cut: SVGGElement, { mover, drawn, y }: {
  readonly mover: Mover;
  readonly drawn: SVGSVGElement;
  readonly y: Scales["y"];
}): void {
  const placeOf = ({ clientY }: PointerEvent): number => {
    const box = drawn.getBoundingClientRect();
    return (clientY - box.top) * (HEIGHT / box.height);
  };
  let grip = 0;
  cut.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    // The line is held where it was taken, so that it does not jump.
    grip = placeOf(event) - y(mover.height());
    cut.setPointerCapture(event.pointerId);
    cut.focus({ preventScroll: true });
    event.preventDefault();
  });
  cut.addEventListener("pointermove", (event) => {
    if (cut.hasPointerCapture(event.pointerId)) mover.hold(y.invert(placeOf(event) - grip));
  });
  cut.addEventListener("pointerup", mover.letGo);
  cut.addEventListener("pointercancel", mover.giveUp);
}
