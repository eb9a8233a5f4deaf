/** What changed between two sets of parameters, in words. Runs in Deno and browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { engineRules } from "../../kit/engine_rules.js";
import { countOf, formatNumber, joinWords } from "../../kit/words/format.js";
import { optionNames } from "../../kit/words/option_names.js";
import { differences, isSameWork, valueAt } from "../params_text.js";

/** So many changes are told one by one. */
const MOST_TOLD = 2;
/** So many entries of a list are named. */
const MOST_NAMED = 2;
const MOST_LETTERS = 60;

/** Says what changed, such as `Segments: 3 → 4`.
 * @param defaults To which everything may have gone back.
 */
export function changeWords(before: Params, after: Params, defaults: Params): string {
  if (isSameWork(after, defaults) && !isSameWork(before, defaults)) {
    const all = differences(before, defaults);
    if (all.length !== 1) return "Reset to defaults";
  }
  const paths = [
    ...new Set([...differences(after, before), ...differences(before, after)].map(
      ([path]) => path,
    )),
  ];
  if (paths.length === 0) return "Nothing changed";
  if (paths.length <= MOST_TOLD) {
    return paths.map((path) => oneChange(path, valueAt(before, path), valueAt(after, path))).join(
      "; ",
    );
  }
  const titles = paths.slice(0, MOST_TOLD).map(titleOf);
  return `${countOf(paths.length, "setting")}: ${titles.join(", ")} and ${
    formatNumber(paths.length - MOST_TOLD)
  } more`;
}

/** Words that follow a colon already, which is enough of them in one line. */
export function inLine(words: string): string {
  return words.replace(": ", " ");
}

function titleOf(path: string): string {
  return engineRules().plan.data.rules[path]?.title ?? path;
}

function oneChange(path: string, before: unknown, after: unknown): string {
  const title = titleOf(path);
  if (path === "segments.names") return namesChange(before, after);
  if (isListing(before) || isListing(after)) {
    return `${title}: ${listChange(listOf(before), listOf(after))}`;
  }
  if (isMap(before) && isMap(after)) return `${title}: ${mapChange(before, after)}`;
  if (typeof after === "boolean") return `${title}: ${after ? "on" : "off"}`;
  return `${title}: ${valueWords(before)} → ${valueWords(after)}`;
}

function isListing(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands for a whole list, such as `auto`, is its one entry. */
function listOf(value: unknown): readonly string[] {
  return (isListing(value) ? value : [value]).map((each) =>
    typeof each === "string" ? each : JSON.stringify(each)
  );
}

function listChange(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((each) => !before.includes(each));
  const gone = before.filter((each) => !after.includes(each));
  if (added.length === 0 && gone.length === 0) return "another order";
  const parts = [
    added.length === 0 ? "" : `with ${named(added)}`,
    gone.length === 0 ? "" : `without ${named(gone)}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function mapChange(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (keys.length !== 1) return named(keys);
  const [key] = keys;
  if (!Object.hasOwn(after, key)) return `${key} as detected`;
  const value = after[key];
  return typeof value === "string" ? `${key} as ${valueWords(value)}` : `${key} corrected`;
}

/** Names by number, or a list of them that each follow their segment. */
function namesChange(before: unknown, after: unknown): string {
  if (isMap(before) && isMap(after)) {
    const numbers = [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((number) => before[number] !== after[number]);
    if (numbers.length !== 1) return `${countOf(numbers.length, "segment")} renamed`;
    const [number] = numbers;
    return Object.hasOwn(after, number)
      ? `Segment ${number} renamed ${cut(String(after[number]))}`
      : `Segment ${number} under its proposed name`;
  }
  const was = namesIn(before), is = namesIn(after);
  const added = is.filter((name) => !was.includes(name));
  const gone = was.filter((name) => !is.includes(name));
  if (added.length === 1 && gone.length === 1) return `${cut(gone[0])} renamed ${cut(added[0])}`;
  if (added.length === 1 && gone.length === 0) return `A segment named ${cut(added[0])}`;
  if (added.length === 0 && gone.length === 1) return `${cut(gone[0])} under its proposed name`;
  return added.length + gone.length === 0
    ? "Names of segments"
    : `${countOf(Math.max(added.length, gone.length), "segment")} renamed`;
}

function namesIn(value: unknown): readonly string[] {
  const all = isListing(value) ? value : isMap(value) ? Object.values(value) : [];
  return all.map((each) => isMap(each) ? String(each.name) : String(each));
}

function named(entries: readonly string[]): string {
  const shown = entries.slice(0, MOST_NAMED).map(cut);
  const more = entries.length - shown.length;
  return more === 0 ? joinWords(shown) : `${shown.join(", ")} and ${formatNumber(more)} more`;
}

function valueWords(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (value === "" || value === undefined || value === null) return "empty";
  if (typeof value !== "string") return cut(JSON.stringify(value));
  // These mean something else with each parameter.
  if (value === "auto" || value === "none") return value;
  return optionNames()[value] ?? cut(value);
}

function cut(text: string): string {
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS - 1)}…`;
}
