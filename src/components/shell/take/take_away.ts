/** Everything that can be taken away of a run, each with what is in it. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import { button } from "../../kit/buttons.js";
import { downloads } from "../../kit/downloads.js";
import { html } from "../../kit/elements.js";
import { copyTeller } from "../../kit/copy_teller.js";
import { countOf } from "../../kit/words/format.js";
import type { Session } from "../../session/session_types.js";
import { projectFileButton } from "../projects/project_file_button.js";
import { withheldWords } from "../published_words.js";
import { placeLink } from "../place/place_link.js";
import { targetLink } from "../target/target_link.js";
import { tablesPart } from "./tables_part.js";
import { filePreview } from "./file_preview.js";
import { type RunFile, runFilesOf } from "./run_files.js";

const SECTIONS: readonly (readonly [title: string, words: string, names: readonly string[]])[] = [
  ["To report", "Who the segments are, ready to be shown, read or put into slides.", [
    "segments.pptx",
    "segments.docx",
    "report.html",
    "report.xlsx",
    "profile.csv",
  ]],
  ["To work on", "The respondents with their segments, for any other software.", [
    "segments.csv",
    "survey_with_segments.csv",
  ]],
  ["To place others", "People who were not in the survey, by what the segments were formed on.", [
    "model.json",
    "short_form.xlsx",
    "short_form.tsv",
    "short_form.sql",
    "short_form.mjs",
    "short_form.json",
  ]],
  ["To do it again", "The same segments from the same file, here or by the command line.", [
    "params.yaml",
  ]],
];

/** What there is, as a sentence. */
export function takeAwayHeadline({ summary: { clustering }, survey }: RunView): string {
  return `${countOf(clustering.k, "segment")} of ${
    countOf(survey.rows, "respondent")
  }, to take with you`;
}

/** Makes a card a purpose: its files with what is in each, and what else serves it. */
export function takeAway(session: Session): HTMLElement {
  const files = runFilesOf(session);
  const { whyOff } = session.state;
  const said = whyOff === "" ? withheldWords(session.state) : whyOff;
  const cards = SECTIONS.map(([title, words, names], i) =>
    html("section", [
      html("h2", title),
      html("p", words),
      ...files.filter(({ name }) => names.includes(name)).map(fileItem),
      ...(i === 0 && whyOff === "" ? [tablesPart(session)] : []),
      ...[printPart, chartsPart, placePart, againPart][i](session),
    ], { class: "panel take-card" })
  );
  return html("div", [
    said === "" ? null : html("p", said, { class: "run-off" }),
    html("div", cards, { class: "cards take-cards" }),
  ]);
}

/** A file with a button that makes it, and what is in it behind a disclosure. */
function fileItem(file: RunFile): HTMLElement {
  const place = html("div", []);
  const inside = html("details", [html("summary", "What is in it"), place], {
    class: "file-inside",
    ontoggle: () => {
      if (!inside.open || place.childElementCount > 0) return;
      place.replaceChildren(html("p", "Making it"));
      place.setAttribute("aria-busy", "true");
      const tell = (words: string) => place.replaceChildren(html("p", words));
      void Promise.resolve(file.make(tell))
        .then(async (blob) => filePreview(file.name, new Uint8Array(await blob.arrayBuffer())))
        .catch((error: unknown) => html("p", error instanceof Error ? error.message : `${error}`))
        .then((shown) => place.replaceChildren(...(file.holds ?? []).map(holding), shown))
        .finally(() => place.removeAttribute("aria-busy"));
    },
  });
  return html("div", [downloads([file]), inside], { class: "take-file" });
}

function holding(text: string): HTMLElement {
  return html("p", text);
}

function printPart(_: Session): HTMLElement[] {
  return [
    targetLink(),
    html("p", [
      html("a", "The Overview", { href: "./" }),
      " prints on A4 and Letter, and saves as PDF, with its file, day, verdict and parameters.",
    ]),
  ];
}

function chartsPart(_: Session): HTMLElement[] {
  return [
    html("p", "Every chart and table has its own buttons: SVG and PNG, Copy and CSV."),
  ];
}

function placePart(_: Session): HTMLElement[] {
  return [placeLink()];
}

function againPart(session: Session): HTMLElement[] {
  const { said, copy } = copyTeller();
  const copyButton = (what: string, make: () => string) =>
    button(`Copy ${what}`, { onClick: () => copy(make()) });
  return [
    html("p", [
      copyButton("command line", () => session.commandLine()),
      copyButton("link", () => session.link()),
      said,
    ], { class: "take-copies" }),
    projectFileButton(session),
    html("p", [
      "The ",
      html("a", "notebook", { href: "./notebook" }),
      " has the analysis step by step, with its code, and saves as .ipynb.",
    ]),
  ];
}
