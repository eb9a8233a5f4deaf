/** When something was, as people say it. Runs in Deno and browsers. */

import { countOf } from "./format.js";

const MINUTE = 60_000;

/** Says a time: `just now`, `12 minutes ago`, `today at 18:32`, `28 November 2026 at 18:32`.
 * @param at In milliseconds since 1970, as `now`.
 */
export function whenWords(at: number, now: number): string {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${countOf(minutes, "minute")} ago`;
  const then = new Date(at);
  const day = then.toDateString() === new Date(now).toDateString()
    ? "today"
    : then.toLocaleDateString("en-GB", { dateStyle: "long" });
  return `${day} at ${then.toLocaleTimeString("en-GB", { timeStyle: "short" })}`;
}
