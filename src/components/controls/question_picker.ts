/** Picks by question what is segmented on, what only describes and what is ignored. Runs in browsers. */

import { entryOf } from "../kit/lists.js";
import type { ColumnView } from "../../../pipeline/view/types.ts";
import { writeAnswered } from "../kit/words/answered.js";
import { countOf } from "../kit/words/format.js";
import { codeOf, itemText } from "../kit/variable_name.js";
import { html, setFlag, setText, uniqueId } from "../kit/elements.js";
import { segmented } from "./param_inputs.js";
import {
  canSegment,
  groupByQuestion,
  listsOf,
  type Question,
  readUses,
  settingsOf,
  type Use,
  useWords,
} from "./question_choice.js";
import type { Session, SessionState } from "../session/session_types.js";
import { button } from "../kit/buttons.js";

const USES: readonly Use[] = ["segment", "profile", "ignore"];
/** What becomes of a question, as it is chosen. */
export const USE_NAMES = { segment: "Define", profile: "Describe", ignore: "Leave out" };
/** Reasons that say no more than the choice itself does. */
const OWN_CHOICE = /features\.(include|exclude)|cleaning\.exclude_columns/;

/** What a row of the picker needs to follow the session. */
interface Row {
  readonly element: HTMLElement;
  readonly text: string;
  update(now: Now): void;
}

/** What the rows show, and nothing of it is fixed. */
interface Now {
  readonly uses: ReadonlyMap<string, Use>;
  /** The columns as the last result has them, by name. */
  readonly columns: ReadonlyMap<string, ColumnView>;
  readonly isOff: boolean;
}

interface RowContext {
  readonly rows: number;
  readonly choose: (columns: readonly ColumnView[], use: Use) => void;
}

/** Makes the picker. It writes `features.exclude` (profile), `cleaning.exclude_columns` (ignore), and
 * `features.include` only where a column was not included.
 * @param columns All columns of the survey, as the last result shows them.
 * @param options rows is the number of respondents, for shares.
 */
export function questionPicker(
  session: Session,
  { columns, rows }: { readonly columns: readonly ColumnView[]; readonly rows: number },
): { readonly element: HTMLElement; update(state: SessionState): void } {
  const choose = (changed: readonly ColumnView[], use: Use) => {
    session.setAll(
      settingsOf(changed.map(({ name }) => name), use, {
        columns,
        lists: listsOf(session.state.params),
      }),
      useWords(changed, use),
    );
  };
  const questions = groupByQuestion(columns);
  const rowsOf = questions.map((question) => questionRow(question, { rows, choose }));
  const sum = html("p", [], { class: "picker-sum", "aria-live": "polite" });
  const { element: tools, filter, setOff } = pickerTools(questions, rowsOf, choose);
  const list = html("ul", rowsOf.map((row) => row.element), { class: "picker-list", role: "list" });
  const update = (state: SessionState) => {
    const uses = readUses(columns, listsOf(state.params));
    const isOff = state.whyOff !== "";
    const latest = new Map((state.view?.columns ?? columns).map((one) => [one.name, one]));
    for (const row of rowsOf) row.update({ uses, columns: latest, isOff });
    setOff(isOff);
    setText(sum, describeUses(uses));
  };
  filter();
  const element = html("div", [sum, tools, list], {
    class: "question-picker",
    role: "group",
    "aria-label": "Questions to segment on",
  });
  return { element, update };
}

function describeUses(uses: ReadonlyMap<string, Use>): string {
  const count = (use: Use) => [...uses.values()].filter((one) => one === use).length;
  return `${countOf(count("segment"), "column")} define · ${count("profile")} describe · ` +
    `${count("ignore")} left out`;
}

/** Search, and one choice for all that the search shows. */
function pickerTools(
  questions: readonly Question[],
  rows: readonly Row[],
  choose: RowContext["choose"],
): { element: HTMLElement; filter: () => void; setOff: (isOff: boolean) => void } {
  const none = html("p", "No question or column has this text.", { class: "picker-none" });
  const search = html("input", [], {
    type: "search",
    placeholder: `Search ${countOf(questions.length, "question")}`,
    "aria-label": "Search questions and columns",
    oninput: () => filter(),
  });
  const isShown = (row: Row) => row.text.includes(search.value.trim().toLowerCase());
  const filter = () => {
    for (const row of rows) row.element.hidden = !isShown(row);
    none.hidden = rows.some(isShown);
    setText(caption, search.value.trim() === "" ? "All:" : "All found:");
  };
  const caption = html("span", "All:");
  const buttons = USES.map((use) =>
    button(USE_NAMES[use], {
      tone: "quiet",
      label: `${USE_NAMES[use]} all questions shown`,
      onClick: () =>
        choose(questions.filter((_, i) => isShown(rows[i])).flatMap((q) => q.items), use),
    })
  );
  const all = html("div", [caption, ...buttons], { class: "picker-all" });
  return {
    element: html("div", [search, all, none], { class: "picker-tools" }),
    filter,
    setOff(isOff) {
      for (const one of buttons) setFlag(one, "disabled", isOff);
    },
  };
}

