/** Checks of what stands within a project file: maps in small, and notebooks. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import { isObject } from "../../base/objects.ts";
import { MOST_DOTS, type ProjectNotebook, type SmallMap } from "./contents.ts";

const MOST_SEGMENTS = 1000;
const MOST_NOTEBOOKS = 100;
const MOST_CELLS = 5000;
const KINDS: readonly unknown[] = ["ts", "js", "markdown", "parameter", "foreign"];
const SWITCHES: readonly unknown[] = ["auto", "live", "lazy"];

/** Reads a map in small.
 * @param refuse Throws, for the rule that is not kept.
 */
export function checkMap(value: unknown, refuse: (rule: string) => void): SmallMap | null {
  if (value === null || value === undefined) return null;
  const rule = `null, or a map of at most ${MOST_DOTS} dots`;
  if (!isObject(value)) {
    refuse(rule);
    return null;
  }
  const { n, segments, x, y, segment } = value;
  const lists = [x, y, segment].map((list) => Array.isArray(list) ? list as unknown[] : []);
  const length = lists[0].length;
  const isEven = lists.every((list) => list.length === length && list.every(Number.isFinite));
  const isCount = (count: unknown, most: number) =>
    Number.isInteger(count) && (count as number) >= 0 && (count as number) <= most;
  const isRight = isEven && length <= MOST_DOTS && isCount(n, Number.MAX_SAFE_INTEGER) &&
    isCount(segments, MOST_SEGMENTS) && lists[2].every((each) => isCount(each, MOST_SEGMENTS));
  if (!isRight) refuse(rule);
  const [xs, ys, of] = lists as number[][];
  return { n: n as number, segments: segments as number, x: xs, y: ys, segment: of };
}

/** Reads the notebooks of a project file.
 * @throws {DataError} If one is not as the notebook's page has it.
 */
export function checkNotebooks(value: unknown, file: string): ProjectNotebook[] {
  const list = Array.isArray(value) ? value as unknown[] : null;
  const isRight = list !== null && list.length <= MOST_NOTEBOOKS && list.every(isNotebook);
  const names = isRight ? list.map((each) => (each as ProjectNotebook).name) : [];
  if (isRight && new Set(names).size === names.length) return list as ProjectNotebook[];
  throw new DataError(
    `Cannot open ${
      quoteValue(file)
    }: notebooks.json must be a list of notebooks with a name each, but ` +
      "it is not. Save the project again where it was made.",
  );
}

function isNotebook(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, notebook } = value;
  const isNamed = name === null || (typeof name === "string" && /^[\w.-]{1,120}$/.test(name));
  if (!isNamed || !isObject(notebook)) return false;
  const { title, cells, kept, surveys } = notebook;
  return typeof title === "string" && isObject(kept) && Array.isArray(cells) &&
    (surveys === undefined ||
      (Array.isArray(surveys) && surveys.every((each) => typeof each === "string"))) &&
    cells.length <= MOST_CELLS && cells.every(isCell) &&
    new Set(cells.map(({ id }) => id)).size === cells.length;
}

function isCell(cell: unknown): boolean {
  return isObject(cell) && typeof cell.id === "string" && cell.id !== "" &&
    KINDS.includes(cell.kind) && typeof cell.source === "string" && isObject(cell.kept) &&
    typeof cell.hidden === "boolean" && typeof cell.folded === "boolean" &&
    SWITCHES.includes(cell.run);
}
