/** What a printed page says besides what is on the screen: of what it is, and how that was made. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { engineRules } from "../kit/engine_rules.js";
import { countOf, formatDay } from "../kit/words/format.js";
import { differences } from "../session/params_text.js";

const DAY_MS = 86_400_000;

/** The line above a printed page: file, respondents, verdict, and the day of printing.
 * @param now Milliseconds since 1970-01-01, UTC.
 */
export function paperHead({ survey, headline }: RunView, now: number): HTMLElement {
  const parts = [
    survey.name,
    countOf(survey.rows, "respondent"),
    headline.replace(/\.$/, ""),
    formatDay(Math.floor(now / DAY_MS)),
  ];
  return html("p", parts.join(" · "), { class: "paper-head" });
}

/** The lines below a printed page: the parameters that are not as they are by default, and what names the
 * run and its file. */
export function paperFoot({ params, runId, survey: { sha256 } }: RunView): HTMLElement {
  const set = differences(params, engineRules().plan.data.defaults);
  const words = set.length === 0
    ? "All parameters are as they are by default."
    : "Parameters that were set, all others by default:";
  return html("section", [
    html("h2", "How this was made"),
    html("p", words),
    html("ul", set.map(([path, value]) => html("li", `${path}: ${JSON.stringify(value)}`))),
    html("p", `Run ${runId}, file ${sha256.slice(0, 12)}.`),
  ], { class: "paper-foot" });
}
