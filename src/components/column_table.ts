/** Every column of the survey as one row: how it was read, what is missing, what became of it. Runs in browsers. */

import type { ColumnView, DistributionView } from "../../pipeline/view/types.ts";
import { writeAnswered } from "./answered.js";
import type { Correction } from "./column_correction.js";
import { type DataTable, dataTable, type TableColumn } from "./data_table.js";
import { countOf, formatNumber } from "./format.js";
import { helpTip } from "./help_tip.js";
import { html, svg } from "./ink.js";

/** How the table is made. */
export interface ColumnTableOptions {
  /** Respondents in the file, for shares. */
  readonly rows: number;
  /** Name of the CSV file without its extension; `columns` if absent. */
  readonly filename?: string;
  /** Lets a person correct how columns were read; null or absent: it cannot be done here. */
  readonly correction?: Correction | null;
  /** Pixels. */
  readonly maxHeight?: number;
}

type Column = TableColumn<ColumnView>;

const BARS_WIDTH = 84;
const BARS_HEIGHT = 22;
const LEAST_BAR = 1;
const USE_WORDS = {
  segmenting: "feature",
  describing: "describes",
  dropped: "dropped",
  removed: "removed",
} as const;
/** The engine's reasons for a missing answer, in a reader's words. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  blank: "blank",
  marked: "marked as missing",
  error: "spreadsheet error",
  not_asked: "not asked",
  dont_know: "don't know",
  refused: "refused",
  not_applicable: "not applicable",
};

/** Makes the table, in the file's order. */
export function columnTable(
  columns: readonly ColumnView[],
  { rows, filename = "columns", correction = null, maxHeight }: ColumnTableOptions,
): DataTable<ColumnView> {
  return dataTable(columns, [
    nameColumn(),
    kindColumn(correction),
    answeredColumn(rows),
    missingColumn(),
    spreadColumn(),
    useColumn(),
    imputedColumn(),
  ], {
    caption: "Columns of the survey",
    filename,
    ...(correction === null ? {} : { tools: correction.tools }),
    ...(maxHeight === undefined ? {} : { maxHeight }),
    searchText: (column) =>
      [column.name, column.label, column.question, column.kind, column.roleReason].join("\n"),
  });
}

function nameColumn(): Column {
  return {
    name: "column",
    label: "Column",
    value: ({ name }) => name,
    render: ({ name, label }) =>
      html("span", [
        html("span", name, { class: "profile-name" }),
        label === name ? null : html("span", label, { class: "profile-label", title: label }),
      ], { class: "profile-variable" }),
    taken: [
      { name: "column", value: ({ name }) => name },
      { name: "label", value: ({ label }) => label },
      { name: "question", value: ({ question }) => question },
    ],
  };
}

function kindColumn(correction: Correction | null): Column {
  return {
    name: "kind",
    label: "Kind",
    value: ({ kind }) => kind,
    render: (column) => {
      const told = tellKind(column);
      if (correction === null) return told;
      return html("div", [told, correction.select(column.name)], { class: "kind-correction" });
    },
    taken: [
      { name: "kind", value: ({ kind }) => kind },
      { name: "confidence", value: ({ confidence }) => confidence },
      { name: "evidence", value: ({ evidence }) => evidence },
    ],
    help: "What the column was understood to measure. Each kind tells its evidence.",
  };
}

/** The kind, with its evidence a tap away. */
function tellKind({ name, kind, evidence, confidence }: ColumnView): HTMLElement | string {
  if (evidence === "") return kind;
  const words = `Read as ${kind} (${sureness(confidence)}): ${evidence}.`;
  return helpTip(words, { label: `kind of ${name}`, trigger: kind });
}

/** How sure a kind is, in words; bounds as the engine gives them. */
function sureness(confidence: number): string {
  if (confidence >= 1) return "certain";
  if (confidence >= 0.9) return "sure";
  if (confidence >= 0.7) return "likely";
  return confidence > 0 ? "a guess" : "no answers to tell by";
}

function answeredColumn(rows: number): Column {
  return {
    name: "answered",
    label: "Answered",
    isNumeric: true,
    value: ({ answered }) => answered,
    render: ({ answered }) => writeAnswered(answered, rows),
    help: `Share of ${countOf(rows, "respondent")} with an answer.`,
  };
}

function missingColumn(): Column {
  const total = ({ missing }: ColumnView) => missing.reduce((sum, { count }) => sum + count, 0);
  return {
    name: "missing",
    label: "Missing",
    isNumeric: true,
    value: total,
    render: (column) => {
      const lines = column.missing.map(({ reason, count }) =>
        `${formatNumber(count)} ${REASON_WORDS[reason] ?? reason}`
      );
      return html("span", lines.map((line) => html("span", line, { class: "missing-line" })));
    },
    taken: [
      { name: "missing", value: total },
      {
        name: "missing by reason",
        value: ({ missing }) => missing.map(({ reason, count }) => `${reason} ${count}`).join("; "),
      },
    ],
  };
}

function spreadColumn(): Column {
  return {
    name: "distribution",
    label: "Answers",
    isUnordered: true,
    value: ({ distribution }) => distribution?.bins.length ?? null,
    render: ({ name, distribution }) => distribution === null ? "" : spreadBars(name, distribution),
    taken: [],
  };
}

/** Tiny bars, one a bin or category. */
function spreadBars(name: string, { bins, kind }: DistributionView): SVGSVGElement {
  const counts = bins.map((bin) => bin.counts.reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...counts);
  const step = BARS_WIDTH / Math.max(1, bins.length);
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 0 : Math.max(LEAST_BAR, (count / most) * BARS_HEIGHT);
    return svg("rect", [svg("title", `${bins[i].label}: ${formatNumber(count)}`)], {
      x: i * step,
      y: BARS_HEIGHT - height,
      width: Math.max(LEAST_BAR, step - (step > 3 ? 1 : 0)),
      height,
    });
  });
  const noun = kind === "category" ? "categories" : "bins";
  const top = bins[counts.indexOf(most)]?.label ?? "none";
  return svg("svg", bars, {
    class: "spread-bars",
    width: BARS_WIDTH,
    height: BARS_HEIGHT,
    viewBox: `0 0 ${BARS_WIDTH} ${BARS_HEIGHT}`,
    role: "img",
    "aria-label": `Answers to ${name}: ${bins.length} ${noun}, most often ${top}`,
  });
}

function useColumn(): Column {
  return {
    name: "use",
    label: "Use",
    value: ({ role }) => USE_WORDS[role],
    render: ({ role, roleReason }) =>
      html("span", [
        html("span", USE_WORDS[role], { class: `use-mark use-${role}` }),
        roleReason === "" ? null : html("span", roleReason, { class: "use-reason" }),
      ]),
    taken: [
      { name: "use", value: ({ role }) => USE_WORDS[role] },
      { name: "reason", value: ({ roleReason }) => roleReason },
    ],
    help: "feature: segments are made of it. describes: profiled only. dropped: could not serve. " +
      "removed: not even profiled.",
  };
}

function imputedColumn(): Column {
  return {
    name: "filled in",
    label: "Filled in",
    isNumeric: true,
    value: ({ imputed }) => imputed?.count ?? null,
    render: ({ imputed }) =>
      imputed === null ? "" : `${formatNumber(imputed.count)} with ${imputed.value}`,
    taken: [
      { name: "filled in", value: ({ imputed }) => imputed?.count ?? null },
      { name: "filled in with", value: ({ imputed }) => imputed?.value ?? null },
    ],
    help:
      "Missing answers that got a value so that respondents could be compared. Profiles never " +
      "count them.",
  };
}
