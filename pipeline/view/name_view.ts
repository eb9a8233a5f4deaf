/** A view with other names of its segments and another decision matrix, for which nothing is run. Runs in Deno and browsers. */

import type { Params } from "../plan/params.ts";
import { areNone } from "../plan/segment_names.ts";
import { giveNames } from "../profile/naming/give_names.ts";
import { matchNames } from "../profile/naming/match_names.ts";
import type { Profile } from "../profile/segment_profile.ts";
import { inputHash, runIdOf } from "../run/run_id.ts";
import type { Warning } from "../run/run_result.ts";
import { unbroken } from "./unbroken.ts";
import type { RunView } from "./types.ts";

/** Makes the view that a run with these parameters would give, which differ from the view's in
 * `segments.names` and `targeting` alone. O(names^2 (names + k) + rows).
 */
export function nameView(
  view: RunView,
  { segments, targeting = view.params.targeting }:
    & Pick<Params, "segments">
    & Partial<Pick<Params, "targeting">>,
): RunView {
  const { naming: before, ...profile } = view.profile;
  const { named, resting, notes } = matchNames(
    segments.names,
    profile.rows,
    profile.segments.length,
  );
  const names = giveNames(profile.segments.map(({ proposals }) => proposals), named);
  const params = { ...view.params, segments, targeting };
  const runId = runIdOf(inputHash(view.survey), params);
  const warnings = withNotes(view.warnings, before?.notes ?? [], notes);
  const { clustering } = view.summary;
  return {
    ...{ ...view, runId, params, warnings, computedAs: view.computedAs ?? view.runId },
    summary: {
      ...{ ...view.summary, run_id: runId, params, warnings },
      clustering: { ...clustering, names },
    },
    profile: {
      ...profile,
      segments: profile.segments.map((segment, g) => ({
        ...{ ...segment, name: unbroken(names[g]), isNamed: named[g] !== null },
      })),
      ...(areNone(segments.names) ? {} : { naming: { resting, notes } }),
    },
  };
}

type Notes = NonNullable<Profile["naming"]>["notes"];

/** The warnings with other notes on names, which stand last among the profile's. */
function withNotes(warnings: readonly Warning[], before: Notes, after: Notes): Warning[] {
  const old = new Set(before.map(({ text }) => text));
  const isNote = ({ stage, text }: Warning) => stage === "profile" && old.has(text);
  const others = warnings.filter((warning) => !isNote(warning));
  const behind = others.findIndex(({ stage }) => stage === "opinion");
  const at = behind < 0 ? others.length : behind;
  const added = after.map(({ text, remedy }): Warning => (
    { stage: "profile", text, ...(remedy === undefined ? {} : { remedies: [remedy] }) }
  ));
  return [...others.slice(0, at), ...added, ...others.slice(at)];
}
