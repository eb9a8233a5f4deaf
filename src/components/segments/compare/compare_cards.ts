/** Two solutions side by side as cards: flow, agreement, questions, parameters. Runs in browsers. */

import type {
  AgreementBand,
  Comparison,
  ParameterChange,
  QuestionChange,
} from "../../../../pipeline/view/compare/comparison.ts";
import { chartFrame } from "../../charts/frame/chart_frame.js";
import { comparisonFlow, describeComparisonFlow } from "../../charts/structure/comparison_flow.js";
import { html } from "../../kit/elements.js";
import { helpTip } from "../../kit/help_tip.js";
import { dataTable, type TableColumn } from "../../kit/table/data_table.js";
import { countOf, formatNumber, formatShare, formatSigned } from "../../kit/words/format.js";
import { segmentWords } from "./solution_tables.js";
import { variableName } from "../../kit/variable_name.js";

/** Bands of the adjusted Rand index, and where each begins. */
const BANDS: Readonly<Record<AgreementBand, string>> = {
  excellent: "excellent agreement, 0.9 and above",
  good: "good agreement, from 0.8",
  moderate: "moderate agreement, from 0.65",
  poor: "poor agreement, below 0.65",
};
const INDEX_HELP = [
  "The adjusted Rand index looks at every pair of respondents: whether they are together in both " +
  "solutions, or apart in both. 1 are the same segments, about 0 is what chance gives.",
  "Bands after Steinley (2004): 0.9 excellent, 0.8 good, 0.65 moderate. With another number of segments " +
  "it cannot be 1, as some must part.",
];
/** Smaller changes of how far a question separates are not worth a row in the headline. */
const CHANGED = 0.05;

/** The finding, its numbers kept with their words on one line. */
export function comparisonHeadline({ headline }: Comparison): string {
  return headline.replaceAll(" %", "\u00a0%").replaceAll(/(?<=Segments?) (?=\d)/g, "\u00a0");
}

/** Who goes where. */
export function comparisonFlowCard(
  comparison: Comparison,
  { width }: { readonly width: number },
): HTMLElement {
  const chart = comparisonFlow(comparison, { width });
  document.body.dataset.flow = "drawn";
  return chartFrame(describeComparisonFlow(comparison), chart);
}

/** Who goes where, in figures. */
export function flowTable({ flows, before, after, agreement }: Comparison): HTMLElement {
  const columns: TableColumn<Comparison["flows"][number]>[] = [
    {
      name: "here",
      label: "Here",
      value: ({ source }) => segmentWords(before.segments[source]),
    },
    {
      name: "there",
      label: "There",
      value: ({ target }) => segmentWords(after.segments[target]),
    },
    {
      name: "respondents",
      label: "Respondents",
      value: ({ respondents }) => respondents,
      isNumeric: true,
    },
    {
      name: "share",
      label: "Of all",
      value: ({ share }) => share,
      render: ({ share }) => formatShare(share),
      isNumeric: true,
    },
    {
      name: "keeps company",
      label: "Keep company",
      value: ({ source, target }) => agreement.partners[source] === target ? "yes" : "no",
    },
  ];
  return dataTable(flows, columns, {
    caption: agreement.movers === null
      ? "Who goes where, as far as it is told"
      : "Who goes where, from the solution shown here to the other one",
    filename: "solutions-flow",
    sort: { column: "respondents", isFalling: true },
    search: false,
    maxHeight: 620,
  });
}

/** How far both agree, by index and by respondents. */
export function agreementFigures(
  { agreement, respondents, weighting }: Comparison,
): HTMLElement {
  const { adjustedRand, band, movers, stay } = agreement;
  const { both, onlyBefore, onlyAfter } = respondents;
  const figure = (value: string, words: readonly (Node | string)[]): HTMLElement =>
    html("li", [html("strong", value), html("span", words)]);
  const left = [
    onlyBefore === 0 ? "" : `${countOf(onlyBefore, "respondent")} only in the one shown`,
    onlyAfter === 0 ? "" : `${countOf(onlyAfter, "respondent")} only in the other one`,
  ].filter((text) => text !== "");
  return html("ul", [
    ...(stay === null || movers === null
      ? [figure("—", ["would have to change places: moves of few respondents are not told"])]
      : [
        figure(formatShare(stay), [
          `keep their company${weighting === null ? "" : `, weighted by ${weighting}`}`,
        ]),
        figure(formatNumber(movers), [`of ${formatNumber(both)} would have to change places`]),
      ]),
    adjustedRand === null || band === null
      ? figure("—", ["adjusted Rand index: needs answers of single respondents"])
      : figure(formatNumber(adjustedRand, 2), [
        `adjusted Rand index: ${BANDS[band]} `,
        helpTip(INDEX_HELP, { label: "adjusted Rand index" }),
      ]),
    ...(left.length === 0
      ? []
      : [figure(formatNumber(onlyBefore + onlyAfter), [`in one alone: ${left.join(", ")}`])]),
  ], { class: "figures" });
}

