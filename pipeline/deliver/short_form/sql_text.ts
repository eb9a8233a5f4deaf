/** The short form as SQL. Runs in Deno and browsers. */

import { formatShare } from "../../base/text.ts";
import type { ShortForm, ShortQuestion } from "../../typing/short/short_form.ts";

/** Writes a query that adds points up and takes the segment with the most: `CASE` alone, as every database
 * knows it. Columns that listed answers are numbers of must be numbers, all others texts.
 */
export function shortFormSql(form: ShortForm): string {
  const { items, start, names, accuracy, low, high } = form;
  const segments = names.map((_, s) => s);
  const scores = segments.map((s) =>
    [`  ${start[s]}`, ...items.map((item) => `    + ${pointsOf(item, s)}`)].join("\n") +
    ` AS points_${s + 1}`
  );
  const best = segments.slice(0, -1).map((s) => {
    const rivals = segments.slice(s + 1).map((other) => `points_${s + 1} >= points_${other + 1}`);
    return `    WHEN ${rivals.join(" AND ")} THEN ${s + 1}`;
  });
  return [
    `-- Places respondents by ${items.length} questions. Right for ${
      formatShare(accuracy)
    } of respondents who had no`,
    `-- part in making it (${formatShare(low)} to ${
      formatShare(high)
    }). Put your table in the place of survey.`,
    "WITH points AS (",
    "  SELECT survey.*,",
    scores.join(",\n"),
    "  FROM survey",
    "), placed AS (",
    "  SELECT points.*, CASE",
    ...best,
    `    ELSE ${names.length} END AS segment`,
    "  FROM points",
    ")",
    "SELECT placed.*, CASE segment",
    ...names.map((name, s) => `    WHEN ${s + 1} THEN ${quoteText(name)}`),
    "    END AS segment_name",
    "FROM placed;",
    "",
  ].join("\n");
}

function pointsOf({ name, answers, perUnit, missing }: ShortQuestion, s: number): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  if (perUnit !== null) {
    const { points, low, high } = perUnit;
    const within =
      `CASE WHEN ${column} < ${low} THEN ${low} WHEN ${column} > ${high} THEN ${high} ` +
      `ELSE ${column} END`;
    return `COALESCE(${points[s]} * (${within}), ${missing[s]})`;
  }
  const words = answers.map(({ answer, points }) => `WHEN ${literal(answer)} THEN ${points[s]}`);
  const codes = answers.flatMap(({ code, points }) =>
    code === undefined ? [] : [`WHEN ${quoteText(code)} THEN ${points[s]}`]
  );
  return `CASE ${column} ${[...words, ...codes].join(" ")} ELSE ${missing[s]} END`;
}

function literal(answer: string | number): string {
  return typeof answer === "number" ? String(answer) : quoteText(answer);
}

/** A text between quotes, its own doubled. */
function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
