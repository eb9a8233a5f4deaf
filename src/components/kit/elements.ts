/** What charts are drawn with: elements, type sizes, colours of the theme. Runs in browsers. */

/** The typeface of every chart, present on the reader's machine; exports name the same. */
export const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** Size of labels in pixels. */
export const LABEL_SIZE = 12;
/** Size of ticks and remarks in pixels: the smaller of the two sizes of a chart. */
export const TICK_SIZE = 11;

/** Text and lines that matter. */
export const INK = "currentColor";
/** Text that explains. Themes' own muted text is too pale for small type on cards. */
export const MUTED = "color-mix(in srgb, currentColor 72%, transparent)";
/** Marks in the background. */
export const FAINT = "var(--theme-foreground-fainter, #b5b7ba)";
/** Grids. */
export const HAIRLINE = "var(--theme-foreground-faintest, #dfe0e1)";
/** What is marked or chosen. */
export const FOCUS = "var(--theme-foreground-focus, #3b5fc0)";
/** The ground a chart stands on: halos of labels. */
export const PAPER = "var(--chart-paper, var(--theme-background-alt, #ffffff))";

/** Attributes of an element; null leaves one out, a function listens to `on...`. */
export type Attributes = Readonly<
  Record<string, string | number | null | ((event: never) => void)>
>;
/** What stands within an element. */
export type Children = string | readonly (Node | string | null)[];

/** Makes an element of SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  children: Children = [],
  attributes: Attributes = {},
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), children, attributes);
}

/** Makes an element of HTML. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  children: Children = [],
  attributes: Attributes = {},
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), children, attributes);
}

function fill<E extends Element>(element: E, children: Children, attributes: Attributes): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else element.setAttribute(name, String(value));
  }
  for (const child of typeof children === "string" ? [children] : children) {
    if (child !== null) element.append(child);
  }
  return element;
}

/** What a drawing is called and how large it is. */
export interface CanvasOptions {
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
  { width, height, label, role = "img" }: CanvasOptions,
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
export interface TextOptions {
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
export function label(text: string, options: TextOptions): SVGTextElement {
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

/** Black or white, whichever reads better on a colour.
 * @param color Such as `#0072b2`.
 */
export function inkOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#000000" : "#ffffff";
}
