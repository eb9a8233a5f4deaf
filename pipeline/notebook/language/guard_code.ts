/** Puts a check into every loop and function, so that a cell can be ended from outside. Runs in Deno and browsers. */

import type { Node, Program } from "acorn";
import { simple } from "acorn-walk";
import type { Edits } from "./place.ts";

/** Marks the loops and functions of a program for their check; no line moves.
 * The check counts down a field and calls only when that has run out, which costs a few nanoseconds.
 * It stands outside of any `try` of the loop itself, so that a cell cannot catch its own end for good.
 * @param guard The name under which the cell is given its guard.
 */
export function guardCode(program: Program, edits: Edits, guard: string): void {
  const statement = `if(--${guard}.n<0)${guard}.check();`;
  const expression = `--${guard}.n<0&&${guard}.check(),`;
  const loop = ({ body }: { body: Node }): void => {
    if (body.type === "BlockStatement") return edits.insert(body.start + 1, statement);
    edits.insert(body.start, `{${statement}`);
    edits.insert(body.end, "}");
  };
  simple(program, {
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
    Function({ body }) {
      if (body.type !== "BlockStatement") {
        edits.insert(body.start, `(${expression}`);
        edits.insert(body.end, ")");
        return;
      }
      // Before a directive a statement would make it a mere text.
      const directive = body.body.findLast((each) => "directive" in each);
      edits.insert(
        directive?.end ?? body.start + 1,
        directive === undefined ? statement : `;${statement}`,
      );
    },
  });
}
