/** The answers of a column: how many gave each, what each means, and their order. Runs in browsers. */

import type { CellView, ColumnView } from "../../../pipeline/view/types.ts";
import {
  type Meaning,
  meaningsOf,
  orderOf,
  type Said,
  type SaidChange,
  withMeaning,
  withOrder,
} from "../session/column_said.js";
import { countOf, formatNumber } from "../kit/words/format.js";
import { html } from "../kit/elements.js";
import { largest } from "../kit/lists.js";
import { keepFocus } from "../kit/keep_focus.js";
import { reasonWords } from "../kit/words/kind_words.js";
import { button } from "../kit/buttons.js";

/** How the list is made. */
export interface AnswersOptions {
  /** What is said of the column. */
  readonly said: Said | undefined;
  /** Says something else of the column, and of those that are corrected with it. */
  readonly change: (change: SaidChange) => void;
}

/** An answer as listed; nobody may have given it where an order was said. */
type Listed = Pick<CellView, "text" | "count">;

const MEANINGS: readonly Meaning[] = [
  "answered",
  "blank",
  "marked",
  "not_asked",
  "dont_know",
  "refused",
  "not_applicable",
];
const LEAST_TO_ORDER = 2;

/** Makes the list; nothing where the texts of cells may not be shown. */
export function columnAnswers(column: ColumnView, options: AnswersOptions): HTMLElement | null {
  if (!hasCells(column) || column.cells.texts.length === 0) return null;
  const { cells } = column;
  const answers = listed(column, orderOf(options.said));
  const none = cells.texts.filter(({ reason }) => reason !== "answered");
  const most = largest([...answers, ...none].map(({ count }) => count), 1);
  const isOrdered = isInOrder(column, options.said);
  const rows = answers.map((answer, i) =>
    answerRow(column, answer, {
      most,
      meaning: meaningSelect(column, { text: answer.text, now: "answered" }, options),
      moves: isOrdered ? moves(answers, i, { column, options }) : null,
    })
  );
  const gaps = none.map((cell) =>
    answerRow(column, cell, {
      most,
      meaning: meaningSelect(column, { text: cell.text, now: cell.reason }, options),
      moves: null,
    })
  );
  const title = isOrdered ? "Answers, from low to high" : "Answers";
  return html("section", [
    html("div", [html("h3", title), ...orderTools(column, { answers, isOrdered, options })], {
      class: "editor-head",
    }),
    html("ol", rows, { class: "answer-list", role: "list", "aria-label": title }),
    ...(gaps.length === 0 ? [] : [
      html("h4", "No answer"),
      html("ol", gaps, { class: "answer-list", role: "list", "aria-label": "No answer" }),
    ]),
    ...notes(column).map((text) => html("p", text, { class: "editor-note" })),
  ]);
}

/** A column whose cells' texts are known. */
type WithCells = ColumnView & { readonly cells: NonNullable<ColumnView["cells"]> };

function hasCells(column: ColumnView): column is WithCells {
  return column.cells !== null;
}

/** In the order that was said, which may name answers that nobody gave, else as the engine lists them. */
function listed({ cells }: WithCells, order: readonly string[] | null): Listed[] {
  const given = cells.texts.filter(({ reason }) => reason === "answered");
  if (order === null) return given;
  const counts = new Map(given.map(({ text, count }) => [text, count]));
  return order.map((text) => ({ text, count: counts.get(text) ?? 0 }));
}

/** Whether the answers are words in an order, found or said. Numbers have theirs by nature. */
function isInOrder({ kind, cells }: WithCells, said: Said | undefined): boolean {
  if (orderOf(said) !== null) return true;
  return kind === "ordinal" && canOrder(cells) &&
    cells.texts.some(({ reason, text }) => reason === "answered" && !Number.isFinite(Number(text)));
}

/** An order names every answer, so all must be in sight. */
function canOrder(cells: ColumnView["cells"]): boolean {
  return cells !== null && cells.hidden === 0 && !cells.isDerived &&
    cells.texts.filter(({ reason }) => reason === "answered").length >= LEAST_TO_ORDER;
}

