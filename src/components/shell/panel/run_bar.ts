/** Run, progress, cancel, undo, redo, reset, and what to take along of the parameters. Runs in browsers. */

import { html, setFlag, setText, uniqueId } from "../../kit/elements.js";
import { undoButtons } from "../history/undo_buttons.js";
import { runError } from "./run_error.js";
import { engineRules } from "../../kit/engine_rules.js";
import { factsOf } from "../../session/param_rules.js";
import { interimOf } from "../../session/interim.js";
import { isSameWork } from "../../session/params_text.js";
import { QUIET_MS } from "../../session/session.js";
import type { Session, SessionState } from "../../session/session_types.js";
import { button } from "../../kit/buttons.js";
import { copyTeller } from "../../kit/copy_teller.js";

/** What the reader is told a stage does. */
const STAGE_WORDS: Readonly<Record<string, string>> = {
  ingest: "Reading the file",
  clean: "Cleaning",
  features: "Building features",
  reduce: "Reducing dimensions",
  map: "Drawing the map",
  structure: "Asking whether there are segments",
  tree: "Building the tree",
  cluster: "Clustering",
  evaluate: "Evaluating",
  profile: "Profiling segments",
  opinion: "Asking for a second opinion",
  deliver: "Making",
};

interface Part {
  readonly element: HTMLElement;
  update(state: SessionState): void;
}

/** Makes the bar. It follows the session from then on and never changes its height for quick work. */
export function runBar(session: Session): HTMLElement {
  const parts = [runPart(session), progressPart(), runError(session), takePart(session)];
  const off = html("p", [], { class: "run-off" });
  const note = html("p", [], { class: "run-note" });
  const element = html("section", [...parts.map((part) => part.element), off, note], {
    class: "run-bar",
    "aria-label": "Run",
  });
  session.subscribe((state) => {
    for (const part of parts) part.update(state);
    setText(off, state.whyOff);
    setFlag(off, "hidden", state.whyOff === "");
    setText(note, state.notice);
    setFlag(note, "hidden", state.notice === "");
  });
  return element;
}

function runPart(session: Session): Part {
  const run = button("Run pipeline", { tone: "primary", onClick: () => session.run() });
  const cancel = button("Cancel", { onClick: () => session.cancel() });
  const undo = undoButtons(session);
  const reset = button("Reset to defaults", { onClick: () => session.reset() });
  const id = uniqueId("live");
  const live = html("input", [], {
    id,
    type: "checkbox",
    role: "switch",
    class: "switch",
    onchange: () => session.setLive(live.checked),
  });
  const label = html("label", "run as I change", { for: id });
  const element = html("div", [
    html("span", [run, cancel], { class: "run-buttons" }),
    html("span", [live, label], { class: "run-live" }),
    undo.element,
    reset,
  ], { class: "run-row" });
  let wasRunning = false;
  return {
    element,
    update(state) {
      const { status, isStale, isLive, whyOff, params, defaults } = state;
      const isRunning = status === "running";
      const hadFocus = document.activeElement === cancel;
      run.disabled = whyOff !== "";
      run.className = `ui-button ui-${isStale || status === "failed" ? "primary" : "plain"}`;
      cancel.disabled = !isRunning;
      // A button that is switched off drops the focus; the next thing to press takes it.
      if (wasRunning && !isRunning && hadFocus) run.focus();
      wasRunning = isRunning;
      undo.update(state);
      reset.disabled = whyOff !== "" || isSameWork(params, defaults);
      live.checked = isLive;
      live.disabled = whyOff !== "";
    },
  };
}

/** One line that says what will run, what is running, or that all is up to date. */
function progressPart(): Part {
  const text = html("span", [], { class: "run-text" });
  const bar = html("progress", [], { max: 1, value: 0, "aria-label": "Progress of the stage" });
  const spoken = html("span", [], { class: "ui-hidden", role: "status" });
  const element = html("div", [text, bar, spoken], { class: "run-progress" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isShown = false;
  let latest: SessionState | null = null;
  const draw = () => {
    if (latest === null) return;
    const { status, progress } = latest;
    const isWorking = status === "running" && isShown;
    bar.style.visibility = isWorking ? "visible" : "hidden";
    bar.value = progress?.share ?? 0;
    setText(text, isWorking ? describeProgress(progress) : describeState(latest));
    if (isWorking) setText(spoken, STAGE_WORDS[progress?.stage ?? ""] ?? "Running");
    else if (status === "idle") setText(spoken, "");
  };
  return {
    element,
    update(state) {
      latest = state;
      if (state.status !== "running") {
        clearTimeout(timer);
        timer = undefined;
        isShown = false;
      } else if (timer === undefined) {
        timer = setTimeout(() => {
          isShown = true;
          draw();
        }, QUIET_MS);
      }
      draw();
    },
  };
}

/** What is running and how far it is, in words. */
export function describeProgress(progress: SessionState["progress"]): string {
  if (progress === null || progress.stage === "") return "Starting";
  const name = STAGE_WORDS[progress.stage] ?? progress.stage;
  const note = progress.note === "" ? "" : ` · ${progress.note}`;
  return `${name} · ${Math.round(progress.share * 100)} %${note}`;
}

function describeState(state: SessionState): string {
  const { view, params, isStale, status, whyOff } = state;
  const interim = interimOf(state);
  if (interim !== null) {
    const what = interim.either === null ? "The rest of the run" : "The search for a verdict";
    return status === "failed" ? `${what} failed.` : `${what} was stopped; Run finishes it.`;
  }
  if (status === "failed") return "The last run failed; the results shown are of the run before.";
  if (view === null) return status === "running" ? "Starting" : "Not run yet.";
  if (!isStale) return "Results are up to date.";
  if (whyOff !== "") return "";
  const stages = engineRules().plan.stagesToRun(params, view.params, factsOf(state));
  return stages.length === 0
    ? "The results shown stay the same."
    : `Run re-runs ${stages.join(", ")}.`;
}

function takePart(session: Session): Part {
  const { said, copy } = copyTeller();
  const copyButton = (what: string, make: () => string) =>
    button(what, { tone: "quiet", label: `Copy as ${what}`, onClick: () => copy(make()) });
  const element = html("div", [
    html("span", "Copy as"),
    copyButton("params.yaml", () => session.paramsYaml()),
    copyButton("command line", () => session.commandLine()),
    copyButton("link", () => session.link()),
    said,
  ], { class: "run-take" });
  return { element, update() {} };
}
