/** Buttons of controls, tables and charts. Runs in browsers. */

import { html } from "./elements.js";

/** What a button does and how loud it is. */
export interface ButtonOptions {
  readonly onClick: () => void;
  /** `primary` for the one thing to do next, `quiet` for what stands in text. */
  readonly tone?: "plain" | "primary" | "quiet";
  /** What it is called where its text alone does not say enough. */
  readonly label?: string;
}

/** Makes a button. */
export function button(
  text: string,
  { onClick, tone = "plain", label }: ButtonOptions,
): HTMLButtonElement {
  return html("button", text, {
    type: "button",
    class: `ui-button ui-${tone}`,
    "aria-label": label ?? null,
    onclick: onClick,
  });
}

/** Makes a small button of a chart.
 * @param options title is what it does, shown on pointing; label what it is called where its text does
 * not say enough.
 */
export function chartButton(
  text: string,
  { onClick, title, label }: Omit<ButtonOptions, "tone"> & { readonly title?: string },
): HTMLButtonElement {
  return html("button", text, {
    type: "button",
    class: "chart-button",
    title: title ?? null,
    "aria-label": label ?? null,
    onclick: onClick,
  });
}
