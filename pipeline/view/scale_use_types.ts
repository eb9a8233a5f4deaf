/** What pages show of how respondents use scales, as plain JSON. Runs in Deno and browsers. */

import type { Params } from "../plan/params.ts";
import type { ColumnText } from "../survey/labels.ts";

/** How respondents use the scales that they rate on, over the answers given. */
export interface ScaleUseView {
  /** What was done to ratings in this run. */
  readonly method: Params["features"]["within_respondent"];
  /** The scales, that with most items first. */
  readonly scales: readonly RatingScaleView[];
}

/** One scale: how it is used, and its items before and after they are set against that. Means,
 * deviations and shares are by weight where there are weights. */
export interface RatingScaleView {
  /** Lowest and highest answer given. */
  readonly low: number;
  readonly high: number;
  /** Such as `25 items from 1 to 6`. */
  readonly title: string;
  /** Share of the items' variance that goes with the respondents' own means, 0..1: what centring takes
   * away. */
  readonly levelShare: number;
  /** Share of the variance of the own means that the segments explain, 0..1. */
  readonly levelEffect: number;
  /** Respondents without differences among their answers. */
  readonly flat: number;
  /** The respondents' own means. */
  readonly levels: UseHistogram;
  /** The respondents' own standard deviations, from 0 to half the range. */
  readonly spreads: UseHistogram;
  /** In the survey's order; `after` is less the own mean, and with `standardize` divided by the own
   * standard deviation. */
  readonly items: readonly {
    readonly name: string;
    /** The item as people read it. */
    readonly text: ColumnText;
    readonly before: ItemSpread;
    readonly after: ItemSpread;
  }[];
}

/** Respondents by their use of a scale. */
export interface UseHistogram {
  /** Bounds of the first and the last bin; bins are equally wide. */
  readonly from: number;
  readonly to: number;
  /** Respondents in each bin. */
  readonly counts: readonly number[];
  /** Mean of each segment. */
  readonly segments: readonly number[];
}

/** Where the answers to an item lie. */
export interface ItemSpread {
  readonly mean: number;
  readonly deviation: number;
}
