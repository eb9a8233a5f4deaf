/** What the shown solution can be compared with. Runs in browsers. */

import type { ClusteringName } from "../../../../pipeline/plan/methods.ts";
import type { Params } from "../../../../pipeline/plan/params.ts";
import { engineRules } from "../../kit/engine_rules.js";
import { countOf } from "../../kit/words/format.js";
import { optionNames } from "../../kit/words/option_names.js";
import { optionsOff, settleAll, usedKinds } from "../../session/param_choices.js";
import { isSameWork, type Setting, withSettings } from "../../session/params_text.js";
import type { Pin } from "../../session/pins.js";
import type { SessionState } from "../../session/session_types.js";

/** A solution to compare with. */
export interface CompareChoice {
  /** `more`, `fewer`, `method k-medoids`, `pin 3`. */
  readonly key: string;
  /** What it stands among. */
  readonly group: "Number of segments" | "Method" | "Pinned";
  readonly words: string;
  readonly params: Params;
  /** Segments that it has. */
  readonly k: number;
}

/** What a solution is called: `k-means, 3 segments`. */
export function solutionName(method: string, k: number): string {
  return `${optionNames()[method] ?? method}, ${countOf(k, "segment")}`;
}

/** One segment more, one fewer, the other methods that can be used, and pins, as long as each is another
 * solution than the one that is shown. Without answers of respondents the neighbours alone.
 */
export function listChoices(
  { params, view, whyOff }: Pick<SessionState, "params" | "view" | "whyOff">,
  pins: readonly Pin[],
): CompareChoice[] {
  if (view === null) return [];
  const { k } = view.summary.clustering;
  const choice = (
    parts: Omit<CompareChoice, "params" | "k">,
    settings: readonly Setting[],
    count: number,
  ): CompareChoice => {
    const set = withSettings(params, settings);
    return {
      ...parts,
      k: count,
      params: settleAll(set, settings.map(([path]) => path)).params,
    };
  };
  const numbers = [["more", k + 1], ["fewer", k - 1]] as const;
  const neighbours = numbers.filter(([, count]) => count >= 2).map(([key, count]) =>
    choice(
      { key, group: "Number of segments", words: countOf(count, "segment") },
      [["clustering.n_clusters", count]],
      count,
    )
  );
  if (whyOff !== "") {
    return neighbours.filter((each) => engineRules().compareNumbers(view, each.k) !== null);
  }
  const off = optionsOff("clustering.method", params, usedKinds(view.columns));
  const methods = (Object.keys(engineRules().plan.data.clustering) as ClusteringName[])
    .filter((method) => method !== params.clustering.method && off[method] === undefined)
    .map((method) =>
      choice(
        { key: `method ${method}`, group: "Method", words: solutionName(method, k) },
        [["clustering.method", method], ["clustering.n_clusters", k]],
        k,
      )
    );
  const pinned = pins.filter((pin) => !isSameWork(pin.params, params)).map((pin) => ({
    ...{ key: `pin ${pin.id}`, group: "Pinned" as const, words: pin.name },
    ...{ params: pin.params, k: pin.k },
  }));
  return [...neighbours, ...methods, ...pinned];
}
