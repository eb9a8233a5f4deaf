/** Puts a check into every loop and function, so that a cell can be ended from outside. Runs in Deno and browsers. */

import type { Node, Program } from "acorn";
import { ancestor } from "acorn-walk";
import type { Edits } from "./place.ts";

/** Marks the loops and functions of a program for their check; no line moves.
 * The check counts down a field and calls only when that has run out, which costs a few nanoseconds.
 * It stands outside of any `try` of the loop itself, so that a cell cannot catch its own end for good.
 * Loops that may wait let others have a turn now and then, so that a click is heard while they run.
 * @param guard The name under which the cell is given its guard.
 */
export function guardCode(program: Program, edits: Edits, guard: string): void {
  const statement = `if(--${guard}.n<0)${guard}.check();`;
  const waiting = `if(--${guard}.n<0&&${guard}.isTurnOver())await ${guard}.pause();`;
  const expression = `--${guard}.n<0&&${guard}.check(),`;
  const loop = ({ body }: { body: Node }, _state: unknown, around: readonly Node[]): void => {
    const check = mayWait(around) ? waiting : statement;
    if (body.type === "BlockStatement") return edits.insert(body.start + 1, check);
    edits.insert(body.start, `{${check}`);
    edits.insert(body.end, "}");
  };
  ancestor(program, {
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

const BODY = /Function|StaticBlock/;

/** Whether code may wait where it stands: at the top of a cell, or directly in an async function. */
function mayWait(around: readonly Node[]): boolean {
  const body = around.findLast(({ type }) => BODY.test(type)) as
    | Node & { readonly async?: boolean }
    | undefined;
  return body === undefined || body.async === true;
}
