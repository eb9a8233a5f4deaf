/** Small parts that charts, controls and tables share: ids, buttons, texts for listeners. Runs in browsers. */

import { html } from "./elements.js";

let lastId = 0;

/** An id that no other element of the page has.
 * @param kind What it names, such as `help`.
 */
export function uniqueId(kind: string): string {
  lastId += 1;
  return `${kind}-${lastId}`;
}

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

/** Text that is heard, not seen. */
export function hiddenText(text: string): HTMLSpanElement {
  return html("span", text, { class: "ui-hidden" });
}

/** Sets an element's text only where it changed, so that listeners do not hear it twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Offers a file to the reader.
 * @param name With its extension.
 */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  html("a", [], { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts text on the clipboard; also on plain-http sites, where browsers withhold the newer way.
 * @returns Whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = html("textarea", [], { class: "ui-hidden", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
