/** A panel beside the table of columns in which one column's reading is corrected. Runs in browsers. */

import type { ColumnView, RunView } from "../../../pipeline/view/types.ts";
import { codeOf } from "../kit/variable_name.js";
import { columnAnswers } from "./column_answers.js";
import { kindSelect } from "../controls/column_kinds.js";
import { suggestionList } from "../controls/input_parts.js";
import {
  kindOf,
  type Kinds,
  questionSaid,
  type Said,
  type SaidChange,
  withKind,
  withMeaning,
  withQuestion,
  withSaid,
} from "../session/column_said.js";
import { countOf, formatNumber } from "../kit/words/format.js";
import { hiddenText, html, uniqueId } from "../kit/elements.js";
import { keepFocus } from "../kit/keep_focus.js";
import { questionWords, reasonWords, sureness, voteLines } from "../kit/words/kind_words.js";
import type { Session } from "../session/session_types.js";
import { button } from "../kit/buttons.js";

/** The panel, closed at first. */
export interface ColumnEditor {
  readonly element: HTMLElement;
  /** Shows a column.
   * @param from Gets the focus back when the panel closes.
   */
  open(column: string, from: string): void;
}

/** Makes the panel; it follows the session from then on. */
export function columnEditor(session: Session): ColumnEditor {
  const panel = new EditorPanel(session);
  return { element: panel.element, open: (column, from) => panel.open(column, from) };
}

class EditorPanel {
  readonly element = html("aside", [], { class: "column-editor", tabindex: -1 });
  readonly #session: Session;
  #name: string | null = null;
  /** Focus key of what opened the panel. */
  #from = "";
  /** Whether all columns of the question are corrected together. */
  #isForAll = false;
  /** Result that was shown when the panel opened. */
  #before: RunView | null = null;
  #drawn: readonly unknown[] = [];

