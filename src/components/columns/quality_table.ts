/** Response quality: each rule, whom it flags, what becomes of them. Runs in browsers. */

import type { QualityView, RunView } from "../../../pipeline/view/types.ts";
import { type DataTable, dataTable } from "../kit/table/data_table.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { html } from "../kit/elements.js";

/** Makes the table of rules; the parameter that decides stands beside each. */
export function qualityTable({ quality, survey }: RunView): DataTable<QualityView> {
  return dataTable(quality, [
    {
      name: "rule",
      label: "Rule",
      value: ({ title }) => title,
      render: ({ title, detail }) =>
        html("div", [
          html("strong", title),
          html("span", detail, { class: "use-reason quality-detail" }),
        ]),
    },
    {
      name: "flagged",
      label: "Flagged",
      value: ({ count }) => count,
      render: ({ count }) =>
        count === 0 ? "0" : `${formatNumber(count)} · ${formatShare(count / survey.rows)}`,
      isNumeric: true,
    },
    {
      name: "action",
      label: "What becomes of them",
      value: ({ becomes }) => becomes,
      render: ({ rule, action, becomes }) =>
        html("div", [
          becomes,
          html("code", `quality.${rule}: ${action}`, { class: "use-reason" }),
        ]),
    },
    {
      name: "respondents",
      label: "Respondents",
      value: ({ rows }) => rows?.join(" ") ?? "",
      render: (row) => respondents(row),
      isUnordered: true,
    },
  ], {
    caption: qualityTitle(quality),
    filename: "response-quality",
    search: false,
    sort: { column: "flagged", isFalling: true },
    note: "Whether a rule only flags or drops is set under Response quality in the parameters.",
  });
}

/** What was found, in a sentence. */
function qualityTitle(quality: readonly QualityView[]): string {
  const flagged = quality.filter(({ count }) => count > 0);
  if (flagged.length === 0) return "No rule doubts anybody's answers";
  const most = flagged.reduce((a, b) => b.count > a.count ? b : a);
  return `${countOf(most.count, "respondent")}: ${most.title.toLowerCase()}` +
    (flagged.length > 1 ? `; ${countOf(flagged.length - 1, "more rule")} flag others` : "");
}

function respondents({ rows, count }: QualityView): HTMLElement | string {
  if (count === 0) return "";
  if (rows === null) return "not published";
  const unsaid = count - rows.length;
  return html("details", [
    html("summary", `Show ${countOf(rows.length, "row")}`),
    html("p", rows.map((row) => formatNumber(row)).join(" · "), { class: "quality-rows" }),
    unsaid > 0 ? html("p", `and ${formatNumber(unsaid)} more`) : null,
  ]) as HTMLElement;
}
