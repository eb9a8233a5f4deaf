/** What `segments.names` becomes when a person names a segment. Runs in Deno and browsers. */

import {
  type AnchoredName,
  areByNumber,
  foldName,
  MOST_NAMES,
  type SegmentNames,
} from "../../plan/segment_names.ts";
import type { Profile } from "../segment_profile.ts";

/** Gives a segment a name that follows it, in the place of its own in the list. Names by number become
 * such, as they stand; a resting name that is given anew is that of this segment.
 * @param name Empty: the segment goes by its proposals again.
 * @param segment From 0.
 */
export function renameSegment(
  names: SegmentNames,
  profile: Pick<Profile, "segments">,
  { segment, name }: { readonly segment: number; readonly name: string },
): AnchoredName[] {
  const { segments } = profile;
  const { isNamed, name: before, centre } = segments[segment];
  const list = areByNumber(names)
    ? segments.filter((each) => each.isNamed).map(({ name, centre }) => ({ name, centre }))
    : names;
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
