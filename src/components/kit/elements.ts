/** Elements of HTML and SVG: made, named, and what they say. Runs in browsers. */

/** Attributes of an element; null leaves one out, a function listens to `on...`. */
export type Attributes = Readonly<
  Record<string, string | number | null | ((event: never) => void)>
>;

/** What stands within an element. */
export type Children = string | readonly (Node | string | null)[];

/** Makes an element of SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  children: Children = [],
  attributes: Attributes = {},
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), children, attributes);
}

/** Makes an element of HTML. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  children: Children = [],
  attributes: Attributes = {},
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), children, attributes);
}

function fill<E extends Element>(element: E, children: Children, attributes: Attributes): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else element.setAttribute(name, String(value));
  }
  for (const child of typeof children === "string" ? [children] : children) {
    if (child !== null) element.append(child);
  }
  return element;
}

let lastId = 0;

/** An id that no other element of the page has.
 * @param kind What it names, such as `help`.
 */
export function uniqueId(kind: string): string {
  lastId += 1;
  return `${kind}-${lastId}`;
}

/** Text that is heard, not seen. */
export function hiddenText(text: string): HTMLSpanElement {
  return html("span", text, { class: "ui-hidden" });
}

/** Sets an element's text only where it changed, so that listeners do not hear it twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Hides or switches off an element only where that changes: browsers style and lay out anew whatever is
 * set, even to what it is. */
export function setFlag(element: Element, flag: "hidden" | "disabled", value: boolean): void {
  element.toggleAttribute(flag, value);
}
