/** What slides of a later wave are made with. Runs in Deno and browsers. */

import type { Track } from "../../typing/track/tracked.ts";
import type { Deck } from "../slides/deck.ts";
import type { CoverStory } from "../slides/opening.ts";
import type { ErrorBars } from "./error_bars.ts";

/** A presentation of a wave under way. */
export interface TrackDeck extends Deck<CoverStory> {
  readonly track: Track;
  /** Intervals of its charts. */
  readonly bars: ErrorBars;
}
