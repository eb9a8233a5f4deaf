/** Lint rules on tests: none is switched off unseen. Runs in Deno. */
/// <reference lib="deno.unstable" />

const TEST = /^Deno\.test\.(only|ignore|skip)$/;
const ANY_TEST = /^(Deno\.test|\w+\.step)$/;

/** A test is ignored only where what it needs is absent, and none is run alone. */
export const noDisabledTests: Deno.lint.Rule = {
  create(context) {
    const textOf = (node: Deno.lint.Node) => context.sourceCode.getText(node);
    return {
      CallExpression({ callee, range, arguments: given }) {
        const called = textOf(callee);
        if (TEST.test(called)) {
          const message = `${called} switches tests off: ignore one only by a ...Absent constant`;
          context.report({ range, message });
        }
        if (!ANY_TEST.test(called)) return;
        for (const argument of given) {
          if (argument.type === "ObjectExpression") checkOptions(argument, context);
        }
      },
    };
  },
};

function checkOptions(options: Deno.lint.ObjectExpression, context: Deno.lint.RuleContext): void {
  for (const property of options.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier") continue;
    const { range, key, value } = property;
    if (key.name === "only") {
      context.report({ range, message: "a test that runs alone switches all others off" });
    }
    if (key.name === "ignore" && !isAbsence(context.sourceCode.getText(value))) {
      const message =
        "a test is ignored only by constants named ...Absent, which say what it lacks";
      context.report({ range, message });
    }
  }
}

/** Whether a condition is made of constants such as `sharedDataAbsent` alone. */
function isAbsence(condition: string): boolean {
  return /^\w+Absent( (\|\||&&) \w+Absent)*$/.test(condition.replace(/\s+/g, " "));
}
