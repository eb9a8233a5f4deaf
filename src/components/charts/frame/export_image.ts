/** Charts as image files that stand alone: colours computed, nothing from elsewhere. Runs in browsers. */

import type { Caption } from "./caption.js";
import { penOf, sharpOf } from "../../kit/drawing/canvas.js";
import { label } from "../../kit/drawing/shapes.js";
import { svg } from "../../kit/elements.js";
import { FONT, LABEL_SIZE, TICK_SIZE } from "../../kit/drawing/theme.js";
import { largest, smallest } from "../../kit/lists.js";
import { wrapText } from "../../kit/drawing/measure.js";

const MARGIN = 16;
const TITLE_SIZE = 16;
const LEADING = 1.35;
const PNG_SCALE = 2;
/** Properties that a theme or a style sheet may set. */
const PAINTED = ["opacity", "fill-opacity", "stroke-opacity", "display"];
const COLORED = ["fill", "stroke"];
/** What only the page needs. */
const PAGE_ONLY = ["class", "style", "tabindex", "role", "data-focus-key", "cursor"];

/** What stands around a chart in a file. */
export interface ExportedCaption extends Caption {
  /** Where its figures come from, and when it was taken. */
  readonly source?: string;
}

/** Draws a chart as one SVG: title, subtitle, every drawing within it where it stands, note, source.
 * @returns The text of the file.
 * @throws {Error} If nothing is drawn yet.
 */
export function chartSvg(chart: Element, caption: ExportedCaption): Promise<string> {
  return Promise.resolve(new XMLSerializer().serializeToString(compose(chart, caption)));
}

/** Draws a chart as PNG, at twice its size on the page.
 * @throws {Error} If nothing is drawn yet, or the image is larger than the browser allows.
 */
export async function chartPng(chart: Element, caption: ExportedCaption): Promise<Blob> {
  const drawn = compose(chart, caption);
  const image = new Image();
  const text = new XMLSerializer().serializeToString(drawn);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(drawn.getAttribute("width")) * PNG_SCALE;
  canvas.height = Number(drawn.getAttribute("height")) * PNG_SCALE;
  const pen = penOf(canvas);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob !== null) return blob;
  throw new Error(
    `Cannot save the chart as PNG: browsers limit images, but it has ${canvas.width} x ` +
      `${canvas.height} pixels. SVG works at any size.`,
  );
}

function compose(
  chart: Element,
  { title, subtitle, note, source }: ExportedCaption,
): SVGSVGElement {
  const layers = [...chart.querySelectorAll("svg, canvas"), ...(isDrawing(chart) ? [chart] : [])]
    .filter((layer) => layer.parentElement?.closest("svg, [data-page-only]") === null);
  if (layers.length === 0) {
    throw new Error("Cannot save the chart: nothing is drawn yet. Wait for it, then try again.");
  }
  const placed = toTop(atRest(chart, () => layers.map((layer) => place(layer, chart))));
  const inner = largest(placed.map(({ x, width }) => x + width));
  const { color } = readColor(getComputedStyle(chart).color);
  const heading = [
    ...block(title, { size: TITLE_SIZE, weight: 600, width: inner }),
    ...block(subtitle, { size: LABEL_SIZE, weight: 400, width: inner }),
  ];
  const top = MARGIN + heading.reduce((sum, { height }) => sum + height, 0) + MARGIN / 2;
  const below = top + largest(placed.map(({ y, height }) => y + height)) + MARGIN / 2;
  const remark = [
    ...(note === undefined ? [] : block(note, { size: LABEL_SIZE, weight: 400, width: inner })),
    ...(source === undefined ? [] : block(source, { size: TICK_SIZE, weight: 400, width: inner })),
  ];
  const width = Math.ceil(inner + 2 * MARGIN);
  const height = Math.ceil(below + remark.reduce((sum, line) => sum + line.height, 0) + MARGIN);
  return svg("svg", [
    svg("title", title),
    svg("rect", [], { width, height, fill: paperOf(chart) }),
    ...stack(heading, MARGIN, color),
    svg("g", placed.map((layer) => copy(layer)), { transform: `translate(${MARGIN} ${top})` }),
    ...stack(remark, below, color),
  ], {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-family": FONT,
  });
}

