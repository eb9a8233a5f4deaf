/** How respondents use the rating scale, with the way to take that out. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { chartFrame } from "../charts/frame/chart_frame.js";
import { sourceOf } from "../kit/words/run_source.js";
import { formatShare } from "../kit/words/format.js";
import { html } from "../kit/elements.js";
import { factsOf, whyIdle } from "../session/param_rules.js";
import { describeScaleUse, scaleUseChart } from "../charts/scale_use.js";
import type { Session } from "../session/session_types.js";
import { button } from "../kit/buttons.js";

const PATH = "features.within_respondent";
/** By custom a large share of variance explained. */
const LARGE_EFFECT = 0.14;

/** Makes the card of a survey with ratings.
 * @param session What the button sets; null where there is none, and then no button.
 */
export function scaleUseCard(
  run: RunView,
  { width, session }: { readonly width: number; readonly session: Session | null },
): HTMLElement {
  const { scaleUse, profile } = run;
  if (scaleUse === null) return html("div");
  const names = profile.segments.map(({ name }) => name);
  const chart = scaleUseChart(scaleUse, { width, names });
  return html("div", [
    chartFrame(describeScaleUse(scaleUse), chart, sourceOf(run)),
    html("p", adviceOn(scaleUse), { class: "card-advice" }),
    session === null ? null : choice(scaleUse.method, session),
  ]);
}

/** What to make of it, in two sentences. */
function adviceOn({ method, scales: [{ levelEffect }] }: NonNullable<RunView["scaleUse"]>): string {
  const explained = `The segments explain ${formatShare(levelEffect)} of who rates high`;
  const meant = "It also takes out level that is meant: who likes everything more.";
  if (method !== "none") {
    return `${explained}. They rest on what each respondent rates above or below the own mean, so a ` +
      "segment that likes everything more than others cannot be found.";
  }
  return levelEffect >= LARGE_EFFECT
    ? `${explained}, a large part: centring within respondents shows what they rate above the rest. ` +
      meant
    : `${explained}, a small part: centring within respondents would change little. ${meant}`;
}

function choice(method: string, session: Session): HTMLElement {
  const { state } = session;
  const why = state.whyOff !== "" ? state.whyOff : whyIdle(PATH, state.params, factsOf(state));
  if (why !== "") return html("p", why, { class: "card-advice" });
  return method === "none"
    ? button("Centre within respondents", { onClick: () => session.set(PATH, "center") })
    : button("Use the answers as given", { onClick: () => session.set(PATH, "none") });
}
