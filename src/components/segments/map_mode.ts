/** How the map shows respondents. Runs in browsers. */

import { radioChoice } from "../kit/radio_choice.js";
import type { ScatterMode } from "../charts/map/describe_map.js";

/** Points, hulls or densities. */
export function mapMode(): HTMLElement & { value: ScatterMode } {
  return radioChoice<ScatterMode>("map-mode", "Show", [
    ["points", "respondents"],
    ["hull", "outlines"],
    ["density", "density"],
  ]);
}