function orderTools(
  { name, cells }: ColumnView,
  { answers, isOrdered, options }: {
    readonly answers: readonly Listed[];
    readonly isOrdered: boolean;
    readonly options: AnswersOptions;
  },
): HTMLElement[] {
  if (!canOrder(cells)) return [];
  const texts = answers.map(({ text }) => text);
  const set = (order: readonly string[] | null) => options.change((said) => withOrder(said, order));
  const tool = (text: string, order: readonly string[] | null) => {
    const made = button(text, { tone: "quiet", onClick: () => set(order) });
    keepFocus(made, `order ${text} ${name}`);
    return made;
  };
  return [
    isOrdered ? tool("Turn round", texts.toReversed()) : tool("Put in order", texts),
    ...(orderOf(options.said) === null ? [] : [tool("As detected", null)]),
  ];
}

/** Two buttons that move an answer by one place. */
function moves(
  answers: readonly Listed[],
  at: number,
  { column, options }: { readonly column: ColumnView; readonly options: AnswersOptions },
): HTMLElement {
  const texts = answers.map(({ text }) => text);
  const move = (by: -1 | 1, sign: string, word: string) => {
    const to = at + by;
    const made = html("button", sign, {
      type: "button",
      class: "answer-move",
      "aria-label": `Move ${texts[at]} ${word}`,
      onclick: () => {
        const next = [...texts];
        [next[at], next[to]] = [next[to], next[at]];
        options.change((said) => withOrder(said, next));
      },
    });
    made.disabled = to < 0 || to >= texts.length;
    keepFocus(made, `move ${word} ${column.name} ${texts[at]}`);
    return made;
  };
  return html("span", [move(-1, "↑", "lower"), move(1, "↓", "higher")], { class: "answer-moves" });
}

function answerRow(
  { name }: ColumnView,
  { text, count, reason }: Listed & { readonly reason?: string },
  { most, meaning, moves }: {
    readonly most: number;
    readonly meaning: HTMLElement | null;
    readonly moves: HTMLElement | null;
  },
): HTMLElement {
  const why = reason === undefined || reason === "answered" ? "not ticked" : reasonWords(reason);
  const blank = why === "blank" ? "(blank)" : `(blank: ${why})`;
  const bar = html("span", [], {
    class: "answer-bar",
    style: `--share: ${(100 * count) / most}%`,
    "aria-hidden": "true",
  });
  return html("li", [
    moves,
    html("span", [html("span", text === "" ? blank : text, { class: "answer-text" }), bar], {
      class: "answer-what",
      title: text,
    }),
    html("span", formatNumber(count), { class: "answer-count" }),
    meaning,
  ], { "data-column": name });
}

/** A choice of what a text means; none where cells are no texts of the file. */
function meaningSelect(
  { name, cells }: WithCells,
  { text, now }: { readonly text: string; readonly now: string },
  { said, change }: AnswersOptions,
): HTMLElement | null {
  // A blank is never an answer, whatever is said.
  if (cells.isDerived || text === "") return null;
  const set = meaningsOf(said)[text];
  const words = (meaning: string) =>
    meaning === "answered" ? "an answer" : `none: ${reasonWords(meaning)}`;
  const options = MEANINGS.map((meaning) => html("option", words(meaning), { value: meaning }));
  const first = html("option", set === undefined ? words(now) : "as detected", { value: "" });
  const others = set === undefined ? options.filter(({ value }) => value !== now) : options;
  const select = html("select", [first, ...others], { "aria-label": `What ${text} means` });
  select.value = set ?? "";
  select.addEventListener("change", () => {
    const meaning = select.value === "" ? null : select.value as Meaning;
    change((before) => withMeaning(before, text, meaning));
  });
  keepFocus(select, `meaning ${name} ${text}`);
  return select;
}

function notes({ cells, notAsked }: WithCells): string[] {
  const { hidden, isDerived, texts } = cells;
  const why = texts.filter((cell) => cell.why !== "")
    .map((cell) => `“${cell.text}” is no answer: ${cell.why}.`);
  return [
    ...why,
    ...(notAsked === "" ? [] : [`Blanks count as not asked: ${notAsked}.`]),
    ...(hidden === 0 ? [] : [`And ${countOf(hidden, "more answer")}, each given more seldom.`]),
    ...(isDerived ? ["A blank means “not ticked” where the question was answered."] : []),
  ];
}
