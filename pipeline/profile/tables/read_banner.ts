/** The columns of a banner: who is in which. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Survey } from "../../survey/survey.ts";
import {
  readSeveral,
  type ReadSide,
  readSide,
  type ReadSideOptions,
} from "../crosstab/read_side.ts";
import { columnLetter } from "../testing/letters.ts";
import type { BannerColumn, BannerGroup } from "./banner_table.ts";

/** The name that stands for the segments. */
export const SEGMENTS = "segments";
const BENEATH = " > ";
/** As many columns fit on no page, and letters beyond could not be read. */
const MOST_COLUMNS = 256;

/** A group, and the columns of every respondent. */
export interface ReadGroup extends BannerGroup {
  /** What it is made of: names of questions, and `segments`. */
  readonly parts: readonly string[];
  /** Each tells of every respondent which column it is in, -1 for none; several where columns overlap. */
  readonly tracks: readonly Int32Array[];
}

/** A banner as it was read, before anything is counted. */
export interface ReadBanner {
  /** Without their bases. */
  readonly columns: readonly Pick<BannerColumn, "labels" | "letter" | "group">[];
  readonly groups: readonly ReadGroup[];
}

/** Reads the groups of `tables.banner`, leaving out columns that nobody is in.
 * @param segments The side of the segments.
 * @throws {DataError} If a name is no question whose answers can be counted, or there are too many columns.
 */
export function readBanner(
  entries: readonly string[],
  { survey, segments, reading }: {
    readonly survey: Survey;
    readonly segments: ReadSide;
    readonly reading: ReadSideOptions;
  },
): ReadBanner {
  const columns: { labels: string[]; letter: string; group: number }[] = [
    { labels: ["Total"], letter: "", group: -1 },
  ];
  const groups = entries.map((entry, group): ReadGroup => {
    const names = namesOf(entry, survey);
    const sides = names.map((name) => name === SEGMENTS ? segments : sideOf(survey, name, reading));
    const { labels, tracks } = placesOf(sides, reading.takesPart);
    const from = columns.length;
    if (from + labels.length > MOST_COLUMNS) {
      throw new DataError(
        `Cannot make tables: a banner has at most ${MOST_COLUMNS} columns, but ${
          JSON.stringify(entry)
        } would be the one with ${from + labels.length}. Put fewer questions into tables.banner.`,
      );
    }
    for (const own of labels) {
      columns.push({ labels: own, letter: columnLetter(columns.length - 1), group });
    }
    return {
      ...{ name: entry, title: sides.map(({ title }) => title).join(BENEATH), parts: names },
      ...{ isCompared: sides.every(({ isMultiple }) => !isMultiple) },
      ...{ from, to: columns.length },
      tracks: tracks.map((track) => track.map((place) => place < 0 ? -1 : from + place)),
    };
  });
  return { columns, groups };
}

/** A question of several answers goes by its own name before a column that holds them joined. */
function sideOf(survey: Survey, name: string, reading: ReadSideOptions): ReadSide {
  const several = survey.questions.find((each) =>
    each.name === name && each.kind === "multi_select"
  );
  return several === undefined
    ? readSide(survey, name, reading)
    : readSeveral(survey, several, reading);
}

/** A name may hold the sign itself. */
function namesOf(entry: string, { columns, questions }: Survey): string[] {
  const known = new Set([
    SEGMENTS,
    ...columns.map(({ name }) => name),
    ...questions.filter(({ kind }) => kind === "multi_select").map(({ name }) => name),
  ]);
  const names = known.has(entry.trim())
    ? [entry.trim()]
    : entry.split(">").map((name) => name.trim());
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return names;
  const near = nearestName(unknown, [...known]);
  throw new DataError(
    "Cannot make tables: tables.banner holds segments, columns and questions of several answers, " +
      `but ${JSON.stringify(unknown)} is none. ${
        near === null ? "columns() lists them." : `Did you mean ${near}?`
      }`,
  );
}

/** Every way in which options of the sides meet, in order, that somebody has. */
function placesOf(
  sides: readonly ReadSide[],
  takesPart: Uint8Array,
): { labels: string[][]; tracks: Int32Array[] } {
  const combined = sides.reduce<Int32Array[]>(
    (outer, { tracks, options }) =>
      outer.flatMap((above) =>
        tracks.map((track) =>
          above.map((place, row) =>
            place < 0 || track[row] < 0 || takesPart[row] === 0
              ? -1
              : place * options.length + track[row]
          )
        )
      ),
    [new Int32Array(takesPart.length)],
  );
  const counts = new Map<number, number>();
  for (const track of combined) {
    for (const place of track) if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const present = [...counts.keys()].sort((a, b) => a - b);
  const rank = new Map(present.map((place, at) => [place, at]));
  return {
    labels: present.map((place) => labelsOf(sides, place)),
    tracks: combined.map((track) => track.map((place) => place < 0 ? -1 : rank.get(place)!)),
  };
}

function labelsOf(sides: readonly ReadSide[], place: number): string[] {
  const labels: string[] = [];
  let rest = place;
  for (const { options } of sides.toReversed()) {
    labels.unshift(options[rest % options.length].label);
    rest = Math.floor(rest / options.length);
  }
  return labels;
}
