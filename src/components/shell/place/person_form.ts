/** One person's answers, and the segment that they lead to while they are given. Runs in browsers. */

import type { AskedOfPerson } from "../../../../pipeline/browser/placing_desk.ts";
import type { WorkerAnswers } from "../../../../pipeline/browser/protocol.ts";
import type { FormQuestion, PlacingForm } from "../../../../pipeline/typing/form/placing_form.ts";
import { button } from "../../kit/buttons.js";
import { html, setText, uniqueId } from "../../kit/elements.js";
import { countOf, formatNumber } from "../../kit/words/format.js";
import { type AnswerFacts, briefAnswer, personAnswer } from "./person_answer.js";
import { questionField } from "./question_field.js";

/** Asks the engine; a signal gives up what a later answer overtook. */
export type AskPerson = (
  answers: Readonly<Record<string, string>>,
  by: AskedOfPerson,
  signal: AbortSignal,
) => Promise<WorkerAnswers["person"]>;

/** Makes the form and what it says. Answers stay where the questions change. */
export function personForm(form: PlacingForm, ask: AskPerson): HTMLElement {
  const answers: Record<string, string> = {};
  let by: AskedOfPerson = form.short === null ? "all" : "short";
  let running: AbortController | null = null;
  const questions = html("div", [], { class: "place-questions" });
  const answer = html("div", [], { class: "place-answer", role: "status" });
  const brief = html("p", "", { class: "place-brief", "aria-hidden": "true" });

  const place = async (): Promise<void> => {
    running?.abort(new DOMException("another answer", "AbortError"));
    const own = running = new AbortController();
    const facts: AnswerFacts = { form, asked: askedOf(form, by), isAll: by === "all" };
    try {
      const placed = await ask({ ...answers }, by, own.signal);
      if (own.signal.aborted) return;
      answer.replaceChildren(...personAnswer(placed, facts));
      setText(brief, briefAnswer(placed, facts));
    } catch (error) {
      if (own.signal.aborted) return;
      answer.replaceChildren(html("p", error instanceof Error ? error.message : String(error)));
    }
  };
  const draw = (): void => {
    questions.replaceChildren(
      ...fields(askedOf(form, by), by, answers, (name, value) => {
        answers[name] = value;
        void place();
      }),
    );
    void place();
  };
  const clear = button("Clear the answers", {
    onClick: () => {
      for (const name of Object.keys(answers)) delete answers[name];
      draw();
    },
  });
  draw();
  return html("div", [
    form.short === null
      ? html(
        "p",
        "A segment is too small to learn from which few questions would do: all are asked.",
      )
      : howMany(form, (chosen) => {
        by = chosen;
        draw();
      }),
    html("div", [
      html("form", [questions, clear], { onsubmit: (event: Event) => event.preventDefault() }),
      answer,
    ], { class: "place-columns" }),
    brief,
  ]);
}

function howMany({ short, questions, read }: PlacingForm, onChange: (by: AskedOfPerson) => void) {
  const group = uniqueId("place-by");
  const few = short!.names.length;
  const radio = (value: AskedOfPerson, words: string) =>
    html("label", [
      html("input", [], {
        type: "radio",
        name: group,
        value,
        checked: value === "short" ? "" : null,
        onchange: () => onChange(value),
      }),
      ` ${words}`,
    ]);
  return html("fieldset", [
    html("legend", "Ask"),
    radio("short", `the ${countOf(few, "question")} that tell most`),
    radio("all", `all ${formatNumber(read)}`),
  ], { class: "choice", "data-questions": questions.length });
}

function askedOf(
  { questions, short, read }: PlacingForm,
  by: AskedOfPerson,
): readonly FormQuestion[] {
  if (by === "all" || short === null) return questions.slice(0, read);
  const known = new Map(questions.map((question) => [question.name, question]));
  return short.names.map((name) => known.get(name)!);
}

/** The fields; of items that follow each other what they share stands above them once. */
function fields(
  asked: readonly FormQuestion[],
  by: AskedOfPerson,
  answers: Readonly<Record<string, string>>,
  onAnswer: (name: string, value: string) => void,
): HTMLElement[] {
  return asked.flatMap((question, at) => {
    const { name, stem, item, options, isAsked } = question;
    const isItem = by === "all" && stem !== "" && item !== stem;
    const isFirst = isItem && asked[at - 1]?.stem !== stem;
    const field = questionField(question, {
      answer: answers[name] ?? (isAsked ? options![0] : ""),
      isUnderStem: isItem,
      onAnswer: (value) => onAnswer(name, value),
    });
    return isFirst ? [html("h3", stem, { class: "place-stem" }), field] : [field];
  });
}
