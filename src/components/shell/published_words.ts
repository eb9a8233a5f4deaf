/** What a published site does not show of respondents, in words. Runs in browsers. */

import { countOf } from "../kit/words/format.js";
import type { SessionState } from "../session/session_types.js";

/** Whose answers are not shown; empty where all are. */
export function untoldWords({ survey, defaults }: SessionState): string {
  const { respondents, least_base } = defaults.publish;
  if (survey.isFile || least_base < 2) return "";
  const few = `fewer than ${countOf(least_base, "respondent")}`;
  return respondents === "none"
    ? `Answers of ${few} are not shown.`
    : `Words that ${few} answered are shown as “(rare answer)”.`;
}

/** What the files of a run lack where a site publishes no identities; empty where they have all. */
export function withheldWords({ survey, view }: SessionState): string {
  if (survey.isFile) return "";
  const hasIdentifier = view?.columns.some(({ kind }) => kind === "id") ?? false;
  return `${hasIdentifier ? "Identifiers" : "Names, contacts"}, open text and dates are withheld ` +
    "on this site: their cells are empty in these files, and rows are in another order.";
}
