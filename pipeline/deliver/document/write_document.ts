/** The document: `segments.docx`, with charts and tables that can be edited. Runs in Deno and browsers. */

import type * as Docx from "docx";
import type { ChartRun } from "docx/charts";
import { formatNumber } from "../../base/text.ts";
import { INK, type Look, MUTED, shadeOf } from "../look/look.ts";
import { sameBytes } from "../packages/same_bytes.ts";
import type { RowStory, SegmentStory, Story } from "../told/story.ts";
import {
  HOW_FIGURES,
  HOW_LEADING,
  HOW_MADE,
  HOW_SHADED,
  HOW_TRIED,
  NOTHING_APART,
  signed,
  typicalLine,
} from "../told/words.ts";
import { leadingChart, sizesChart, triedChart } from "./charts.ts";
import { documentMender } from "./document_mender.ts";
import { DocumentParts } from "./parts.ts";

type Part = Docx.Paragraph | Docx.Table;

/** Twentieths of a point: A4, its margins, and what is between them. */
const PAGE = { width: 11906, height: 16838 };
const MARGIN = 1134;
const UPRIGHT = PAGE.width - 2 * MARGIN, FLAT = PAGE.height - 2 * MARGIN;
const MOST_COMPARED = 24, MOST_APPENDIX = 1000;
/** Segments side by side in a table. */
const ACROSS = 8;
const LOGO = { width: 160, height: 64 };

/** Writes the document: verdict, sizes, who the segments are, the comparison, how it was made, and all
 * questions in tables. The same story gives the same bytes.
 */
export async function writeDocument(story: Story, look: Look): Promise<Uint8Array<ArrayBuffer>> {
  const { docx, ChartRun, JSZip } = await import("../packages/mod.ts");
  const parts = new DocumentParts(docx, look);
  const chart = (run: ChartRun) => new docx.Paragraph({ children: [run], spacing: { after: 120 } });
  const upright = [
    ...opening(parts, story),
    ...(story.tried.length > 1
      ? [chart(triedChart(ChartRun, story, look)), ...parts.lines([HOW_TRIED], { isQuiet: true })]
      : []),
    parts.heading("How large they are", 1),
    chart(sizesChart(ChartRun, bySize(story), look)),
    ...parts.lines([story.weighting], { isQuiet: true }),
    ...story.segments.flatMap((segment) => [
      ...segmentHead(parts, segment),
      ...(segment.leading.length === 0
        ? parts.lines([NOTHING_APART])
        : [chart(leadingChart(ChartRun, segment, look)), ...segmentTable(parts, segment)]),
    ]),
  ];
  const flat = [...comparison(parts, story), ...made(parts, story), ...appendix(parts, story)];
  const file = new docx.Document({
    ...{ title: story.title, subject: story.finding, creator: "Customer Clustering Engine" },
    lastModifiedBy: "Customer Clustering Engine",
    styles: stylesOf(look),
    sections: [
      section(parts, { story, children: upright, isFlat: false }),
      section(parts, { story, children: flat, isFlat: true }),
    ],
  });
  return await sameBytes(
    new Uint8Array(await docx.Packer.toArrayBuffer(file)),
    JSZip,
    documentMender(),
  );
}

function bySize({ segments }: Story): SegmentStory[] {
  return [...segments].sort((a, b) => b.share - a.share || a.number - b.number);
}

function stylesOf({ accent, headingFont, bodyFont }: Look): Docx.IStylesOptions {
  const heading = (size: number) => ({
    run: { font: headingFont, size, bold: true, color: accent },
    paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: { run: { font: bodyFont, size: 21, color: INK } },
      title: { run: { font: headingFont, size: 44, bold: true, color: accent } },
      heading1: heading(30),
      heading2: heading(24),
    },
  };
}

function section(
  { docx }: DocumentParts,
  { story, children, isFlat }: {
    readonly story: Story;
    readonly children: readonly Part[];
    readonly isFlat: boolean;
  },
): Docx.ISectionOptions {
  const { Footer, Paragraph, TextRun, PageNumber, PageOrientation } = docx;
  return {
    properties: {
      page: {
        size: {
          ...PAGE,
          orientation: isFlat ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
      },
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            children: [
              new TextRun({
                text: `${story.title}, run ${story.runId}, page `,
                size: 16,
                color: MUTED,
              }),
              new TextRun({ children: [PageNumber.CURRENT], size: 16, color: MUTED }),
            ],
          }),
        ],
      }),
    },
    children: [...children],
  };
}

