/** A file of people to place: dropped, placed in the worker, told of, and taken away as a table. Runs in browsers. */

import type { PlacedFile } from "../../../../pipeline/typing/place_file.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { button } from "../../kit/buttons.js";
import { downloads } from "../../kit/downloads.js";
import { html, setFlag, setText } from "../../kit/elements.js";
import { shownShare } from "../../kit/words/weighting.js";
import { countOf, formatNumber, formatShare, joinWords } from "../../kit/words/format.js";
import type { GivenFiles } from "../../session/projects/take_file.js";
import type { Session } from "../../session/session_types.js";
import { fileDrop } from "../file_drop.js";
import { segmentBar, segmentLabel } from "./segment_label.js";

const MOST_GAPS = 8;
const STAGES: Readonly<Record<string, string>> = { ingest: "Reading", place: "Placing" };

/** Makes the part. A file is held only while it is placed, and nothing of it is kept. */
export function filePart(session: Session, { profile, summary, params }: RunView): HTMLElement {
  const { segments } = profile;
  const told = html("div", [], { class: "place-told", role: "status" });
  const bar = html("progress", [], { max: 1, value: 0, "aria-label": "Progress of placing" });
  const text = html("span", "", { class: "interim-text" });
  let running = new AbortController();
  const cancel = button("Cancel", {
    onClick: () => running.abort(new DOMException("cancelled", "AbortError")),
  });
  const line = html("div", [bar, text, cancel], { class: "interim-line", hidden: "" });
  const take = async (given: GivenFiles): Promise<void> => {
    if (given.survey === null) throw lacksSurvey(given);
    running = new AbortController();
    told.replaceChildren();
    bar.value = 0;
    setText(text, "Reading it");
    setFlag(line, "hidden", false);
    try {
      const file = await contentOf(given);
      const { k } = summary.clustering;
      const placed = await session.ask<"place">({ type: "place", params, k, file }, {
        signal: running.signal,
        onProgress: ({ stage, share }) => {
          bar.value = share;
          setText(text, `${STAGES[stage] ?? "Preparing"} · ${Math.round(100 * share)} %`);
        },
      });
      told.replaceChildren(...fileTold(placed, { segments, name: file.name }));
    } catch (error) {
      if (!running.signal.aborted) throw error;
      told.replaceChildren(html("p", "Stopped. Nothing was placed."));
    } finally {
      setFlag(line, "hidden", true);
    }
  };
  return html("div", [
    fileDrop({
      onFiles: take,
      title: "Drop a file of people here, in the form of the survey's own",
    }),
    line,
    told,
  ]);
}

function lacksSurvey({ codebook }: GivenFiles): Error {
  return new Error(
    `Cannot place ${
      JSON.stringify(codebook?.name)
    }: a file with a row for each person is wanted, but ` +
      "this is a codebook. Drop both together.",
  );
}

async function contentOf({ survey, codebook }: GivenFiles) {
  const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());
  return {
    name: survey!.name,
    bytes: await bytesOf(survey!),
    codebook: codebook === null
      ? undefined
      : { name: codebook.name, bytes: await bytesOf(codebook) },
  };
}

interface ToldOf {
  readonly segments: RunView["profile"]["segments"];
  readonly name: string;
}

/** What placing came to: a sentence, the segments beside those of the survey, doubts, the table. */
function fileTold(placed: PlacedFile, { segments, name }: ToldOf): HTMLElement[] {
  const { csv, rows, counts } = placed;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  const finding = all === 0
    ? `None of ${countOf(rows, "person", "people")} could be placed`
    : `${countOf(all, "person", "people")} placed; ${formatShare(counts[most] / all)} of them in ${
      segments[most].name
    }`;
  return [
    html("h3", finding),
    all === 0 ? null : sharesTable(placed, segments, all),
    ...doubts(placed, all).map((words) => html("p", words)),
    gapsPart(placed, all),
    downloads([{
      name: `${name.replace(/(\.\w+)(\.gz)?$/, "")}_placed.csv`,
      label: "a line for each: segment, its name, probability, whether unlike, what was missing",
      make: () => new Blob([csv], { type: "text/csv" }),
    }]),
  ].filter((part) => part !== null);
}

function sharesTable(
  { counts }: PlacedFile,
  segments: ToldOf["segments"],
  all: number,
): HTMLElement {
  return html("div", [
    html("table", [
      html("caption", `Segments of ${countOf(all, "person", "people")}`, { class: "ui-hidden" }),
      html("thead", [
        html(
          "tr",
          ["Segment", "People", "Share", "In the survey"].map((head) =>
            html("th", head, { scope: "col" })
          ),
        ),
      ]),
      html(
        "tbody",
        counts.map((count, s) =>
          html("tr", [
            html("th", [segmentLabel(s + 1, segments[s].name)], { scope: "row" }),
            html("td", formatNumber(count)),
            html("td", [segmentBar(s + 1, count / all), formatShare(count / all)]),
            html("td", formatShare(shownShare(segments[s]))),
          ])
        ),
      ),
    ]),
  ], {
    class: "preview-table place-shares",
    tabindex: "0",
    role: "region",
    "aria-label": "People by segment",
  });
}

function doubts({ rows, unlike, without }: PlacedFile, all: number): string[] {
  const few = unlike === 0
    ? "Nobody is"
    : `${countOf(unlike, "person", "people")} (${formatShare(unlike / all)}) ${
      unlike === 1 ? "is" : "are"
    }`;
  return [
    ...(all === 0 ? [] : [
      `${few} unlike any segment: farther from it than 99 of 100 of its own respondents. Of the ` +
      "survey itself about 1 % are.",
    ]),
    ...(without === 0 ? [] : [
      `${formatNumber(without)} of ${
        formatNumber(rows)
      } answered no question that segments were formed on, and have none.`,
    ]),
  ];
}

function gapsPart({ gaps }: PlacedFile, all: number): HTMLElement | null {
  if (all === 0) return null;
  if (gaps.length === 0) return html("p", "No answer was missing.");
  const shown = gaps.slice(0, MOST_GAPS);
  const more = gaps.length - shown.length;
  const names = gaps.length <= 3 ? `: ${joinWords(gaps.map(({ label }) => label))}` : "";
  return html("details", [
    html("summary", `${countOf(gaps.length, "question lacks", "questions lack")} answers${names}`),
    html("p", "Where somebody gave none, it is filled as the survey's own gaps are."),
    html("ul", [
      ...shown.map(({ label, count }) =>
        html("li", `${label}: ${formatNumber(count)} (${formatShare(count / all)}) without`)
      ),
      more === 0 ? null : html("li", `and ${countOf(more, "more question", "more questions")}`),
    ]),
  ], { class: "place-missing" });
}
