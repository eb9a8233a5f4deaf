/** A later wave beside a run as slides: `track.pptx`, with charts and tables that can be edited. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";
import { PLAN_DATA } from "../../plan/engine_plan.ts";
import { points, tenths } from "../../typing/track/tell_track.ts";
import { LEVEL, type Track } from "../../typing/track/tracked.ts";
import { type Look, lookOf } from "../look/look.ts";
import { sameBytes } from "../packages/same_bytes.ts";
import { addSlide, addText, BOTTOM, INNER, MARGIN, openDeck, TOP } from "../slides/deck.ts";
import { addCover, type CoverStory } from "../slides/opening.ts";
import { mendSlide } from "../slides/write_slides.ts";
import { ErrorBars } from "./error_bars.ts";
import type { TrackDeck } from "./track_deck.ts";
import { addDrift, addPanel, addShares, addUnlike } from "./track_charts.ts";

/** Writes the slides: cover, shares with their intervals, what moved within segments, whether a new segment
 * appeared, where members of a panel went, and who and what was compared. The same wave gives the same bytes.
 */
export async function writeTrackSlides(
  track: Track,
  look: Look = lookOf(PLAN_DATA.defaults.deliver, null),
): Promise<Uint8Array<ArrayBuffer>> {
  const { JSZip, PptxGenJS } = await import("../packages/mod.ts");
  const bars = new ErrorBars();
  const deck: TrackDeck = { file: new PptxGenJS(), story: coverOf(track), look, track, bars };
  openDeck(deck);
  addCover(deck);
  addShares(deck);
  addDrift(deck);
  addUnlike(deck);
  addPanel(deck);
  addCompared(deck);
  const bytes = await deck.file.write({ outputType: "uint8array" }) as Uint8Array;
  return await sameBytes(bytes, JSZip, (path, text) => mendSlide(path, bars.mend(text)));
}

function coverOf(track: Track): CoverStory {
  const { survey, runId, respondents: { placed, before }, weights } = track;
  return {
    title: `${survey}: a later wave`,
    finding: coverFinding(track),
    runId,
    facts: [
      `${countOf(placed, "respondent")} of the wave`,
      `${countOf(before.base, "respondent")} of run ${runId}`,
    ],
    weighting: weights === null
      ? ""
      : `The wave is weighted by ${weights}; its effective base is ${
        formatNumber(track.respondents.effectiveBase)
      }.`,
    withheld: "",
  };
}

function coverFinding(track: Track): string {
  const { shares, unlike, panel } = track;
  const changed = shares.segments.filter(({ adjusted }) => adjusted < LEVEL);
  const told = changed.length === 0
    ? "No segment is found to have changed in share"
    : `${countOf(changed.length, "segment")} changed in share, by up to ${
      points(
        changed.reduce((a, b) => Math.abs(b.change.value) > Math.abs(a.change.value) ? b : a).change
          .value,
      )
    }`;
  const fresh = unlike.finding === "together"
    ? "a new segment is likely"
    : unlike.finding === "scattered"
    ? "more than expected are unlike any"
    : "no sign of a new one";
  const stayed = panel === null ? "" : `; ${tenths(panel.stayed.share)} of members stayed`;
  return `${told}; ${fresh}${stayed}`;
}

/** Who and what was compared, in the words of the command. */
function addCompared(deck: TrackDeck): void {
  const { track } = deck;
  const slide = addSlide(deck, "Who was compared, and how", track.told);
  addText(deck, slide, {
    text: track.told.join("\n"),
    box: { x: MARGIN, y: TOP, w: INNER, h: BOTTOM - TOP },
    style: { sizes: [16, 14, 13, 12, 11, 10, 9] },
  });
}
