/** What stands beside the charts: run, parameters, and the person's own file. Runs in browsers. */

import type { Preset } from "../../../../pipeline/plan/presets.ts";
import { type ControlsOptions, controlsPanel } from "../../controls/controls.js";
import { IN_REACH, reachFields } from "../../controls/reach.js";
import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { countOf } from "../../kit/words/format.js";
import { fileDrop } from "../file_drop.js";
import { historyPanel } from "../history/history_panel.js";
import { noFile } from "../no_file.js";
import { drawer } from "./drawer.js";
import { errorState } from "../notices.js";
import { forgetAndReload, takeOwnFile } from "../../session/own_file.js";
import type { Page } from "../page.js";
import { presetChoice } from "./preset_choice.js";
import { untoldWords } from "../published_words.js";
import { runBar } from "./run_bar.js";
import type { Session } from "../../session/session_types.js";

/** What the panel needs besides the page's session. */
export interface SidePanelOptions {
  readonly schema: ControlsOptions["schema"];
  readonly presets: readonly Preset[];
  readonly workerUrl: string;
}

/** What stands on a page without a session: where to drop a file, or why the survey cannot be shown. */
export function noSession(
  { session, problem }: Page,
  options: Pick<SidePanelOptions, "workerUrl">,
): HTMLElement | null {
  if (session !== null) return null;
  return problem === "no file"
    ? noFile(options)
    : errorState(problem, { title: "This survey cannot be shown" });
}

/** Run bar and controls, on narrow screens in a drawer; where there is no session, what to do instead. */
export function sidePanel(page: Page, options: SidePanelOptions): HTMLElement | null {
  const { session } = page;
  if (session === null) return noSession(page, options);
  const { schema, presets } = options;
  const { notice, survey } = session.state;
  const untold = untoldWords(session.state);
  return drawer(session, [
    survey.isOwn ? ownFile(session, options) : null,
    notice === "" ? null : html("p", notice, { class: "side-notice" }),
    reachFields(session, schema),
    rolesLine(session),
    runBar(session),
    untold === "" ? null : html("p", untold, { class: "run-off" }),
    historyPanel(session),
    presetChoice(session, presets),
    controlsPanel(session, { schema, without: IN_REACH }),
  ]);
}

/** How many questions define segments and how many describe them, and the way to change that. */
function rolesLine(session: Session): HTMLElement {
  const words = html("span", []);
  session.subscribe(({ view }) => {
    const questions = view?.summary.features.questions;
    setText(
      words,
      questions === undefined
        ? ""
        : `${countOf(questions.define, "question")} ${
          questions.define === 1 ? "defines" : "define"
        } segments, ${questions.describe} ${
          questions.describe === 1 ? "describes" : "describe"
        } them`,
    );
  });
  const isHere = /\/questions(\.html)?$/.test(location.pathname);
  const change = isHere ? null : html("a", "Change", { href: "./questions" });
  return html("p", [words, " ", change], { class: "roles-line" });
}

function ownFile(session: Session, { workerUrl }: SidePanelOptions): HTMLElement {
  const drop = fileDrop({
    title: "Another file",
    onFiles: async (files) => {
      await takeOwnFile(files, workerUrl);
      location.assign(location.pathname);
    },
  });
  const forget = button("Forget this file", { onClick: forgetAndReload });
  return html("details", [
    html("summary", `${session.state.survey.name} lives in this browser only`),
    forget,
    " ",
    drop,
  ], { class: "own-file" });
}
