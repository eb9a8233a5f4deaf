/** Every column of the survey as one row: how it was read, what is missing, what became of it. Runs in browsers. */

import type { ColumnView, DistributionView } from "../../../pipeline/view/types.ts";
import { variableName } from "../kit/variable_name.js";
import { writeAnswered } from "../kit/words/answered.js";
import type { Correction } from "./column_correction.js";
import { type DataTable, dataTable, type TableColumn } from "../kit/table/data_table.js";
import { formatNumber } from "../kit/words/format.js";
import { helpTip } from "../kit/help_tip.js";
import { html, svg } from "../kit/elements.js";
import { largest } from "../kit/lists.js";
import { questionWords, reasonWords, sureness, voteLines } from "../kit/words/kind_words.js";

/** How the table is made. */
export interface ColumnTableOptions {
  /** Respondents in the file, for shares; 0 if not known yet. */
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
/** Characters. */
const LONGEST_OFFER = 14;
const USE_WORDS = {
  segmenting: "defines",
  describing: "describes",
  dropped: "dropped",
  removed: "removed",
} as const;
/** The table; another result can be shown in it while search, order and place stay. */
export interface ColumnTable extends DataTable<ColumnView> {
  /** @param rows Respondents in the file. */
  show(columns: readonly ColumnView[], rows: number): void;
}

/** What the table shows, as its cells are made. */
interface Shown {
  rows: number;
  /** How many columns each question has. */
  items: ReadonlyMap<string, number>;
}

/** Makes the table, in the file's order. */
export function columnTable(
  columns: readonly ColumnView[],
  { rows, filename = "columns", correction = null, maxHeight }: ColumnTableOptions,
): ColumnTable {
  const shown: Shown = { rows, items: countItems(columns) };
  const table = dataTable(columns, [
    nameColumn(),
    kindColumn(correction),
    questionColumn(shown),
    answeredColumn(shown),
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
      [
        column.name,
        column.text.full,
        column.question,
        column.kind,
        questionWords(column.questionKind, 1),
        column.roleReason,
      ].join("\n"),
  });
  return Object.assign(table, {
    show(columns: readonly ColumnView[], rows: number) {
      Object.assign(shown, { rows, items: countItems(columns) });
      table.setRows(columns);
    },
  });
}

function countItems(columns: readonly ColumnView[]): ReadonlyMap<string, number> {
  const items = new Map<string, number>();
  for (const { question } of columns) items.set(question, (items.get(question) ?? 0) + 1);
  return items;
}

function nameColumn(): Column {
  return {
    name: "column",
    label: "Column",
    value: ({ text }) => text.short,
    render: (column) => variableName(column),
    taken: [
      { name: "question text", value: ({ text }) => text.stem },
      { name: "item text", value: ({ text }) => text.item },
      { name: "column", value: ({ name }) => name },
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
      // A column made of another is read as that one is.
      const corrected = column.source ?? column.name;
      const tools = html("div", [
        column.source === null ? correction.select(corrected) : null,
        correction.opener(corrected, column.name),
      ], { class: "kind-tools" });
      return html("div", [told, tools], { class: "kind-correction" });
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
function tellKind(
  { name, kind, evidence, confidence, votes }: ColumnView,
): HTMLElement | string {
  if (evidence === "") return kind;
  const words = `Read as ${kind} (${sureness(confidence)}): ${evidence}.`;
  return helpTip([words, ...voteLines(votes)], { label: `kind of ${name}`, trigger: kind });
}

function questionColumn(shown: Shown): Column {
  return {
    name: "question",
    label: "Question",
    value: ({ question }) => question,
    render: ({ name, text, question, questionKind, questionReason }) => {
      const words = questionWords(questionKind, shown.items.get(question) ?? 1);
      return html("span", [
        question === name || text.stem !== ""
          ? null
          : html("span", question, { class: "question-name" }),
        questionReason === ""
          ? words
          : helpTip(`${questionReason}.`, { label: `question of ${name}`, trigger: words }),
      ], { class: "column-question" });
    },
    taken: [
      { name: "question", value: ({ question }) => question },
      { name: "question kind", value: ({ questionKind }) => questionKind },
      { name: "question evidence", value: ({ questionReason }) => questionReason },
    ],
    help: "What the column's question asks for, and how many columns hold its answers.",
  };
}

function answeredColumn(shown: Shown): Column {
  return {
    name: "answered",
    label: "Answered",
    isNumeric: true,
    value: ({ answered }) => answered,
    render: ({ answered }) => writeAnswered(answered, shown.rows),
    help: "Share of the respondents with an answer.",
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
        `${formatNumber(count)} ${reasonWords(reason)}`
      );
      return html("span", [
        ...lines.map((line) => html("span", line, { class: "missing-line" })),
        ...column.proposals.map((offer) => offered(column.name, offer)),
      ]);
    },
    taken: [
      { name: "missing", value: total },
      {
        name: "may mean no answer",
        value: ({ proposals }) => proposals.map(({ text }) => text).join("; "),
      },
      {
        name: "missing by reason",
        value: ({ missing }) => missing.map(({ reason, count }) => `${reason} ${count}`).join("; "),
      },
    ],
  };
}

/** An answer that may mean that there is none, with the evidence a tap away. */
function offered(name: string, { text, count, reason, evidence }: ColumnView["proposals"][number]) {
  const words = reasonWords(reason);
  return html("span", [
    helpTip(`${formatNumber(count)} answers; ${words}? ${evidence}.`, {
      label: `${text} in ${name}`,
      trigger: `${text.length > LONGEST_OFFER ? `${text.slice(0, LONGEST_OFFER)}…` : text}: none?`,
    }),
  ], { class: "missing-offer" });
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
  const most = largest(counts, 1);
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
    help: "defines: segments are made of it. describes: profiled only. dropped: could not serve. " +
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
