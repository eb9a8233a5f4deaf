/** The charts of the document, with their data in workbooks of their own. Runs in Deno and browsers. */

import type { ChartRun } from "docx/charts";
import { INK, type Look, MUTED } from "../look/look.ts";
import type { SegmentStory, Story } from "../told/story.ts";
import { HOW_TRIED } from "../told/words.ts";

/** Pixels that the page has from side to side. */
const WIDTH = 620;
const ROW = 34, ENDS = 70;

type Chart = typeof ChartRun;

/** Silhouettes by number of segments. */
export function triedChart(Make: Chart, { tried }: Story, look: Look): ChartRun {
  return new Make({
    type: "line",
    ...{ transformation: { width: WIDTH, height: 300 }, font: { name: look.bodyFont, color: INK } },
    chartArea: { fill: "FFFFFF", border: "none" },
    title: { text: "Mean silhouette by number of segments", font: { size: 12 } },
    categories: tried.map(({ k }) => `${k} segments`),
    series: [
      {
        ...{ name: "These answers", values: tried.map(({ silhouette }) => silhouette) },
        ...{ color: look.segment(0), markers: true },
      },
      {
        ...{ name: "Data without segments", values: tried.map(({ expected }) => expected) },
        ...{ color: "8A8F94", markers: true },
      },
    ],
    valueAxis: { minimum: 0, numberFormat: "0.00", font: { color: MUTED } },
    altText: { name: "Silhouettes", description: HOW_TRIED },
  });
}

/** Shares of the segments, in the order given. */
export function sizesChart(Make: Chart, segments: readonly SegmentStory[], look: Look): ChartRun {
  return barChart(Make, look, {
    title: "Share of the respondents",
    name: "Share",
    labels: segments.map(({ number, name }) => `${number} ${name}`),
    values: segments.map(({ share }) => share),
    colours: segments.map(({ number }) => look.segment(number - 1)),
    format: "0 %",
    words: segments.map(({ number, facts }) => `Segment ${number}: ${facts}`),
  });
}

/** What sets a segment apart. */
export function leadingChart(Make: Chart, { number, leading }: SegmentStory, look: Look): ChartRun {
  return barChart(Make, look, {
    title: "What sets it apart, in standard deviations from all",
    name: "Standard deviations from all",
    labels: leading.map(({ short }) => short),
    values: leading.map(({ strength }) => Math.round(100 * strength) / 100),
    colours: leading.map(() => look.segment(number - 1)),
    format: "+0.0;\u22120.0",
    words: leading.map(({ text, value, total }) => `${text}: ${value}, all ${total}`),
  });
}

function barChart(
  Make: Chart,
  look: Look,
  { title, name, labels, values, colours, format, words }: {
    readonly title: string;
    readonly name: string;
    readonly labels: readonly string[];
    readonly values: readonly number[];
    readonly colours: readonly string[];
    readonly format: string;
    readonly words: readonly string[];
  },
): ChartRun {
  return new Make({
    type: "bar",
    transformation: { width: WIDTH, height: ENDS + ROW * labels.length },
    font: { name: look.bodyFont, color: INK },
    chartArea: { fill: "FFFFFF", border: "none" },
    ...{ title: { text: title, font: { size: 12 } }, legend: false, gapWidth: 45 },
    categories: labels,
    series: [{ name, values, color: colours[0], colors: colours }],
    dataLabels: { value: true, numberFormat: format, position: "outsideEnd" },
    categoryAxis: { reverseOrder: true, gridlines: false },
    valueAxis: {
      visible: false,
      gridlines: false,
      ...(values.some((v) => v < 0) ? {} : { minimum: 0 }),
    },
    altText: { name: title, description: words.join("; ") },
  });
}