  constructor(session: Session) {
    this.#session = session;
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#close();
    });
    session.subscribe(() => this.#draw());
  }

  open(column: string, from: string): void {
    this.#name = column;
    this.#from = from;
    this.#isForAll = false;
    this.#before = this.#session.state.view;
    this.#drawn = [];
    this.#draw();
    this.element.scrollTop = 0;
    this.element.focus({ preventScroll: true });
  }

  #close(): void {
    this.#name = null;
    this.element.hidden = true;
    document.querySelector<HTMLElement>(`[data-focus-key="${CSS.escape(this.#from)}"]`)?.focus();
  }

  #draw(): void {
    const { view, params, error, canUndo, isStale, status } = this.#session.state;
    const isWaiting = isStale && status !== "running";
    const column = view?.columns.find(({ name }) => name === this.#name);
    this.element.hidden = column === undefined;
    const drawn = [this.#name, view, params, error, canUndo, isWaiting, this.#isForAll];
    if (column === undefined || drawn.every((value, i) => value === this.#drawn[i])) return;
    this.#drawn = drawn;
    this.element.setAttribute("aria-label", `How ${column.name} is read`);
    this.element.replaceChildren(...this.#parts(column));
  }

  #parts(column: ColumnView): Node[] {
    const said = this.#saidOf(column.name);
    const change = (make: SaidChange) => {
      const names = this.#isForAll ? itemsBeside(column, this.#session).map(nameOf) : [column.name];
      this.#session.set("ingest.columns", withSaid(this.#said(), names, make));
    };
    const answers = columnAnswers(column, { said, change });
    return [
      this.#head(column),
      ...[readAs(column), ...voteLines(column.votes)].map((line) =>
        html("p", line, { class: "editor-note" })
      ),
      ...this.#fields(column, { said, change }),
      ...offers(column, change),
      ...(answers === null ? [] : [answers]),
      this.#foot(column, said),
    ];
  }

  #head(column: ColumnView): HTMLElement {
    const code = codeOf(column);
    const { full } = column.text;
    const close = html("button", ["×", hiddenText("Close")], {
      type: "button",
      class: "editor-close",
      onclick: () => this.#close(),
    });
    keepFocus(close, "editor close");
    return html("header", [
      html("div", [html("h2", full), code === "" ? null : html("p", code)]),
      close,
    ]);
  }

  #fields(
    column: ColumnView,
    { said, change }: {
      readonly said: Said | undefined;
      readonly change: (make: SaidChange) => void;
    },
  ): Node[] {
    const kind = kindSelect("Kind", said === undefined ? "" : kindOf(said), true);
    kind.addEventListener("change", () => change((before) => withKind(before, kind.value)));
    keepFocus(kind, `editor kind ${column.name}`);
    const question = this.#questionField(column, { said, change });
    return [
      field("Kind", kind),
      field("Question", question.input, question.list),
      ...this.#scope(column),
    ];
  }

  #questionField(
    column: ColumnView,
    { said, change }: {
      readonly said: Said | undefined;
      readonly change: (make: SaidChange) => void;
    },
  ): { readonly input: HTMLInputElement; readonly list: HTMLElement } {
    const questions = new Set(columnsOf(this.#session).map((one) => one.question));
    const listId = uniqueId("questions");
    const input = html("input", [], {
      type: "text",
      list: listId,
      autocomplete: "off",
      placeholder: column.question === column.name ? "a question of its own" : column.question,
    });
    input.value = questionSaid(said);
    input.addEventListener("change", () => {
      change((before) => withQuestion(before, input.value.trim()));
    });
    keepFocus(input, `editor question ${column.name}`);
    return { input, list: suggestionList(listId, [...questions]) };
  }

  /** Batteries are corrected as one. */
  #scope(column: ColumnView): Node[] {
    const items = itemsBeside(column, this.#session);
    if (items.length < 2) return [];
    const id = uniqueId("scope");
    const box = html("input", [], { id, type: "checkbox" });
    box.checked = this.#isForAll;
    box.addEventListener("change", () => {
      this.#isForAll = box.checked;
      this.#draw();
    });
    keepFocus(box, "editor scope");
    const words = `Correct all ${countOf(items.length, "column")} of ${column.question} alike`;
    return [html("div", [box, html("label", words, { for: id })], { class: "editor-scope" })];
  }

  #foot({ name }: ColumnView, said: Said | undefined): HTMLElement {
    const { state } = this.#session;
    const undo = button("Undo", { onClick: () => this.#session.undo() });
    undo.disabled = !state.canUndo;
    keepFocus(undo, "editor undo");
    const forget = button("Read as detected", {
      onClick: () => {
        const next = withSaid(this.#said(), [name], () => undefined);
        this.#session.set("ingest.columns", next);
      },
    });
    forget.disabled = said === undefined;
    keepFocus(forget, "editor forget");
    const { lines, run } = this.#effect();
    return html("footer", [
      html("div", lines.map((line) => html("p", line)), {
        role: "status",
        class: state.error === null ? "editor-effect" : "editor-effect is-wrong",
      }),
      html("div", [run, undo, forget], { class: "editor-buttons" }),
    ]);
  }

  /** What became of the correction, and the button that it waits for. */
  #effect(): { readonly lines: readonly string[]; readonly run: HTMLButtonElement | null } {
    const { error, isStale, status, view } = this.#session.state;
    if (error !== null) return { lines: [`This cannot be read so: ${error.message}`], run: null };
    if (view !== null && (!isStale || status === "running")) {
      return { lines: effectOf(this.#before, view), run: null };
    }
    const run = button("Run pipeline", { tone: "primary", onClick: () => this.#session.run() });
    keepFocus(run, "editor run");
    return { lines: ["Not run yet with this correction."], run };
  }

  #said(): Kinds {
    return this.#session.state.params.ingest.columns;
  }

  #saidOf(name: string): Said | undefined {
    const said = this.#said();
    return Object.hasOwn(said, name) ? said[name] : undefined;
  }
}

function nameOf({ name }: ColumnView): string {
  return name;
}

function columnsOf({ state }: Session): readonly ColumnView[] {
  return state.view?.columns ?? [];
}

/** The columns of the file that are items of the same question. */
function itemsBeside({ question }: ColumnView, session: Session): ColumnView[] {
  return columnsOf(session).filter((one) =>
    one.question === question && one.source === null && !one.metadata
  );
}

function field(label: string, ...inputs: HTMLElement[]): HTMLElement {
  return html("label", [html("span", label), ...inputs], { class: "editor-field" });
}

/** What was understood of the column, and why. */
function readAs(column: ColumnView): string {
  const { kind, confidence, evidence, metadata, questionKind, questionReason } = column;
  const because = evidence === "" ? "" : `: ${evidence}`;
  const set = metadata ? " Set aside as no answer." : "";
  const why = questionReason === "" || questionReason === evidence ? "" : `: ${questionReason}`;
  const question = ` Its question is read as ${questionWords(questionKind, 1)}${why}.`;
  return `Read as ${kind} (${sureness(confidence)})${because}.${set}${question}`;
}

/** Answers that may mean that there is none, each with a button that takes it so. */
function offers(
  { name, proposals }: ColumnView,
  change: (make: SaidChange) => void,
): Node[] {
  return proposals.map(({ text, count, reason, evidence }) => {
    const words = reasonWords(reason);
    const take = button(`Take as ${words}`, {
      onClick: () => change((said) => withMeaning(said, text, reason)),
    });
    const keep = button("It is an answer", {
      tone: "quiet",
      onClick: () => change((said) => withMeaning(said, text, "answered")),
    });
    keepFocus(take, `offer ${name} ${text}`);
    return html("div", [
      html("p", `“${text}” (${countOf(count, "respondent")}) may mean no answer: ${evidence}.`),
      take,
      keep,
    ], { class: "editor-offer" });
  });
}

/** What the corrections changed since the panel was opened. */
function effectOf(before: RunView | null, now: RunView): string[] {
  const sizes = ({ profile, features }: RunView) =>
    `${profile.segments.map(({ size }) => formatNumber(size)).join(" · ")} respondents, made of ${
      countOf(features.count, "feature")
    }`;
  const [then, today] = [before === null ? "" : sizes(before), sizes(now)];
  if (then === "" || then === today) return [`Segments: ${today}`];
  return [`Segments now: ${today}`, `Before: ${then}`];
}
