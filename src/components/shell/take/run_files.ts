/** The files of a run, to take away. Runs in browsers. */

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
  return [...made, yaml];
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
