/** The files of a run, to take away. Runs in browsers. */

import type { DeliverableName } from "../../../../pipeline/deliver/deliverables.ts";
import { type Download, downloads } from "../../kit/downloads.js";
import { html } from "../../kit/elements.js";
import { untoldWords, withheldWords } from "../published_words.js";
import type { Session } from "../../session/session_types.js";

/** A file of a run, and what to know of it besides its first lines. */
export interface RunFile extends Download {
  readonly holds?: readonly string[];
}

const FILES: readonly Omit<RunFile, "make">[] = [
  {
    name: "segments.csv",
    label: "every respondent with segment, silhouette, distance and the segment's name",
  },
  {
    name: "survey_with_segments.csv",
    label: "the survey with the segment and its name in two last columns",
    holds: [
      "All columns of the survey, as they were read, and the segment with its name as the last two.",
    ],
  },
  { name: "profile.csv", label: "every variable by segment" },
  {
    name: "report.xlsx",
    label: "summary, segments, profiles, data quality and parameters",
    holds: ["A sheet each: summary, segments, profiles, data quality, parameters."],
  },
  { name: "model.json", label: "what is needed to place new respondents" },
];

/** What is handed over, and what it is asked for with. */
const DELIVERED: readonly (Omit<RunFile, "make"> & { readonly asked: DeliverableName })[] = [
  {
    name: "segments.pptx",
    asked: "pptx",
    label: "slides: verdict, sizes, a slide a segment, comparison, how it was made",
    holds: [
      "Charts and tables are PowerPoint's own, with their data; notes tell bases and how figures " +
      "were computed.",
    ],
  },
  {
    name: "segments.docx",
    asked: "docx",
    label: "the same as a document",
    holds: ["Charts and tables are Word's own, with their data; all questions stand at its end."],
  },
  {
    name: "report.html",
    asked: "html",
    label: "a report in one file, to be sent by mail",
    holds: [
      "Segments, any question by segment, and all questions in a table that sorts; it opens without " +
      "a network and asks for nothing.",
    ],
  },
];

/** The files, each made when it is asked for; of a site that computes nothing, the parameters alone. */
export function runFilesOf(session: Session): RunFile[] {
  const yaml = {
    name: "params.yaml",
    label: "the parameters of this run",
    make: () => new Blob([session.paramsYaml()], { type: "application/yaml" }),
  };
  if (session.state.whyOff !== "") return [yaml];
  const made = FILES.map((file) => ({
    ...file,
    make: async () => {
      const found = (await session.files()).find(({ name }) => name === file.name);
      if (found === undefined) {
        throw new Error(`Cannot save ${file.name}: the run makes no such file.`);
      }
      return new Blob([found.bytes]);
    },
  }));
  const delivered = DELIVERED.map(({ asked, ...file }) => ({
    ...file,
    make: async (tell: (words: string) => void) => {
      const { params } = session.state;
      const [{ bytes }] = await session.ask({ type: "deliver", params, names: [asked] }, {
        onProgress: ({ stage, share, note }) =>
          tell(stage === "deliver" ? `Making ${note}` : `${stage} ${Math.round(100 * share)} %`),
      });
      return new Blob([bytes]);
    },
  }));
  return [...made, ...delivered, yaml];
}

/** Buttons that make the run's files in this browser. */
export function runFiles(session: Session): HTMLElement {
  const { whyOff } = session.state;
  const said = [
    whyOff === "" ? withheldWords(session.state) : whyOff,
    untoldWords(session.state),
  ].filter((words) => words !== "");
  return html("div", [
    html("h2", "Take away"),
    ...said.map((words) => html("p", words, { class: "run-off" })),
    downloads(runFilesOf(session)),
  ]);
}
