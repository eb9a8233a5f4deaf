/** What a step of the notebook gives, as text. Runs in browsers. */

import { html } from "htl";

/** Shows text as it is, and an object as a line a key. */
export function outputOf(value: string | Readonly<Record<string, unknown>>): HTMLElement {
  const text = typeof value === "string"
    ? value
    : Object.entries(value).map(([key, inner]) => `${key}: ${JSON.stringify(inner)}`).join("\n");
  return html`<pre class="output">${text}</pre>` as HTMLElement;
}
