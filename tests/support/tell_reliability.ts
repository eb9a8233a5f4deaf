/** Keeps docs/reliability.md to what tests found. Runs in Deno only. */

import assert from "node:assert/strict";
import { productFile } from "./command.ts";

/** Holds the lines between a part's markers to what was found; where the environment says
 * `UPDATE_DOCS=1`, writes them instead.
 * @param part Name in the markers, `<!-- part:begin -->` and `<!-- part:end -->`.
 */
export async function tellReliability(part: string, lines: readonly string[]): Promise<void> {
  const path = productFile("docs/reliability.md");
  const text = await Deno.readTextFile(path);
  const [begin, end] = [`<!-- ${part}:begin -->`, `<!-- ${part}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  assert.ok(from >= 0 && to > from, `docs/reliability.md has no part ${part}`);
  const found = `${text.slice(0, from + begin.length)}\n\n${lines.join("\n")}\n\n${text.slice(to)}`;
  const mayAsk = Deno.permissions.querySync({ name: "env", variable: "UPDATE_DOCS" });
  if (mayAsk.state === "granted" && Deno.env.get("UPDATE_DOCS") === "1") {
    return await Deno.writeTextFile(path, found);
  }
  const words = (markdown: string) => markdown.replace(/[ -]*\|[ -]*/g, "|").replace(/\s+/g, " ");
  assert.equal(words(text), words(found), "docs/reliability.md: run again with UPDATE_DOCS=1");
}