function questionRow(question: Question, context: RowContext): Row {
  const { items } = question;
  const [first] = items;
  const name = first.text.stem === "" ? question.name : first.text.stem;
  const text = [question.name, name, ...items.flatMap((item) => [item.name, item.text.full])]
    .join("\n").toLowerCase();
  if (items.length === 1) return { ...columnRow(first, context), text };
  const code = question.name === name || /\s/.test(question.name) ? "" : question.name;
  const choice = useChoice(`Use of ${name}`, (use) => context.choose(items, use));
  const nested = html("ul", [], { class: "picker-items", role: "list" });
  nested.hidden = true;
  let rows: readonly Row[] = [];
  let last: Now | null = null;
  const update = (now: Now) => {
    const { uses, isOff } = last = now;
    const found = new Set(items.filter(canSegment).map((item) => uses.get(item.name)));
    const isMixed = found.size > 1;
    choice.show(isMixed ? "" : [...found][0] ?? uses.get(first.name));
    choice.setDisabled(isOff);
    setFlag(mixed, "hidden", !isMixed);
    for (const row of rows) row.update(now);
  };
  const open = expander(name, (isOpen) => {
    // A long battery costs nothing until it is looked at.
    if (rows.length === 0) {
      rows = items.map((item) => columnRow(item, context));
      nested.append(...rows.map((row) => row.element));
      if (last !== null) update(last);
    }
    nested.hidden = !isOpen;
  });
  const answered = items.reduce((sum, item) => sum + item.answered, 0) / items.length;
  const mixed = html("span", "mixed", { class: "picker-mixed" });
  const title = html("div", [open, mixed], { class: "picker-title" });
  const facts = [
    code,
    kindsOf(items),
    countOf(items.length, "item"),
    answeredText(answered, context.rows),
  ];
  const element = html("li", [
    title,
    html("div", facts.filter(Boolean).join(" · "), { class: "picker-facts" }),
    choice.element,
    nested,
  ], { class: "picker-row" });
  return { element, text, update };
}

function columnRow(column: ColumnView, context: RowContext): Row {
  const { name, text, kind } = column;
  const code = codeOf(column);
  const choice = useChoice(`Use of ${text.short}`, (use) => context.choose([column], use));
  if (!canSegment(column)) choice.setOff?.({ segment: "" });
  const reason = html("div", [], { class: "picker-reason" });
  const facts = [kind, answeredText(column.answered, context.rows)].filter(Boolean).join(" · ");
  const element = html("li", [
    html("div", [
      html("span", itemText(text), { class: "picker-name", title: text.full }),
      code === "" ? null : html("span", code, { class: "picker-code" }),
    ], { class: "picker-title" }),
    html("div", facts, { class: "picker-facts" }),
    choice.element,
    reason,
  ], { class: "picker-row" });
  return {
    element,
    text: "",
    update({ uses, columns, isOff }) {
      const use = entryOf(uses, name);
      choice.show(use);
      choice.setDisabled(isOff);
      setText(reason, reasonFor(columns.get(name) ?? column, use));
      setFlag(reason, "hidden", reason.textContent === "");
    },
  };
}

/** Why a column does not segment although nobody chose that. */
function reasonFor(column: ColumnView, use: Use): string {
  if (use === "ignore") return "";
  if (column.metadata) return "Cannot segment: metadata of the interview is set aside.";
  if (!canSegment(column)) return `Cannot segment: ${column.kind} columns are only profiled.`;
  const { role, roleReason } = column;
  const isLeftOut = use === "segment" && role !== "segmenting" && !OWN_CHOICE.test(roleReason);
  return isLeftOut && roleReason !== "" ? `Left out: ${roleReason}.` : "";
}

function useChoice(title: string, onUse: (use: Use) => void): ReturnType<typeof segmented> {
  return segmented(USES, {
    id: uniqueId("use"),
    title,
    describedBy: "",
    onValue: (value) => onUse(value as Use),
  }, USE_NAMES);
}

function expander(name: string, onToggle: (isOpen: boolean) => void): HTMLButtonElement {
  const toggle = html("button", name, {
    type: "button",
    class: "picker-open picker-name",
    "aria-expanded": "false",
    onclick: () => {
      const isOpen = toggle.getAttribute("aria-expanded") !== "true";
      toggle.setAttribute("aria-expanded", String(isOpen));
      onToggle(isOpen);
    },
  });
  return toggle;
}

function kindsOf(items: readonly ColumnView[]): string {
  return [...new Set(items.map(({ kind }) => kind))].join(", ");
}

function answeredText(answered: number, rows: number): string {
  const share = writeAnswered(answered, rows);
  return share === "" ? "" : `${share} answered`;
}
