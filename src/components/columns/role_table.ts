/** What becomes of every question, changed one by one or many at once. Runs in browsers. */

import type { ColumnView, RunView } from "../../../pipeline/view/types.ts";
import {
  canSegment,
  groupByQuestion,
  listsOf,
  type Question,
  readUses,
  settingsOf,
  type Use,
  useWords,
} from "../controls/question_choice.js";
import { segmented } from "../controls/param_inputs.js";
import { USE_NAMES } from "../controls/question_picker.js";
import { button } from "../kit/buttons.js";
import { html, setText, uniqueId } from "../kit/elements.js";
import { keepFocus } from "../kit/keep_focus.js";
import { entryOf } from "../kit/lists.js";
import { dataTable, type TableColumn } from "../kit/table/data_table.js";
import { codeOf } from "../kit/variable_name.js";
import { countOf } from "../kit/words/format.js";
import { questionWords, sureness } from "../kit/words/kind_words.js";
import type { Session } from "../session/session_types.js";

const USES: readonly Use[] = ["segment", "profile", "ignore"];
/** What matters most comes first. */
const RANKS = ["defines", "describes", "cannot serve", "left out", "stands aside"];
const PART_WORDS = { define: "defines", describe: "describes", aside: "stands aside" } as const;

/** The table; another result can be shown in it while search, order and selection stay. */
export interface RoleTable extends HTMLElement {
  show(run: RunView): void;
}

/** A question with what becomes of it. */
interface QuestionRow extends Question {
  readonly text: string;
  readonly code: string;
  /** Null where its columns have different ones. */
  readonly use: Use | null;
  /** In the engine's words. */
  readonly part: string;
  readonly reason: string;
}

/** What a person has marked, and the tools that act on it. */
interface Marking {
  readonly marked: Set<string>;
  readonly tools: HTMLElement;
  update(): void;
}

/** Makes the table: a row a question, with what becomes of it, why, and how sure that is.
 * @param session Null where nothing can be changed.
 */
export function roleTable(session: Session | null): RoleTable {
  const shown: { columns: readonly ColumnView[]; rows: readonly QuestionRow[] } = {
    columns: [],
    rows: [],
  };
  const choose = (questions: readonly Question[], use: Use) => {
    const changed = questions.flatMap(({ items }) => items);
    const { columns } = shown;
    if (session === null) return;
    const lists = listsOf(session.state.params);
    const names = changed.map(({ name }) => name);
    session.setAll(settingsOf(names, use, { columns, lists }), useWords(changed, use));
  };
  const marking = markQuestions((use) => {
    choose(shown.rows.filter(({ name }) => marking.marked.has(name)), use);
  });
  const isOff = session === null || session.state.whyOff !== "";
  const table = dataTable<QuestionRow>([], [
    questionColumn(isOff ? null : marking),
    roleColumn((row, use) => choose([row], use), isOff),
    whyColumn(),
  ], {
    caption: "What becomes of each question",
    hasCaption: false,
    filename: "roles",
    ...(isOff ? {} : { tools: [marking.tools] }),
    searchText: ({ name, text, part, items }) =>
      [name, text, part, ...items.map((item) => `${item.name} ${item.text.full}`)].join("\n"),
  });
  const title = html("h2", "");
  const element = html("figure", [
    html("figcaption", [
      title,
      html(
        "p",
        "What respondents think, need and do defines segments; who they are describes them; " +
          "identifiers, dates and open text stand aside.",
      ),
    ]),
    table,
  ], { class: "role-card" });
  return Object.assign(element, {
    show(run: RunView) {
      shown.columns = run.columns;
      shown.rows = rowsOf(run, session);
      setText(title, describeRoles(run));
      table.setRows(shown.rows);
      marking.update();
    },
  });
}

/** How many questions have each role, as a sentence. */
export function describeRoles({ summary: { features: { questions } } }: RunView): string {
  const { define, describe, aside } = questions;
  const verb = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  const others = [
    describe === 0 ? "" : verb(describe, "describes", "describe") + " them",
    aside === 0 ? "" : verb(aside, "stands aside", "stand aside"),
  ].filter((text) => text !== "");
  return `${countOf(define, "question")} ${define === 1 ? "defines" : "define"} the segments` +
    others.map((text) => `, ${text}`).join("");
}