function isDrawing(element: Element): boolean {
  return element instanceof SVGSVGElement || element instanceof HTMLCanvasElement;
}

/** Looks at a chart with nothing scrolled away. */
function atRest<T>(chart: Element, look: () => T): T {
  const scrolled = [chart, ...chart.querySelectorAll("*")]
    .filter(({ scrollTop, scrollLeft }) => scrollTop > 0 || scrollLeft > 0)
    .map((element) => ({ element, top: element.scrollTop, left: element.scrollLeft }));
  for (const { element } of scrolled) element.scrollTo(0, 0);
  const seen = look();
  for (const { element, top, left } of scrolled) element.scrollTo(left, top);
  return seen;
}

interface Placed {
  readonly layer: Element;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function place(layer: Element, chart: Element): Placed {
  const origin = chart.getBoundingClientRect();
  const { left, top, width, height } = layer.getBoundingClientRect();
  return { layer, x: left - origin.left, y: top - origin.top, width, height };
}

/** Closes the gap that controls above the drawing leave. */
function toTop(placed: readonly Placed[]): Placed[] {
  const top = smallest(placed.map(({ y }) => y));
  return placed.map((each) => ({ ...each, y: each.y - top }));
}

function copy({ layer, x, y, width, height }: Placed): SVGElement {
  if (layer instanceof HTMLCanvasElement) {
    const drawn = sharpOf(layer);
    return typeof drawn === "string"
      ? svg("image", [], { x, y, width, height, href: drawn })
      : svg("svg", drawn, { x, y, width, height });
  }
  const clone = layer.cloneNode(true) as SVGElement;
  const originals = [layer, ...layer.querySelectorAll("*")];
  [clone, ...clone.querySelectorAll("*")].forEach((element, i) => settle(element, originals[i]));
  for (const hidden of clone.querySelectorAll("[data-page-only]")) hidden.remove();
  clone.setAttribute("x", String(x));
  clone.setAttribute("y", String(y));
  return clone;
}

/** Writes what the page's styles decide into the element itself. */
function settle(element: Element, original: Element): void {
  const style = getComputedStyle(original);
  for (const name of PAINTED) {
    const value = style.getPropertyValue(name);
    const isDefault = name === "display" ? value !== "none" : value === "1" || value === "";
    if (!isDefault) element.setAttribute(name, value);
  }
  for (const name of COLORED) {
    const value = style.getPropertyValue(name);
    if (value === "none" || value.startsWith("url(")) continue;
    const { color, alpha } = readColor(value);
    element.setAttribute(name, color);
    // Drawing programs know opacity as a number of its own, not within a colour.
    const own = Number(style.getPropertyValue(`${name}-opacity`));
    if (alpha < 1) element.setAttribute(`${name}-opacity`, String(+(own * alpha).toFixed(3)));
  }
  for (const name of PAGE_ONLY) element.removeAttribute(name);
}

let swatch: CanvasRenderingContext2D | null = null;

/** A colour as any program reads it: themes mix colours in ways that only browsers know. */
function readColor(value: string): { color: string; alpha: number } {
  if (swatch === null) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    swatch = penOf(canvas, { willReadFrequently: true });
  }
  swatch.clearRect(0, 0, 1, 1);
  swatch.fillStyle = value;
  swatch.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = swatch.getImageData(0, 0, 1, 1).data;
  return { color: `rgb(${r}, ${g}, ${b})`, alpha: alpha / 255 };
}

/** The colour a chart stands on: of the nearest ancestor that has one. */
function paperOf(chart: Element): string {
  for (let element: Element | null = chart; element !== null; element = element.parentElement) {
    const { color, alpha } = readColor(getComputedStyle(element).backgroundColor);
    if (alpha === 1) return color;
  }
  return "#ffffff";
}

interface TextLine {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
  readonly height: number;
}

function block(
  text: string,
  { size, weight, width }: { size: number; weight: number; width: number },
): TextLine[] {
  return wrapText(text, width, { size, weight })
    .map((line) => ({ text: line, size, weight, height: size * LEADING }));
}

function stack(lines: readonly TextLine[], top: number, color: string): SVGTextElement[] {
  let y = top;
  return lines.map(({ text, size, weight, height }) => {
    const element = label(text, { x: MARGIN, y: y + height / 2, size, weight, color });
    y += height;
    return element;
  });
}
