/** Which segment each name given belongs to, however the segments were formed. Runs in Deno and browsers. */

import { countOf, formatNumber, joinWords } from "../../base/text.ts";
import {
  type AnchoredName,
  areByNumber,
  areNone,
  NO_NAME,
  type SegmentNames,
} from "../../plan/segment_names.ts";
import { assignColumns } from "../../structure/stability/assignment.ts";
import { countWord } from "../count_words.ts";
import type { NamingNote, ProfileRow } from "../segment_profile.ts";
import { distanceTo, figuresOf } from "./centres.ts";

/** Names by segment, and what to know of them. */
export interface MatchedNames {
  /** In the order of the segments' numbers; null for one without. */
  readonly named: readonly (string | null)[];
  /** Names without a segment. They come back when theirs does. */
  readonly resting: readonly string[];
  /** What is not sure, in the order of the names. */
  readonly notes: readonly NamingNote[];
}

/** In standard deviations. On surveys of attitudes, images and behaviour the same segment of another seed lay
 * up to 0.14 away, other segments of the same sample mostly from 0.65 to 2.5. */
const TOO_FAR = 0.8;
const FAR = 0.45;
/** The next segment is as near where it lies at most this many times as far. */
const AS_NEAR = 1.75;
/** Differences below this are those of rounded centres. */
const ROUNDING = 0.05;
/** What decides between distances that are the same. */
const TIE = 1e-10;

/** Gives names to segments.
 *
 * Names by number hold if there are as many segments as the largest number named. Names with a centre are
 * given one to one so that the distances add up to the least, those farther than {@link TOO_FAR} to none.
 * O(names^2 (names + k)). Ties: names earlier in the list take segments of lower numbers.
 * @param rows The profile's.
 */
export function matchNames(
  names: SegmentNames,
  rows: readonly ProfileRow[],
  k: number,
): MatchedNames {
  if (areNone(names)) return { named: new Array(k).fill(null), resting: [], notes: [] };
  return areByNumber(names) ? byNumber(names, k) : byCentre(names, rows, k);
}

function byNumber(names: Readonly<Record<string, string>>, k: number): MatchedNames {
  const count = Object.keys(names).reduce((most, key) => Math.max(most, Number(key)), 0);
  const told = Array.from({ length: count }, (_, g) => names[g + 1] ?? NO_NAME)
    .map((name) => name === NO_NAME ? null : name);
  const resting = told.filter((name) => name !== null);
  if (count === k) return { named: told, resting: [], notes: [] };
  const text = `The names by number rest: segments.names goes up to ${formatNumber(count)}, and ` +
    `there are ${countOf(k, "segment")}. Say clustering.n_clusters, name them up to ${
      formatNumber(k)
    } (auto where one needs no name), or give each name a centre to follow.`;
  const note: NamingNote = {
    ...{ code: "other-number", names: resting, segments: [], text },
    // A method forms no fewer than two.
    ...(count < 2 ? {} : {
      remedy: { words: `Form ${count} segments`, settings: [["clustering.n_clusters", count]] },
    }),
  };
  return {
    named: new Array(k).fill(null),
    resting,
    notes: resting.length === 0 ? [] : [note],
  };
}

function byCentre(
  names: readonly AnchoredName[],
  rows: readonly ProfileRow[],
  k: number,
): MatchedNames {
  const figures = figuresOf(rows);
  const distances = names.map(({ centre }) =>
    Array.from({ length: k }, (_, g) => distanceTo(centre, figures, g))
  );
  const segmentOf = assign(distances, k);
  const named: (string | null)[] = new Array(k).fill(null);
  names.forEach(({ name }, i) => {
    if (segmentOf[i] >= 0) named[segmentOf[i]] = name;
  });
  const notes = names.flatMap(({ name }, i) => {
    const note = segmentOf[i] < 0 ? null : doubtOf(name, segmentOf[i], distances[i]);
    return note === null ? [] : [note];
  });
  const resting = names.filter((_, i) => segmentOf[i] < 0).map(({ name }) => name);
  return {
    ...{ named, resting },
    notes: resting.length === 0 ? notes : [...notes, restNote(resting, k)],
  };
}

/** The segment of each name, or -1. */
function assign(distances: readonly (readonly number[])[], k: number): number[] {
  const count = distances.length;
  // Each name has a place to rest of its own; to lie near gains, to lie too far is never taken.
  const columns = k + count;
  const cells = new Float64Array(count * columns).fill(-1e6);
  distances.forEach((row, i) => {
    row.forEach((distance, g) => {
      const earlier = (count - i) * TIE + i * g * TIE;
      if (distance <= TOO_FAR) cells[i * columns + g] = TOO_FAR - distance + earlier;
    });
    cells[i * columns + k + i] = 0;
  });
  return Array.from(
    assignColumns({ cells, rows: count, columns }),
    (column) => column < k ? column : -1,
  );
}

/** What is not sure of a name's segment; null where all is clear. */
function doubtOf(name: string, segment: number, distances: readonly number[]): NamingNote | null {
  const own = distances[segment];
  const isNear = (distance: number, g: number) =>
    g !== segment && distance <= Math.max(AS_NEAR * own, ROUNDING);
  const rivals = distances.flatMap((distance, g) => isNear(distance, g) ? [g + 1] : []);
  const number = segment + 1;
  if (rivals.length > 0) {
    const others = `segment${rivals.length === 1 ? "" : "s"} ${joinWords(rivals.map(String))}`;
    return {
      ...{ code: "as-near", names: [name], segments: [number, ...rivals] },
      text: `“${name}” is segment ${number} now, but ${others} ${
        rivals.length === 1 ? "lies" : "lie"
      } nearly as near to where that name was given. Look which of them it fits.`,
    };
  }
  if (own <= FAR) return null;
  return {
    ...{ code: "far", names: [name], segments: [number] },
    text: `“${name}” is segment ${number} now, which lies ${
      formatNumber(own, 1)
    } standard deviations from where that name was given. Look whether it still fits.`,
  };
}

function restNote(resting: readonly string[], k: number): NamingNote {
  const isOne = resting.length === 1;
  const quoted = joinWords(resting.map((name) => `“${name}”`));
  return {
    ...{ code: "resting", names: resting, segments: [] },
    text: `${quoted} ${isOne ? "rests" : "rest"}: of the ${
      countWord(k).toLowerCase()
    } segments that there are now, none without another name lies near where ${
      isOne ? "that name was" : "these names were"
    } given. ${isOne ? "It comes back when its segment does" : "They come back when theirs do"}.`,
  };
}
