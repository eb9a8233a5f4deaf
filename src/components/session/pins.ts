/** Solutions that a person keeps at hand to compare others with; they live in this browser. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { SessionState } from "./session_types.js";

/** A solution that was kept. */
export interface Pin {
  /** Unique among those of its survey. */
  readonly id: string;
  readonly name: string;
  /** What it is computed by. */
  readonly params: Params;
  /** Segments that it has. */
  readonly k: number;
}

/** More would be no choice but a list. */
export const MOST_PINS = 6;
const OWN = "pins own ";

/** What the pins of a survey are kept under; those of an own file belong to its content. */
function keyOf({ slug, sha256, isOwn }: SessionState["survey"]): string {
  return isOwn ? `${OWN}${sha256}` : `pins ${slug}`;
}

/** The pins of a survey, oldest first. */
export function readPins(survey: SessionState["survey"]): Pin[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(survey)) ?? "[]");
  } catch {
    return [];
  }
}

/** Keeps the pins of a survey.
 * @returns Whether this browser keeps them; else they last as long as the page.
 */
export function writePins(survey: SessionState["survey"], pins: readonly Pin[]): boolean {
  try {
    if (pins.length === 0) localStorage.removeItem(keyOf(survey));
    else localStorage.setItem(keyOf(survey), JSON.stringify(pins));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the pins of own files, whose parameters name their columns. */
export function forgetOwnPins(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "");
    for (const key of keys) if (key.startsWith(OWN)) localStorage.removeItem(key);
  } catch {
    // What cannot be kept needs no forgetting.
  }
}
