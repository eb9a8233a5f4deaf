/** New respondents in the segments of a run: one person by a form, many by a file. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { countOf } from "../../kit/words/format.js";
import type { Session, SessionState } from "../../session/session_types.js";
import { describeProgress } from "../panel/run_bar.js";
import { filePart } from "./file_part.js";
import { personForm } from "./person_form.js";

/** The results that others can be placed by; null while they are computed. */
export function placingView({ view, isStale }: SessionState): RunView | null {
  return isStale ? null : view;
}

/** What the page is for. */
export function placeHeadline({ summary: { clustering } }: RunView): string {
  return `Place new respondents in ${countOf(clustering.k, "segment")}`;
}

const NOT_HERE =
  "This site publishes no answers of single respondents, nor the model that places others by them. " +
  "Whoever has the survey places people with its run folder: deno task assign --model RUN --input FILE.";

/** Makes both parts; where a site may not have the run's model, says so instead. */
export function placeRespondents(session: Session, view: RunView): HTMLElement {
  if (session.state.whyOff !== "") {
    return html("section", [html("p", NOT_HERE)], { class: "panel place" });
  }
  return html("div", [
    html("section", [
      html("h2", "One person"),
      html("p", "The segment is told as answers are given. Nothing is kept, and nothing is sent."),
      personPart(session, view),
    ], { class: "panel" }),
    html("section", [
      html("h2", "A file"),
      html(
        "p",
        "People are placed by the questions that formed the segments, which the file names as the survey " +
          "does; other columns may be there too.",
      ),
      filePart(session, view),
    ], { class: "panel" }),
    html("p", [
      "The same is done by ",
      html("code", "deno task assign"),
      " with the run's model.json, which ",
      html("a", "Take away", { href: "./take-away" }),
      " has beside the short form as a workbook, SQL and JavaScript.",
    ], { class: "place-note" }),
  ], { class: "place" });
}

/** The form once its questions are known; until then how far they are. */
function personPart(session: Session, { params, summary }: RunView): HTMLElement {
  const run = { params, k: summary.clustering.k };
  const place = html("div", []);
  const load = async (): Promise<void> => {
    const text = html("span", "Preparing the questions", { class: "interim-text" });
    const bar = html("progress", [], { max: 1, value: 0, "aria-label": "Preparing the questions" });
    const running = new AbortController();
    const cancel = button("Cancel", {
      onClick: () => running.abort(new DOMException("cancelled", "AbortError")),
    });
    place.replaceChildren(
      html("div", [bar, html("span", [text], { role: "status" }), cancel], {
        class: "interim-line",
      }),
    );
    try {
      const form = await session.ask<"form">({ type: "form", ...run }, {
        signal: running.signal,
        onProgress: (progress) => {
          bar.value = progress.share;
          setText(text, describeProgress(progress));
        },
      });
      place.replaceChildren(
        personForm(
          form,
          (answers, by, signal) =>
            session.ask<"person">({ type: "person", ...run, answers, by }, { signal }),
        ),
      );
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      place.replaceChildren(
        html("p", running.signal.aborted ? "The questions were not prepared." : words, {
          role: "alert",
        }),
        button("Prepare the questions", { onClick: () => void load() }),
      );
    }
  };
  void load();
  return place;
}
