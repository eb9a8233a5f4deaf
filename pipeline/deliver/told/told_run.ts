/** What of a run may be told, by what its parameters publish. Runs in Deno and browsers. */

import { type Wording, wordingOf } from "../../profile/wording.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { makeView } from "../../view/mod.ts";
import { withoutIdentities } from "../../view/publish.ts";
import { makeAggregateView } from "../../view/rare/rare_view.ts";
import type { RunView } from "../../view/types.ts";

/** A run without what is withheld. */
export interface ToldRun {
  readonly view: RunView;
  readonly wording: Wording;
  /** What is withheld, as a sentence; empty where nothing is. */
  readonly withheld: string;
}

/** Takes out of a run what `publish` withholds: files that are handed on tell what a built site tells, and
 * no more.
 */
export async function toldRun(result: PipelineResult): Promise<ToldRun> {
  const { respondents, least_base: least } = result.params.publish;
  if (respondents === "all") {
    return {
      view: makeView(result, { hasPoints: false }),
      wording: wordingOf(result.survey),
      withheld: "",
    };
  }
  const shown = await withoutIdentities(result);
  const isAggregate = respondents === "none";
  return {
    view: isAggregate ? makeAggregateView(shown) : makeView(shown, { hasPoints: false }),
    wording: wordingOf(shown.survey),
    withheld: "Identifiers, contacts, open text and dates are withheld, and " +
      (isAggregate ? "figures on answers" : "answers") +
      ` that fewer than ${least} respondents gave.`,
  };
}
