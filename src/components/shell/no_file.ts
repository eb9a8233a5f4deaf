/** The person's own section before there is a file: what to drop, what happens to it, what comes of it. Runs in browsers. */

import { fileDrop } from "./file_drop.js";
import { html } from "../kit/elements.js";
import { takeOwnFile } from "../session/own_file.js";

/** Pages of the section by the last part of their address, and what each will show. */
const PAGES: readonly (readonly [page: string, title: string, shows: string])[] = [
  ["", "Overview", "how many segments, how large, who they are, and files to take along"],
  ["questions", "Questions", "how the file was understood, what is missing, what was left out"],
  ["how-many", "How many", "which numbers of segments stand out, and how far to trust them"],
  ["who", "Who they are", "every answer by segment, and one question at a time"],
  ["compare", "Compare", "another solution beside yours: who would change places, what differs"],
  ["notebook", "Notebook", "the analysis step by step, with its code"],
];
const TOOLS = "Qualtrics, SurveyMonkey, Google Forms, Microsoft Forms and LimeSurvey";
const MOST_EXAMPLES = 3;

/** Makes what stands in place of a page's results; a file that is dropped there is kept in this browser
 * and shown at once.
 * @param options workerUrl is the address of the bundled engine; at is the page's path, that of the
 * window unless told.
 */
export function noFile(
  { workerUrl, at = location.pathname }: { readonly workerUrl: string; readonly at?: string },
): HTMLElement {
  const here = at.replace(/\.html$/, "").split("/").pop();
  const drop = fileDrop({
    onFiles: async (files) => {
      await takeOwnFile(files, workerUrl);
      location.reload();
    },
  });
  return html("div", [
    html("p", "No file yet", { class: "state-title" }),
    html("p", "Choose a survey, and it is segmented here, in this browser."),
    drop,
    html("div", [
      part("What it may be", [
        html("p", "A table with a row for each respondent and a column for each question:"),
        html("ul", [
          html("li", "CSV, TSV or Excel (.xlsx)"),
          html("li", "SPSS (.sav, .zsav), Parquet or Arrow (.arrow, .feather)"),
          html("li", "any of these gzipped (.gz)"),
          html("li", "its codebook together with it (name.codebook.csv, .xlsx, .yaml, .xml, .sps)"),
        ]),
        html("p", `Exports of ${TOOLS} are recognised.`),
      ]),
      part("What happens to it", [
        html(
          "p",
          "It stays in this browser until you forget it, which is one button. Nothing is sent: " +
            "the engine runs within the page, without a network too.",
        ),
        ...examples(),
      ]),
      part("What the pages will show", [pageList(here)]),
    ], { class: "no-file-parts" }),
  ], { class: "no-file" });
}

function part(title: string, content: readonly HTMLElement[]): HTMLElement {
  return html("section", [html("h2", title), ...content]);
}

function pageList(here: string | undefined): HTMLElement {
  const isKnown = PAGES.some(([page]) => page === here);
  return html(
    "dl",
    PAGES.flatMap(([page, title, shows]) => {
      const isHere = page === (isKnown ? here : "");
      return [
        html("dt", isHere ? `${title} (this page)` : title, { class: isHere ? "is-here" : null }),
        html("dd", shows, { class: isHere ? "is-here" : null }),
      ];
    }),
  );
}

/** Links to surveys that the site shows already, which its navigation marks. */
function examples(): HTMLElement[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a[data-survey]")]
    .slice(0, MOST_EXAMPLES)
    .map((link) => html("li", [html("a", link.textContent, { href: link.href })]));
  if (links.length === 0) return [];
  return [
    html("p", "No file at hand? See what comes out with a survey of this site:"),
    html("ul", links),
  ];
}
