/** The map of respondents in its frame. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { describeMap, scatter, type ScatterMode } from "../charts/map/scatter.js";
import { respondentLines } from "./respondent_lines.js";

/** The map of respondents; each is told with the answers that set segments apart. */
export function mapCard(
  { map, profile: { segments } }: RunView,
  options: {
    readonly width: number;
    readonly mode: ScatterMode;
    readonly onSelect?: (rows: readonly number[]) => void;
  },
): HTMLElement {
  const names = segments.map(({ name }) => name);
  const tooltip = map.points === null ? {} : { tooltip: respondentLines(map.points) };
  return chartFrame(
    describeMap(map, options.mode),
    scatter(map, { ...options, ...tooltip, names }),
  );
}