const PARTS = {
  segmenting: "defines",
  describing: "describes",
  dropped: "left out",
} as const;

/** Which questions changed most in how far they tell segments apart. */
export function questionsCard({ questions }: Comparison): HTMLElement {
  if (questions === null) {
    return html("p", "Which questions separate more or less needs answers of single respondents.", {
      class: "table-note",
    });
  }
  const changed = questions.filter((each) => Math.abs(changeOf(each) ?? 0) >= CHANGED);
  const share = (of: (question: QuestionChange) => number | null) => ({
    value: of,
    render: (question: QuestionChange) => {
      const value = of(question);
      return value === null ? "" : formatShare(value);
    },
    isNumeric: true,
  });
  return dataTable(questions, [
    {
      name: "question",
      label: "Question",
      value: ({ text }) => text.short,
      render: ({ variable, text }) => variableName({ name: variable, text }),
    },
    { name: "here", label: "Explained here", ...share(({ before }) => before) },
    { name: "there", label: "Explained there", ...share(({ after }) => after) },
    {
      name: "change",
      label: "Change",
      value: changeOf,
      render: (question) => {
        const change = changeOf(question);
        return change === null
          ? ""
          : `${change > 0 ? "▲ " : change < 0 ? "▼ " : ""}${formatSigned(100 * change)} pp`;
      },
      isNumeric: true,
    },
    { name: "part", label: "Part", value: partOf },
  ], {
    caption: changed.length === 0
      ? "Every question separates the segments about as much in both"
      : `${countOf(changed.length, "question")} separate${
        changed.length === 1 ? "s" : ""
      } the segments more or less there, by 5 points and more`,
    filename: "questions-compared",
    note:
      "Explained is the share of a question's variation that the segments explain (eta squared); of " +
      "several answers that which differs most.",
  });
}

function changeOf({ before, after }: QuestionChange): number | null {
  return before === null || after === null ? null : after - before;
}

function partOf({ roleBefore, roleAfter }: QuestionChange): string {
  if (roleBefore === roleAfter) return roleBefore === null ? "" : `${PARTS[roleBefore]} in both`;
  if (roleBefore === "segmenting") return "defines only here";
  if (roleAfter === "segmenting") return "defines only there";
  const [own, other] = [roleBefore, roleAfter].map((role) =>
    role === null ? "takes no part" : PARTS[role]
  );
  return `${own} here, ${other} there`;
}

/** Which parameters differ.
 * @param titles Of the parameters, by their paths.
 */
export function parametersCard(
  { parameters }: Comparison,
  titles: ReadonlyMap<string, string>,
): HTMLElement {
  const value = (of: (change: ParameterChange) => unknown) => (change: ParameterChange): string => {
    const given = of(change);
    return typeof given === "string" ? given : JSON.stringify(given) ?? "not set";
  };
  return dataTable(parameters, [
    {
      name: "parameter",
      label: "Parameter",
      value: ({ path }) => path,
      render: ({ path }) =>
        html("span", [
          html("span", titles.get(path) ?? path, { class: "profile-name" }),
          html("span", path, { class: "profile-code" }),
        ], { class: "profile-variable" }),
    },
    { name: "here", label: "Here", value: value(({ before }) => before) },
    { name: "there", label: "There", value: value(({ after }) => after) },
  ], {
    caption: parameters.length === 0
      ? "Both have the same parameters"
      : `${countOf(parameters.length, "parameter")} differ${parameters.length === 1 ? "s" : ""}`,
    filename: "parameters-compared",
    search: false,
    sort: false,
  });
}
