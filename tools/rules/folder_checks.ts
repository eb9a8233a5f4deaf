/** What folders of the engine and of the components must keep to. Runs in Deno. */

import { withoutPlace } from "./layers.ts";
import type { Violation } from "./text_checks.ts";

const MOST_FILES = 15;
const COUNTED = /^(pipeline|src\/components)\//;
/** Compiled files, and style sheets, which stand beside the module that they dress. */
const UNCOUNTED = /^pipeline\/numeric\/wasm\/|\.css$/;

/** Reports what stands in no room of the order, once for each folder. */
export function checkPlaces(files: readonly string[]): Violation[] {
  const found = new Set(files.map(withoutPlace).filter((path) => path !== null));
  return [...found].map((path) => ({
    path,
    line: 1,
    message: "it has no place in the order of rooms: give it a place in tools/rules/layers.ts",
  }));
}

/** Reports folders of more files, beside their sub-folders, than one takes in at a glance. */
export function checkHeaps(files: readonly string[]): Violation[] {
  const counted = files.filter((path) => COUNTED.test(path) && !UNCOUNTED.test(path));
  const folders = Map.groupBy(counted, (path) => path.slice(0, path.lastIndexOf("/")));
  return [...folders].filter(([, within]) => within.length > MOST_FILES).map(([path, within]) => ({
    path,
    line: 1,
    message: `a folder has at most ${MOST_FILES} files beside its sub-folders, but this one has ` +
      `${within.length}: divide it by what its modules are about`,
  }));
}
