/** One question of the form that places a person, with its answers. Runs in browsers. */

import type { FormQuestion } from "../../../../pipeline/typing/form/placing_form.ts";
import { html, uniqueId } from "../../kit/elements.js";
import { formatNumber } from "../../kit/words/format.js";

/** More answers than these are a list that opens. */
const MOST_SHOWN = 7;
const NO_ANSWER = "No answer";

/** How a question is asked. */
export interface FieldOptions {
  /** Its answer so far; empty for none. */
  readonly answer: string;
  /** Whether what it shares with others of its question stands above it already. */
  readonly isUnderStem: boolean;
  /** Hears every change. */
  readonly onAnswer: (answer: string) => void;
}

/** Makes the field: few answers side by side, many in a list, a number to be typed. */
export function questionField(question: FormQuestion, options: FieldOptions): HTMLElement {
  const { options: answers } = question;
  if (answers === null) return numberField(question, options);
  return answers.length > MOST_SHOWN
    ? listField(question, options)
    : choiceField(question, options);
}

/** The column's name teaches what a file has to hold. */
function titleOf({ name, stem, item, text }: FormQuestion, isUnderStem: boolean): HTMLElement[] {
  const isItem = stem !== "" && item !== text;
  return [
    ...(isItem && !isUnderStem ? [html("span", stem, { class: "place-lead" })] : []),
    html("span", item, { class: "place-item" }),
    ...(item === name ? [] : [html("code", name, { class: "place-name" })]),
  ];
}

function choiceField(question: FormQuestion, { answer, isUnderStem, onAnswer }: FieldOptions) {
  const { options, ends, isAsked } = question;
  const group = uniqueId("place");
  const radio = (value: string, words: string, isNone = false) => {
    const isChecked = value === answer;
    return html("label", [
      html("input", [], {
        type: "radio",
        name: group,
        value,
        checked: isChecked ? "" : null,
        onchange: () => onAnswer(value),
      }),
      html("span", words),
    ], { class: isNone ? "place-option is-none" : "place-option" });
  };
  const last = options!.length - 1;
  const words = (option: string, at: number) =>
    ends === null || (at !== 0 && at !== last) ? option : `${option} ${ends[at === 0 ? 0 : 1]}`;
  return html("fieldset", [
    html("legend", titleOf(question, isUnderStem)),
    html("div", [
      ...options!.map((option, at) => radio(option, words(option, at))),
      isAsked ? null : radio("", NO_ANSWER, true),
    ], { class: "place-options" }),
  ], { class: "place-question" });
}

function listField(question: FormQuestion, { answer, isUnderStem, onAnswer }: FieldOptions) {
  const id = uniqueId("place");
  const select = html("select", [
    html("option", NO_ANSWER, { value: "" }),
    ...question.options!.map((option) =>
      html("option", option, { value: option, selected: option === answer ? "" : null })
    ),
  ], { id, onchange: () => onAnswer(select.value) });
  return html("div", [
    html("label", titleOf(question, isUnderStem), { for: id }),
    select,
  ], { class: "place-question" });
}

function numberField(question: FormQuestion, { answer, isUnderStem, onAnswer }: FieldOptions) {
  const { range } = question;
  const id = uniqueId("place"), noteId = uniqueId("place");
  const field = html("input", [], {
    id,
    type: "number",
    step: "any",
    inputmode: "decimal",
    value: answer,
    ...(range === null ? {} : { min: range[0], max: range[1], "aria-describedby": noteId }),
    oninput: () => onAnswer(field.value),
  });
  return html("div", [
    html("label", titleOf(question, isUnderStem), { for: id }),
    html("div", [
      field,
      range === null ? null : html(
        "span",
        `${formatNumber(range[0])} to ${formatNumber(range[1])}; other numbers are no answer`,
        { id: noteId, class: "place-note" },
      ),
    ], { class: "place-number" }),
  ], { class: "place-question" });
}
