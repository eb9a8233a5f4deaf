/** The files of a run, to take away. Runs in browsers. */

import { html } from "htl";
import { downloads } from "../kit/downloads.js";
import { projectFileButton } from "./projects/project_file_button.js";
import { withheldWords } from "./published_words.js";
import type { Session } from "../session/session_types.js";

const FILES: readonly (readonly [name: string, label: string])[] = [
  ["segments.csv", "every respondent with segment, silhouette and distance"],
  ["survey_with_segments.csv", "the survey with the segment in a last column"],
  ["profile.csv", "every variable by segment"],
  ["report.xlsx", "summary, segments, profiles, data quality and parameters"],
  ["model.json", "what is needed to place new respondents"],
];

/** Buttons that make the run's files in this browser. */
export function runFiles(session: Session): HTMLElement {
  const { whyOff } = session.state;
  const yaml = {
    name: "params.yaml",
    label: "the parameters of this run",
    make: () => new Blob([session.paramsYaml()], { type: "application/yaml" }),
  };
  const made = whyOff !== "" ? [] : FILES.map(([name, label]) => ({
    name,
    label,
    make: async () => {
      const found = (await session.files()).find((file) => file.name === name);
      if (found === undefined) throw new Error(`Cannot save ${name}: the run makes no such file.`);
      return new Blob([found.bytes]);
    },
  }));
  const said = whyOff === "" ? withheldWords(session.state) : whyOff;
  return html`<h2>Take away</h2>${said === "" ? null : html`<p class="run-off">${said}</p>`}${
    downloads([...made, yaml])
  }${session.state.survey.isOwn ? null : projectFileButton(session)}` as HTMLElement;
}
