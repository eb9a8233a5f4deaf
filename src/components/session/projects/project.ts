/** A project: a person's own file, and all that was made of it. It never leaves this browser by itself. Runs in browsers. */

import type { SmallMap } from "../../../../pipeline/browser/project/contents.ts";
import type { CodebookFile } from "../../../../pipeline/ingest/codebook/codebook.ts";
import type { Params } from "../../../../pipeline/plan/params.ts";
import type { MapView } from "../../../../pipeline/view/types.ts";
import { differences, type Setting, valueAt, withSettings } from "../params_text.js";

/** What lists show of a project, and what its pages open with; its file is kept apart. */
export interface Project {
  /** Made by chance, in this browser: it says nothing to another. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  readonly file: {
    readonly name: string;
    /** In bytes, the codebook's aside. */
    readonly size: number;
    /** The codebook's name; null where none was given. */
    readonly codebook: string | null;
  };
  /** Of the file with its codebook, as 64 hex digits. */
  readonly sha256: string;
  /** What differs from the defaults. */
  readonly settings: readonly Setting[];
  readonly notes: string;
  /** In milliseconds since 1970. */
  readonly created: number;
  readonly changed: number;
  /** Counts what was written of it: of two tabs' words the one with the higher count holds. */
  readonly revision: number;
  /** What was found, in a sentence or two; an empty string where nothing was yet. */
  readonly headline: string;
  readonly map: SmallMap | null;
}

/** The file of a project. */
export interface ProjectFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Texts and value labels that were given beside it. */
  readonly codebook?: CodebookFile | undefined;
}

/** Dots of a map in small: more show no other shape. */
const MOST_DOTS = 300;

/** What a project says of its parameters. */
export function settingsOf(params: Params, defaults: Params): Setting[] {
  return differences(params, defaults);
}

/** A project's parameters; what a newer or older release knows alone has no effect. */
export function paramsOf({ settings }: Pick<Project, "settings">, defaults: Params): Params {
  return withSettings(
    defaults,
    settings.filter(([path]) => valueAt(defaults, path) !== undefined),
  );
}

/** A name that no other project has: `bfi.csv`, `bfi.csv (2)`, ... */
export function freeName(name: string, taken: readonly string[]): string {
  const plain = name.replace(/ \(\d+\)$/, "");
  if (!taken.includes(name)) return name;
  for (let count = 2;; count++) {
    const next = `${plain} (${count})`;
    if (!taken.includes(next)) return next;
  }
}

/** A map in small: every so-manyth of its points, or the middles of its fullest cells. */
export function smallMap({ n, centers, points, grid }: MapView): SmallMap {
  const dots = points === null ? cellsOf(grid) : points;
  const step = Math.max(1, Math.ceil(dots.x.length / MOST_DOTS));
  const thin = (values: readonly number[]) =>
    values.filter((_, i) => i % step === 0).map((value) => Number(value.toPrecision(4)));
  return {
    n,
    segments: centers.length,
    x: thin(dots.x),
    y: thin(dots.y),
    segment: thin(dots.segment),
  };
}

function cellsOf({ cells, counts, xDomain, yDomain }: MapView["grid"]): {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly segment: readonly number[];
} {
  const at = ([from, to]: readonly [number, number], cell: number) =>
    from + ((cell + 0.5) / cells) * (to - from);
  const fullest = counts.toSorted((a, b) => b[3] - a[3]).slice(0, MOST_DOTS);
  return {
    x: fullest.map(([column]) => at(xDomain, column)),
    y: fullest.map(([, row]) => at(yDomain, row)),
    segment: fullest.map(([, , segment]) => segment),
  };
}
