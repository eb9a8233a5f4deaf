/** What is in slides and documents, read from the file itself: titles in order, and its first bars. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { countOf, formatShare } from "../../kit/words/format.js";
import { readParts } from "./zip_parts.js";

/** A part that a reader turns to. */
interface Heading {
  readonly text: string;
  /** What stands there beside words. */
  readonly holds: string;
  readonly isWithin: boolean;
}

/** Bars of shares, as the file has them. */
interface Bars {
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    readonly colour: string;
  }[];
}

/** Shows the titles of slides, or the headings of a document, beside its first chart of bars.
 * @param name Ends in `.pptx` or `.docx`.
 */
export async function officePreview(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<HTMLElement> {
  const isSlides = name.endsWith(".pptx");
  const parts = await readParts(
    bytes,
    (path) =>
      /^(ppt\/slides\/slide|(ppt|word)\/charts\/chart)\d+\.xml$|^word\/document\.xml$/.test(path),
  );
  const xml = [...parts].map(([path, text]) => ({
    path,
    number: Number(/(\d+)\.xml$/.exec(path)?.[1] ?? 0),
    root: new DOMParser().parseFromString(text, "application/xml"),
  })).sort((a, b) => a.number - b.number);
  const headings = isSlides
    ? xml.filter(({ path }) => path.includes("/slides/")).map(({ root }) => slideHeading(root))
    : documentHeadings(xml.find(({ path }) => path === "word/document.xml")!.root);
  const charts = xml.filter(({ path }) => path.includes("/charts/")).map(({ root }) => root);
  const bars = charts.map(barsOf).find((found) => found !== null) ?? null;
  const what = isSlides ? countOf(headings.length, "slide") : countOf(headings.length, "heading");
  return html("div", [
    html("div", [
      html("p", `${what}, ${countOf(charts.length, "chart")}:`),
      html(
        "ol",
        headings.map(({ text, holds, isWithin }) =>
          html("li", [
            text,
            holds === "" ? null : html("span", ` ${holds}`, { class: "office-holds" }),
          ], {
            class: isWithin ? "is-within" : null,
          })
        ),
        { class: isSlides ? null : "is-plain", tabindex: "0", "aria-label": `Titles in ${name}` },
      ),
    ]),
    bars === null ? null : drawBars(bars),
  ], { class: "office-preview" });
}

/** A slide's first words; of a segment's slide its number stands before its name. */
function slideHeading(slide: Document): Heading {
  const texts = [...slide.getElementsByTagName("p:sp")].map(textOf).filter((text) => text !== "");
  const [first = "", second = ""] = texts;
  const hasChart = slide.getElementsByTagName("c:chart").length > 0;
  const hasTable = slide.getElementsByTagName("a:tbl").length > 0;
  const holds = [...(hasChart ? ["chart"] : []), ...(hasTable ? ["table"] : [])].join(", ");
  return {
    text: /^\d+$/.test(first) ? `Segment ${first}: ${second}` : first,
    holds,
    isWithin: false,
  };
}

function textOf(shape: Element): string {
  return [...shape.getElementsByTagName("a:p")].map(({ textContent }) => textContent?.trim() ?? "")
    .filter((line) => line !== "").join(" ");
}

function documentHeadings(document: Document): Heading[] {
  return [...document.getElementsByTagName("w:p")].flatMap((paragraph): Heading[] => {
    const style = paragraph.getElementsByTagName("w:pStyle")[0]?.getAttribute("w:val") ?? "";
    const text = paragraph.textContent?.trim() ?? "";
    const isHeading = /^(Title|Heading[12])$/.test(style) && text !== "";
    return isHeading ? [{ text, holds: "", isWithin: style === "Heading2" }] : [];
  });
}

/** A chart of bars in several colours, which are shares of segments; null for another. */
function barsOf(chart: Document): Bars | null {
  const series = chart.getElementsByTagName("c:barChart")[0]?.getElementsByTagName("c:ser")[0];
  if (series === undefined) return null;
  const valuesIn = (tag: string) =>
    [...series.getElementsByTagName(tag)[0]?.getElementsByTagName("c:v") ?? []].map((value) =>
      value.textContent ?? ""
    );
  const colours = [...series.getElementsByTagName("c:dPt")].map((point) =>
    point.getElementsByTagName("a:srgbClr")[0]?.getAttribute("val") ?? ""
  );
  const labels = valuesIn("c:cat"), values = valuesIn("c:val").map(Number);
  if (colours.length !== values.length) return null;
  return {
    title: valuesIn("c:tx")[0] ?? "",
    bars: values.map((value, i) => ({ label: labels[i] ?? "", value, colour: `#${colours[i]}` })),
  };
}

function drawBars({ title, bars }: Bars): HTMLElement {
  const most = bars.reduce((most, { value }) => Math.max(most, value), 0);
  return html("figure", [
    html("figcaption", `${title}, a chart in the file`),
    ...bars.map(({ label, value, colour }) =>
      html("div", [
        html("span", label),
        html("span", [
          html("span", [], {
            style: `width:${(100 * value / most).toFixed(1)}%;background:${colour}`,
          }),
        ], { class: "office-bar", "aria-hidden": "true" }),
        html("span", formatShare(value), { class: "office-figure" }),
      ], { class: "office-row" })
    ),
  ], { class: "office-chart" });
}
