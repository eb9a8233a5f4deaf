/** Versions of a notebook that this browser keeps, and which make room for a new one. Runs in Deno and browsers. */

import type { Notebook } from "../../../pipeline/notebook/mod.ts";
import { countOf, formatNumber } from "../kit/words/format.js";

/** A notebook as it once was. */
export interface NotebookVersion {
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
  /** What a person called it; an empty string for those that were kept by themselves. */
  readonly name: string;
  /** Why it was kept, for people. */
  readonly why: string;
  /** Whether its cells might run. */
  readonly isTrusted: boolean;
  readonly notebook: Notebook;
}

const MOST_VERSIONS = 50;
const MOST_BYTES = 4 * 1024 * 1024;

/** Said where a browser refuses to keep anything. */
export const TOO_FULL =
  "This version was not kept: this browser must have room for it, but has none. Download the notebook.";

/** The key of a version: those of a survey stand together, oldest first. */
export function versionKey(survey: string, at: number): string {
  return `${survey}\n${String(at).padStart(16, "0")}`;
}

/** Decides what to keep: at most 50 versions and 4 MB; the oldest without a name make room first, and
 * those with a name never do.
 * @param kept Oldest first.
 * @returns kept: the new one, with a time behind all others; null if it does not fit or if it is as the
 * last one. why: why it does not fit.
 */
export function makeRoom(
  kept: readonly NotebookVersion[],
  version: NotebookVersion,
): {
  readonly kept: NotebookVersion | null;
  readonly dropped: readonly NotebookVersion[];
  readonly why: string;
} {
  const last = kept.at(-1);
  const isSame = last !== undefined && contentOf(last) === contentOf(version);
  if (isSame && version.name === "") return { kept: null, dropped: [], why: "" };
  const sizes = new Map([...kept, version].map((each) => [each, bytesOf(each)]));
  const size = sizes.get(version) ?? 0;
  let count = kept.length + 1;
  let bytes = [...sizes.values()].reduce((sum, each) => sum + each, 0);
  const dropped: NotebookVersion[] = [];
  for (const each of kept) {
    if (count <= MOST_VERSIONS && bytes <= MOST_BYTES) break;
    if (each.name !== "") continue;
    dropped.push(each);
    count--;
    bytes -= sizes.get(each) ?? 0;
  }
  if (count > MOST_VERSIONS || bytes > MOST_BYTES) {
    return { kept: null, dropped: [], why: whyNot(size, kept) };
  }
  const at = Math.max(version.at, (last?.at ?? -1) + 1);
  return { kept: { ...version, at }, dropped, why: "" };
}

function whyNot(size: number, kept: readonly NotebookVersion[]): string {
  const named = kept.filter(({ name }) => name !== "").length;
  const rule = `at most ${MOST_VERSIONS} versions and ${MOST_BYTES / 1024 / 1024} MB are kept`;
  const value = size > MOST_BYTES
    ? `it takes ${formatNumber(size / 1024 / 1024, 1)} MB`
    : `${countOf(named, "version")} with a name leave no room`;
  return `This version was not kept: ${rule}, but ${value}. Download the notebook instead.`;
}

function bytesOf({ notebook }: NotebookVersion): number {
  return new TextEncoder().encode(JSON.stringify(notebook)).length;
}

/** What a person would miss: what cells say, not how they are shown. */
function contentOf({ notebook: { title, cells } }: NotebookVersion): string {
  return JSON.stringify([title, cells.map(({ kind, source }) => [kind, source])]);
}
