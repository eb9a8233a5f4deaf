/** A cell of words as HTML, with the values of its expressions in their places. Runs in Deno and browsers. */

import MarkdownIt from "markdown-it";
import { markdownParts } from "../language/markdown_parts.ts";
import { UnreadableSource } from "../language/place.ts";
import { escapeHtml } from "./html_text.ts";
import { markupOf, showValue } from "./show_value.ts";

/** Markup in words is shown as it is written, and links in words are links. */
const MARKDOWN = new MarkdownIt({ html: false, linkify: false });

/** What the address of a link or picture may begin with. */
const SAFE_ADDRESS = /^(https?:|mailto:|data:image\/(png|jpeg|svg\+xml)|[#./\w][^:]*$)/i;

/** Writes words as HTML.
 * A value that is text or a number stands among the words; what it says is never read as Markdown or
 * markup. Elements and tables stand as they are.
 * @param values Of the expressions, in order; a dash stands for those that are not there.
 */
export function wordsHtml(source: string, values: readonly unknown[] = []): string {
  const mark = freeMark(source);
  const html: string[] = [];
  let text = "";
  for (const { isExpression, start, end } of partsOf(source)) {
    if (!isExpression) {
      text += source.slice(start, end).replaceAll("\\${", "${");
      continue;
    }
    text += `${mark}${html.length}${mark}`;
    html.push(html.length < values.length ? valueHtml(values[html.length]) : "–");
  }
  return MARKDOWN.render(text)
    // What an answer says must not become an address that runs code.
    .replaceAll(
      new RegExp(`="${mark}(\\d+)${mark}`, "g"),
      (_, i) => SAFE_ADDRESS.test(html[Number(i)]) ? `="${html[Number(i)]}` : `="#`,
    )
    .replaceAll(new RegExp(`${mark}(\\d+)${mark}`, "g"), (_, i) => html[Number(i)]);
}

function partsOf(source: string): ReturnType<typeof markdownParts> {
  try {
    return markdownParts(source);
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    return [{ isExpression: false, start: 0, end: source.length }];
  }
}

/** Letters that the source does not have and that mean nothing in Markdown. */
function freeMark(source: string): string {
  let mark = "Zz";
  while (source.includes(mark)) mark += "z";
  return mark;
}

function valueHtml(value: unknown): string {
  const markup = markupOf(value);
  if (markup !== null) return markup;
  const shown = showValue(value);
  return shown?.html ?? escapeHtml(shown?.text ?? "");
}
