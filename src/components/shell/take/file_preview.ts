/** The first lines of a file, to see what one is about to take away. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { formatNumber } from "../../kit/words/format.js";
import { officePreview } from "./office_preview.js";

/** How much of a file is read for its first lines. */
const MOST_BYTES = 64 * 1024;
const MOST_LINES = 6;
const MOST_CELLS = 8;
const MOST_LETTERS = 28;

/** What is said of files that are no text, by the ends of their names. */
const TOLD: Readonly<Record<string, string>> = {
  ".xlsx": "A workbook, for Excel, LibreOffice, Numbers or Google Sheets;",
  ".pptx": "Slides, for PowerPoint, LibreOffice, Keynote or Google Slides;",
  ".docx": "A document, for Word, LibreOffice, Pages or Google Docs;",
  ".html": "A page, for any browser, with or without a network;",
};

/** Shows the first rows of a table, the first lines of any other text, the titles of slides and documents, a
 * page as it is; says so of what is none of these.
 * @param name Of the file, with its extension.
 */
export async function filePreview(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<HTMLElement> {
  const told = Object.entries(TOLD).find(([end]) => name.endsWith(end));
  if (told !== undefined) {
    const words = html("p", `${told[1]} ${sizeWords(bytes.length)}.`);
    if (/\.(pptx|docx)$/.test(name)) return html("div", [words, await officePreview(name, bytes)]);
    return name.endsWith(".html") ? html("div", [words, pagePreview(name, bytes)]) : words;
  }
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)).replace(/^\ufeff/, "");
  const lines = text.split(/\r?\n/).slice(0, MOST_LINES);
  const rows = lines.filter((line) => line !== "");
  if (name.endsWith(".csv")) return tableOf(rows.map(splitLine));
  return name.endsWith(".tsv")
    ? tableOf(rows.map((line) => line.split("\t")))
    : html("pre", lines.join("\n"), { tabindex: "0", "aria-label": `First lines of ${name}` });
}

/** The page in a frame that may do nothing, without its scripts: the site's own rules would refuse these. */
function pagePreview(name: string, bytes: Uint8Array<ArrayBuffer>): HTMLElement {
  const page = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
  for (const script of page.querySelectorAll("script")) script.remove();
  const frame = html("iframe", [], {
    class: "page-preview",
    title: `Preview of ${name}`,
    sandbox: "",
    // Keys that come before its content find nothing to go to there.
    "aria-busy": "true",
    srcdoc: `<!doctype html>${page.documentElement.outerHTML}`,
  });
  frame.addEventListener("load", () => frame.removeAttribute("aria-busy"));
  return frame;
}

function sizeWords(bytes: number): string {
  return `${formatNumber(Math.max(1, bytes / 1000))} kB`;
}

/** The cells of one line of a CSV file, quotation marks taken off. */
export function splitLine(line: string): string[] {
  const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
  );
  // The pattern also finds nothing at the end of a line.
  return line.endsWith(",") ? cells : cells.slice(0, -1);
}

function tableOf([head, ...rows]: readonly (readonly string[])[]): HTMLElement {
  const more = head.length > MOST_CELLS ? ["…"] : [];
  const shown = (cells: readonly string[]) => [...cells.slice(0, MOST_CELLS).map(cut), ...more];
  return html("div", [
    html("table", [
      html("thead", [html("tr", shown(head).map((cell) => html("th", cell, { scope: "col" })))]),
      html("tbody", rows.map((cells) => html("tr", shown(cells).map((cell) => html("td", cell))))),
    ]),
  ], { class: "preview-table", tabindex: "0", role: "region", "aria-label": "First rows" });
}

function cut(cell: string): string {
  return cell.length <= MOST_LETTERS ? cell : `${cell.slice(0, MOST_LETTERS - 1)}…`;
}
