/** The way of questions from a file to segments: each with its answer so far. Runs in browsers, and in Deno at build. */

import type { StructureKind } from "../../../pipeline/structure/result.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { countOf, formatNumber } from "../kit/words/format.js";
import { setText } from "../kit/elements.js";
import type { SessionState } from "../session/session_types.js";

/** What the answers are made of. */
export type WayView = Pick<RunView, "summary" | "profile">;

const KINDS: Readonly<Record<StructureKind, string>> = {
  natural: "natural",
  reproducible: "slices that come back",
  constructed: "no clear segments",
};

/** Answers by the last part of their page's address. */
export function wayAnswers(
  { summary, profile: { segments } }: WayView,
): Readonly<Record<string, string>> {
  const { features: { questions }, clustering: { k }, structure } = summary;
  const kind = structure?.verdict?.kind;
  return {
    questions: `${formatNumber(questions.define)} define, ${
      formatNumber(questions.describe)
    } describe`,
    "how-many": kind === undefined ? formatNumber(k) : `${formatNumber(k)}, ${KINDS[kind]}`,
    who: segments.every(({ isNamed }) => isNamed)
      ? countOf(k, "named segment")
      : countOf(k, "segment"),
    compare: `with ${countOf(k + 1, "segment")}`,
    "take-away": "slides, tables, typing tool",
  };
}

/** Keeps the answers of the page's header those of the results shown. */
export function followWay({ view }: SessionState): void {
  const answers = view === null ? {} : wayAnswers(view);
  for (const place of document.querySelectorAll<HTMLElement>("[data-way]")) {
    setText(place, answers[place.dataset.way ?? ""] ?? "");
  }
}
