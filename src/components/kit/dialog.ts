/** A question that must be answered before anything happens. Runs in browsers. */

import { button, type ButtonOptions } from "./buttons.js";
import { html, uniqueId } from "./elements.js";

/** One answer. */
export interface DialogChoice<T extends string> {
  readonly answer: T;
  readonly text: string;
  readonly tone?: ButtonOptions["tone"];
}

/** What is asked. */
export interface DialogOptions<T extends string> {
  readonly title: string;
  /** A paragraph each. */
  readonly words: readonly string[];
  /** The first one has the focus: let it be the one that does no harm. */
  readonly choices: readonly DialogChoice<T>[];
}

/** Asks, and waits for the answer.
 * @returns Null if the question was left by Escape.
 */
export function askByDialog<T extends string>(
  { title, words, choices }: DialogOptions<T>,
): Promise<T | null> {
  return new Promise((resolve) => {
    const id = uniqueId("dialog");
    let answer: T | null = null;
    const buttons = choices.map((choice) =>
      button(choice.text, {
        ...(choice.tone === undefined ? {} : { tone: choice.tone }),
        onClick: () => {
          answer = choice.answer;
          dialog.close();
        },
      })
    );
    const dialog = html("dialog", [
      html("h2", title, { id }),
      ...words.map((text) => html("p", text)),
      html("div", buttons, { class: "ui-dialog-choices" }),
    ], { class: "ui-dialog", "aria-labelledby": id });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    buttons[0]?.focus();
  });
}
