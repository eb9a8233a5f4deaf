/** What `segments.names` becomes when a person names a segment, or a site publishes names. Runs in Deno and browsers. */

import {
  type AnchoredName,
  areByNumber,
  areNone,
  foldName,
  MOST_NAMES,
  NO_NAME,
  type SegmentNames,
} from "../../plan/segment_names.ts";
import type { Profile } from "../segment_profile.ts";

type Segments = Pick<Profile, "segments">;
/** As parameters have them. */
type Setting = AnchoredName[] | Record<string, string>;

/** Gives a segment a name that follows it, in the place of its own in the list. Names by number become
 * such, as they stand; a resting name that is given anew is that of this segment. Where so few answered
 * that no place can be told, names are by number.
 * @param name Empty: the segment goes by its proposals again.
 * @param segment From 0.
 */
export function renameSegment(
  names: SegmentNames,
  { segments }: Segments,
  { segment, name }: { readonly segment: number; readonly name: string },
): Setting {
  const { isNamed, name: before, centre } = segments[segment];
  if (!segments.every(isPlaced)) {
    return byNumber(
      segments.map((each, g) => g === segment ? name : each.isNamed ? each.name : ""),
    );
  }
  const list = areByNumber(names) ? anchored(segments) : names;
  const isOwn = (each: AnchoredName) => isNamed && foldName(each.name) === foldName(before);
  const at = list.findIndex(isOwn);
  const others = list.filter((each) => !isOwn(each) && foldName(each.name) !== foldName(name));
  if (name === "") return others;
  const held = new Set(segments.map((each) => foldName(each.name)));
  // Where the list is full, the name that has rested longest goes.
  const resting = others.findIndex((each) => !held.has(foldName(each.name)));
  const kept = others.length < MOST_NAMES ? others : others.filter((_, i) => i !== resting);
  const place = at < 0 ? kept.length : at;
  return [...kept.slice(0, place), { name, centre }, ...kept.slice(place)];
}

/** Names as a site may publish them: where their segments lie by what it shows. Resting names lie by
 * answers that it may not show, and stay out. */
export function publishedNames(names: SegmentNames, { segments }: Segments): Setting {
  if (areByNumber(names)) return { ...names };
  if (areNone(names)) return [];
  return segments.every(isPlaced)
    ? anchored(segments)
    : byNumber(segments.map(({ isNamed, name }) => isNamed ? name : ""));
}

function isPlaced({ centre }: Profile["segments"][number]): boolean {
  return Object.keys(centre).length > 0;
}

function anchored(segments: Profile["segments"]): AnchoredName[] {
  return segments.filter(({ isNamed }) => isNamed).map(({ name, centre }) => ({ name, centre }));
}

function byNumber(names: readonly string[]): Setting {
  if (names.every((name) => name === "")) return [];
  return Object.fromEntries(names.map((name, g) => [g + 1, name === "" ? NO_NAME : name]));
}
