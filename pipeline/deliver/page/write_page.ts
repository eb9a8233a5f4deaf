/** The report as one file: `report.html`, which asks for nothing and says all without its script. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import { hashBytes } from "../../base/hash.ts";
import { dataAddress } from "../look/data_address.ts";
import type { Look } from "../look/look.ts";
import type { CellStory, LeadingStory, RowStory, SegmentStory, Story } from "../told/story.ts";
import {
  HOW_FIGURES,
  HOW_LEADING,
  HOW_MADE,
  HOW_SHADED,
  NOTHING_APART,
  signed,
  typicalLine,
} from "../told/words.ts";
import { block, element, escapeText } from "./markup.ts";
import { PAGE_SCRIPT } from "./page_script.ts";
import { pageStyle, SHADES } from "./page_style.ts";

const MOST_ROWS = 4000;
/** Differences of so many deviations fill a bar's half. */
const FULL_BAR = 1.5;

/** Writes the page: finding, sizes, a card a segment, one question by segment, all questions in a table that
 * can be sorted, how it was made. The same story gives the same bytes.
 */
export function writePage(story: Story, look: Look): Uint8Array<ArrayBuffer> {
  const style = pageStyle(look, story.segments.length);
  const policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; " +
    `style-src '${hashOf(style)}'; script-src '${hashOf(PAGE_SCRIPT)}'`;
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
${element("title", story.title)}
<style>${style}</style>
</head>
<body>
<main>
${opening(story, look)}
${block("h2", "Who they are")}
${block("div", story.segments.map(segmentCard).join("\n"), { class: "cards" })}
${element("p", HOW_LEADING, { class: "quiet" })}
${questions(story)}
${made(story)}
</main>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
  return new TextEncoder().encode(text);
}

/** What the page's policy knows a part by: only these very letters are run. */
function hashOf(text: string): string {
  const digits = hashBytes(new TextEncoder().encode(text)).match(/../g)!;
  return `sha256-${btoa(digits.map((two) => String.fromCharCode(parseInt(two, 16))).join(""))}`;
}

function opening(story: Story, { logo }: Look): string {
  const picture = logo === null ? "" : `<img class="logo" alt="" src="${dataAddress(logo)}">`;
  return [
    picture,
    element("h1", story.title),
    element("p", story.finding, { class: "finding" }),
    ...[story.why, story.advice, story.rivals].map((each) => element("p", each)),
    element("p", story.facts.join(" \u00b7 "), { class: "quiet" }),
    element("p", [story.weighting, story.withheld].filter((each) => each !== "").join(" "), {
      class: "quiet",
    }),
  ].filter((each) => each !== "").join("\n");
}

function segmentCard(segment: SegmentStory): string {
  const g = segment.number - 1;
  const leading = segment.leading.length === 0 ? element("p", NOTHING_APART) : block(
    "div",
    block(
      "table",
      headOf(["What sets it apart", "", "Here", "All"]) +
        block("tbody", segment.leading.map((each) => leadingRow(each, g)).join("")),
      { class: "lead" },
    ),
    { class: "scroll" },
  );
  const list = (texts: readonly string[]) =>
    block("ul", texts.map((text) => element("li", text)).join(""));
  return block(
    "article",
    [
      block(
        "div",
        element("span", String(segment.number), { class: `badge g${g}` }) +
          element("h3", segment.name) + element("span", segment.shareText, { class: "share" }),
        { class: "name" },
      ),
      element("p", segment.facts, { class: "quiet" }),
      leading,
      list(segment.insights),
      segment.typical.length === 0 ? "" : element("p", "Typical respondent", { class: "quiet" }) +
        list(segment.typical.map(typicalLine)),
    ].join("\n"),
  );
}

function leadingRow({ text, value, total, strength }: LeadingStory, g: number): string {
  const length = Math.round(500 * Math.min(1, Math.abs(strength) / FULL_BAR)) / 10;
  const x = strength < 0 ? 50 - length : 50;
  const bar =
    `<svg viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label="${
      signed(strength)
    } standard deviations"><rect class="g${g}" x="${x}" y="2" width="${length}" height="12"/>` +
    '<line x1="50" x2="50" y1="0" y2="16"/></svg>';
  return block(
    "tr",
    element("td", text) + block("td", bar) + element("td", value) + element("td", total),
  );
}

function questions({ segments, rows }: Story): string {
  const shown = rows.slice(0, MOST_ROWS);
  const heads = [
    "Question",
    "Base",
    "All",
    ...segments.map(({ number, name }) => `${number} ${name}`),
  ];
  const left = rows.length - shown.length;
  return [
    block("h2", "One question by segment"),
    // What works by the script alone is there with it alone.
    '<p class="tools" hidden><label>Question <select id="question"></select></label></p>',
    '<div id="bars" class="bars" hidden></div>',
    block("h2", "All questions"),
    element("p", `${HOW_FIGURES} ${HOW_SHADED}`, { class: "quiet" }),
    left === 0 ? "" : element(
      "p",
      `${formatNumber(left)} more rows that separate segments less are in profile.csv.`,
    ),
    '<p class="tools" hidden><label>Search <input id="search" type="search"></label> ' +
    '<span id="found" role="status"></span></p>',
    block(
      "div",
      block("table", headOf(heads) + block("tbody", shown.map(questionRow).join("\n")), {
        id: "rows",
      }),
      { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "All questions" },
    ),
  ].filter((each) => each !== "").join("\n");
}

function questionRow({ text, total, cells }: RowStory): string {
  const base = block("td", formatNumber(total.base), { "data-value": String(total.base) });
  return block("tr", element("td", text) + base + [total, ...cells].map(figureCell).join(""));
}

function figureCell({ text, value, mark, strength }: CellStory): string {
  const step = Math.min(SHADES, Math.round(Math.abs(strength) * SHADES));
  const shade = step === 0 || text === "" ? "" : `${strength < 0 ? "b" : "a"}${step}`;
  return block("td", escapeText(`${text} ${mark}`.trim()), {
    "data-value": value === null ? "" : String(value),
    ...(shade === "" ? {} : { class: shade }),
  });
}

function made(story: Story): string {
  const rows = story.made.map(([what, value]) =>
    block("tr", block("th", escapeText(what), { scope: "row" }) + element("td", value))
  );
  return [
    block("h2", "How it was made"),
    block("div", block("table", block("tbody", rows.join("\n")), { class: "plain" }), {
      class: "scroll",
    }),
    element("p", HOW_MADE, { class: "quiet" }),
  ].join("\n");
}

function headOf(heads: readonly string[]): string {
  return block(
    "thead",
    block("tr", heads.map((head) => block("th", escapeText(head), { scope: "col" })).join("")),
  );
}
