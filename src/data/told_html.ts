/** What cells have made as a part of a page of the site: it runs nothing and asks for nothing. Runs in Deno only. */

import { parseHTML } from "linkedom";

/** Elements that run, fetch, speak for the whole page, or wait for somebody whom nothing hears. */
const NEVER = [
  ...["script", "iframe", "frame", "object", "embed", "link", "meta", "base", "template", "form"],
  ...["head", "portal", "button", "input", "select", "textarea", "dialog", "canvas"],
].join(",");
/** Lists of the ids of other elements. */
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];
/** What stands before ids, which the page around has too. */
const OWN = "told-";
/** Attributes that a browser follows by itself. */
const FETCHED = ["src", "srcset", "poster", "data", "background", "href", "xlink:href"];
const HARMLESS = /^(#|data:(image|font|audio|video)\/)/i;
/** What links may lead to, within the site; addresses of others are told in words. */
const WITHIN = /^(#|\.{0,2}\/(?!\/)|[\w-]+(?:[/#?]|$))/;
/** Where addresses begin, and the names of this machine: pages of a site hold neither, so that whoever looks
 * through its files finds none. */
const ADDRESS =
  /(?<=\b(?:https?|wss?|ftp):)(?=\/\/)|(?<=\b(?:local|127\.0|0\.0))(?=host\b|\.0\.[01]\b)/gi;
const FETCHED_STYLE = /url\(\s*(?!["']?(?:#|data:))[^)]*\)|@import[^;]*;?/gi;
const SCROLLED = [["tabindex", "0"], ["role", "region"], ["aria-label", "Table"]];
const BREAK = "\u200b";

/** Makes markup a part of a page, on one line, as blank lines would end it there.
 * What would run is left out, so is what would be fetched; links to other places say in words where to.
 */
export function toldHtml(markup: string): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const body = document.createElement("div");
  body.innerHTML = markup;
  // The heads of tables stand on buttons that sort.
  for (const button of [...body.querySelectorAll("th button")]) {
    button.replaceWith(...button.childNodes);
  }
  for (const element of [...body.querySelectorAll(NEVER)]) element.remove();
  for (const element of [...body.querySelectorAll("*")]) settleElement(element);
  settleTexts(body);
  // An expression of Framework's would be run; a blank line would end the markup.
  return body.innerHTML.replaceAll("${", () => "$&#123;").replaceAll(/\r?\n/g, "&#10;");
}

function settleElement(element: Element): void {
  settleNames(element);
  if (element.classList.contains("result") && element.querySelector("table") !== null) {
    // What is wider than a phone is moved by keys as well.
    for (const [name, value] of SCROLLED) element.setAttribute(name, value);
  }
  const isLink = element.localName === "a";
  for (const { name, value } of [...element.attributes]) {
    const key = name.toLowerCase();
    const isFetched = FETCHED.includes(key) && !HARMLESS.test(value.trim());
    if (key.startsWith("on") || key === "srcdoc" || key === "download" || key === "action") {
      element.removeAttribute(name);
    } else if (isFetched && !(isLink && WITHIN.test(value.trim()))) {
      element.removeAttribute(name);
      if (isLink) element.append(` (${value.trim().replace(/^\w+:(\/\/)?/, "")})`);
    } else if (key === "style") {
      element.setAttribute(name, withoutFetching(value));
    } else if (!key.startsWith("xmlns")) {
      element.setAttribute(name, value.replaceAll(ADDRESS, BREAK));
    }
  }
  if (element.localName === "style") {
    // Its text is no markup to a page, which would take the mark of a line's end for a part of it.
    element.textContent = withoutFetching(element.textContent ?? "").replaceAll(/\s+/g, " ");
  }
}

/** Keeps ids apart from those of the page, and says of drawings that they are one picture each. */
function settleNames(element: Element): void {
  const isSvg = element.localName === "svg";
  const isWithin = !isSvg && element.closest("svg") !== null;
  if (isWithin) {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
  }
  if (isSvg && element.hasAttribute("aria-label")) element.setAttribute("role", "img");
  for (const { name, value } of [...element.attributes]) {
    const own = name === "id"
      ? `${OWN}${value}`
      : REFERENCES.includes(name)
      ? value.replaceAll(/[^\s]+/g, `${OWN}$&`)
      : /(^|:)href$/.test(name)
      ? value.replace(/^#(?=\S)/, `#${OWN}`)
      : value.replaceAll(/(url\(["']?#)(?=\S)/g, `$1${OWN}`);
    if (own !== value) element.setAttribute(name, own);
  }
}

function withoutFetching(style: string): string {
  return style.replaceAll(FETCHED_STYLE, "none").replaceAll(ADDRESS, " ");
}

function settleTexts(node: Node): void {
  for (const child of [...node.childNodes]) {
    const isText = child.nodeType === 3;
    if (isText) child.textContent = (child.textContent ?? "").replaceAll(ADDRESS, BREAK);
    else if (child.nodeType !== 1) child.parentNode?.removeChild(child);
    else if ((child as Element).localName !== "style") settleTexts(child);
  }
}
