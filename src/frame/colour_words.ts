/** What of a source is a keyword, a text, a number or a remark, for its colours. Runs in Deno and browsers.
 *
 * A reader of whole grammars is a fifth of the notebook's frame; colours need far less.
 */

/** A stretch of one kind. */
export interface Coloured {
  readonly from: number;
  readonly to: number;
  readonly kind: "keyword" | "string" | "number" | "comment" | "constant" | "heading" | "mark";
}

const CODE = new RegExp(
  [
    String.raw`(?<comment>//.*|/\*[^]*?(?:\*/|$))`,
    String.raw`(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|` +
    "`(?:[^`\\\\]|\\\\[^])*`?)",
    String.raw`(?<number>(?<![\w$.])(?:0[xob][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)n?)`,
    String.raw`(?<constant>(?<![\w$.])(?:true|false|null|undefined|NaN|Infinity|this)(?![\w$]))`,
    String
      .raw`(?<keyword>(?<![\w$.])(?:async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|from|function|if|import|in|instanceof|interface|let|new|of|return|static|switch|throw|try|type|typeof|var|void|while|yield)(?![\w$]))`,
  ].join("|"),
  "g",
);

const WORDS =
  /(?<heading>^#{1,6} .*$)|(?<string>`[^`\n]+`)|(?<constant>\$\{[^}]*\})|(?<keyword>\*\*[^*\n]+\*\*)|(?<mark>^ {0,3}(?:[-*+]|\d+\.)(?= ))/gm;

/** Finds the stretches of a source, in order and apart. */
export function colourWords(source: string, isCode: boolean): Coloured[] {
  const found: Coloured[] = [];
  for (const { 0: text, index, groups = {} } of source.matchAll(isCode ? CODE : WORDS)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    if (text === "" || kind === undefined) continue;
    found.push({ from: index, to: index + text.length, kind: kind as Coloured["kind"] });
  }
  return found;
}
