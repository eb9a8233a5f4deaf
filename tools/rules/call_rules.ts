/** Lint rules on calls: none takes as many arguments as there are data. Runs in Deno. */
/// <reference lib="deno.unstable" />

import { projectPath } from "../lib/paths.ts";

/** Methods of arrays that take any number of arguments, and what to write instead of a spread. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ["push", "push one by one in a loop"],
  ["unshift", "build the array in its order with a loop"],
  ["splice", "build the array in its order with a loop"],
  ["concat", "use flat(), or push one by one in a loop"],
]);

/** The same for functions, which are called by their full names. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ["Math.max", "use reduce, or a loop"],
  ["Math.min", "use reduce, or a loop"],
  ["Math.hypot", "sum the squares in a loop"],
  ["String.fromCharCode", "join the characters in a loop"],
  ["String.fromCodePoint", "join the characters in a loop"],
]);

/** A call's arguments lie on the stack, so an array that grows with the survey must not be spread there. */
export const noUnboundedSpread: Deno.lint.Rule = {
  create(context) {
    if (!/^(pipeline|src|tools|bench)\//.test(projectPath(context.filename) ?? "")) return {};
    return {
      CallExpression({ callee: whole, arguments: given }) {
        const callee = whole.type === "ChainExpression" ? whole.expression : whole;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        const called = context.sourceCode.getText(callee);
        const { name } = callee.property;
        const report = (node: Deno.lint.Node, advice: string) => {
          const message =
            `a call takes about 120,000 arguments at most, and this ${name} gets one for each item: ${advice}`;
          context.report({ node, message });
        };
        if (name === "apply" && given.length > 0 && !isBounded(given[given.length - 1])) {
          report(callee.property, "use a loop");
        }
        const advice = FUNCTIONS.get(called) ?? METHODS.get(name);
        if (advice === undefined) return;
        for (const argument of given) {
          if (argument.type !== "SpreadElement" || isBounded(argument.argument)) continue;
          report(argument, advice);
        }
      },
    };
  },
};

/** Whether an expression is an array written out, or a choice between such. */
function isBounded(node: Deno.lint.Node): boolean {
  if (node.type === "TSAsExpression") return isBounded(node.expression);
  if (node.type === "ConditionalExpression") {
    return isBounded(node.consequent) && isBounded(node.alternate);
  }
  return node.type === "ArrayExpression" &&
    node.elements.every((each) => each?.type !== "SpreadElement" || isBounded(each.argument));
}
