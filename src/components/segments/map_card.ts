/** The map of respondents in its frame. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { describeMap, type ScatterMode } from "../charts/map/describe_map.js";
import { fetchEveryone, isSample, pointsOf } from "../charts/map/points.js";
import { scatter } from "../charts/map/scatter.js";
import { sourceOf } from "../kit/words/run_source.js";
import { html } from "../kit/elements.js";
import { respondentLines } from "./respondent_lines.js";

/** What the card shows, and what choosing does. */
export interface MapCardOptions {
  readonly width: number;
  readonly mode: ScatterMode;
  readonly onSelect?: (rows: readonly number[]) => void;
  /** The site's file of every respondent, for views that hold a sample; asked for once the card is near. */
  readonly everyone?: { arrayBuffer(): Promise<ArrayBuffer> };
}

/** The map of respondents; each is told with the answers that set segments apart. */
export function mapCard(run: RunView, options: MapCardOptions): HTMLElement {
  const card = html("div", [draw(run, options)]);
  const { everyone } = options;
  if (everyone !== undefined && isSample(run.map)) {
    whenNear(card, async () => {
      // Without the file the sample stays, and the card says that it is one.
      const isHere = await fetchEveryone(run, everyone).catch(() => false);
      if (isHere) card.replaceChildren(draw(run, options));
    });
  }
  return card;
}

function draw(run: RunView, options: MapCardOptions): HTMLElement {
  const { map, profile: { segments } } = run;
  const names = segments.map(({ name }) => name);
  const points = pointsOf(map);
  const tooltip = points === null ? {} : { tooltip: respondentLines(points) };
  return chartFrame(
    describeMap(map, options.mode),
    scatter(map, { ...options, ...tooltip, names }),
    sourceOf(run),
  );
}

/** Calls once an element is in sight or soon will be. */
function whenNear(element: Element, call: () => void): void {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watcher.disconnect();
    call();
  }, { rootMargin: "100% 0%" });
  watcher.observe(element);
}
