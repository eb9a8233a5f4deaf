/** The files of a run, to take away. Runs in browsers. */

import type { WorkerAnswers } from "../../../../pipeline/browser/protocol.ts";
import type { DeliverableName } from "../../../../pipeline/deliver/deliverables.ts";
import { type Download, downloads } from "../../kit/downloads.js";
import { html } from "../../kit/elements.js";
import { untoldWords, withheldWords } from "../published_words.js";
import { describeProgress } from "../panel/run_bar.js";
import type { AskOptions } from "../../session/engine_client.js";
import type { Session } from "../../session/session_types.js";

/** A file of a run, and what to know of it besides its first lines. */
export interface RunFile extends Download {
  readonly holds?: readonly string[];
  /** Whether it is the same as another file in a form for programs: left out where files are few. */
  readonly isTwin?: true;
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
  {
    name: "short_form.xlsx",
    asked: "typing",
    label: "the fewest questions that place others, with formulas that tell the segment",
    holds: [
      "A sheet to type or paste answers into, the points of each answer, how often it is right.",
    ],
  },
  {
    name: "short_form.tsv",
    asked: "typing",
    isTwin: true,
    label: "the points of every answer, between tabs",
  },
  { name: "short_form.sql", asked: "typing", isTwin: true, label: "the same as a query" },
  {
    name: "short_form.mjs",
    asked: "typing",
    isTwin: true,
    label: "the same as a JavaScript module",
  },
  {
    name: "short_form.json",
    asked: "typing",
    isTwin: true,
    label: "all of it as data, with its accuracy by number of questions",
  },
];

type Tell = Parameters<Download["make"]>[0];

/** What the making of a file is at, beside its button. */
export function heardBy(tell: Tell): AskOptions {
  return { onProgress: (progress) => tell(describeProgress(progress)) };
}

/** A file among those that were made. */
export function found(files: WorkerAnswers["files"], wanted: string): Blob {
  const file = files.find(({ name }) => name === wanted);
  if (file === undefined) throw new Error(`Cannot save ${wanted}: the run makes no such file.`);
  return new Blob([file.bytes]);
}

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
    make: async (tell: Tell) => {
      const { params } = session.state;
      return found(await session.ask<"files">({ type: "files", params }, heardBy(tell)), file.name);
    },
  }));
  const delivered = DELIVERED.map(({ asked, ...file }) => ({
    ...file,
    make: async (tell: Tell) => {
      const { params } = session.state;
      const wanted = { type: "deliver", params, names: [asked] } as const;
      return found(await session.ask<"deliver">(wanted, heardBy(tell)), file.name);
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
    downloads(runFilesOf(session).filter(({ isTwin }) => isTwin !== true)),
  ]);
}
