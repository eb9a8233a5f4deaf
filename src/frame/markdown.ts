/** Markdown as elements, with the values of its expressions in it. Runs in browsers. */

import { GFM, parser } from "@lezer/markdown";
import { html } from "../components/kit/elements.ts";
import { markdownParts } from "../../pipeline/notebook/mod.ts";

const READER = parser.configure(GFM);
type Tree = ReturnType<typeof READER.parse>;
type SyntaxNode = Tree["topNode"];

/** Characters of private use that stand around an expression's number while words are read. */
const OPEN = "\ue000", CLOSE = "\ue001";
const HOLE = /\ue000(\d+)\ue001/;

/** Marks that say what surrounds them and are not shown themselves. */
const MARK =
  /^(HeaderMark|EmphasisMark|CodeMark|CodeInfo|LinkMark|LinkTitle|ListMark|QuoteMark|TableDelimiter|StrikethroughMark|TaskMarker|LinkLabel)$/;

const TAGS: Readonly<Record<string, keyof HTMLElementTagNameMap>> = {
  Paragraph: "p",
  Blockquote: "blockquote",
  BulletList: "ul",
  OrderedList: "ol",
  ListItem: "li",
  Emphasis: "em",
  StrongEmphasis: "strong",
  Strikethrough: "s",
  InlineCode: "code",
  HorizontalRule: "hr",
  TableHeader: "tr",
  TableRow: "tr",
};

/** Shows words.
 * @param values Of the expressions among them, in order; null where they have none yet.
 * @param show Makes what stands for a value.
 */
export function showMarkdown(
  source: string,
  values: readonly unknown[] | null,
  show: (value: unknown) => Node | string,
): HTMLElement {
  const parts = markdownParts(source);
  const expressions = parts.filter(({ isExpression }) => isExpression);
  let count = 0;
  const texts = parts.map(({ isExpression, start, end }) =>
    isExpression ? `${OPEN}${count++}${CLOSE}` : source.slice(start, end)
  );
  const text = texts.join("").replaceAll("\\${", "${");
  const fill = (index: number): Node | string => {
    if (values !== null && index < values.length) return show(values[index]);
    const { start, end } = expressions[index];
    return html("code", `\${${source.slice(start, end)}}`, { class: "expression" });
  };
  const writer = new Writer(text, fill);
  return html("div", writer.children(READER.parse(text).topNode), { class: "words" });
}

class Writer {
  readonly #text: string;
  readonly #fill: (index: number) => Node | string;

  constructor(text: string, fill: (index: number) => Node | string) {
    this.#text = text;
    this.#fill = fill;
  }

  /** What stands in a node: its inner nodes, and the words between them. */
  children(node: SyntaxNode, isInline = INLINE.test(node.name)): (Node | string)[] {
    const made: (Node | string)[] = [];
    let from = node.from;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (isInline) this.#addWords(made, from, child.from);
      const element = this.#write(child);
      if (element !== null) made.push(element);
      from = child.to;
    }
    if (isInline) this.#addWords(made, from, node.to);
    return made;
  }

  #write(node: SyntaxNode): Node | string | null {
    const { name } = node;
    const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
    // The page has its own first heading.
    if (heading !== null) return this.#heading(Number(heading[1]), node);
    if (MARK.test(name)) return null;
    const tag = TAGS[name];
    if (tag !== undefined) return html(tag, this.children(node));
    switch (name) {
      case "FencedCode":
      case "CodeBlock":
        return html("pre", [html("code", this.#codeOf(node))]);
      case "Table":
        return html("div", [html("table", this.children(node))], { class: "words-table" });
      case "TableCell":
        return html(node.parent?.name === "TableHeader" ? "th" : "td", this.children(node));
      case "Escape":
        return this.#text.slice(node.from + 1, node.to);
      case "HardBreak":
        return html("br", []);
      case "Link":
        return this.#link(node);
      case "Image":
        return html("em", this.children(node));
      case "Task":
        return html("span", this.children(node, true));
      default:
        return this.#text.slice(node.from, node.to);
    }
  }

  #heading(level: number, node: SyntaxNode): HTMLElement {
    const tag = `h${Math.min(6, level + 1)}` as "h2";
    const words = this.children(node).map((each, i, all) => {
      if (typeof each !== "string") return each;
      const text = i === 0 ? each.trimStart() : each;
      return i === all.length - 1 ? text.trimEnd() : text;
    });
    return html(tag, words);
  }

  /** Nothing leads away from the frame: where a link points to is told. */
  #link(node: SyntaxNode): HTMLElement {
    const address = node.getChild("URL");
    const words = this.children(node).filter((each) =>
      typeof each !== "string" || address === null ||
      each !== this.#text.slice(address.from, address.to)
    );
    const title = address === null ? null : this.#text.slice(address.from, address.to);
    return html("span", words, { class: "words-link", title });
  }

  #codeOf(node: SyntaxNode): string {
    const parts: string[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === "CodeText") parts.push(this.#text.slice(child.from, child.to));
    }
    return parts.join("\n");
  }

  #addWords(made: (Node | string)[], from: number, to: number): void {
    if (to <= from) return;
    this.#text.slice(from, to).split(HOLE).forEach((part, i) => {
      if (i % 2 === 1) made.push(this.#fill(Number(part)));
      else if (part !== "") made.push(part);
    });
  }
}

/** Nodes that hold words beside other nodes; lists, tables and quotes hold blocks only. */
const INLINE =
  /^(Paragraph|ATXHeading\d|SetextHeading\d|Emphasis|StrongEmphasis|Strikethrough|InlineCode|Link|Image|TableCell|Task)$/;
