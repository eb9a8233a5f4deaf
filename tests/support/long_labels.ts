/** A survey whose questions are as long as questions get, in as many groups as one asks for. Runs in Deno. */

import { createRng } from "../../pipeline/base/rng.ts";

const QUESTIONS = 24;
/** Letters of each question. */
export const LABEL_LETTERS = 120;
const FILLING =
  " when you think of all the things that you have bought, used and returned in the last " +
  "twelve months, taken together and as a whole";

/** Writes a survey of ratings from 1 to 7 in planted groups, all questions of {@link LABEL_LETTERS} letters.
 * @param who Answers to a first question of words; who asks for one person's word plants it there.
 */
export function longLabelSurvey(
  { rows, groups, who = () => "town" }: {
    readonly rows: number;
    readonly groups: number;
    readonly who?: (row: number) => string;
  },
): Uint8Array<ArrayBuffer> {
  const rng = createRng(11);
  const labels = Array.from(
    { length: QUESTIONS },
    (_, q) =>
      `Statement ${q + 1}: how far would you agree that this holds for you${FILLING}`
        .slice(0, LABEL_LETTERS - 1) + "?",
  );
  const lines = [["Where do you live", ...labels].map((label) => `"${label}"`).join(",")];
  for (let row = 0; row < rows; row++) {
    const group = row % groups;
    const answers = labels.map((_, q) => {
      const isHigh = q % groups === group || (q + 3 * group) % 5 === 0;
      const answer = Math.round((isHigh ? 5.8 : 2.4) + 1.6 * (rng.uniform() - 0.5) * 2);
      return Math.min(7, Math.max(1, answer));
    });
    lines.push([who(row), ...answers].join(","));
  }
  return new TextEncoder().encode(lines.join("\n") + "\n");
}
