/** What stands beside the charts: run, parameters, and the person's own file. Runs in browsers. */

import { html } from "htl";
import type { Preset } from "../../../pipeline/plan/presets.ts";
import { type ControlsOptions, controlsPanel } from "../controls/controls.js";
import { noFile } from "./no_file.js";
import { errorState } from "./notices.js";
import type { Page } from "./page.js";
import { presetChoice } from "./preset_choice.js";
import { untoldWords } from "./published_words.js";
import { projectPanel } from "./projects/project_panel.js";
import { runBar } from "./run_bar.js";

/** What the panel needs besides the page's session. */
export interface SidePanelOptions {
  readonly schema: ControlsOptions["schema"];
  readonly presets: readonly Preset[];
  readonly workerUrl: string;
}

/** Run bar and controls; where there is no session, what to do instead. */
export function sidePanel({ session, problem }: Page, options: SidePanelOptions): HTMLElement {
  if (problem === "no file") return noFile(options);
  if (session === null) {
    return errorState(problem, { title: "This survey cannot be shown" });
  }
  const panel = html`<div class="side-panel">${presetChoice(session, options.presets)}${
    runBar(session)
  }</div>` as HTMLElement;
  if (session.state.notice !== "") {
    panel.prepend(html`<p class="side-notice">${session.state.notice}</p>`);
  }
  const untold = untoldWords(session.state);
  if (untold !== "") panel.append(html`<p class="run-off">${untold}</p>`);
  if (session.state.survey.isOwn) panel.prepend(projectPanel(session, options.workerUrl));
  panel.append(controlsPanel(session, { schema: options.schema }));
  return panel;
}