function rowsOf({ columns, params }: RunView, session: Session | null): QuestionRow[] {
  const rank = ({ part }: QuestionRow) => RANKS.findIndex((word) => part.startsWith(word));
  const uses = readUses(columns, listsOf(session?.state.params ?? params));
  const rows = groupByQuestion(columns.filter(({ metadata }) => !metadata)).map((question) => {
    const able = question.items.filter(canSegment);
    const own = new Set(able.map(({ name }) => entryOf(uses, name)));
    const [first] = question.items;
    const leading = question.items.find(({ part }) => part?.role === "define") ??
      question.items.find(({ part }) => part !== null) ?? first;
    const isOne = question.items.length === 1;
    const text = isOne ? first.text.short : first.text.stem || question.name;
    return {
      ...question,
      text,
      code: isOne ? codeOf(first) : question.name === text ? "" : question.name,
      use: own.size === 1 ? [...own][0] : null,
      part: partWords(question, leading),
      reason: reasonOf(leading),
    };
  });
  return rows.sort((a, b) => rank(a) - rank(b));
}

function partWords({ items }: Question, { part, role }: ColumnView): string {
  if (role === "removed") return "left out";
  if (part === null || (part.role === "define" && role !== "segmenting")) return "cannot serve";
  const count = items.filter((item) => item.part?.role === part.role).length;
  const some = count < items.length ? ` (${count} of ${items.length})` : "";
  return PART_WORDS[part.role] + some;
}

function reasonOf({ part, role, roleReason }: ColumnView): string {
  const isServing = role === "segmenting" || role === "describing";
  if (part === null || (!isServing && roleReason !== "")) return roleReason;
  return `${part.reason} (${sureness(part.confidence)})`;
}

/** Boxes to mark questions with, and one choice for all that are marked. */
function markQuestions(choose: (use: Use) => void): Marking {
  const marked = new Set<string>();
  const told = html("span", "", { "aria-live": "polite" });
  const buttons = USES.map((use) => {
    const act = button(USE_NAMES[use], {
      label: `${USE_NAMES[use]} all questions marked`,
      onClick: () => choose(use),
    });
    keepFocus(act, `marked ${use}`);
    return act;
  });
  const update = () => {
    const none = marked.size === 0;
    setText(told, none ? "Mark questions to change many:" : `${countOf(marked.size, "question")}:`);
    for (const each of buttons) each.disabled = none;
  };
  update();
  return { marked, update, tools: html("span", [told, ...buttons], { class: "role-tools" }) };
}

function questionColumn(marking: Marking | null): TableColumn<QuestionRow> {
  return {
    name: "question",
    label: "Question",
    value: ({ text }) => text,
    render: ({ name, text, code, items }) => {
      const facts = items.length === 1
        ? code
        : `${code === "" ? "" : `${code}, `}${countOf(items.length, "item")}`;
      const words = html("span", [
        html("span", text, { class: "role-question", title: items[0].text.full }),
        facts === "" ? null : html("span", facts, { class: "use-reason" }),
      ]);
      if (marking === null || !items.some(canSegment)) return words;
      const box = html("input", [], {
        type: "checkbox",
        id: uniqueId("mark"),
        onchange: () => {
          if (box.checked) marking.marked.add(name);
          else marking.marked.delete(name);
          marking.update();
        },
      });
      box.checked = marking.marked.has(name);
      return html("label", [box, words], { class: "role-mark" });
    },
    taken: [
      { name: "question", value: ({ name }) => name },
      { name: "text", value: ({ text }) => text },
      { name: "columns", value: ({ items }) => items.length },
    ],
  };
}

function roleColumn(
  choose: (row: QuestionRow, use: Use) => void,
  isOff: boolean,
): TableColumn<QuestionRow> {
  return {
    name: "role",
    label: "Role",
    value: ({ part }) => part,
    render: (row) => {
      if (!row.items.some(canSegment)) return row.part;
      const choice = segmented(USES, {
        id: uniqueId("role"),
        title: `Role of ${row.text}`,
        describedBy: "",
        onValue: (use) => choose(row, use as Use),
      }, USE_NAMES);
      if (row.use !== null) choice.show(row.use);
      choice.setDisabled(isOff);
      return choice.element;
    },
  };
}

function whyColumn(): TableColumn<QuestionRow> {
  return {
    name: "why",
    label: "Why",
    value: ({ reason }) => reason,
    render: ({ part, reason, items }) =>
      html("span", [
        html("span", part, { class: "role-part" }),
        html(
          "span",
          `${reason}${reason === "" ? "" : " · "}${
            questionWords(items[0].questionKind, items.length)
          }`,
          { class: "use-reason" },
        ),
      ]),
  };
}