function opening(parts: DocumentParts, story: Story): Part[] {
  const { docx: { Paragraph, ImageRun, HeadingLevel }, look: { logo } } = parts;
  const scale = logo === null ? 0 : Math.min(LOGO.width / logo.width, LOGO.height / logo.height);
  return [
    ...(logo === null ? [] : [
      new Paragraph({
        children: [
          new ImageRun({
            type: logo.type,
            data: logo.bytes,
            transformation: {
              width: Math.max(1, Math.round(logo.width * scale)),
              height: Math.max(1, Math.round(logo.height * scale)),
            },
          }),
        ],
      }),
    ]),
    new Paragraph({ text: story.title, heading: HeadingLevel.TITLE }),
    ...parts.lines(story.facts, { isQuiet: true }),
    parts.heading(story.finding, 1),
    ...parts.lines([story.why, story.advice, story.rivals]),
  ];
}

function segmentHead(parts: DocumentParts, segment: SegmentStory): Part[] {
  return [
    parts.heading(`Segment ${segment.number}: ${segment.name}`, 1, true),
    ...parts.lines([`${segment.facts}.`], { isQuiet: true }),
    ...parts.bullets(segment.insights),
    ...(segment.typical.length === 0 ? [] : [parts.heading("Typical respondent", 2)]),
    ...parts.bullets(segment.typical.map(typicalLine)),
  ];
}

function segmentTable(parts: DocumentParts, { leading }: SegmentStory): Part[] {
  return [
    parts.table({
      ...{ widths: [0.52, 0.12, 0.12, 0.12, 0.12], across: UPRIGHT },
      head: ["Question", "Here", "All", "Difference", "Base"],
      rows: leading.map(({ text, value, total, strength, base }) =>
        [text, value, total, signed(strength), formatNumber(base)].map((each) => ({ text: each }))
      ),
    }),
    ...parts.lines([HOW_LEADING], { isQuiet: true }),
  ];
}

function comparison(parts: DocumentParts, story: Story): Part[] {
  return [
    parts.heading("Where segments differ most", 1),
    ...rowTables(parts, story, { rows: story.rows.slice(0, MOST_COMPARED), isShaded: true }),
    ...parts.lines([HOW_SHADED, story.weighting], { isQuiet: true }),
  ];
}

function made(parts: DocumentParts, story: Story): Part[] {
  const rows = [...story.made, ["Withheld", story.withheld]].filter(([, value]) => value !== "");
  return [
    parts.heading("How it was made", 1, true),
    parts.table({
      ...{ widths: [0.26, 0.74], head: ["What", "How"], across: FLAT, words: 2 },
      rows: rows.map(([what, value]) => [{ text: what, isBold: true }, { text: value }]),
    }),
    ...parts.lines([HOW_MADE], { isQuiet: true }),
  ];
}

function appendix(parts: DocumentParts, story: Story): Part[] {
  const left = story.rows.length - MOST_APPENDIX;
  return [
    parts.heading("Appendix: all questions", 1, true),
    ...rowTables(parts, story, { rows: story.rows.slice(0, MOST_APPENDIX), isShaded: false }),
    ...parts.lines([
      HOW_FIGURES,
      left > 0
        ? `${formatNumber(left)} more rows that separate segments less are in profile.csv.`
        : "",
    ], { isQuiet: true }),
  ];
}

function rowTables(
  parts: DocumentParts,
  { segments: all }: Story,
  { rows, isShaded }: { readonly rows: readonly RowStory[]; readonly isShaded: boolean },
): Part[] {
  const starts = Array.from({ length: Math.ceil(all.length / ACROSS) }, (_, i) => i * ACROSS);
  return starts.flatMap((from) => {
    const segments = all.slice(from, from + ACROSS);
    const own = Math.min(0.1, 0.56 / segments.length);
    const columns = [0.07, 0.07, ...segments.map(() => own)];
    const words = 1 - columns.reduce((sum, width) => sum + width, 0);
    const table = parts.table({
      ...{ widths: [words, ...columns], across: FLAT },
      head: ["Question", "Base", "All", ...segments.map(({ number, name }) => `${number} ${name}`)],
      rows: rows.map(({ text, total, cells }) => [
        { text },
        { text: formatNumber(total.base) },
        { text: total.text },
        ...segments.map(({ number }) => {
          const { text: figure, mark, strength } = cells[number - 1];
          return isShaded && figure !== ""
            ? { text: `${figure} ${mark}`.trim(), fill: shadeOf(strength) }
            : { text: figure };
        }),
      ]),
    });
    return [table, ...parts.lines(["\u00a0"])];
  });
}
