/** Small choices above a chart, as inputs that Framework observes. Runs in browsers. */

import { html } from "htl";

/** One choice: its value and its words. */
export type Choice<T extends string> = readonly [value: T, words: string];

/** A group of radio buttons whose element has the `value` chosen and fires `input`.
 * The choice is kept in the browser's session under its name.
 */
export function radioChoice<T extends string>(
  name: string,
  legend: string,
  choices: readonly Choice<T>[],
): HTMLElement & { value: T } {
  const kept = sessionStorage.getItem(name);
  const initial = choices.find(([value]) => value === kept)?.[0] ?? choices[0][0];
  const group = html`<fieldset class="choice"><legend>${legend}</legend>${
    choices.map(([value, words]) =>
      html`<label><input type="radio" name=${name} value=${value} checked=${
        value === initial
      }> ${words}</label>`
    )
  }</fieldset>` as HTMLElement & { value: T };
  group.value = initial;
  group.addEventListener("change", (event) => {
    group.value = (event.target as HTMLInputElement).value as T;
    sessionStorage.setItem(name, group.value);
    group.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return group;
}
