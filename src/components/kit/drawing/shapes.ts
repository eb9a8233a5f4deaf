/** What charts are drawn with: the drawing, and the text, lines and rectangles in it. Runs in browsers. */

import { type Attributes, svg } from "../elements.js";
import { FONT, HAIRLINE, INK, LABEL_SIZE, PAPER } from "./theme.js";

/** What a drawing is called and how large it is. */
export interface DrawingOptions {
  readonly width: number;
  readonly height: number;
  /** The finding, for those who hear the page. */
  readonly label: string;
  /** `img` unless something in it can be operated. */
  readonly role?: "img" | "group";
}

/** Makes the drawing that holds a chart's marks. */
export function drawing(
  children: readonly (Node | null)[],
  { width, height, label, role = "img" }: DrawingOptions,
): SVGSVGElement {
  return svg("svg", children, {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role,
    "aria-label": label,
    class: "chart-drawing",
    "font-family": FONT,
    "font-size": LABEL_SIZE,
    fill: INK,
  });
}

/** Where a line of text stands and how it looks. */
export interface LabelOptions {
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  readonly color?: string;
  readonly weight?: number;
  /** Whether a halo keeps it apart from the marks below. */
  readonly hasHalo?: boolean;
  /** Degrees about its own place. */
  readonly turn?: number;
}

/** Makes a line of text, its middle at `y`. */
export function label(text: string, options: LabelOptions): SVGTextElement {
  const { x, y, anchor = "start", size = LABEL_SIZE, color = INK, weight = 400 } = options;
  return svg("text", text, {
    x,
    y,
    dy: "0.33em",
    "text-anchor": anchor,
    "font-size": size,
    "font-weight": weight,
    fill: color,
    transform: options.turn === undefined ? null : `rotate(${options.turn} ${x} ${y})`,
    ...(options.hasHalo === true
      ? { stroke: PAPER, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }
      : {}),
  });
}

/** Makes a straight line. */
export function line(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  { color = HAIRLINE, width = 1, dash = null }: {
    color?: string;
    width?: number;
    dash?: string | null;
  } = {},
): SVGLineElement {
  return svg("line", [], {
    x1,
    y1,
    x2,
    y2,
    stroke: color,
    "stroke-width": width,
    "stroke-dasharray": dash,
  });
}

/** Makes a rectangle, never of negative size. */
export function rect(
  [x, y, width, height]: readonly [number, number, number, number],
  attributes: Attributes = {},
): SVGRectElement {
  return svg("rect", [], {
    x,
    y,
    width: Math.max(0, width),
    height: Math.max(0, height),
    ...attributes,
  });
}
